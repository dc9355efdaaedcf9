package streams

import (
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Sink is where a stream goes that leaves JavaScript. Its methods are called off
// the loop, one at a time; the last call is Close or Abort, and exactly one of
// the two. A sink may also be an [io.ReaderFrom], which then copies a stream
// that comes from Go as it likes best.
type Sink interface {
	// Write writes a chunk, which it must not keep. The next chunk is asked of
	// the stream when it returns, so a slow sink slows the source. An error
	// cancels the stream.
	Write(chunk []byte) error

	// Close ends what was written.
	Close() error

	// Abort ends it early: the stream failed, or Write did, or somebody called
	// [Pipe.Abort]. The reason may be a [*ThrownError].
	Abort(reason error)
}

// TextSink is a [Sink] that takes chunks of text too, as UTF-8. Fetch allows only
// bytes in a body, but Node's response, where Astro's bodies end, writes strings
// as well.
type TextSink interface {
	Sink
	TakesText()
}

// ThrownError is a JavaScript exception where Go wants an error.
type ThrownError struct {
	Value goja.Value
	text  string
}

// NewThrownError makes the error of an exception. It is called on the loop.
func NewThrownError(value goja.Value) *ThrownError {
	return &ThrownError{value, js.ErrorText(value)}
}

// Error implements error.
func (e *ThrownError) Error() string { return e.text }

// Exception implements [Exception].
func (e *ThrownError) Exception(*js.Runtime) goja.Value { return e.Value }

// Pipe is a stream on its way to a [Sink].
type Pipe struct {
	rt     *js.Runtime
	sink   Sink
	stream *ReadableStream
	reader *ReadableStreamDefaultReader

	mu      sync.Mutex
	aborted error // by Abort
	closer  func()
	ended   bool // on the loop: the sink's last call is made or under way
	writing bool
}

// PipeToGo sends a stream to a sink. It is called on the loop, and returns at
// once. A stream that is locked is an error of the caller, and aborts the sink.
func PipeToGo(rt *js.Runtime, s *ReadableStream, sink Sink) *Pipe {
	p := &Pipe{rt: rt, sink: sink, stream: s}
	if s.Locked() {
		p.finish(errLocked)
		return p
	}
	if s.untouched() {
		p.copy()
		return p
	}
	rt.Enter(func() {
		p.reader = acquireReadableStreamDefaultReader(s)
		readableStreamDefaultReaderRead(p.reader, p)
	})
	return p
}

var (
	errLocked  = errors.New("the stream is locked to a reader")
	errAborted = errors.New("aborted")
)

// Abort ends the pipe from outside, on any goroutine: the stream is cancelled
// and the sink aborted with the reason. A Write that is under way is waited for.
// It does nothing once the pipe has ended.
func (p *Pipe) Abort(reason error) {
	if reason == nil {
		reason = errAborted
	}
	p.mu.Lock()
	first := p.aborted == nil
	if first {
		p.aborted = reason
	}
	closer := p.closer
	p.mu.Unlock()
	if !first {
		return
	}
	if closer != nil {
		closer()
		return
	}
	p.rt.Loop.Post(func() {
		p.rt.Enter(func() {
			if !p.ended && p.reader != nil {
				p.fail(reason)
			}
		})
	})
}

func (p *Pipe) abortReason() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.aborted
}

// copy takes the path without JavaScript: one goroutine copies everything.
func (p *Pipe) copy() {
	s := p.stream
	source := s.source
	r, _ := s.TakeReader()
	var once sync.Once
	p.closer = func() { once.Do(func() { r.Close() }) }
	p.rt.Loop.Go(func() func() {
		err := copyTo(p, r)
		p.closer()
		if reason := p.abortReason(); reason != nil {
			err = reason
		}
		p.last(err)
		return func() {
			p.ended = true
			p.rt.Enter(func() {
				if err != nil {
					readableByteStreamControllerError(source.c, exceptionOf(p.rt, err))
				} else {
					readableByteStreamControllerClose(source.c)
				}
			})
		}
	})
}

// buffers are shared by the copying goroutines.
var buffers = sync.Pool{New: func() any { return new([chunkSize]byte) }}

func copyTo(p *Pipe, r io.Reader) error {
	if to, ok := p.sink.(io.ReaderFrom); ok {
		_, err := to.ReadFrom(r)
		return err
	}
	buffer := buffers.Get().(*[chunkSize]byte)
	defer buffers.Put(buffer)
	for {
		n, err := readSome(r, buffer[:])
		if reason := p.abortReason(); reason != nil {
			return reason
		}
		if n > 0 {
			if err := p.sink.Write(buffer[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// last makes the sink's last call.
func (p *Pipe) last(err error) error {
	if err != nil {
		p.sink.Abort(err)
		return err
	}
	return p.sink.Close()
}

// finish makes the sink's last call off the loop.
func (p *Pipe) finish(err error) {
	if p.ended {
		return
	}
	p.ended = true
	p.rt.Loop.Go(func() func() {
		p.last(err)
		return nil
	})
}

// fail cancels the stream and aborts the sink, after the write under way.
func (p *Pipe) fail(err error) {
	if p.ended {
		return
	}
	readableStreamCancel(p.stream, exceptionOf(p.rt, err))
	if p.writing {
		return // written calls fail again
	}
	p.finish(err)
}

func (p *Pipe) chunkSteps(chunk goja.Value) {
	if _, text := p.sink.(TextSink); text && goja.IsString(chunk) {
		p.write([]byte(p.rt.String(chunk)))
		return
	}
	view, ok := p.rt.View(chunk)
	if !ok || view.Name != "Uint8Array" {
		p.fail(NewThrownError(p.rt.TypeError("A chunk of the stream is not a Uint8Array")))
		return
	}
	p.write(slices.Clone(view.Bytes())) // the script may go on writing to its own
}

func (p *Pipe) bytesSteps(chunk byteEntry) { p.write(chunk.bytes()) }

func (p *Pipe) closeSteps() {
	if !p.writing {
		p.finish(p.abortReason())
	}
}

func (p *Pipe) errorSteps(e goja.Value) { p.finish(NewThrownError(e)) }

// write writes a chunk, and then reads the next.
func (p *Pipe) write(chunk []byte) {
	p.writing = true
	p.rt.Loop.Go(func() func() {
		err := p.sink.Write(chunk)
		if err == nil {
			err = p.abortReason()
		}
		return func() {
			p.rt.Enter(func() {
				p.writing = false
				if err != nil {
					p.fail(err)
					return
				}
				readableStreamDefaultReaderRead(p.reader, p)
			})
		}
	})
}
