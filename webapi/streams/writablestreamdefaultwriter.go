package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// WritableStreamDefaultWriter is the interface of that name (5.3).
type WritableStreamDefaultWriter struct {
	js.Base
	stream        *WritableStream // nil when released
	closedPromise *promise
	readyPromise  *promise
}

// WritableStreamDefaultWriterClass describes the interface.
var WritableStreamDefaultWriterClass = js.Define(js.Class[*WritableStreamDefaultWriter]{
	Name:   "WritableStreamDefaultWriter",
	Length: 1,
	Construct: func(c js.Call) *WritableStreamDefaultWriter {
		stream, ok := js.State[*WritableStream](c.Arg(0))
		if !ok {
			c.ThrowTypeError("Failed to construct 'WritableStreamDefaultWriter': the argument is not a WritableStream.")
		}
		return acquireWritableStreamDefaultWriter(stream)
	},
	Attributes: []js.Attribute[*WritableStreamDefaultWriter]{
		{Name: "closed", Async: true, Get: func(_ js.Call, w *WritableStreamDefaultWriter) goja.Value {
			return w.closedPromise.js()
		}},
		{Name: "desiredSize", Get: func(c js.Call, w *WritableStreamDefaultWriter) goja.Value {
			w.mustHaveStream(c)
			if size, ok := writableStreamDefaultWriterGetDesiredSize(w); ok {
				return c.ToValue(size)
			}
			return goja.Null()
		}},
		{Name: "ready", Async: true, Get: func(_ js.Call, w *WritableStreamDefaultWriter) goja.Value {
			return w.readyPromise.js()
		}},
	},
	Methods: []js.Method[*WritableStreamDefaultWriter]{
		{Name: "abort", Async: true, Call: func(c js.Call, w *WritableStreamDefaultWriter) goja.Value {
			w.mustHaveStream(c)
			return writableStreamAbort(w.stream, c.Arg(0)).js()
		}},
		{Name: "close", Async: true, Call: func(c js.Call, w *WritableStreamDefaultWriter) goja.Value {
			w.mustHaveStream(c)
			w.stream.mustNotBeClosing(c)
			return writableStreamClose(w.stream).js()
		}},
		{Name: "releaseLock", Call: func(_ js.Call, w *WritableStreamDefaultWriter) goja.Value {
			if w.stream != nil {
				writableStreamDefaultWriterRelease(w)
			}
			return goja.Undefined()
		}},
		{Name: "write", Async: true, Call: func(c js.Call, w *WritableStreamDefaultWriter) goja.Value {
			w.mustHaveStream(c)
			return writableStreamDefaultWriterWrite(w, c.Arg(0)).js()
		}},
	},
})

// Class implements [js.Native].
func (*WritableStreamDefaultWriter) Class() js.Definer { return WritableStreamDefaultWriterClass }

func (w *WritableStreamDefaultWriter) mustHaveStream(c js.Call) {
	if w.stream == nil {
		c.ThrowTypeError("The writer has been released")
	}
}

// acquireWritableStreamDefaultWriter is AcquireWritableStreamDefaultWriter and
// SetUpWritableStreamDefaultWriter. It throws when the stream is locked.
func acquireWritableStreamDefaultWriter(s *WritableStream) *WritableStreamDefaultWriter {
	if s.Locked() {
		s.rt.ThrowTypeError("The stream is already locked to a writer")
	}
	w := &WritableStreamDefaultWriter{stream: s}
	s.writer = w
	switch s.state {
	case writable:
		if !writableStreamCloseQueuedOrInFlight(s) && s.backpressure {
			w.readyPromise = newPromise(s.rt)
		} else {
			w.readyPromise = resolved(s.rt)
		}
		w.closedPromise = newPromise(s.rt)
	case erroring:
		w.readyPromise = rejectedWith(s.rt, s.storedError)
		w.readyPromise.setHandled()
		w.closedPromise = newPromise(s.rt)
	case writableClosed:
		w.readyPromise = resolved(s.rt)
		w.closedPromise = resolved(s.rt)
	case writableErrored:
		w.readyPromise = rejectedWith(s.rt, s.storedError)
		w.readyPromise.setHandled()
		w.closedPromise = rejectedWith(s.rt, s.storedError)
		w.closedPromise.setHandled()
	}
	return w
}

// writableStreamDefaultWriterCloseWithErrorPropagation is
// WritableStreamDefaultWriterCloseWithErrorPropagation.
func writableStreamDefaultWriterCloseWithErrorPropagation(w *WritableStreamDefaultWriter) *promise {
	s := w.stream
	switch {
	case writableStreamCloseQueuedOrInFlight(s) || s.state == writableClosed:
		return resolved(s.rt)
	case s.state == writableErrored:
		return rejectedWith(s.rt, s.storedError)
	}
	return writableStreamClose(s)
}

// writableStreamDefaultWriterEnsureClosedPromiseRejected is
// WritableStreamDefaultWriterEnsureClosedPromiseRejected.
func writableStreamDefaultWriterEnsureClosedPromiseRejected(w *WritableStreamDefaultWriter, e goja.Value) {
	w.closedPromise = ensureRejected(w.closedPromise, e)
}

// writableStreamDefaultWriterEnsureReadyPromiseRejected is
// WritableStreamDefaultWriterEnsureReadyPromiseRejected.
func writableStreamDefaultWriterEnsureReadyPromiseRejected(w *WritableStreamDefaultWriter, e goja.Value) {
	w.readyPromise = ensureRejected(w.readyPromise, e)
}

// ensureRejected rejects p, or makes a new promise when p is settled.
func ensureRejected(p *promise, e goja.Value) *promise {
	if p.settled {
		p = newPromise(p.rt)
	}
	p.setHandled()
	p.reject(e)
	return p
}

// writableStreamDefaultWriterGetDesiredSize is
// WritableStreamDefaultWriterGetDesiredSize; false stands for null.
func writableStreamDefaultWriterGetDesiredSize(w *WritableStreamDefaultWriter) (size float64, ok bool) {
	switch w.stream.state {
	case writableErrored, erroring:
		return 0, false
	case writableClosed:
		return 0, true
	}
	return writableStreamDefaultControllerGetDesiredSize(w.stream.controller), true
}

// writableStreamDefaultWriterRelease is WritableStreamDefaultWriterRelease.
func writableStreamDefaultWriterRelease(w *WritableStreamDefaultWriter) {
	e := w.stream.rt.TypeError("The writer has been released")
	writableStreamDefaultWriterEnsureReadyPromiseRejected(w, e)
	writableStreamDefaultWriterEnsureClosedPromiseRejected(w, e)
	w.stream.writer = nil
	w.stream = nil
}

// writableStreamDefaultWriterWrite is WritableStreamDefaultWriterWrite.
func writableStreamDefaultWriterWrite(w *WritableStreamDefaultWriter, chunk goja.Value) *promise {
	s := w.stream
	size := writableStreamDefaultControllerGetChunkSize(s.controller, chunk)
	switch {
	case w.stream != s:
		return rejectedWith(s.rt, s.rt.TypeError("The writer has been released"))
	case s.state == writableErrored:
		return rejectedWith(s.rt, s.storedError)
	case writableStreamCloseQueuedOrInFlight(s) || s.state == writableClosed:
		return rejectedWith(s.rt, s.rt.TypeError("The stream is closing or closed"))
	case s.state == erroring:
		return rejectedWith(s.rt, s.storedError)
	}
	p := writableStreamAddWriteRequest(s)
	writableStreamDefaultControllerWrite(s.controller, chunk, size)
	return p
}

var _ js.Native = (*WritableStreamDefaultWriter)(nil)
