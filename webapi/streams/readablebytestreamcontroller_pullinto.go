package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The operations of 4.9.5 on pull-into descriptors: reads into memory that the
// consumer brought, and the source's responses to them.

// readableByteStreamControllerPullInto is ReadableByteStreamControllerPullInto.
func readableByteStreamControllerPullInto(c *ReadableByteStreamController, view js.View, min int, request readIntoRequest) {
	s := c.stream
	kind := viewTypes.Of(s.rt)[view.Name]
	var transferred memory
	if exception := s.rt.Try(func() { transferred = transferArrayBuffer(s.rt, view.Buffer) }); exception != nil {
		request.errorSteps(exception)
		return
	}
	d := &pullIntoDescriptor{
		memory:      transferred,
		byteOffset:  view.Offset,
		byteLength:  view.Length,
		minimumFill: min * kind.elementSize,
		view:        kind,
		readerType:  readerBYOB,
	}
	if len(c.pendingPullIntos) > 0 {
		c.pendingPullIntos = append(c.pendingPullIntos, d)
		readableStreamAddReadIntoRequest(s, request)
		return
	}
	if s.state == closed {
		request.closeSteps(kind.newView(s.rt, &d.memory, d.byteOffset, 0))
		return
	}
	if c.total > 0 {
		if readableByteStreamControllerFillPullIntoDescriptorFromQueue(c, d) {
			filled := readableByteStreamControllerConvertPullIntoDescriptor(s.rt, d)
			readableByteStreamControllerHandleQueueDrain(c)
			request.chunkSteps(filled)
			return
		}
		if c.closeRequested {
			e := s.rt.TypeError("The stream ends before the view is filled as asked")
			readableByteStreamControllerError(c, e)
			request.errorSteps(e)
			return
		}
	}
	c.pendingPullIntos = append(c.pendingPullIntos, d)
	readableStreamAddReadIntoRequest(s, request)
	readableByteStreamControllerCallPullIfNeeded(c)
}

// readableByteStreamControllerFillPullIntoDescriptorFromQueue is
// ReadableByteStreamControllerFillPullIntoDescriptorFromQueue.
func readableByteStreamControllerFillPullIntoDescriptorFromQueue(c *ReadableByteStreamController, d *pullIntoDescriptor) (ready bool) {
	remaining := min(c.total, d.byteLength-d.bytesFilled)
	most := d.bytesFilled + remaining
	if aligned := most - most%d.view.elementSize; aligned >= d.minimumFill {
		remaining = aligned - d.bytesFilled
		ready = true
	}
	for remaining > 0 {
		head := &c.queue[0]
		n := min(remaining, head.length)
		start := d.byteOffset + d.bytesFilled
		copy(d.memory.bytes[start:start+n], head.memory[head.offset:head.offset+n])
		if head.length == n {
			shift(&c.queue)
		} else {
			head.offset += n
			head.length -= n
		}
		c.total -= n
		d.bytesFilled += n // FillHeadPullIntoDescriptor
		remaining -= n
	}
	return ready
}

// readableByteStreamControllerProcessPullIntoDescriptorsUsingQueue is
// ReadableByteStreamControllerProcessPullIntoDescriptorsUsingQueue.
func readableByteStreamControllerProcessPullIntoDescriptorsUsingQueue(c *ReadableByteStreamController) (filled []*pullIntoDescriptor) {
	for len(c.pendingPullIntos) > 0 && c.total > 0 {
		d := c.pendingPullIntos[0]
		if readableByteStreamControllerFillPullIntoDescriptorFromQueue(c, d) {
			readableByteStreamControllerShiftPendingPullInto(c)
			filled = append(filled, d)
		}
	}
	return filled
}

// readableByteStreamControllerCommitPullIntoDescriptor is
// ReadableByteStreamControllerCommitPullIntoDescriptor.
func readableByteStreamControllerCommitPullIntoDescriptor(s *ReadableStream, d *pullIntoDescriptor) {
	done := s.state == closed
	filled := readableByteStreamControllerConvertPullIntoDescriptor(s.rt, d)
	if d.readerType == readerDefault {
		readableStreamFulfillReadRequest(s, filled, done)
	} else {
		readableStreamFulfillReadIntoRequest(s, filled, done)
	}
}

// readableByteStreamControllerConvertPullIntoDescriptor is
// ReadableByteStreamControllerConvertPullIntoDescriptor.
func readableByteStreamControllerConvertPullIntoDescriptor(rt *js.Runtime, d *pullIntoDescriptor) goja.Value {
	d.memory.transfer()
	return d.view.newView(rt, &d.memory, d.byteOffset, d.bytesFilled/d.view.elementSize)
}

// readableByteStreamControllerShiftPendingPullInto is
// ReadableByteStreamControllerShiftPendingPullInto.
func readableByteStreamControllerShiftPendingPullInto(c *ReadableByteStreamController) *pullIntoDescriptor {
	return shift(&c.pendingPullIntos)
}

// readableByteStreamControllerClearPendingPullIntos is
// ReadableByteStreamControllerClearPendingPullIntos.
func readableByteStreamControllerClearPendingPullIntos(c *ReadableByteStreamController) {
	readableByteStreamControllerInvalidateBYOBRequest(c)
	c.pendingPullIntos = nil
}

// readableByteStreamControllerGetBYOBRequest is
// ReadableByteStreamControllerGetBYOBRequest.
func readableByteStreamControllerGetBYOBRequest(c *ReadableByteStreamController) *ReadableStreamBYOBRequest {
	if c.byobRequest == nil && len(c.pendingPullIntos) > 0 {
		d := c.pendingPullIntos[0]
		view := newUint8Array(c.stream.rt, &d.memory, d.byteOffset+d.bytesFilled, d.byteLength-d.bytesFilled)
		c.byobRequest = &ReadableStreamBYOBRequest{controller: c, view: view, buffer: d.memory.buffer}
	}
	return c.byobRequest
}

// readableByteStreamControllerInvalidateBYOBRequest is
// ReadableByteStreamControllerInvalidateBYOBRequest.
func readableByteStreamControllerInvalidateBYOBRequest(c *ReadableByteStreamController) {
	if c.byobRequest != nil {
		c.byobRequest.controller, c.byobRequest.view = nil, nil
		c.byobRequest = nil
	}
}

// readableByteStreamControllerRespond is ReadableByteStreamControllerRespond. It
// throws.
func readableByteStreamControllerRespond(c *ReadableByteStreamController, bytesWritten int64) {
	rt, first := c.stream.rt, c.pendingPullIntos[0]
	if c.stream.state == closed {
		if bytesWritten != 0 {
			rt.ThrowTypeError("The stream is closed: bytesWritten must be 0")
		}
	} else {
		if bytesWritten == 0 {
			rt.ThrowTypeError("bytesWritten must be greater than 0 while the stream is readable")
		}
		if bytesWritten > int64(first.byteLength-first.bytesFilled) {
			rt.ThrowRangeError("bytesWritten is more than the view has room for")
		}
	}
	first.memory.transfer()
	readableByteStreamControllerRespondInternal(c, int(bytesWritten))
}

// readableByteStreamControllerRespondWithNewView is
// ReadableByteStreamControllerRespondWithNewView. It throws.
func readableByteStreamControllerRespondWithNewView(c *ReadableByteStreamController, view js.View) {
	rt, first := c.stream.rt, c.pendingPullIntos[0]
	if c.stream.state == closed {
		if view.Length != 0 {
			rt.ThrowTypeError("The stream is closed: the view must be empty")
		}
	} else if view.Length == 0 {
		rt.ThrowTypeError("The view must not be empty while the stream is readable")
	}
	if first.byteOffset+first.bytesFilled != view.Offset {
		rt.ThrowRangeError("The view does not start where the BYOB request does")
	}
	if len(first.memory.bytes) != len(view.Buffer.Bytes()) {
		rt.ThrowRangeError("The view's buffer has another size than the BYOB request's")
	}
	if view.Length > first.byteLength-first.bytesFilled {
		rt.ThrowRangeError("The view is longer than the BYOB request's")
	}
	first.memory = transferArrayBuffer(rt, view.Buffer)
	readableByteStreamControllerRespondInternal(c, view.Length)
}

// readableByteStreamControllerRespondInternal is
// ReadableByteStreamControllerRespondInternal.
func readableByteStreamControllerRespondInternal(c *ReadableByteStreamController, bytesWritten int) {
	first := c.pendingPullIntos[0]
	readableByteStreamControllerInvalidateBYOBRequest(c)
	if c.stream.state == closed {
		readableByteStreamControllerRespondInClosedState(c, first)
	} else {
		readableByteStreamControllerRespondInReadableState(c, bytesWritten, first)
	}
	readableByteStreamControllerCallPullIfNeeded(c)
}

// readableByteStreamControllerRespondInClosedState is
// ReadableByteStreamControllerRespondInClosedState.
func readableByteStreamControllerRespondInClosedState(c *ReadableByteStreamController, first *pullIntoDescriptor) {
	if first.readerType == readerNone {
		readableByteStreamControllerShiftPendingPullInto(c)
	}
	var filled []*pullIntoDescriptor
	for len(filled) < readableStreamGetNumReadIntoRequests(c.stream) {
		filled = append(filled, readableByteStreamControllerShiftPendingPullInto(c))
	}
	for _, d := range filled {
		readableByteStreamControllerCommitPullIntoDescriptor(c.stream, d)
	}
}

// readableByteStreamControllerRespondInReadableState is
// ReadableByteStreamControllerRespondInReadableState.
func readableByteStreamControllerRespondInReadableState(c *ReadableByteStreamController, bytesWritten int, d *pullIntoDescriptor) {
	d.bytesFilled += bytesWritten // FillHeadPullIntoDescriptor
	if d.readerType == readerNone {
		readableByteStreamControllerEnqueueDetachedPullIntoToQueue(c, d)
		for _, filled := range readableByteStreamControllerProcessPullIntoDescriptorsUsingQueue(c) {
			readableByteStreamControllerCommitPullIntoDescriptor(c.stream, filled)
		}
		return
	}
	if d.bytesFilled < d.minimumFill {
		return
	}
	readableByteStreamControllerShiftPendingPullInto(c)
	if rest := d.bytesFilled % d.view.elementSize; rest > 0 {
		end := d.byteOffset + d.bytesFilled
		readableByteStreamControllerEnqueueClonedChunkToQueue(c, d.memory.bytes[end-rest:end])
		d.bytesFilled -= rest
	}
	filled := readableByteStreamControllerProcessPullIntoDescriptorsUsingQueue(c)
	readableByteStreamControllerCommitPullIntoDescriptor(c.stream, d)
	for _, d := range filled {
		readableByteStreamControllerCommitPullIntoDescriptor(c.stream, d)
	}
}
