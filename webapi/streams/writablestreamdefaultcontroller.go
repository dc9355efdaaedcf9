package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// WritableStreamDefaultController is the interface of that name (5.4).
type WritableStreamDefaultController struct {
	js.Base
	stream        *WritableStream
	queue         queueWithSizes // the close sentinel is nil
	started       bool
	sink          sinkAlgorithms
	size          sizeAlgorithm
	highWaterMark float64

	// [[abortController]], made when a script asks for the signal.
	abortController *goja.Object
	aborted         goja.Value // the reason, once aborted
}

// sinkAlgorithms are what a writable stream's controller calls. Each is nil when
// there is nothing to do: it then returns a promise resolved with undefined.
type sinkAlgorithms struct {
	write func(chunk goja.Value) *promise
	close func() *promise
	abort func(reason goja.Value) *promise
}

// WritableStreamDefaultControllerClass describes the interface.
var WritableStreamDefaultControllerClass = js.Define(js.Class[*WritableStreamDefaultController]{
	Name: "WritableStreamDefaultController",
	Attributes: []js.Attribute[*WritableStreamDefaultController]{
		{Name: "signal", Get: func(_ js.Call, controller *WritableStreamDefaultController) goja.Value {
			return controller.signal()
		}},
	},
	Methods: []js.Method[*WritableStreamDefaultController]{
		{Name: "error", Call: func(c js.Call, controller *WritableStreamDefaultController) goja.Value {
			if controller.stream.state == writable {
				writableStreamDefaultControllerError(controller, c.Arg(0))
			}
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*WritableStreamDefaultController) Class() js.Definer {
	return WritableStreamDefaultControllerClass
}

// abortSteps is [[AbortSteps]].
func (c *WritableStreamDefaultController) abortSteps(reason goja.Value) *promise {
	result := resolved(c.stream.rt)
	if c.sink.abort != nil {
		result = c.sink.abort(reason)
	}
	writableStreamDefaultControllerClearAlgorithms(c)
	return result
}

// errorSteps is [[ErrorSteps]].
func (c *WritableStreamDefaultController) errorSteps() { c.queue.resetQueue() }

// setUpWritableStreamDefaultController is SetUpWritableStreamDefaultController
// up to the start algorithm, whose result goes to startWith.
func setUpWritableStreamDefaultController(s *WritableStream, c *WritableStreamDefaultController, sink sinkAlgorithms, highWaterMark float64, size sizeAlgorithm) {
	c.stream = s
	s.controller = c
	c.size, c.highWaterMark = size, highWaterMark
	c.sink = sink
	writableStreamUpdateBackpressure(s, writableStreamDefaultControllerGetBackpressure(c))
}

// startWith is the rest of SetUpWritableStreamDefaultController.
func (c *WritableStreamDefaultController) startWith(start *promise) {
	start.then(func(goja.Value) {
		c.started = true
		writableStreamDefaultControllerAdvanceQueueIfNeeded(c)
	}, func(reason goja.Value) {
		c.started = true
		writableStreamDealWithRejection(c.stream, reason)
	})
}

// setUpWritableStreamDefaultControllerFromUnderlyingSink is
// SetUpWritableStreamDefaultControllerFromUnderlyingSink. It throws what the
// sink's start method throws.
func setUpWritableStreamDefaultControllerFromUnderlyingSink(s *WritableStream, sink goja.Value, d underlyingSink, highWaterMark float64, size sizeAlgorithm) {
	rt, c := s.rt, &WritableStreamDefaultController{}
	var a sinkAlgorithms
	if d.write != nil {
		a.write = func(chunk goja.Value) *promise { return invoke(rt, d.write, sink, chunk, rt.Wrap(c)) }
	}
	if d.close != nil {
		a.close = func() *promise { return invoke(rt, d.close, sink) }
	}
	if d.abort != nil {
		a.abort = func(reason goja.Value) *promise { return invoke(rt, d.abort, sink, reason) }
	}
	setUpWritableStreamDefaultController(s, c, a, highWaterMark, size)
	start := resolved(rt)
	if d.start != nil {
		start = resolvedWith(rt, rt.Call(d.start, sink, rt.Wrap(c)))
	}
	c.startWith(start)
}

// writableStreamDefaultControllerAdvanceQueueIfNeeded is
// WritableStreamDefaultControllerAdvanceQueueIfNeeded.
func writableStreamDefaultControllerAdvanceQueueIfNeeded(c *WritableStreamDefaultController) {
	s := c.stream
	if !c.started || s.inFlightWriteRequest != nil {
		return
	}
	if s.state == erroring {
		writableStreamFinishErroring(s)
		return
	}
	if c.queue.empty() {
		return
	}
	if chunk := c.queue.peekQueueValue(); chunk == nil {
		writableStreamDefaultControllerProcessClose(c)
	} else {
		writableStreamDefaultControllerProcessWrite(c, chunk)
	}
}

// writableStreamDefaultControllerClearAlgorithms is
// WritableStreamDefaultControllerClearAlgorithms.
func writableStreamDefaultControllerClearAlgorithms(c *WritableStreamDefaultController) {
	c.sink, c.size = sinkAlgorithms{}, nil
}

// writableStreamDefaultControllerClose is WritableStreamDefaultControllerClose.
func writableStreamDefaultControllerClose(c *WritableStreamDefaultController) {
	c.queue.enqueueValueWithSize(c.stream.rt, nil, 0)
	writableStreamDefaultControllerAdvanceQueueIfNeeded(c)
}

// writableStreamDefaultControllerError is WritableStreamDefaultControllerError.
func writableStreamDefaultControllerError(c *WritableStreamDefaultController, e goja.Value) {
	writableStreamDefaultControllerClearAlgorithms(c)
	writableStreamStartErroring(c.stream, e)
}

// writableStreamDefaultControllerErrorIfNeeded is
// WritableStreamDefaultControllerErrorIfNeeded.
func writableStreamDefaultControllerErrorIfNeeded(c *WritableStreamDefaultController, e goja.Value) {
	if c.stream.state == writable {
		writableStreamDefaultControllerError(c, e)
	}
}

// writableStreamDefaultControllerGetBackpressure is
// WritableStreamDefaultControllerGetBackpressure.
func writableStreamDefaultControllerGetBackpressure(c *WritableStreamDefaultController) bool {
	return writableStreamDefaultControllerGetDesiredSize(c) <= 0
}

// writableStreamDefaultControllerGetChunkSize is
// WritableStreamDefaultControllerGetChunkSize.
func writableStreamDefaultControllerGetChunkSize(c *WritableStreamDefaultController, chunk goja.Value) float64 {
	if c.size == nil {
		return 1
	}
	size, exception := c.size(chunk)
	if exception != nil {
		writableStreamDefaultControllerErrorIfNeeded(c, exception)
		return 1
	}
	return size
}

// writableStreamDefaultControllerGetDesiredSize is
// WritableStreamDefaultControllerGetDesiredSize.
func writableStreamDefaultControllerGetDesiredSize(c *WritableStreamDefaultController) float64 {
	return c.highWaterMark - c.queue.total
}

// writableStreamDefaultControllerProcessClose is
// WritableStreamDefaultControllerProcessClose.
func writableStreamDefaultControllerProcessClose(c *WritableStreamDefaultController) {
	s := c.stream
	writableStreamMarkCloseRequestInFlight(s)
	c.queue.dequeueValue()
	result := resolved(s.rt)
	if c.sink.close != nil {
		result = c.sink.close()
	}
	writableStreamDefaultControllerClearAlgorithms(c)
	result.then(func(goja.Value) {
		writableStreamFinishInFlightClose(s)
	}, func(reason goja.Value) {
		writableStreamFinishInFlightCloseWithError(s, reason)
	})
}

// writableStreamDefaultControllerProcessWrite is
// WritableStreamDefaultControllerProcessWrite.
func writableStreamDefaultControllerProcessWrite(c *WritableStreamDefaultController, chunk goja.Value) {
	s := c.stream
	writableStreamMarkFirstWriteRequestInFlight(s)
	result := resolved(s.rt)
	if c.sink.write != nil {
		result = c.sink.write(chunk)
	}
	result.then(func(goja.Value) {
		writableStreamFinishInFlightWrite(s)
		c.queue.dequeueValue()
		if !writableStreamCloseQueuedOrInFlight(s) && s.state == writable {
			writableStreamUpdateBackpressure(s, writableStreamDefaultControllerGetBackpressure(c))
		}
		writableStreamDefaultControllerAdvanceQueueIfNeeded(c)
	}, func(reason goja.Value) {
		if s.state == writable {
			writableStreamDefaultControllerClearAlgorithms(c)
		}
		writableStreamFinishInFlightWriteWithError(s, reason)
	})
}

// writableStreamDefaultControllerWrite is WritableStreamDefaultControllerWrite.
func writableStreamDefaultControllerWrite(c *WritableStreamDefaultController, chunk goja.Value, size float64) {
	s := c.stream
	if exception := c.queue.enqueueValueWithSize(s.rt, chunk, size); exception != nil {
		writableStreamDefaultControllerErrorIfNeeded(c, exception)
		return
	}
	if !writableStreamCloseQueuedOrInFlight(s) && s.state == writable {
		writableStreamUpdateBackpressure(s, writableStreamDefaultControllerGetBackpressure(c))
	}
	writableStreamDefaultControllerAdvanceQueueIfNeeded(c)
}

var _ js.Native = (*WritableStreamDefaultController)(nil)
