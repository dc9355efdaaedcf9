package streams

import (
	"context"
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
	reader *ReadableStreamDefaultReader // nil when no JavaScript runs
	source io.Closer                    // then what is copied from
	once   sync.Once                    // for closing it

	stopWatching func() bool // of the loop's end

	mu      sync.Mutex
	writing bool  // the sink is in use on a goroutine
	ended   bool  // its last call is made or under way
	aborted error // why, when it was not the stream's own end
}

var (
	errLocked  = errors.New("the stream is locked to a reader")
	errAborted = errors.New("aborted")
	errClosed  = errors.New("the JavaScript runtime was closed")
)

// PipeToGo sends a stream to a sink. It is called on the loop, and returns at
// once. A stream that is locked is an error of the caller, and aborts the sink.
// When the loop is closed before the end the sink is aborted, too.
func PipeToGo(rt *js.Runtime, s *ReadableStream, sink Sink) *Pipe {
	p := &Pipe{rt: rt, sink: sink, stream: s}
	p.mu.Lock()
	p.stopWatching = context.AfterFunc(rt.Loop.Context(), func() { p.abort(errClosed) })
	p.mu.Unlock()
	switch {
	case s.Locked():
		p.finish(errLocked)
	case s.untouched():
		p.copy()
	default:
		rt.Enter(func() {
			p.reader = acquireReadableStreamDefaultReader(s)
			readableStreamDefaultReaderRead(p.reader, p)
		})
	}
	return p
}

// Abort ends the pipe from outside, on any goroutine: the stream is cancelled
// and the sink aborted with the reason. A Write that is under way is waited for.
// It does nothing once the pipe has ended.
func (p *Pipe) Abort(reason error) {
	if reason == nil {
		reason = errAborted
	}
	if !p.abort(reason) || p.source != nil {
		return
	}
	p.rt.Loop.Post(func() {
		p.rt.Enter(func() { readableStreamCancel(p.stream, exceptionOf(p.rt, reason)) })
	})
}

// abort aborts the sink, now or after the write that is under way. It reports
// whether the pipe was still going.
func (p *Pipe) abort(reason error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended || p.aborted != nil {
		return false
	}
	p.aborted = reason
	if p.source != nil {
		p.once.Do(func() { go p.source.Close() }) // makes Read return
	}
	if !p.writing {
		p.ended = true
		p.stopWatching()
		go p.sink.Abort(reason)
	}
	return true
}

// begin claims the sink for a write, or reports that there is to be none.
func (p *Pipe) begin() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.writing = !p.ended
	return p.writing
}

// end gives the sink back after a write. The pipe ends when the write failed or
// when it was aborted meanwhile; then end makes the last call.
func (p *Pipe) end(err error) error {
	p.mu.Lock()
	p.writing = false
	if p.aborted != nil {
		err = p.aborted
	}
	last := err != nil && !p.ended
	p.ended = p.ended || last
	p.mu.Unlock()
	if last {
		p.stopWatching()
		p.sink.Abort(err)
	}
	return err
}

// finish makes the sink's last call, off the loop, unless it is made already.
func (p *Pipe) finish(err error) {
	p.mu.Lock()
	last := !p.ended
	p.ended = true
	p.mu.Unlock()
	if !last {
		return
	}
	p.stopWatching()
	p.rt.Loop.Go(func() func() {
		if err != nil {
			p.sink.Abort(err)
		} else {
			p.sink.Close()
		}
		return nil
	})
}

// copy takes the path without JavaScript: one goroutine copies everything.
func (p *Pipe) copy() {
	controller := &p.stream.source.controller
	r, _ := p.stream.TakeReader()
	if !p.begin() { // which lasts all the time: the goroutine makes the last call
		go r.Close()
		return
	}
	p.mu.Lock()
	p.source = r
	p.mu.Unlock()
	p.rt.Loop.Go(func() func() {
		var err error
		if p.abortReason() == nil {
			err = p.copyFrom(r)
		}
		p.once.Do(func() { r.Close() })
		if err = p.end(err); err == nil {
			p.finishHere()
		}
		return func() {
			p.rt.Enter(func() {
				if err != nil {
					readableByteStreamControllerError(controller, exceptionOf(p.rt, err))
				} else {
					readableByteStreamControllerClose(controller)
				}
			})
		}
	})
}

// finishHere closes the sink on the goroutine that used it.
func (p *Pipe) finishHere() {
	p.mu.Lock()
	last := !p.ended
	p.ended = true
	p.mu.Unlock()
	if last {
		p.stopWatching()
		p.sink.Close()
	}
}

// buffers are shared by the copying goroutines.
var buffers = sync.Pool{New: func() any { return new([chunkSize]byte) }}

func (p *Pipe) copyFrom(r io.Reader) error {
	if to, ok := p.sink.(io.ReaderFrom); ok {
		_, err := to.ReadFrom(r)
		return err
	}
	buffer := buffers.Get().(*[chunkSize]byte)
	defer buffers.Put(buffer)
	for {
		n, err := readSome(r, buffer[:])
		if p.abortReason() != nil {
			return nil // end knows it
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

func (p *Pipe) abortReason() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.aborted
}

// chunkSteps copies the chunk: the script may go on writing to its memory.
func (p *Pipe) chunkSteps(chunk goja.Value) {
	if _, text := p.sink.(TextSink); text && goja.IsString(chunk) {
		p.write([]byte(p.rt.String(chunk)))
		return
	}
	view, ok := p.rt.View(chunk)
	if !ok || view.Name != "Uint8Array" {
		e := p.rt.TypeError("A chunk of the stream is not a Uint8Array")
		readableStreamCancel(p.stream, e)
		p.finish(NewThrownError(e))
		return
	}
	p.write(slices.Clone(view.Bytes()))
}

func (p *Pipe) bytesSteps(chunk byteEntry) { p.write(chunk.bytes()) }
func (p *Pipe) closeSteps()                { p.finish(nil) }
func (p *Pipe) errorSteps(e goja.Value)    { p.finish(NewThrownError(e)) }

// write writes a chunk, and then reads the next.
func (p *Pipe) write(chunk []byte) {
	if !p.begin() {
		return
	}
	p.rt.Loop.Go(func() func() {
		err := p.end(p.sink.Write(chunk))
		return func() {
			p.rt.Enter(func() {
				if err != nil {
					readableStreamCancel(p.stream, exceptionOf(p.rt, err))
				} else {
					readableStreamDefaultReaderRead(p.reader, p)
				}
			})
		}
	})
}
