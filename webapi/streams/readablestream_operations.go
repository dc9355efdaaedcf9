package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The abstract operations of 4.9.1 and 4.9.2, but for pipeTo, tee and from,
// which have files of their own.

// createReadableStream is CreateReadableStream. The start algorithm returns
// start, or undefined when start is nil.
func createReadableStream(rt *js.Runtime, start *promise, source algorithms, highWaterMark float64, size sizeAlgorithm) *ReadableStream {
	stream := initializeReadableStream(rt)
	controller := &ReadableStreamDefaultController{}
	setUpReadableStreamDefaultController(stream, controller, source, highWaterMark, size)
	controller.startWith(started(rt, start))
	return stream
}

// createReadableByteStream is CreateReadableByteStream, with a start algorithm
// that returns undefined.
func createReadableByteStream(rt *js.Runtime, source algorithms) *ReadableStream {
	stream := initializeReadableStream(rt)
	controller := &ReadableByteStreamController{}
	setUpReadableByteStreamController(stream, controller, source, 0, 0)
	controller.startWith(resolved(rt))
	return stream
}

// initializeReadableStream is InitializeReadableStream.
func initializeReadableStream(rt *js.Runtime) *ReadableStream {
	return &ReadableStream{rt: rt, storedError: goja.Undefined()}
}

// readableStreamCancel is ReadableStreamCancel.
func readableStreamCancel(s *ReadableStream, reason goja.Value) *promise {
	s.disturbed = true
	switch s.state {
	case closed:
		return resolved(s.rt)
	case errored:
		return rejectedWith(s.rt, s.storedError)
	}
	readableStreamClose(s)
	if reader := s.byobReader; reader != nil {
		requests := reader.readIntoRequests
		reader.readIntoRequests = nil
		for _, request := range requests {
			request.closeSteps(nil)
		}
	}
	return s.controller.cancelSteps(reason).chain(func(goja.Value) *promise { return nil }, nil)
}

// readableStreamClose is ReadableStreamClose.
func readableStreamClose(s *ReadableStream) {
	s.state = closed
	if s.byobReader != nil {
		s.byobReader.closedPromise.resolve(goja.Undefined())
	}
	reader := s.defaultReader
	if reader == nil {
		return
	}
	reader.closedPromise.resolve(goja.Undefined())
	requests := reader.readRequests
	reader.readRequests = nil
	for _, request := range requests {
		request.closeSteps()
	}
}

// readableStreamError is ReadableStreamError.
func readableStreamError(s *ReadableStream, e goja.Value) {
	s.state = errored
	s.storedError = e
	if reader := s.defaultReader; reader != nil {
		reader.closedPromise.reject(e)
		reader.closedPromise.setHandled()
		readableStreamDefaultReaderErrorReadRequests(reader, e)
	} else if reader := s.byobReader; reader != nil {
		reader.closedPromise.reject(e)
		reader.closedPromise.setHandled()
		readableStreamBYOBReaderErrorReadIntoRequests(reader, e)
	}
}

// readableStreamAddReadRequest is ReadableStreamAddReadRequest.
func readableStreamAddReadRequest(s *ReadableStream, request readRequest) {
	s.defaultReader.readRequests = append(s.defaultReader.readRequests, request)
}

// readableStreamAddReadIntoRequest is ReadableStreamAddReadIntoRequest.
func readableStreamAddReadIntoRequest(s *ReadableStream, request readIntoRequest) {
	s.byobReader.readIntoRequests = append(s.byobReader.readIntoRequests, request)
}

// readableStreamFulfillReadRequest is ReadableStreamFulfillReadRequest.
func readableStreamFulfillReadRequest(s *ReadableStream, chunk goja.Value, done bool) {
	request := shift(&s.defaultReader.readRequests)
	if done {
		request.closeSteps()
	} else {
		request.chunkSteps(chunk)
	}
}

// readableStreamFulfillReadIntoRequest is ReadableStreamFulfillReadIntoRequest.
func readableStreamFulfillReadIntoRequest(s *ReadableStream, chunk goja.Value, done bool) {
	request := shift(&s.byobReader.readIntoRequests)
	if done {
		request.closeSteps(chunk)
	} else {
		request.chunkSteps(chunk)
	}
}

// readableStreamGetNumReadRequests is ReadableStreamGetNumReadRequests, and 0
// when there is no default reader.
func readableStreamGetNumReadRequests(s *ReadableStream) int {
	if s.defaultReader == nil {
		return 0
	}
	return len(s.defaultReader.readRequests)
}

// readableStreamGetNumReadIntoRequests is ReadableStreamGetNumReadIntoRequests,
// and 0 when there is no BYOB reader.
func readableStreamGetNumReadIntoRequests(s *ReadableStream) int {
	if s.byobReader == nil {
		return 0
	}
	return len(s.byobReader.readIntoRequests)
}

// shift removes the first of a list that is not empty.
func shift[T any](list *[]T) T {
	first := (*list)[0]
	if len(*list) == 1 {
		*list = nil
	} else {
		var none T
		(*list)[0] = none
		*list = (*list)[1:]
	}
	return first
}
