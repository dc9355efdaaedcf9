package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// abortSignal is what the DOM Standard's AbortSignal offers to the platform.
// The class itself is in the room of that standard, which may build on streams.
type abortSignal interface {
	Aborted() bool
	Reason() goja.Value

	// OnAbort adds an abort algorithm, which remove takes away again.
	OnAbort(algorithm func()) (remove func())
}

// abortControllers makes AbortControllers by way of the global, for the same
// reason.
type abortControllers struct {
	construct goja.Constructor
	abort     goja.Callable
}

var abortControllerLocal = js.NewLocal(func(rt *js.Runtime) *abortControllers {
	a := &abortControllers{}
	global, ok := rt.GlobalObject().Get("AbortController").(*goja.Object)
	if !ok {
		return a
	}
	a.construct, _ = goja.AssertConstructor(global)
	if prototype, ok := global.Get("prototype").(*goja.Object); ok {
		a.abort, _ = goja.AssertFunction(prototype.Get("abort"))
	}
	return a
})

// signal is the attribute. Most sinks never look at it, so the AbortController
// is made here.
func (c *WritableStreamDefaultController) signal() goja.Value {
	rt := c.stream.rt
	if c.abortController == nil {
		a := abortControllerLocal.Of(rt)
		if a.construct == nil || a.abort == nil {
			rt.ThrowTypeError("This runtime has no AbortController")
		}
		o, err := a.construct(nil)
		if err != nil {
			panic(err)
		}
		c.abortController = o
		if c.aborted != nil {
			rt.Call(a.abort, o, c.aborted)
		}
	}
	return c.abortController.Get("signal")
}

// signalAbort is "signal abort" on the controller's [[abortController]].
func (c *WritableStreamDefaultController) signalAbort(reason goja.Value) {
	if c.aborted != nil {
		return
	}
	c.aborted = reason
	if c.abortController != nil {
		c.stream.rt.Call(abortControllerLocal.Of(c.stream.rt).abort, c.abortController, reason)
	}
}
