package streams

import (
	"io"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadAllBytes reads a whole stream (4.9, "read all bytes") and then calls done
// on the loop, with the bytes or with the exception. A chunk that is not a
// Uint8Array is a TypeError, and so is a stream that is locked. done owns the
// bytes, and may be called before ReadAllBytes returns.
func ReadAllBytes(rt *js.Runtime, s *ReadableStream, done func(b []byte, exception goja.Value)) {
	if s.Locked() {
		done(nil, rt.TypeError("The stream is locked to a reader"))
		return
	}
	if b, ok := s.TakeBytes(); ok {
		readableByteStreamControllerClose(&s.source.controller)
		done(b, nil)
		return
	}
	if s.untouched() {
		readAllFromGo(rt, s.take(), done)
		return
	}
	rt.Enter(func() {
		a := &allBytes{rt: rt, reader: acquireReadableStreamDefaultReader(s), done: done}
		a.read()
	})
}

// readAllFromGo reads a stream that comes from Go without JavaScript. Cancelling
// it closes the reader, as if a script read it.
func readAllFromGo(rt *js.Runtime, source *goSource, done func([]byte, goja.Value)) {
	r := source.reader
	rt.Loop.Go(func() func() {
		defer source.closeWithLoop(r)()
		b, err := io.ReadAll(r)
		source.once.Do(func() { r.Close() })
		return func() {
			rt.Enter(func() {
				source.reader = nil
				if err != nil {
					e := exceptionOf(rt, err)
					readableByteStreamControllerError(&source.controller, e)
					done(nil, e)
					return
				}
				readableByteStreamControllerClose(&source.controller)
				done(b, nil)
			})
		}
	})
}

// allBytes is the state of "read-loop".
type allBytes struct {
	rt     *js.Runtime
	reader *ReadableStreamDefaultReader
	bytes  []byte
	done   func([]byte, goja.Value)
	inside bool // read is on the stack: it loops instead of nesting
	again  bool
}

// read reads until a chunk is not there yet.
func (a *allBytes) read() {
	if a.inside {
		a.again = true
		return
	}
	a.inside, a.again = true, true
	for a.again {
		a.again = false
		readableStreamDefaultReaderRead(a.reader, a)
	}
	a.inside = false
}

func (a *allBytes) chunkSteps(chunk goja.Value) {
	view, ok := a.rt.View(chunk)
	if !ok || view.Name != "Uint8Array" {
		e := a.rt.TypeError("A chunk of the stream is not a Uint8Array")
		readableStreamCancel(a.reader.stream, e)
		a.done(nil, e)
		return
	}
	a.append(view.Bytes())
}

func (a *allBytes) bytesSteps(chunk byteEntry) { a.append(chunk.bytes()) }

func (a *allBytes) append(chunk []byte) {
	a.bytes = append(a.bytes, chunk...)
	a.read()
}

func (a *allBytes) closeSteps()             { a.done(a.bytes, nil) }
func (a *allBytes) errorSteps(e goja.Value) { a.done(nil, e) }
