package html

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Immediate is what setImmediate returns (Node's timers).
type Immediate struct {
	js.Base
	callback goja.Callable // nil once it ran or was cleared
	args     []goja.Value
	ref      bool
}

// ImmediateClass is the class of those objects. It is not a global.
var ImmediateClass = js.Define(js.Class[*Immediate]{
	Name: "Immediate",
	Methods: []js.Method[*Immediate]{
		{Name: "ref", Call: func(c js.Call, i *Immediate) goja.Value { i.ref = true; return c.This }},
		{Name: "unref", Call: func(c js.Call, i *Immediate) goja.Value { i.ref = false; return c.This }},
		{Name: "hasRef", Call: func(c js.Call, i *Immediate) goja.Value { return c.ToValue(i.ref) }},
	},
	Extend: func(rt *js.Runtime, _, prototype *goja.Object) {
		js.DefineSymbolMethod(rt, prototype, js.SymDispose, "[Symbol.dispose]", func(c js.Call, i *Immediate) goja.Value {
			i.clear()
			return goja.Undefined()
		})
	},
})

// Class implements [js.Native].
func (*Immediate) Class() js.Definer { return ImmediateClass }

// SetImmediate queues a function as the next task of the loop.
var SetImmediate = js.Function{Name: "setImmediate", Length: 1, Call: func(c js.Call) goja.Value {
	i := &Immediate{callback: timerCallback(c, "setImmediate"), ref: true}
	i.args = append(i.args, c.Args[1:]...)
	rt := c.Runtime
	rt.Loop.Post(rt.Bind(func() { i.fire(rt) }))
	return rt.Wrap(i)
}}

// ClearImmediate takes it back.
var ClearImmediate = js.Function{Name: "clearImmediate", Call: func(c js.Call) goja.Value {
	if i, ok := js.State[*Immediate](c.Arg(0)); ok {
		i.clear()
	}
	return goja.Undefined()
}}

func (i *Immediate) fire(rt *js.Runtime) {
	f := i.callback
	if f == nil {
		return
	}
	i.callback = nil
	if exception := rt.Try(func() { rt.Call(f, rt.Wrap(i), i.args...) }); exception != nil {
		rt.Host.ReportException(exception)
	}
}

func (i *Immediate) clear() { i.callback, i.args = nil, nil }

var _ js.Native = (*Immediate)(nil)
