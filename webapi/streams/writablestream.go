package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// WritableStream is the interface of that name (5.2).
type WritableStream struct {
	js.Base
	rt                   *js.Runtime
	state                writableState
	backpressure         bool
	storedError          goja.Value
	writer               *WritableStreamDefaultWriter
	controller           *WritableStreamDefaultController
	writeRequests        []*promise
	inFlightWriteRequest *promise
	closeRequest         *promise
	inFlightCloseRequest *promise
	pendingAbortRequest  *pendingAbortRequest
}

type writableState uint8

const (
	writable writableState = iota
	writableClosed
	erroring
	writableErrored
)

// pendingAbortRequest is a pending abort request (5.2.2).
type pendingAbortRequest struct {
	promise            *promise
	reason             goja.Value
	wasAlreadyErroring bool
}

// WritableStreamClass describes the interface.
var WritableStreamClass = js.Define(js.Class[*WritableStream]{
	Name:      "WritableStream",
	Construct: newWritableStream,
	Attributes: []js.Attribute[*WritableStream]{
		{Name: "locked", Get: func(c js.Call, s *WritableStream) goja.Value { return c.ToValue(s.Locked()) }},
	},
	Methods: []js.Method[*WritableStream]{
		{Name: "abort", Async: true, Call: func(c js.Call, s *WritableStream) goja.Value {
			s.mustNotBeLocked(c, "abort")
			return writableStreamAbort(s, c.Arg(0)).js()
		}},
		{Name: "close", Async: true, Call: func(c js.Call, s *WritableStream) goja.Value {
			s.mustNotBeLocked(c, "close")
			s.mustNotBeClosing(c)
			return writableStreamClose(s).js()
		}},
		{Name: "getWriter", Call: func(c js.Call, s *WritableStream) goja.Value {
			return c.Wrap(acquireWritableStreamDefaultWriter(s))
		}},
	},
})

// Class implements [js.Native].
func (*WritableStream) Class() js.Definer { return WritableStreamClass }

// newWritableStream is the constructor.
func newWritableStream(c js.Call) *WritableStream {
	sink := optionalObject(c, 0, "WritableStream")
	strategy := toQueuingStrategy(c.Runtime, c.Arg(1))
	dict := toUnderlyingSink(c.Runtime, sink)
	stream := initializeWritableStream(c.Runtime)
	size := extractSizeAlgorithm(c.Runtime, strategy)
	hwm := extractHighWaterMark(c.Runtime, strategy, 1)
	setUpWritableStreamDefaultControllerFromUnderlyingSink(stream, sink, dict, hwm, size)
	return stream
}

// underlyingSink is the UnderlyingSink dictionary (5.2.3), converted.
type underlyingSink struct{ abort, close, start, write goja.Callable }

// toUnderlyingSink converts the first argument of the constructor. It throws.
func toUnderlyingSink(rt *js.Runtime, v goja.Value) (d underlyingSink) {
	o, _ := v.(*goja.Object)
	d.abort = memberFunction(rt, o, "abort")
	d.close = memberFunction(rt, o, "close")
	d.start = memberFunction(rt, o, "start")
	if _, ok := js.Member(o, "type"); ok {
		rt.ThrowRangeError("An underlying sink has no type")
	}
	d.write = memberFunction(rt, o, "write")
	return d
}

func (s *WritableStream) mustNotBeLocked(c js.Call, what string) {
	if s.Locked() {
		c.ThrowTypeError("Cannot %s a stream that is locked to a writer", what)
	}
}

func (s *WritableStream) mustNotBeClosing(c js.Call) {
	if writableStreamCloseQueuedOrInFlight(s) {
		c.ThrowTypeError("The stream is closing already")
	}
}

// Locked reports whether the stream has a writer (IsWritableStreamLocked).
func (s *WritableStream) Locked() bool { return s.writer != nil }

var _ js.Native = (*WritableStream)(nil)
