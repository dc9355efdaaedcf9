package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The abstract operations of 5.5.1 and 5.5.2.

// createWritableStream is CreateWritableStream. start is what the start
// algorithm returns; nil is undefined.
func createWritableStream(rt *js.Runtime, start *promise, sink sinkAlgorithms, highWaterMark float64, size sizeAlgorithm) *WritableStream {
	s := initializeWritableStream(rt)
	c := &WritableStreamDefaultController{}
	setUpWritableStreamDefaultController(s, c, sink, highWaterMark, size)
	c.startWith(started(rt, start))
	return s
}

// initializeWritableStream is InitializeWritableStream.
func initializeWritableStream(rt *js.Runtime) *WritableStream {
	return &WritableStream{rt: rt, storedError: goja.Undefined()}
}

// writableStreamAbort is WritableStreamAbort.
func writableStreamAbort(s *WritableStream, reason goja.Value) *promise {
	if s.state == writableClosed || s.state == writableErrored {
		return resolved(s.rt)
	}
	s.controller.signalAbort(reason)
	if s.state == writableClosed || s.state == writableErrored {
		return resolved(s.rt)
	}
	if s.pendingAbortRequest != nil {
		return s.pendingAbortRequest.promise
	}
	request := &pendingAbortRequest{promise: newPromise(s.rt), reason: reason}
	if s.state == erroring {
		request.wasAlreadyErroring = true
		request.reason = goja.Undefined()
	}
	s.pendingAbortRequest = request
	if !request.wasAlreadyErroring {
		writableStreamStartErroring(s, reason)
	}
	return request.promise
}

// writableStreamClose is WritableStreamClose.
func writableStreamClose(s *WritableStream) *promise {
	if s.state == writableClosed || s.state == writableErrored {
		return rejectedWith(s.rt, s.rt.TypeError("The stream is closed or errored"))
	}
	p := newPromise(s.rt)
	s.closeRequest = p
	if s.writer != nil && s.backpressure && s.state == writable {
		s.writer.readyPromise.resolve(goja.Undefined())
	}
	writableStreamDefaultControllerClose(s.controller)
	return p
}

// writableStreamAddWriteRequest is WritableStreamAddWriteRequest.
func writableStreamAddWriteRequest(s *WritableStream) *promise {
	p := newPromise(s.rt)
	s.writeRequests = append(s.writeRequests, p)
	return p
}

// writableStreamCloseQueuedOrInFlight is WritableStreamCloseQueuedOrInFlight.
func writableStreamCloseQueuedOrInFlight(s *WritableStream) bool {
	return s.closeRequest != nil || s.inFlightCloseRequest != nil
}

// writableStreamDealWithRejection is WritableStreamDealWithRejection.
func writableStreamDealWithRejection(s *WritableStream, e goja.Value) {
	if s.state == writable {
		writableStreamStartErroring(s, e)
		return
	}
	writableStreamFinishErroring(s)
}

// writableStreamStartErroring is WritableStreamStartErroring.
func writableStreamStartErroring(s *WritableStream, reason goja.Value) {
	s.state = erroring
	s.storedError = reason
	if s.writer != nil {
		writableStreamDefaultWriterEnsureReadyPromiseRejected(s.writer, reason)
	}
	if !writableStreamHasOperationMarkedInFlight(s) && s.controller.started {
		writableStreamFinishErroring(s)
	}
}

// writableStreamFinishErroring is WritableStreamFinishErroring.
func writableStreamFinishErroring(s *WritableStream) {
	s.state = writableErrored
	s.controller.errorSteps()
	requests := s.writeRequests
	s.writeRequests = nil
	for _, request := range requests {
		request.reject(s.storedError)
	}
	abort := s.pendingAbortRequest
	if abort == nil {
		writableStreamRejectCloseAndClosedPromiseIfNeeded(s)
		return
	}
	s.pendingAbortRequest = nil
	if abort.wasAlreadyErroring {
		abort.promise.reject(s.storedError)
		writableStreamRejectCloseAndClosedPromiseIfNeeded(s)
		return
	}
	s.controller.abortSteps(abort.reason).then(func(goja.Value) {
		abort.promise.resolve(goja.Undefined())
		writableStreamRejectCloseAndClosedPromiseIfNeeded(s)
	}, func(reason goja.Value) {
		abort.promise.reject(reason)
		writableStreamRejectCloseAndClosedPromiseIfNeeded(s)
	})
}

// writableStreamFinishInFlightWrite is WritableStreamFinishInFlightWrite.
func writableStreamFinishInFlightWrite(s *WritableStream) {
	s.inFlightWriteRequest.resolve(goja.Undefined())
	s.inFlightWriteRequest = nil
}

// writableStreamFinishInFlightWriteWithError is
// WritableStreamFinishInFlightWriteWithError.
func writableStreamFinishInFlightWriteWithError(s *WritableStream, e goja.Value) {
	s.inFlightWriteRequest.reject(e)
	s.inFlightWriteRequest = nil
	writableStreamDealWithRejection(s, e)
}

// writableStreamFinishInFlightClose is WritableStreamFinishInFlightClose.
func writableStreamFinishInFlightClose(s *WritableStream) {
	s.inFlightCloseRequest.resolve(goja.Undefined())
	s.inFlightCloseRequest = nil
	if s.state == erroring {
		// The error came too late: everything was written and closed.
		s.storedError = goja.Undefined()
		if s.pendingAbortRequest != nil {
			s.pendingAbortRequest.promise.resolve(goja.Undefined())
			s.pendingAbortRequest = nil
		}
	}
	s.state = writableClosed
	if s.writer != nil {
		s.writer.closedPromise.resolve(goja.Undefined())
	}
}

// writableStreamFinishInFlightCloseWithError is
// WritableStreamFinishInFlightCloseWithError.
func writableStreamFinishInFlightCloseWithError(s *WritableStream, e goja.Value) {
	s.inFlightCloseRequest.reject(e)
	s.inFlightCloseRequest = nil
	if s.pendingAbortRequest != nil {
		s.pendingAbortRequest.promise.reject(e)
		s.pendingAbortRequest = nil
	}
	writableStreamDealWithRejection(s, e)
}

// writableStreamHasOperationMarkedInFlight is
// WritableStreamHasOperationMarkedInFlight.
func writableStreamHasOperationMarkedInFlight(s *WritableStream) bool {
	return s.inFlightWriteRequest != nil || s.inFlightCloseRequest != nil
}

// writableStreamMarkCloseRequestInFlight is WritableStreamMarkCloseRequestInFlight.
func writableStreamMarkCloseRequestInFlight(s *WritableStream) {
	s.inFlightCloseRequest, s.closeRequest = s.closeRequest, nil
}

// writableStreamMarkFirstWriteRequestInFlight is
// WritableStreamMarkFirstWriteRequestInFlight.
func writableStreamMarkFirstWriteRequestInFlight(s *WritableStream) {
	s.inFlightWriteRequest = shift(&s.writeRequests)
}

// writableStreamRejectCloseAndClosedPromiseIfNeeded is
// WritableStreamRejectCloseAndClosedPromiseIfNeeded.
func writableStreamRejectCloseAndClosedPromiseIfNeeded(s *WritableStream) {
	if s.closeRequest != nil {
		s.closeRequest.reject(s.storedError)
		s.closeRequest = nil
	}
	if s.writer != nil {
		s.writer.closedPromise.setHandled()
		s.writer.closedPromise.reject(s.storedError)
	}
}

// writableStreamUpdateBackpressure is WritableStreamUpdateBackpressure.
func writableStreamUpdateBackpressure(s *WritableStream, backpressure bool) {
	if s.writer != nil && backpressure != s.backpressure {
		if backpressure {
			s.writer.readyPromise = newPromise(s.rt)
		} else {
			s.writer.readyPromise.resolve(goja.Undefined())
		}
	}
	s.backpressure = backpressure
}
