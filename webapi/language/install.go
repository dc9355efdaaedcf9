package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Install adds what the engine lacks to a runtime: what must be there before the
// first script, and the way to the rest ([Need]).
func Install(rt *js.Runtime) {
	global := rt.GlobalObject()
	hidden(global, NeedName, need(rt))
	// Not only scripts read this one.
	lazy(rt, global, "RegExp", func() goja.Value { return regExpLocal.Of(rt).constructor })
}

// lazy defines a property of an object that is made when it is first read.
func lazy(rt *js.Runtime, o *goja.Object, name string, make func() goja.Value) {
	get := rt.ToValue(func(goja.FunctionCall) goja.Value {
		v := make()
		value(o, name, v)
		return v
	})
	set := rt.ToValue(func(c goja.FunctionCall) goja.Value {
		value(o, name, c.Argument(0))
		return goja.Undefined()
	})
	must(o.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// hidden defines a property that cannot be seen in a loop, changed or removed.
func hidden(o *goja.Object, name string, value goja.Value) {
	must(o.DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// must is for operations that fail only when this package itself is wrong.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
