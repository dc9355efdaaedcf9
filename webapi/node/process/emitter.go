package process

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// listener is one registered function.
type listener struct {
	event    goja.Value // a string or a symbol
	function *goja.Object
	once     bool
}

// emitter is the EventEmitter part of process and of its streams.
type emitter struct {
	listeners []listener
	max       float64
}

// emit calls the listeners of an event, and reports whether there were any.
func (e *emitter) emit(rt *js.Runtime, this *goja.Object, event goja.Value, args []goja.Value) bool {
	var called []listener
	for _, l := range e.listeners {
		if l.event.StrictEquals(event) {
			called = append(called, l)
		}
	}
	for _, l := range called {
		if l.once {
			e.remove(l.event, l.function)
		}
		f, _ := goja.AssertFunction(l.function)
		rt.Call(f, rt.ToValue(this), args...)
	}
	return len(called) > 0
}

// remove removes the listener that was added last.
func (e *emitter) remove(event goja.Value, function *goja.Object) {
	for i := len(e.listeners) - 1; i >= 0; i-- {
		if l := e.listeners[i]; l.event.StrictEquals(event) && l.function.SameAs(function) {
			e.listeners = slices.Delete(slices.Clone(e.listeners), i, i+1)
			return
		}
	}
}

// of returns the functions of an event.
func (e *emitter) of(event goja.Value) (list []any) {
	for _, l := range e.listeners {
		if l.event.StrictEquals(event) {
			list = append(list, l.function)
		}
	}
	return list
}

// define adds the methods of an EventEmitter to an object.
func (e *emitter) define(rt *js.Runtime, o *goja.Object) {
	e.max = 10
	add := func(name string, once, first bool) {
		method(rt, o, name, 2, func(c js.Call) goja.Value {
			nodeerr.ValidateFunction(rt, c.Arg(1), "listener")
			l := listener{eventName(c), c.Arg(1).(*goja.Object), once}
			if first {
				e.listeners = slices.Insert(e.listeners, 0, l)
			} else {
				e.listeners = append(e.listeners, l)
			}
			return c.This
		})
	}
	add("on", false, false)
	add("addListener", false, false)
	add("once", true, false)
	add("prependListener", false, true)
	add("prependOnceListener", true, true)
	for _, name := range []string{"off", "removeListener"} {
		method(rt, o, name, 2, func(c js.Call) goja.Value {
			nodeerr.ValidateFunction(rt, c.Arg(1), "listener")
			e.remove(eventName(c), c.Arg(1).(*goja.Object))
			return c.This
		})
	}
	method(rt, o, "removeAllListeners", 1, func(c js.Call) goja.Value {
		event := eventName(c)
		e.listeners = slices.DeleteFunc(slices.Clone(e.listeners), func(l listener) bool {
			return len(c.Args) == 0 || l.event.StrictEquals(event)
		})
		return c.This
	})
	method(rt, o, "emit", 1, func(c js.Call) goja.Value {
		this, _ := c.This.(*goja.Object)
		called := e.emit(rt, this, eventName(c), slices.Clone(c.Args[min(1, len(c.Args)):]))
		if !called && c.Arg(0).String() == "error" && len(c.Args) > 1 {
			rt.Throw(c.Arg(1))
		}
		return c.ToValue(called)
	})
	for _, name := range []string{"listeners", "rawListeners"} {
		method(rt, o, name, 1, func(c js.Call) goja.Value { return c.NewArray(e.of(eventName(c))...) })
	}
	method(rt, o, "listenerCount", 1, func(c js.Call) goja.Value { return c.ToValue(len(e.of(eventName(c)))) })
	method(rt, o, "eventNames", 0, func(c js.Call) goja.Value {
		var names []any
		for _, l := range e.listeners {
			if !slices.ContainsFunc(names, func(n any) bool { return n.(goja.Value).StrictEquals(l.event) }) {
				names = append(names, l.event)
			}
		}
		return c.NewArray(names...)
	})
	method(rt, o, "setMaxListeners", 1, func(c js.Call) goja.Value {
		e.max = nodeerr.ValidateNumber(rt, c.Arg(0), "n")
		return c.This
	})
	method(rt, o, "getMaxListeners", 0, func(c js.Call) goja.Value { return c.ToValue(e.max) })
}

// eventName converts the name of an event, which is a string or a symbol.
func eventName(c js.Call) goja.Value {
	if s, ok := c.Arg(0).(*goja.Symbol); ok {
		return s
	}
	return c.DOMString(c.Arg(0))
}
