package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// TransformStream is the interface of that name (6.2).
type TransformStream struct {
	js.Base
	rt                        *js.Runtime
	readable                  *ReadableStream
	writable                  *WritableStream
	controller                *TransformStreamDefaultController
	backpressure              bool
	backpressureChangePromise *promise
}

// TransformStreamClass describes the interface.
var TransformStreamClass = js.Define(js.Class[*TransformStream]{
	Name:      "TransformStream",
	Construct: newTransformStream,
	Attributes: []js.Attribute[*TransformStream]{
		{Name: "readable", Get: func(c js.Call, s *TransformStream) goja.Value { return c.Wrap(s.readable) }},
		{Name: "writable", Get: func(c js.Call, s *TransformStream) goja.Value { return c.Wrap(s.writable) }},
	},
})

// Class implements [js.Native].
func (*TransformStream) Class() js.Definer { return TransformStreamClass }

// newTransformStream is the constructor.
func newTransformStream(c js.Call) *TransformStream {
	transformer := optionalObject(c, 0, "TransformStream")
	writableStrategy := toQueuingStrategy(c.Runtime, c.Arg(1))
	readableStrategy := toQueuingStrategy(c.Runtime, c.Arg(2))
	dict := toTransformer(c.Runtime, transformer)
	readableHWM := extractHighWaterMark(c.Runtime, readableStrategy, 0)
	readableSize := extractSizeAlgorithm(c.Runtime, readableStrategy)
	writableHWM := extractHighWaterMark(c.Runtime, writableStrategy, 1)
	writableSize := extractSizeAlgorithm(c.Runtime, writableStrategy)
	start := newPromise(c.Runtime)
	s := &TransformStream{rt: c.Runtime}
	initializeTransformStream(s, start, writableHWM, writableSize, readableHWM, readableSize)
	setUpTransformStreamDefaultControllerFromTransformer(s, transformer, dict)
	if dict.start == nil {
		start.resolve(goja.Undefined())
		return s
	}
	start.adopt(c.Call(dict.start, transformer, c.Wrap(s.controller)))
	return s
}

// transformer is the Transformer dictionary (6.2.3), converted.
type transformer struct{ cancel, flush, start, transform goja.Callable }

// toTransformer converts the first argument of the constructor. It throws.
func toTransformer(rt *js.Runtime, v goja.Value) (d transformer) {
	o, _ := v.(*goja.Object)
	d.cancel = memberFunction(rt, o, "cancel")
	d.flush = memberFunction(rt, o, "flush")
	_, readableType := js.Member(o, "readableType")
	d.start = memberFunction(rt, o, "start")
	d.transform = memberFunction(rt, o, "transform")
	_, writableType := js.Member(o, "writableType")
	if readableType || writableType {
		rt.ThrowRangeError("A transformer has neither a readableType nor a writableType")
	}
	return d
}

// initializeTransformStream is InitializeTransformStream (6.4.1).
func initializeTransformStream(s *TransformStream, start *promise, writableHWM float64, writableSize sizeAlgorithm, readableHWM float64, readableSize sizeAlgorithm) {
	s.writable = createWritableStream(s.rt, start, sinkAlgorithms{
		write: func(chunk goja.Value) *promise { return transformStreamDefaultSinkWriteAlgorithm(s, chunk) },
		close: func() *promise { return transformStreamDefaultSinkCloseAlgorithm(s) },
		abort: func(reason goja.Value) *promise { return transformStreamDefaultSinkAbortAlgorithm(s, reason) },
	}, writableHWM, writableSize)
	s.readable = createReadableStream(s.rt, start, &algorithmFuncs{
		pullFunc:   func() *promise { return transformStreamDefaultSourcePullAlgorithm(s) },
		cancelFunc: func(reason goja.Value) *promise { return transformStreamDefaultSourceCancelAlgorithm(s, reason) },
	}, readableHWM, readableSize)
	s.backpressure = true
	s.backpressureChangePromise = newPromise(s.rt)
}

func (s *TransformStream) readableController() *ReadableStreamDefaultController {
	return s.readable.controller.(*ReadableStreamDefaultController)
}

// transformStreamError is TransformStreamError.
func transformStreamError(s *TransformStream, e goja.Value) {
	readableStreamDefaultControllerError(s.readableController(), e)
	transformStreamErrorWritableAndUnblockWrite(s, e)
}

// transformStreamErrorWritableAndUnblockWrite is
// TransformStreamErrorWritableAndUnblockWrite.
func transformStreamErrorWritableAndUnblockWrite(s *TransformStream, e goja.Value) {
	transformStreamDefaultControllerClearAlgorithms(s.controller)
	writableStreamDefaultControllerErrorIfNeeded(s.writable.controller, e)
	transformStreamUnblockWrite(s)
}

// transformStreamSetBackpressure is TransformStreamSetBackpressure.
func transformStreamSetBackpressure(s *TransformStream, backpressure bool) {
	s.backpressureChangePromise.resolve(goja.Undefined())
	s.backpressureChangePromise = newPromise(s.rt)
	s.backpressure = backpressure
}

// transformStreamUnblockWrite is TransformStreamUnblockWrite.
func transformStreamUnblockWrite(s *TransformStream) {
	if s.backpressure {
		transformStreamSetBackpressure(s, false)
	}
}

// transformStreamDefaultSinkWriteAlgorithm is
// TransformStreamDefaultSinkWriteAlgorithm (6.4.3).
func transformStreamDefaultSinkWriteAlgorithm(s *TransformStream, chunk goja.Value) *promise {
	if !s.backpressure {
		return transformStreamDefaultControllerPerformTransform(s.controller, chunk)
	}
	return s.backpressureChangePromise.chain(func(goja.Value) *promise {
		if s.writable.state == erroring {
			return rejectedWith(s.rt, s.writable.storedError)
		}
		return transformStreamDefaultControllerPerformTransform(s.controller, chunk)
	}, nil)
}

// transformStreamDefaultSinkAbortAlgorithm is
// TransformStreamDefaultSinkAbortAlgorithm.
func transformStreamDefaultSinkAbortAlgorithm(s *TransformStream, reason goja.Value) *promise {
	c := s.controller
	if c.finishPromise != nil {
		return c.finishPromise
	}
	finish := newPromise(s.rt)
	c.finishPromise = finish
	result := c.callCancel(reason)
	transformStreamDefaultControllerClearAlgorithms(c)
	result.then(func(goja.Value) {
		if s.readable.state == errored {
			finish.reject(s.readable.storedError)
			return
		}
		readableStreamDefaultControllerError(s.readableController(), reason)
		finish.resolve(goja.Undefined())
	}, func(e goja.Value) {
		readableStreamDefaultControllerError(s.readableController(), e)
		finish.reject(e)
	})
	return finish
}

// transformStreamDefaultSinkCloseAlgorithm is
// TransformStreamDefaultSinkCloseAlgorithm.
func transformStreamDefaultSinkCloseAlgorithm(s *TransformStream) *promise {
	c := s.controller
	if c.finishPromise != nil {
		return c.finishPromise
	}
	finish := newPromise(s.rt)
	c.finishPromise = finish
	result := resolved(s.rt)
	if c.flush != nil {
		result = c.flush()
	}
	transformStreamDefaultControllerClearAlgorithms(c)
	result.then(func(goja.Value) {
		if s.readable.state == errored {
			finish.reject(s.readable.storedError)
			return
		}
		readableStreamDefaultControllerClose(s.readableController())
		finish.resolve(goja.Undefined())
	}, func(e goja.Value) {
		readableStreamDefaultControllerError(s.readableController(), e)
		finish.reject(e)
	})
	return finish
}

// transformStreamDefaultSourceCancelAlgorithm is
// TransformStreamDefaultSourceCancelAlgorithm (6.4.4).
func transformStreamDefaultSourceCancelAlgorithm(s *TransformStream, reason goja.Value) *promise {
	c := s.controller
	if c.finishPromise != nil {
		return c.finishPromise
	}
	finish := newPromise(s.rt)
	c.finishPromise = finish
	result := c.callCancel(reason)
	transformStreamDefaultControllerClearAlgorithms(c)
	result.then(func(goja.Value) {
		if s.writable.state == writableErrored {
			finish.reject(s.writable.storedError)
			return
		}
		writableStreamDefaultControllerErrorIfNeeded(s.writable.controller, reason)
		transformStreamUnblockWrite(s)
		finish.resolve(goja.Undefined())
	}, func(e goja.Value) {
		writableStreamDefaultControllerErrorIfNeeded(s.writable.controller, e)
		transformStreamUnblockWrite(s)
		finish.reject(e)
	})
	return finish
}

// transformStreamDefaultSourcePullAlgorithm is
// TransformStreamDefaultSourcePullAlgorithm.
func transformStreamDefaultSourcePullAlgorithm(s *TransformStream) *promise {
	transformStreamSetBackpressure(s, false)
	return s.backpressureChangePromise
}

var _ js.Native = (*TransformStream)(nil)
