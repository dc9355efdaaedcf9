package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadableStreamBYOBReader is the interface of that name (4.5).
type ReadableStreamBYOBReader struct {
	genericReader
	readIntoRequests []readIntoRequest
}

// readIntoRequest is a read-into request (4.5.2). The chunk of the close steps
// is nil for undefined.
type readIntoRequest interface {
	chunkSteps(chunk goja.Value)
	closeSteps(chunk goja.Value)
	errorSteps(e goja.Value)
}

// ReadableStreamBYOBReaderClass describes the interface.
var ReadableStreamBYOBReaderClass = js.Define(js.Class[*ReadableStreamBYOBReader]{
	Name:   "ReadableStreamBYOBReader",
	Length: 1,
	Construct: func(c js.Call) *ReadableStreamBYOBReader {
		return acquireReadableStreamBYOBReader(streamArgument(c, "ReadableStreamBYOBReader"))
	},
	Attributes: []js.Attribute[*ReadableStreamBYOBReader]{
		{Name: "closed", Async: true, Get: func(_ js.Call, r *ReadableStreamBYOBReader) goja.Value {
			return r.closedPromise.js()
		}},
	},
	Methods: []js.Method[*ReadableStreamBYOBReader]{
		{Name: "cancel", Async: true, Call: func(c js.Call, r *ReadableStreamBYOBReader) goja.Value {
			return r.cancel(c)
		}},
		{Name: "read", Length: 1, Async: true, Call: readableStreamBYOBReaderReadMethod},
		{Name: "releaseLock", Call: func(_ js.Call, r *ReadableStreamBYOBReader) goja.Value {
			if r.stream != nil {
				readableStreamBYOBReaderRelease(r)
			}
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*ReadableStreamBYOBReader) Class() js.Definer { return ReadableStreamBYOBReaderClass }

func readableStreamBYOBReaderReadMethod(c js.Call, r *ReadableStreamBYOBReader) goja.Value {
	view := viewArgument(c, 0, "read")
	min := int64(1)
	if v, ok := js.Member(c.Dictionary(c.Arg(1), "The options of read"), "min"); ok {
		min = c.Integer(v, 64, false, js.EnforceRange)
	}
	if view.Buffer.Detached() || view.Length == 0 || len(view.Buffer.Bytes()) == 0 {
		c.ThrowTypeError("The view is empty or its buffer is detached")
	}
	if min == 0 {
		c.ThrowTypeError("min must be greater than 0")
	}
	if min > int64(view.Length/viewTypes.Of(c.Runtime)[view.Name].elementSize) {
		c.ThrowRangeError("min is more than the view has room for")
	}
	r.mustHaveStream(c)
	p := c.Promise()
	readableStreamBYOBReaderRead(r, view, int(min), promiseIntoRequest{c.Runtime, p})
	return p.Value
}

// promiseIntoRequest settles the promise that read() returned.
type promiseIntoRequest struct {
	rt      *js.Runtime
	promise *js.Promise
}

func (r promiseIntoRequest) chunkSteps(chunk goja.Value) {
	r.promise.Resolve(r.rt.IterResult(chunk, false))
}

func (r promiseIntoRequest) closeSteps(chunk goja.Value) {
	if chunk == nil {
		chunk = goja.Undefined()
	}
	r.promise.Resolve(r.rt.IterResult(chunk, true))
}

func (r promiseIntoRequest) errorSteps(e goja.Value) { r.promise.Reject(e) }

// acquireReadableStreamBYOBReader is AcquireReadableStreamBYOBReader. It throws
// when the stream is locked or not a byte stream.
func acquireReadableStreamBYOBReader(s *ReadableStream) *ReadableStreamBYOBReader {
	if s.Locked() {
		s.rt.ThrowTypeError("The stream is already locked to a reader")
	}
	if _, ok := s.controller.(*ReadableByteStreamController); !ok {
		s.rt.ThrowTypeError("A BYOB reader needs a byte stream")
	}
	reader := &ReadableStreamBYOBReader{}
	readableStreamReaderGenericInitialize(&reader.genericReader, s)
	s.byobReader = reader
	return reader
}

// readableStreamBYOBReaderRead is ReadableStreamBYOBReaderRead.
func readableStreamBYOBReaderRead(r *ReadableStreamBYOBReader, view js.View, min int, request readIntoRequest) {
	s := r.stream
	s.disturbed = true
	if s.state == errored {
		request.errorSteps(s.storedError)
		return
	}
	readableByteStreamControllerPullInto(s.controller.(*ReadableByteStreamController), view, min, request)
}

// readableStreamBYOBReaderRelease is ReadableStreamBYOBReaderRelease.
func readableStreamBYOBReaderRelease(r *ReadableStreamBYOBReader) {
	rt := r.stream.rt
	readableStreamReaderGenericRelease(&r.genericReader)
	if len(r.readIntoRequests) > 0 {
		readableStreamBYOBReaderErrorReadIntoRequests(r, rt.TypeError("The reader has been released"))
	}
}

// readableStreamBYOBReaderErrorReadIntoRequests is
// ReadableStreamBYOBReaderErrorReadIntoRequests.
func readableStreamBYOBReaderErrorReadIntoRequests(r *ReadableStreamBYOBReader, e goja.Value) {
	requests := r.readIntoRequests
	r.readIntoRequests = nil
	for _, request := range requests {
		request.errorSteps(e)
	}
}

var _ js.Native = (*ReadableStreamBYOBReader)(nil)
