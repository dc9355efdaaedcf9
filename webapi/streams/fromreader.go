package streams

import (
	"bytes"
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

// goSource is the underlying byte source of a stream that comes from Go. Until
// a script reads the stream, [ReadableStream.TakeReader] can take it away.
type goSource struct {
	rt     *js.Runtime
	reader io.ReadCloser // nil once taken or closed
	bytes  []byte        // of FromBytes, instead of a reader
	memory bool          // bytes holds the content
	once   sync.Once     // for closing the reader
	c      *ReadableByteStreamController
}

// FromReader makes a byte stream of what r gives. Reading goes on off the loop,
// and only when somebody wants the next chunk. r is closed at its end, on an
// error and when the stream is cancelled; Close must be safe to call while Read
// blocks, and make it return.
func FromReader(rt *js.Runtime, r io.ReadCloser) *ReadableStream {
	return fromSource(&goSource{rt: rt, reader: r})
}

// FromBytes makes a byte stream with one chunk, or none when b is empty. The
// stream owns b from now on.
func FromBytes(rt *js.Runtime, b []byte) *ReadableStream {
	return fromSource(&goSource{rt: rt, bytes: b, memory: true})
}

// fromSource makes the stream. Its source needs no start, and nothing is read
// ahead, so it costs no microtask.
func fromSource(source *goSource) *ReadableStream {
	s := initializeReadableStream(source.rt)
	source.c = &ReadableByteStreamController{started: true}
	setUpReadableByteStreamController(s, source.c, algorithms{source.pull, source.cancel}, 0, 0)
	s.source = source
	return s
}

// untouched reports whether all that the source has is still in it.
func (s *ReadableStream) untouched() bool {
	return s.source != nil && !s.disturbed && !s.Locked() && s.state == readable
}

// TakeReader takes the Go reader back from a stream that was made by
// [FromReader] or [FromBytes] and that nobody has locked or disturbed, and
// leaves the stream locked and disturbed. So whoever sends the bytes on copies
// them without running JavaScript.
func (s *ReadableStream) TakeReader() (io.ReadCloser, bool) {
	if !s.untouched() {
		return nil, false
	}
	source := s.source
	acquireReadableStreamDefaultReader(s)
	s.disturbed, s.source = true, nil
	if source.memory {
		return io.NopCloser(bytes.NewReader(source.bytes)), true
	}
	r := source.reader
	source.reader = nil
	return r, true
}

// teeBytes tees a stream that [FromBytes] made without reading it.
func teeBytes(s *ReadableStream) (a, b *ReadableStream, ok bool) {
	if !s.untouched() || !s.source.memory {
		return nil, nil, false
	}
	content := s.source.bytes
	acquireReadableStreamDefaultReader(s)
	s.disturbed, s.source = true, nil
	return FromBytes(s.rt, content), FromBytes(s.rt, slices.Clone(content)), true
}

const (
	chunkSize = 64 << 10
	smallRead = chunkSize / 4 // below it a copy is cheaper than the memory kept alive
)

// pull is the pull algorithm: one read.
func (g *goSource) pull() *promise {
	if g.memory {
		g.pullMemory()
		return resolved(g.rt)
	}
	if g.reader == nil {
		return resolved(g.rt)
	}
	p, r := newPromise(g.rt), g.reader
	g.rt.Loop.Go(func() func() {
		buffer := make([]byte, chunkSize)
		n, err := readSome(r, buffer)
		if n < smallRead {
			buffer = slices.Clone(buffer[:n])
		}
		return func() {
			g.rt.Enter(func() {
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
	if g.c.stream.state != readable {
		return
	}
	if len(b) > 0 {
		readableByteStreamControllerEnqueue(g.c, byteEntry{b, 0, len(b)})
	}
	switch {
	case err == nil:
	case err == io.EOF:
		g.closeReader()
		g.end()
	default:
		g.closeReader()
		readableByteStreamControllerError(g.c, exceptionOf(g.rt, err))
	}
}

func (g *goSource) pullMemory() {
	b := g.bytes
	g.bytes = nil
	if len(b) > 0 {
		readableByteStreamControllerEnqueue(g.c, byteEntry{b, 0, len(b)})
	}
	g.end()
}

// end closes the stream, and a read into the consumer's memory that still waits.
func (g *goSource) end() {
	readableByteStreamControllerClose(g.c)
	if g.c.stream.state == closed && len(g.c.pendingPullIntos) > 0 {
		readableByteStreamControllerRespond(g.c, 0)
	}
}

// cancel is the cancel algorithm.
func (g *goSource) cancel(goja.Value) *promise {
	g.bytes = nil
	g.closeReader()
	return resolved(g.rt)
}

// closeReader closes the reader off the loop, since that may block.
func (g *goSource) closeReader() {
	if r := g.reader; r != nil {
		g.reader = nil
		g.rt.Loop.Go(func() func() {
			g.once.Do(func() { r.Close() })
			return nil
		})
	}
}

// exceptionOf is the JavaScript value of an error of Go.
func exceptionOf(rt *js.Runtime, err error) goja.Value {
	if e, ok := err.(Exception); ok {
		return e.Exception(rt)
	}
	return rt.TypeError("%v", err)
}
