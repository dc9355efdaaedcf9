package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadableByteStreamController is the interface of that name (4.7).
type ReadableByteStreamController struct {
	js.Base
	stream                *ReadableStream
	queue                 []byteEntry
	total                 int // [[queueTotalSize]], in bytes
	closeRequested        bool
	started               bool
	pulling               bool
	pullAgain             bool
	source                algorithms // [[pullAlgorithm]] and [[cancelAlgorithm]]
	highWaterMark         float64
	autoAllocateChunkSize int64 // 0: undefined
	byobRequest           *ReadableStreamBYOBRequest
	pendingPullIntos      []*pullIntoDescriptor
}

// byteEntry is a readable byte stream queue entry (4.7.2).
type byteEntry struct {
	memory         []byte
	offset, length int
}

func (e byteEntry) bytes() []byte { return e.memory[e.offset : e.offset+e.length] }

// pullIntoDescriptor is a pull-into descriptor (4.7.2). Its buffer byte length
// is the length of its memory.
type pullIntoDescriptor struct {
	memory      memory
	byteOffset  int
	byteLength  int
	bytesFilled int
	minimumFill int
	view        viewType
	readerType  readerType
}

type readerType uint8

const (
	readerNone readerType = iota
	readerDefault
	readerBYOB
)

// ReadableByteStreamControllerClass describes the interface.
var ReadableByteStreamControllerClass = js.Define(js.Class[*ReadableByteStreamController]{
	Name: "ReadableByteStreamController",
	Attributes: []js.Attribute[*ReadableByteStreamController]{
		{Name: "byobRequest", Get: func(c js.Call, controller *ReadableByteStreamController) goja.Value {
			if request := readableByteStreamControllerGetBYOBRequest(controller); request != nil {
				return c.Wrap(request)
			}
			return goja.Null()
		}},
		{Name: "desiredSize", Get: func(c js.Call, controller *ReadableByteStreamController) goja.Value {
			return desiredSizeValue(c, controller.stream.state, readableByteStreamControllerGetDesiredSize(controller))
		}},
	},
	Methods: []js.Method[*ReadableByteStreamController]{
		{Name: "close", Call: func(c js.Call, controller *ReadableByteStreamController) goja.Value {
			controller.mustBeOpen(c)
			if exception := readableByteStreamControllerClose(controller); exception != nil {
				c.Throw(exception)
			}
			return goja.Undefined()
		}},
		{Name: "enqueue", Length: 1, Call: readableByteStreamControllerEnqueueMethod},
		{Name: "error", Call: func(c js.Call, controller *ReadableByteStreamController) goja.Value {
			readableByteStreamControllerError(controller, c.Arg(0))
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*ReadableByteStreamController) Class() js.Definer { return ReadableByteStreamControllerClass }

func (c *ReadableByteStreamController) mustBeOpen(call js.Call) {
	if c.closeRequested || c.stream.state != readable {
		call.ThrowTypeError("The stream is closed, closing or errored")
	}
}

func readableByteStreamControllerEnqueueMethod(c js.Call, controller *ReadableByteStreamController) goja.Value {
	chunk := viewArgument(c, 0, "enqueue")
	if chunk.Length == 0 || len(chunk.Buffer.Bytes()) == 0 {
		c.ThrowTypeError("The chunk is empty or its buffer is detached")
	}
	controller.mustBeOpen(c)
	if exception := readableByteStreamControllerEnqueueView(controller, chunk); exception != nil {
		c.Throw(exception)
	}
	return goja.Undefined()
}

// cancelSteps is [[CancelSteps]].
func (c *ReadableByteStreamController) cancelSteps(reason goja.Value) *promise {
	readableByteStreamControllerClearPendingPullIntos(c)
	c.resetQueue()
	result := callCancel(c.stream.rt, c.source, reason)
	readableByteStreamControllerClearAlgorithms(c)
	return result
}

func (c *ReadableByteStreamController) resetQueue() { c.queue, c.total = nil, 0 }

// maxAutoAllocate bounds autoAllocateChunkSize: what cannot be allocated is a
// RangeError in the language, and the end of the process in Go.
const maxAutoAllocate = 1 << 31

// pullSteps is [[PullSteps]].
func (c *ReadableByteStreamController) pullSteps(request readRequest) {
	rt := c.stream.rt
	if c.total > 0 {
		readableByteStreamControllerFillReadRequestFromQueue(c, request)
		return
	}
	if size := c.autoAllocateChunkSize; size > 0 {
		if size > maxAutoAllocate {
			request.errorSteps(rt.RangeError("Array buffer allocation failed"))
			return
		}
		c.pendingPullIntos = append(c.pendingPullIntos, &pullIntoDescriptor{
			memory:      memory{bytes: make([]byte, size)},
			byteLength:  int(size),
			minimumFill: 1,
			view:        viewTypes.Of(rt)["Uint8Array"],
			readerType:  readerDefault,
		})
	}
	readableStreamAddReadRequest(c.stream, request)
	readableByteStreamControllerCallPullIfNeeded(c)
}

// releaseSteps is [[ReleaseSteps]].
func (c *ReadableByteStreamController) releaseSteps() {
	if len(c.pendingPullIntos) > 0 {
		c.pendingPullIntos[0].readerType = readerNone
		c.pendingPullIntos = c.pendingPullIntos[:1:1]
	}
}

// setUpReadableByteStreamController is SetUpReadableByteStreamController up to
// the start algorithm, whose result goes to startWith.
func setUpReadableByteStreamController(s *ReadableStream, c *ReadableByteStreamController, source algorithms, highWaterMark float64, autoAllocateChunkSize int64) {
	c.stream = s
	c.highWaterMark = highWaterMark
	c.source = source
	c.autoAllocateChunkSize = autoAllocateChunkSize
	s.controller = c
}

// startWith is the rest of SetUpReadableByteStreamController.
func (c *ReadableByteStreamController) startWith(start *promise) {
	start.then(func(goja.Value) {
		c.started = true
		readableByteStreamControllerCallPullIfNeeded(c)
	}, func(reason goja.Value) {
		readableByteStreamControllerError(c, reason)
	})
}

// setUpReadableByteStreamControllerFromUnderlyingSource is
// SetUpReadableByteStreamControllerFromUnderlyingSource. It throws.
func setUpReadableByteStreamControllerFromUnderlyingSource(s *ReadableStream, source goja.Value, d underlyingSource, highWaterMark float64) {
	c := &ReadableByteStreamController{}
	if d.autoAllocateChunkSize == 0 {
		s.rt.ThrowTypeError("autoAllocateChunkSize must not be 0")
	}
	setUpReadableByteStreamController(s, c, &sourceAlgorithms{s.rt, source, d, c}, highWaterMark, max(d.autoAllocateChunkSize, 0))
	start := resolved(s.rt)
	if d.start != nil {
		start = resolvedWith(s.rt, s.rt.Call(d.start, source, s.rt.Wrap(c)))
	}
	c.startWith(start)
}

// readableByteStreamControllerCallPullIfNeeded is
// ReadableByteStreamControllerCallPullIfNeeded.
func readableByteStreamControllerCallPullIfNeeded(c *ReadableByteStreamController) {
	if !readableByteStreamControllerShouldCallPull(c) {
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
			readableByteStreamControllerCallPullIfNeeded(c)
		}
	}, func(e goja.Value) {
		readableByteStreamControllerError(c, e)
	})
}

// readableByteStreamControllerShouldCallPull is
// ReadableByteStreamControllerShouldCallPull.
func readableByteStreamControllerShouldCallPull(c *ReadableByteStreamController) bool {
	if c.stream.state != readable || c.closeRequested || !c.started {
		return false
	}
	return readableStreamGetNumReadRequests(c.stream) > 0 ||
		readableStreamGetNumReadIntoRequests(c.stream) > 0 ||
		readableByteStreamControllerGetDesiredSize(c) > 0
}

// readableByteStreamControllerClearAlgorithms is
// ReadableByteStreamControllerClearAlgorithms.
func readableByteStreamControllerClearAlgorithms(c *ReadableByteStreamController) {
	c.source = nil
}

// readableByteStreamControllerClose is ReadableByteStreamControllerClose. It
// returns the exception, if any.
func readableByteStreamControllerClose(c *ReadableByteStreamController) goja.Value {
	if c.closeRequested || c.stream.state != readable {
		return nil
	}
	if c.total > 0 {
		c.closeRequested = true
		return nil
	}
	if len(c.pendingPullIntos) > 0 {
		first := c.pendingPullIntos[0]
		if first.bytesFilled%first.view.elementSize != 0 {
			e := c.stream.rt.TypeError("The stream ends in the middle of an element of the view to fill")
			readableByteStreamControllerError(c, e)
			return e
		}
	}
	readableByteStreamControllerClearAlgorithms(c)
	readableStreamClose(c.stream)
	return nil
}

// readableByteStreamControllerError is ReadableByteStreamControllerError.
func readableByteStreamControllerError(c *ReadableByteStreamController, e goja.Value) {
	if c.stream.state != readable {
		return
	}
	readableByteStreamControllerClearPendingPullIntos(c)
	c.resetQueue()
	readableByteStreamControllerClearAlgorithms(c)
	readableStreamError(c.stream, e)
}

// readableByteStreamControllerGetDesiredSize is
// ReadableByteStreamControllerGetDesiredSize; null is left to the attribute.
func readableByteStreamControllerGetDesiredSize(c *ReadableByteStreamController) float64 {
	if c.stream.state != readable {
		return 0
	}
	return c.highWaterMark - float64(c.total)
}

// readableByteStreamControllerHandleQueueDrain is
// ReadableByteStreamControllerHandleQueueDrain.
func readableByteStreamControllerHandleQueueDrain(c *ReadableByteStreamController) {
	if c.total == 0 && c.closeRequested {
		readableByteStreamControllerClearAlgorithms(c)
		readableStreamClose(c.stream)
		return
	}
	readableByteStreamControllerCallPullIfNeeded(c)
}

var _ js.Native = (*ReadableByteStreamController)(nil)
