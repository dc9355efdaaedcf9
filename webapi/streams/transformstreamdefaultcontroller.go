package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// TransformStreamDefaultController is the interface of that name (6.3).
type TransformStreamDefaultController struct {
	js.Base
	stream        *TransformStream
	transform     func(chunk goja.Value) *promise // nil once cleared
	flush         func() *promise                 // nil: resolved with undefined
	cancel        func(reason goja.Value) *promise
	finishPromise *promise
}

// TransformStreamDefaultControllerClass describes the interface.
var TransformStreamDefaultControllerClass = js.Define(js.Class[*TransformStreamDefaultController]{
	Name: "TransformStreamDefaultController",
	Attributes: []js.Attribute[*TransformStreamDefaultController]{
		{Name: "desiredSize", Get: func(c js.Call, controller *TransformStreamDefaultController) goja.Value {
			readable := controller.stream.readableController()
			return desiredSizeValue(c, readable.stream.state, readableStreamDefaultControllerGetDesiredSize(readable))
		}},
	},
	Methods: []js.Method[*TransformStreamDefaultController]{
		{Name: "enqueue", Call: func(c js.Call, controller *TransformStreamDefaultController) goja.Value {
			if exception := transformStreamDefaultControllerEnqueue(controller, c.Arg(0)); exception != nil {
				c.Throw(exception)
			}
			return goja.Undefined()
		}},
		{Name: "error", Call: func(c js.Call, controller *TransformStreamDefaultController) goja.Value {
			transformStreamError(controller.stream, c.Arg(0))
			return goja.Undefined()
		}},
		{Name: "terminate", Call: func(_ js.Call, controller *TransformStreamDefaultController) goja.Value {
			transformStreamDefaultControllerTerminate(controller)
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*TransformStreamDefaultController) Class() js.Definer {
	return TransformStreamDefaultControllerClass
}

// setUpTransformStreamDefaultController is SetUpTransformStreamDefaultController
// (6.4.2).
func setUpTransformStreamDefaultController(s *TransformStream, c *TransformStreamDefaultController) {
	c.stream = s
	s.controller = c
}

// setUpTransformStreamDefaultControllerFromTransformer is
// SetUpTransformStreamDefaultControllerFromTransformer.
func setUpTransformStreamDefaultControllerFromTransformer(s *TransformStream, transformer goja.Value, d transformer) {
	rt, c := s.rt, &TransformStreamDefaultController{}
	c.transform = func(chunk goja.Value) *promise {
		if exception := transformStreamDefaultControllerEnqueue(c, chunk); exception != nil {
			return rejectedWith(rt, exception)
		}
		return resolved(rt)
	}
	if d.transform != nil {
		c.transform = func(chunk goja.Value) *promise { return invoke(rt, d.transform, transformer, chunk, rt.Wrap(c)) }
	}
	if d.flush != nil {
		c.flush = func() *promise { return invoke(rt, d.flush, transformer, rt.Wrap(c)) }
	}
	if d.cancel != nil {
		c.cancel = func(reason goja.Value) *promise { return invoke(rt, d.cancel, transformer, reason) }
	}
	setUpTransformStreamDefaultController(s, c)
}

func (c *TransformStreamDefaultController) callCancel(reason goja.Value) *promise {
	if c.cancel == nil {
		return resolved(c.stream.rt)
	}
	return c.cancel(reason)
}

// transformStreamDefaultControllerClearAlgorithms is
// TransformStreamDefaultControllerClearAlgorithms.
func transformStreamDefaultControllerClearAlgorithms(c *TransformStreamDefaultController) {
	c.transform, c.flush, c.cancel = nil, nil, nil
}

// transformStreamDefaultControllerEnqueue is
// TransformStreamDefaultControllerEnqueue. It returns the exception, if any.
func transformStreamDefaultControllerEnqueue(c *TransformStreamDefaultController, chunk goja.Value) goja.Value {
	s := c.stream
	readable := s.readableController()
	if !readableStreamDefaultControllerCanCloseOrEnqueue(readable) {
		return s.rt.TypeError("The readable side is closed, closing or errored")
	}
	if exception := readableStreamDefaultControllerEnqueue(readable, chunk); exception != nil {
		transformStreamErrorWritableAndUnblockWrite(s, exception)
		return s.readable.storedError
	}
	if backpressure := readableStreamDefaultControllerHasBackpressure(readable); backpressure != s.backpressure {
		transformStreamSetBackpressure(s, true)
	}
	return nil
}

// transformStreamDefaultControllerPerformTransform is
// TransformStreamDefaultControllerPerformTransform.
func transformStreamDefaultControllerPerformTransform(c *TransformStreamDefaultController, chunk goja.Value) *promise {
	if c.transform == nil {
		return resolved(c.stream.rt) // the readable side is being cancelled: nobody wants the chunk
	}
	return c.transform(chunk).chain(nil, func(e goja.Value) *promise {
		transformStreamError(c.stream, e)
		return rejectedWith(c.stream.rt, e)
	})
}

// transformStreamDefaultControllerTerminate is
// TransformStreamDefaultControllerTerminate.
func transformStreamDefaultControllerTerminate(c *TransformStreamDefaultController) {
	readableStreamDefaultControllerClose(c.stream.readableController())
	e := c.stream.rt.TypeError("The transform stream has been terminated")
	transformStreamErrorWritableAndUnblockWrite(c.stream, e)
}

var _ js.Native = (*TransformStreamDefaultController)(nil)
