package streams

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The operations of 4.9.5 that put bytes into the queue of a byte stream and
// take them out again.

// bytesRequest is a read request that takes the bytes as they are, without a
// JavaScript object around them.
type bytesRequest interface{ bytesSteps(chunk byteEntry) }

// fulfillBytes performs the chunk steps of a read request, given a Uint8Array
// of an entry.
func fulfillBytes(rt *js.Runtime, request readRequest, e byteEntry) {
	if direct, ok := request.(bytesRequest); ok {
		direct.bytesSteps(e)
		return
	}
	request.chunkSteps(newUint8Array(rt, &memory{bytes: e.memory}, e.offset, e.length))
}

// readableByteStreamControllerEnqueueView is the part of
// ReadableByteStreamControllerEnqueue that takes the chunk's buffer over. It
// returns the exception, if any.
func readableByteStreamControllerEnqueueView(c *ReadableByteStreamController, chunk js.View) goja.Value {
	if c.closeRequested || c.stream.state != readable {
		return nil
	}
	if chunk.Buffer.Detached() {
		return c.stream.rt.TypeError("The chunk's buffer is detached")
	}
	transferred := transferArrayBuffer(c.stream.rt, chunk.Buffer)
	return readableByteStreamControllerEnqueue(c, byteEntry{transferred.bytes, chunk.Offset, chunk.Length})
}

// readableByteStreamControllerEnqueue is the rest of
// ReadableByteStreamControllerEnqueue, for memory that nobody else holds.
func readableByteStreamControllerEnqueue(c *ReadableByteStreamController, e byteEntry) goja.Value {
	s := c.stream
	if len(c.pendingPullIntos) > 0 {
		first := c.pendingPullIntos[0]
		if first.memory.detached() {
			return s.rt.TypeError("The buffer of the BYOB request is detached")
		}
		readableByteStreamControllerInvalidateBYOBRequest(c)
		first.memory.transfer()
		if first.readerType == readerNone {
			readableByteStreamControllerEnqueueDetachedPullIntoToQueue(c, first)
		}
	}
	switch {
	case s.defaultReader != nil:
		readableByteStreamControllerProcessReadRequestsUsingQueue(c)
		if readableStreamGetNumReadRequests(s) == 0 {
			readableByteStreamControllerEnqueueChunkToQueue(c, e)
			break
		}
		if len(c.pendingPullIntos) > 0 {
			readableByteStreamControllerShiftPendingPullInto(c)
		}
		fulfillBytes(s.rt, shift(&s.defaultReader.readRequests), e)
	case s.byobReader != nil:
		readableByteStreamControllerEnqueueChunkToQueue(c, e)
		for _, filled := range readableByteStreamControllerProcessPullIntoDescriptorsUsingQueue(c) {
			readableByteStreamControllerCommitPullIntoDescriptor(s, filled)
		}
	default:
		readableByteStreamControllerEnqueueChunkToQueue(c, e)
	}
	readableByteStreamControllerCallPullIfNeeded(c)
	return nil
}

// readableByteStreamControllerEnqueueChunkToQueue is
// ReadableByteStreamControllerEnqueueChunkToQueue.
func readableByteStreamControllerEnqueueChunkToQueue(c *ReadableByteStreamController, e byteEntry) {
	c.queue = append(c.queue, e)
	c.total += e.length
}

// readableByteStreamControllerEnqueueClonedChunkToQueue is
// ReadableByteStreamControllerEnqueueClonedChunkToQueue.
func readableByteStreamControllerEnqueueClonedChunkToQueue(c *ReadableByteStreamController, bytes []byte) {
	readableByteStreamControllerEnqueueChunkToQueue(c, byteEntry{slices.Clone(bytes), 0, len(bytes)})
}

// readableByteStreamControllerEnqueueDetachedPullIntoToQueue is
// ReadableByteStreamControllerEnqueueDetachedPullIntoToQueue.
func readableByteStreamControllerEnqueueDetachedPullIntoToQueue(c *ReadableByteStreamController, d *pullIntoDescriptor) {
	if d.bytesFilled > 0 {
		readableByteStreamControllerEnqueueClonedChunkToQueue(c, d.memory.bytes[d.byteOffset:d.byteOffset+d.bytesFilled])
	}
	readableByteStreamControllerShiftPendingPullInto(c)
}

// readableByteStreamControllerProcessReadRequestsUsingQueue is
// ReadableByteStreamControllerProcessReadRequestsUsingQueue.
func readableByteStreamControllerProcessReadRequestsUsingQueue(c *ReadableByteStreamController) {
	reader := c.stream.defaultReader
	for len(reader.readRequests) > 0 && c.total > 0 {
		readableByteStreamControllerFillReadRequestFromQueue(c, shift(&reader.readRequests))
	}
}

// readableByteStreamControllerFillReadRequestFromQueue is
// ReadableByteStreamControllerFillReadRequestFromQueue.
func readableByteStreamControllerFillReadRequestFromQueue(c *ReadableByteStreamController, request readRequest) {
	e := shift(&c.queue)
	c.total -= e.length
	readableByteStreamControllerHandleQueueDrain(c)
	fulfillBytes(c.stream.rt, request, e)
}
