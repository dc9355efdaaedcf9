package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadableStreamDefaultController is the interface of that name (4.6).
type ReadableStreamDefaultController struct {
	js.Base
	stream         *ReadableStream
	queue          queueWithSizes
	closeRequested bool
	started        bool
	pulling        bool
	pullAgain      bool
	source         algorithms // [[pullAlgorithm]] and [[cancelAlgorithm]]
	size           sizeAlgorithm
	highWaterMark  float64
}

// ReadableStreamDefaultControllerClass describes the interface.
var ReadableStreamDefaultControllerClass = js.Define(js.Class[*ReadableStreamDefaultController]{
	Name: "ReadableStreamDefaultController",
	Attributes: []js.Attribute[*ReadableStreamDefaultController]{
		{Name: "desiredSize", Get: func(c js.Call, controller *ReadableStreamDefaultController) goja.Value {
			return desiredSizeValue(c, controller.stream.state, readableStreamDefaultControllerGetDesiredSize(controller))
		}},
	},
	Methods: []js.Method[*ReadableStreamDefaultController]{
		{Name: "close", Call: func(c js.Call, controller *ReadableStreamDefaultController) goja.Value {
			controller.mustBeOpen(c.Runtime)
			readableStreamDefaultControllerClose(controller)
			return goja.Undefined()
		}},
		{Name: "enqueue", Call: func(c js.Call, controller *ReadableStreamDefaultController) goja.Value {
			controller.mustBeOpen(c.Runtime)
			if exception := readableStreamDefaultControllerEnqueue(controller, c.Arg(0)); exception != nil {
				c.Throw(exception)
			}
			return goja.Undefined()
		}},
		{Name: "error", Call: func(c js.Call, controller *ReadableStreamDefaultController) goja.Value {
			readableStreamDefaultControllerError(controller, c.Arg(0))
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*ReadableStreamDefaultController) Class() js.Definer {
	return ReadableStreamDefaultControllerClass
}

// desiredSizeValue is the value of the attribute desiredSize: null once errored.
func desiredSizeValue(c js.Call, state readableState, size float64) goja.Value {
	if state == errored {
		return goja.Null()
	}
	return c.ToValue(size)
}

func (c *ReadableStreamDefaultController) mustBeOpen(rt *js.Runtime) {
	if !readableStreamDefaultControllerCanCloseOrEnqueue(c) {
		rt.ThrowTypeError("The stream is closed, closing or errored")
	}
}

// cancelSteps is [[CancelSteps]].
func (c *ReadableStreamDefaultController) cancelSteps(reason goja.Value) *promise {
	c.queue.resetQueue()
	result := callCancel(c.stream.rt, c.source, reason)
	readableStreamDefaultControllerClearAlgorithms(c)
	return result
}

// pullSteps is [[PullSteps]].
func (c *ReadableStreamDefaultController) pullSteps(request readRequest) {
	if c.queue.empty() {
		readableStreamAddReadRequest(c.stream, request)
		readableStreamDefaultControllerCallPullIfNeeded(c)
		return
	}
	chunk := c.queue.dequeueValue()
	if c.closeRequested && c.queue.empty() {
		readableStreamDefaultControllerClearAlgorithms(c)
		readableStreamClose(c.stream)
	} else {
		readableStreamDefaultControllerCallPullIfNeeded(c)
	}
	request.chunkSteps(chunk)
}

// releaseSteps is [[ReleaseSteps]].
func (c *ReadableStreamDefaultController) releaseSteps() {}

// setUpReadableStreamDefaultController is SetUpReadableStreamDefaultController
// up to the start algorithm, whose result goes to startWith.
func setUpReadableStreamDefaultController(s *ReadableStream, c *ReadableStreamDefaultController, source algorithms, highWaterMark float64, size sizeAlgorithm) {
	c.stream = s
	c.size, c.highWaterMark = size, highWaterMark
	c.source = source
	s.controller = c
}

// startWith is the rest of SetUpReadableStreamDefaultController.
func (c *ReadableStreamDefaultController) startWith(start *promise) {
	start.then(func(goja.Value) {
		c.started = true
		readableStreamDefaultControllerCallPullIfNeeded(c)
	}, func(reason goja.Value) {
		readableStreamDefaultControllerError(c, reason)
	})
}

// setUpReadableStreamDefaultControllerFromUnderlyingSource is
// SetUpReadableStreamDefaultControllerFromUnderlyingSource. It throws what the
// source's start method throws.
func setUpReadableStreamDefaultControllerFromUnderlyingSource(s *ReadableStream, source goja.Value, d underlyingSource, highWaterMark float64, size sizeAlgorithm) {
	c := &ReadableStreamDefaultController{}
	setUpReadableStreamDefaultController(s, c, &sourceAlgorithms{s.rt, source, d, c}, highWaterMark, size)
	start := resolved(s.rt)
	if d.start != nil {
		start = resolvedWith(s.rt, s.rt.Call(d.start, source, s.rt.Wrap(c)))
	}
	c.startWith(start)
}

// readableStreamDefaultControllerCallPullIfNeeded is
// ReadableStreamDefaultControllerCallPullIfNeeded.
func readableStreamDefaultControllerCallPullIfNeeded(c *ReadableStreamDefaultController) {
	if !readableStreamDefaultControllerShouldCallPull(c) {
		return
	}
	if c.pulling {
		c.pullAgain = true
		return
	}
	c.pulling = true
	callPull(c.stream.rt, c.source).then(func(goja.Value) {
		c.pulling = false
		if c.pullAgain {
			c.pullAgain = false
			readableStreamDefaultControllerCallPullIfNeeded(c)
		}
	}, func(e goja.Value) {
		readableStreamDefaultControllerError(c, e)
	})
}

// readableStreamDefaultControllerShouldCallPull is
// ReadableStreamDefaultControllerShouldCallPull.
func readableStreamDefaultControllerShouldCallPull(c *ReadableStreamDefaultController) bool {
	if !readableStreamDefaultControllerCanCloseOrEnqueue(c) || !c.started {
		return false
	}
	return readableStreamGetNumReadRequests(c.stream) > 0 || readableStreamDefaultControllerGetDesiredSize(c) > 0
}

// readableStreamDefaultControllerClearAlgorithms is
// ReadableStreamDefaultControllerClearAlgorithms.
func readableStreamDefaultControllerClearAlgorithms(c *ReadableStreamDefaultController) {
	c.source, c.size = nil, nil
}

// readableStreamDefaultControllerClose is ReadableStreamDefaultControllerClose.
func readableStreamDefaultControllerClose(c *ReadableStreamDefaultController) {
	if !readableStreamDefaultControllerCanCloseOrEnqueue(c) {
		return
	}
	c.closeRequested = true
	if c.queue.empty() {
		readableStreamDefaultControllerClearAlgorithms(c)
		readableStreamClose(c.stream)
	}
}

// readableStreamDefaultControllerEnqueue is
// ReadableStreamDefaultControllerEnqueue. It returns the exception, if any.
func readableStreamDefaultControllerEnqueue(c *ReadableStreamDefaultController, chunk goja.Value) goja.Value {
	if !readableStreamDefaultControllerCanCloseOrEnqueue(c) {
		return nil
	}
	if readableStreamGetNumReadRequests(c.stream) > 0 {
		readableStreamFulfillReadRequest(c.stream, chunk, false)
	} else {
		size := 1.0
		var exception goja.Value
		if c.size != nil {
			size, exception = c.size(chunk)
		}
		if exception == nil {
			exception = c.queue.enqueueValueWithSize(c.stream.rt, chunk, size)
		}
		if exception != nil {
			readableStreamDefaultControllerError(c, exception)
			return exception
		}
	}
	readableStreamDefaultControllerCallPullIfNeeded(c)
	return nil
}

// readableStreamDefaultControllerError is ReadableStreamDefaultControllerError.
func readableStreamDefaultControllerError(c *ReadableStreamDefaultController, e goja.Value) {
	if c.stream.state != readable {
		return
	}
	c.queue.resetQueue()
	readableStreamDefaultControllerClearAlgorithms(c)
	readableStreamError(c.stream, e)
}

// readableStreamDefaultControllerGetDesiredSize is
// ReadableStreamDefaultControllerGetDesiredSize; null is left to the attribute.
func readableStreamDefaultControllerGetDesiredSize(c *ReadableStreamDefaultController) float64 {
	if c.stream.state != readable {
		return 0
	}
	return c.highWaterMark - c.queue.total
}

// readableStreamDefaultControllerHasBackpressure is
// ReadableStreamDefaultControllerHasBackpressure.
func readableStreamDefaultControllerHasBackpressure(c *ReadableStreamDefaultController) bool {
	return !readableStreamDefaultControllerShouldCallPull(c)
}

// readableStreamDefaultControllerCanCloseOrEnqueue is
// ReadableStreamDefaultControllerCanCloseOrEnqueue.
func readableStreamDefaultControllerCanCloseOrEnqueue(c *ReadableStreamDefaultController) bool {
	return !c.closeRequested && c.stream.state == readable
}

var _ js.Native = (*ReadableStreamDefaultController)(nil)
