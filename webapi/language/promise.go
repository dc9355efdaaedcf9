package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

func installPromise(rt *js.Runtime) {
	methods(rt, rt.GlobalObject().Get("Promise").(*goja.Object), []method{
		{"withResolvers", 0, withResolvers},
		{"try", 1, promiseTry},
	})
}

// capability is NewPromiseCapability (27.2.1.5).
type capability struct {
	promise         *goja.Object
	resolve, reject goja.Value
}

func newCapability(rt *js.Runtime, constructor goja.Value) capability {
	o, ok := constructor.(*goja.Object)
	if ok {
		_, ok = goja.AssertConstructor(o)
	}
	if !ok {
		rt.ThrowTypeError("%s is not a constructor", describe(constructor))
	}
	k := capability{resolve: goja.Undefined(), reject: goja.Undefined()}
	executor := rt.NativeFunc("", 2, func(c goja.FunctionCall) goja.Value {
		if !goja.IsUndefined(k.resolve) || !goja.IsUndefined(k.reject) {
			rt.ThrowTypeError("Promise executor has already been invoked with non-undefined arguments")
		}
		k.resolve, k.reject = c.Argument(0), c.Argument(1)
		return goja.Undefined()
	})
	promise, err := rt.New(o, executor)
	if err != nil {
		rt.Rethrow(err)
	}
	for _, f := range []goja.Value{k.resolve, k.reject} {
		if _, ok := goja.AssertFunction(f); !ok {
			rt.ThrowTypeError("Promise resolve or reject function is not callable")
		}
	}
	k.promise = promise
	return k
}

// settle calls one of the two functions.
func (k capability) settle(rt *js.Runtime, f, v goja.Value) {
	call, _ := goja.AssertFunction(f)
	rt.Call(call, goja.Undefined(), v)
}

// withResolvers is Promise.withResolvers (27.2.4.9).
func withResolvers(c js.Call) goja.Value {
	k := newCapability(c.Runtime, c.This)
	o := c.NewObject()
	must(o.Set("promise", k.promise))
	must(o.Set("resolve", k.resolve))
	must(o.Set("reject", k.reject))
	return o
}

// promiseTry is Promise.try (27.2.4.8).
func promiseTry(c js.Call) goja.Value {
	if _, ok := c.This.(*goja.Object); !ok {
		c.ThrowTypeError("PromiseTry called on non-object")
	}
	k := newCapability(c.Runtime, c.This)
	var v goja.Value
	exception := c.Try(func() {
		call, ok := goja.AssertFunction(c.Arg(0))
		if !ok {
			c.ThrowTypeError("%s is not a function", describe(c.Arg(0)))
		}
		v = c.Call(call, goja.Undefined(), c.Args[1:]...)
	})
	if exception != nil {
		k.settle(c.Runtime, k.reject, exception)
	} else {
		k.settle(c.Runtime, k.resolve, v)
	}
	return k.promise
}
