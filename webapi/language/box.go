package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// boxSymbol keys the property that ties an object of the language to its Go
// state, as the kit does for the classes of the platform: those have interface
// objects and WebIDL's ways, which the language's own classes do not share.
var boxSymbol = goja.NewSymbol("runner.language")

// box is the value of that property: to a script it is undefined.
type box struct {
	goja.Value
	owner *goja.Object
	state any
}

// attach binds state to an object.
func attach(o *goja.Object, state any) {
	must(o.DefineDataPropertySymbol(boxSymbol, &box{goja.Undefined(), o, state}, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// state returns what attach bound to v, if it is a T.
func state[T any](v goja.Value) (T, bool) {
	if o, ok := v.(*goja.Object); ok {
		if b, ok := o.GetSymbol(boxSymbol).(*box); ok && b.owner == o {
			t, ok := b.state.(T)
			return t, ok
		}
	}
	var none T
	return none, false
}

// method is a function of the language, as a row of a table.
type method struct {
	name   string
	length int
	call   func(js.Call) goja.Value
}

// methods defines functions as the standard does: writable, configurable, not
// enumerable (ECMA-262, 18).
func methods(rt *js.Runtime, o *goja.Object, list []method) {
	for i := range list {
		m := &list[i]
		value(o, m.name, function(rt, m.name, m.length, m.call))
	}
}

func function(rt *js.Runtime, name string, length int, call func(js.Call) goja.Value) *goja.Object {
	return rt.NativeFunc(name, length, func(c goja.FunctionCall) goja.Value {
		return call(js.Call{Runtime: rt, This: c.This, Args: c.Arguments})
	})
}

// value defines a data property like those of the standard's objects.
func value(o *goja.Object, name string, v goja.Value) {
	must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func symbolMethod(rt *js.Runtime, o *goja.Object, symbol *goja.Symbol, m method) {
	must(o.DefineDataPropertySymbol(symbol, function(rt, m.name, m.length, m.call), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// getter defines an accessor without a setter.
func getter(rt *js.Runtime, o *goja.Object, name string, call func(js.Call) goja.Value) {
	must(o.DefineAccessorProperty(name, function(rt, "get "+name, 0, call), nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
}
