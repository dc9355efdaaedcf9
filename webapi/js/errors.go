package js

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"
)

// must is for operations that fail only when the kit itself is wrong.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Throw throws value as a JavaScript exception. It does not return.
func (rt *Runtime) Throw(value goja.Value) { panic(value) }

// ThrowTypeError throws a TypeError.
func (rt *Runtime) ThrowTypeError(format string, args ...any) {
	panic(rt.TypeError(format, args...))
}

// ThrowRangeError throws a RangeError.
func (rt *Runtime) ThrowRangeError(format string, args ...any) {
	panic(rt.RangeError(format, args...))
}

// ThrowDOMException throws a DOMException with the given name, for example
// "AbortError" (WebIDL, 2.8.1).
func (rt *Runtime) ThrowDOMException(name, format string, args ...any) {
	panic(rt.DOMException(name, format, args...))
}

// TypeError makes a TypeError without throwing it.
func (rt *Runtime) TypeError(format string, args ...any) *goja.Object {
	return rt.Error("TypeError", fmt.Sprintf(format, args...))
}

// RangeError makes a RangeError without throwing it.
func (rt *Runtime) RangeError(format string, args ...any) *goja.Object {
	return rt.Error("RangeError", fmt.Sprintf(format, args...))
}

// DOMException makes a DOMException without throwing it.
func (rt *Runtime) DOMException(name, format string, args ...any) *goja.Object {
	return rt.NewDOMException(rt, name, fmt.Sprintf(format, args...))
}

// Error makes an instance of one of the language's error constructors, with the
// stack of the running script.
func (rt *Runtime) Error(constructor, message string) *goja.Object {
	o, err := rt.New(rt.GlobalObject().Get(constructor), rt.ToValue(message))
	must(err)
	return o
}

// Try runs f and returns the JavaScript exception that it threw, or nil. Go
// panics that are not exceptions, and interrupts, go on.
func (rt *Runtime) Try(f func()) (exception goja.Value) {
	if ex := rt.Runtime.Try(f); ex != nil {
		return ex.Value()
	}
	return nil
}

// Call calls a JavaScript function from Go code that runs inside a script; an
// exception goes on to the caller.
func (rt *Runtime) Call(f goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := f(this, args...)
	if err != nil {
		rt.Rethrow(err)
	}
	return v
}

// TryCall calls a JavaScript function and returns what it threw, or nil.
func (rt *Runtime) TryCall(f goja.Callable, this goja.Value, args ...goja.Value) (result, exception goja.Value) {
	result, err := f(this, args...)
	if err == nil {
		return result, nil
	}
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		return nil, thrown.Value()
	}
	panic(err) // an interrupt or a stack overflow
}

// Rethrow turns the error that goja returned from a call back into what it was.
func (rt *Runtime) Rethrow(err error) {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		panic(exception.Value())
	}
	// An interrupt or a stack overflow: it must not become catchable.
	panic(err)
}

// ErrorText renders a thrown value for a log: the stack of an Error, or the
// value as a string.
func ErrorText(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if stack := o.Get("stack"); stack != nil && !goja.IsUndefined(stack) {
			return FormatStack(stack.String())
		}
	}
	if v == nil {
		return "undefined"
	}
	return v.String()
}
