package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// genericReader is the ReadableStreamGenericReader mixin (4.3).
type genericReader struct {
	js.Base
	stream        *ReadableStream // nil when released
	closedPromise *promise
}

// ReadableStreamDefaultReader is the interface of that name (4.4).
type ReadableStreamDefaultReader struct {
	genericReader
	readRequests []readRequest
}

// readRequest is a read request (4.4.2).
type readRequest interface {
	chunkSteps(chunk goja.Value)
	closeSteps()
	errorSteps(e goja.Value)
}

// ReadableStreamDefaultReaderClass describes the interface.
var ReadableStreamDefaultReaderClass = js.Define(js.Class[*ReadableStreamDefaultReader]{
	Name:   "ReadableStreamDefaultReader",
	Length: 1,
	Construct: func(c js.Call) *ReadableStreamDefaultReader {
		return acquireReadableStreamDefaultReader(streamArgument(c, "ReadableStreamDefaultReader"))
	},
	Attributes: []js.Attribute[*ReadableStreamDefaultReader]{
		{Name: "closed", Async: true, Get: func(_ js.Call, r *ReadableStreamDefaultReader) goja.Value {
			return r.closedPromise.js()
		}},
	},
	Methods: []js.Method[*ReadableStreamDefaultReader]{
		{Name: "cancel", Async: true, Call: func(c js.Call, r *ReadableStreamDefaultReader) goja.Value {
			return r.cancel(c)
		}},
		{Name: "read", Async: true, Call: readableStreamDefaultReaderReadMethod},
		{Name: "releaseLock", Call: func(_ js.Call, r *ReadableStreamDefaultReader) goja.Value {
			if r.stream != nil {
				readableStreamDefaultReaderRelease(r)
			}
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*ReadableStreamDefaultReader) Class() js.Definer { return ReadableStreamDefaultReaderClass }

// streamArgument converts the argument of a reader's constructor. It throws.
func streamArgument(c js.Call, class string) *ReadableStream {
	stream, ok := js.State[*ReadableStream](c.Arg(0))
	if !ok {
		c.ThrowTypeError("Failed to construct '%s': the argument is not a ReadableStream.", class)
	}
	return stream
}

// cancel is the method cancel(reason) of the mixin.
func (r *genericReader) cancel(c js.Call) goja.Value {
	r.mustHaveStream(c)
	return readableStreamCancel(r.stream, c.Arg(0)).js()
}

func (r *genericReader) mustHaveStream(c js.Call) {
	if r.stream == nil {
		c.ThrowTypeError("The reader has been released")
	}
}

func readableStreamDefaultReaderReadMethod(c js.Call, r *ReadableStreamDefaultReader) goja.Value {
	r.mustHaveStream(c)
	p := c.Promise()
	readableStreamDefaultReaderRead(r, promiseRequest{c.Runtime, p})
	return p.Value
}

// promiseRequest settles the promise that read() returned.
type promiseRequest struct {
	rt      *js.Runtime
	promise *js.Promise
}

func (r promiseRequest) chunkSteps(chunk goja.Value) {
	r.promise.Resolve(r.rt.IterResult(chunk, false))
}
func (r promiseRequest) closeSteps()             { r.promise.Resolve(r.rt.IterResult(goja.Undefined(), true)) }
func (r promiseRequest) errorSteps(e goja.Value) { r.promise.Reject(e) }

// acquireReadableStreamDefaultReader is AcquireReadableStreamDefaultReader. It
// throws when the stream is locked.
func acquireReadableStreamDefaultReader(s *ReadableStream) *ReadableStreamDefaultReader {
	if s.Locked() {
		s.rt.ThrowTypeError("The stream is already locked to a reader")
	}
	reader := &ReadableStreamDefaultReader{}
	readableStreamReaderGenericInitialize(&reader.genericReader, s)
	s.defaultReader = reader
	return reader
}

// readableStreamReaderGenericInitialize is ReadableStreamReaderGenericInitialize.
func readableStreamReaderGenericInitialize(r *genericReader, s *ReadableStream) {
	r.stream = s
	switch s.state {
	case readable:
		r.closedPromise = newPromise(s.rt)
	case closed:
		r.closedPromise = resolved(s.rt)
	case errored:
		r.closedPromise = rejectedWith(s.rt, s.storedError)
		r.closedPromise.setHandled()
	}
}

// readableStreamReaderGenericRelease is ReadableStreamReaderGenericRelease.
func readableStreamReaderGenericRelease(r *genericReader) {
	s := r.stream
	e := s.rt.TypeError("The reader has been released")
	if s.state != readable {
		r.closedPromise = newPromise(s.rt)
	}
	r.closedPromise.setHandled()
	r.closedPromise.reject(e)
	s.controller.releaseSteps()
	s.defaultReader, s.byobReader = nil, nil
	r.stream = nil
}

// readableStreamDefaultReaderRead is ReadableStreamDefaultReaderRead.
func readableStreamDefaultReaderRead(r *ReadableStreamDefaultReader, request readRequest) {
	s := r.stream
	s.disturbed = true
	switch s.state {
	case closed:
		request.closeSteps()
	case errored:
		request.errorSteps(s.storedError)
	default:
		s.controller.pullSteps(request)
	}
}

// readableStreamDefaultReaderRelease is ReadableStreamDefaultReaderRelease.
func readableStreamDefaultReaderRelease(r *ReadableStreamDefaultReader) {
	rt := r.stream.rt
	readableStreamReaderGenericRelease(&r.genericReader)
	if len(r.readRequests) > 0 {
		readableStreamDefaultReaderErrorReadRequests(r, rt.TypeError("The reader has been released"))
	}
}

// readableStreamDefaultReaderErrorReadRequests is
// ReadableStreamDefaultReaderErrorReadRequests.
func readableStreamDefaultReaderErrorReadRequests(r *ReadableStreamDefaultReader, e goja.Value) {
	requests := r.readRequests
	r.readRequests = nil
	for _, request := range requests {
		request.errorSteps(e)
	}
}

var _ js.Native = (*ReadableStreamDefaultReader)(nil)
