package streams

import (
	"bytes"
	"context"
	"io"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Exception is an error of Go that knows which JavaScript value it is. Other
// errors become a TypeError with their text.
type Exception interface {
	error
	Exception(rt *js.Runtime) goja.Value
}

// exceptionOf is the JavaScript value of an error of Go.
func exceptionOf(rt *js.Runtime, err error) goja.Value {
	if e, ok := err.(Exception); ok {
		return e.Exception(rt)
	}
	return rt.TypeError("%v", err)
}

// goSource is the underlying byte source of a stream that comes from Go, with
// the stream and its controller in the same piece of memory: most streams are
// the body of a request that nobody looks at.
type goSource struct {
	stream     ReadableStream
	controller ReadableByteStreamController
	reader     io.ReadCloser // nil once closed
	bytes      []byte        // of FromBytes, instead of a reader
	memory     bool          // made by FromBytes
	once       sync.Once     // for closing the reader
}

// FromReader makes a byte stream of what r gives. Reading goes on off the loop,
// and only when somebody wants the next chunk. r is closed at its end, on an
// error, when the stream is cancelled and when the loop is closed; Close must be
// safe to call while Read blocks, and make it return.
func FromReader(rt *js.Runtime, r io.ReadCloser) *ReadableStream {
	return (&goSource{reader: r}).init(rt)
}

// FromBytes makes a byte stream with one chunk, or none when b is empty. The
// stream owns b from now on.
func FromBytes(rt *js.Runtime, b []byte) *ReadableStream {
	return (&goSource{bytes: b, memory: true}).init(rt)
}

// init makes the stream. Its source needs no start, and nothing is read ahead,
// so it costs no microtask.
func (g *goSource) init(rt *js.Runtime) *ReadableStream {
	s := &g.stream
	s.rt, s.storedError, s.source = rt, goja.Undefined(), g
	setUpReadableByteStreamController(s, &g.controller, g, 0, 0)
	g.controller.started = true
	return s
}

// untouched reports whether all that a Go source has is still in it.
func (s *ReadableStream) untouched() bool {
	return s.source != nil && !s.disturbed && !s.Locked() && s.state == readable
}

// take locks and disturbs an untouched stream and returns its source, which the
// caller reads from now on.
func (s *ReadableStream) take() *goSource {
	s.taken, s.disturbed = true, true
	return s.source
}

// TakeReader takes the Go reader back from a stream that was made by
// [FromReader] or [FromBytes] and that nobody has locked or disturbed, and
// leaves the stream locked and disturbed. So whoever sends the bytes on copies
// them without running JavaScript. The caller closes the reader.
func (s *ReadableStream) TakeReader() (io.ReadCloser, bool) {
	if !s.untouched() {
		return nil, false
	}
	source := s.take()
	if source.memory {
		return io.NopCloser(bytes.NewReader(source.bytes)), true
	}
	r := source.reader
	source.reader = nil
	return r, true
}

// TakeBytes is [ReadableStream.TakeReader] for a stream that [FromBytes] made.
func (s *ReadableStream) TakeBytes() ([]byte, bool) {
	if !s.untouched() || !s.source.memory {
		return nil, false
	}
	return s.take().bytes, true
}

// teeBytes tees a stream that [FromBytes] made without reading it.
func teeBytes(s *ReadableStream) (a, b *ReadableStream, ok bool) {
	content, ok := s.TakeBytes()
	if !ok {
		return nil, nil, false
	}
	return FromBytes(s.rt, content), FromBytes(s.rt, slices.Clone(content)), true
}

const (
	chunkSize = 64 << 10
	smallRead = chunkSize / 4 // below it a copy is cheaper than the memory kept alive
)

// pull is the pull algorithm: one read.
func (g *goSource) pull() *promise {
	rt := g.stream.rt
	if g.memory {
		b := g.bytes
		g.bytes = nil
		g.deliver(b, io.EOF)
		return resolved(rt)
	}
	p, r := newPromise(rt), g.reader
	rt.Loop.Go(func() func() {
		defer g.closeWithLoop(r)()
		buffer := make([]byte, chunkSize)
		n, err := readSome(r, buffer)
		if n < smallRead {
			buffer = slices.Clone(buffer[:n])
		}
		return func() {
			rt.Enter(func() {
				g.deliver(buffer[:n], err)
				p.resolve(goja.Undefined())
			})
		}
	})
	return p
}

// readSome reads until there is a byte or an error.
func readSome(r io.Reader, b []byte) (n int, err error) {
	for range 100 {
		if n, err = r.Read(b); n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// deliver hands what was read to the stream, unless it was cancelled meanwhile.
func (g *goSource) deliver(b []byte, err error) {
	c := &g.controller
	if g.stream.state != readable {
		return
	}
	if len(b) > 0 {
		readableByteStreamControllerEnqueue(c, byteEntry{b, 0, len(b)})
	}
	if err == nil {
		return
	}
	g.closeReader()
	if err != io.EOF {
		readableByteStreamControllerError(c, exceptionOf(g.stream.rt, err))
		return
	}
	if exception := readableByteStreamControllerClose(c); exception == nil && g.stream.state == closed && len(c.pendingPullIntos) > 0 {
		readableByteStreamControllerRespond(c, 0) // gives the consumer its memory back
	}
}

// cancel is the cancel algorithm.
func (g *goSource) cancel(goja.Value) *promise {
	g.bytes = nil
	g.closeReader()
	return resolved(g.stream.rt)
}

// closeReader closes the reader off the loop, since that may block.
func (g *goSource) closeReader() {
	if r := g.reader; r != nil {
		g.reader = nil
		g.stream.rt.Loop.Go(func() func() {
			g.once.Do(func() { r.Close() })
			return nil
		})
	}
}

// closeWithLoop makes a read that is under way end when the loop is closed,
// until stop is called.
func (g *goSource) closeWithLoop(r io.Closer) (stop func() bool) {
	return context.AfterFunc(g.stream.rt.Loop.Context(), func() {
		g.once.Do(func() { r.Close() })
	})
}

var _ algorithms = (*goSource)(nil)
