package js

import "github.com/dop251/goja"

// Call is one call from JavaScript to Go: the runtime, `this` and the
// arguments. It is passed by value and valid only until the Go function
// returns: Args is a window on the engine's stack, so copy what must outlive
// the call.
type Call struct {
	*Runtime
	This goja.Value
	Args []goja.Value
}

// Arg returns argument i, or undefined.
func (c Call) Arg(i int) goja.Value {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return goja.Undefined()
}

// Has reports whether argument i was given and is not undefined, which is when
// WebIDL uses it instead of the default.
func (c Call) Has(i int) bool {
	return i < len(c.Args) && !goja.IsUndefined(c.Args[i])
}

// Function is a free function: a global, a static method or a module's export.
type Function struct {
	Name   string
	Length int // required arguments; fewer is a TypeError
	Call   func(Call) goja.Value
	Async  bool // returns a promise: what it throws becomes a rejection
}

// Func makes the JavaScript function of f.
func (rt *Runtime) Func(f Function) *goja.Object { return rt.static("", f, true) }

// static makes the function object. owner is the interface it belongs to, for
// messages. strict functions insist on their arguments.
func (rt *Runtime) static(owner string, f Function, strict bool) *goja.Object {
	call := f.Call
	if f.Length > 0 && strict {
		inner := call
		call = func(c Call) goja.Value {
			if len(c.Args) < f.Length {
				c.throwMissing(owner, f.Name, f.Length)
			}
			return inner(c)
		}
	}
	if f.Async {
		call = async(call)
	}
	return rt.NativeFunc(f.Name, f.Length, func(c goja.FunctionCall) goja.Value {
		return call(Call{rt, c.This, c.Arguments})
	})
}

// NativeFunc makes a function object from a Go function, without any checks.
func (rt *Runtime) NativeFunc(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	o := rt.ToValue(f).(*goja.Object)
	rt.describe(o, name, length)
	return o
}

// describe sets the name and length of a function object (ECMA-262, 10.2.9).
func (rt *Runtime) describe(f *goja.Object, name string, length int) {
	must(f.DefineDataProperty("name", rt.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(f.DefineDataProperty("length", rt.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (c Call) throwMissing(owner, name string, want int) {
	on := ""
	if owner != "" {
		on = " on '" + owner + "'"
	}
	s := "s"
	if want == 1 {
		s = ""
	}
	c.ThrowTypeError("Failed to execute '%s'%s: %d argument%s required, but only %d present.", name, on, want, s, len(c.Args))
}

// async wraps an operation that returns a promise: an exception becomes a
// rejected promise (WebIDL, 3.7.7).
func async(call func(Call) goja.Value) func(Call) goja.Value {
	return func(c Call) (result goja.Value) {
		if exception := c.Try(func() { result = call(c) }); exception != nil {
			return c.Rejected(exception)
		}
		return result
	}
}
