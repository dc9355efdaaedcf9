package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// iteratorRecord is an Iterator Record (ECMA-262, 7.4.1).
type iteratorRecord struct {
	object *goja.Object
	next   goja.Value
}

// direct is GetIteratorDirect (7.4.10).
func direct(o *goja.Object) iteratorRecord {
	return iteratorRecord{o, orUndefined(o.Get("next"))}
}

// step is IteratorStepValue (7.4.9): the next value, or false at the end.
func (r iteratorRecord) step(rt *js.Runtime) (goja.Value, bool) {
	next, ok := goja.AssertFunction(r.next)
	if !ok {
		rt.ThrowTypeError("%s is not a function", describe(r.next))
	}
	result, ok := rt.Call(next, r.object).(*goja.Object)
	if !ok {
		rt.ThrowTypeError("Iterator result is not an object")
	}
	if done := result.Get("done"); done != nil && done.ToBoolean() {
		return nil, false
	}
	return orUndefined(result.Get("value")), true
}

// close is IteratorClose (7.4.11) after a normal completion: what return throws
// goes on.
func (r iteratorRecord) close(rt *js.Runtime) {
	method := getMethod(rt, r.object, "return")
	if method == nil {
		return
	}
	if _, ok := rt.Call(method, r.object).(*goja.Object); !ok {
		rt.ThrowTypeError("Iterator result is not an object")
	}
}

// abandon is IteratorClose after a throw: what return throws is dropped.
func (r iteratorRecord) abandon(rt *js.Runtime) {
	rt.Try(func() {
		if method := getMethod(rt, r.object, "return"); method != nil {
			rt.Call(method, r.object)
		}
	})
}

// guard runs f; what it throws goes on after the iterator is closed.
func (r iteratorRecord) guard(rt *js.Runtime, f func()) {
	if exception := rt.Try(f); exception != nil {
		r.abandon(rt)
		rt.Throw(exception)
	}
}

// getMethod is GetMethod (7.3.10); nil for undefined and null.
func getMethod(rt *js.Runtime, o *goja.Object, name string) goja.Callable {
	return asMethod(rt, o.Get(name), name)
}

func getSymbolMethod(rt *js.Runtime, o *goja.Object, symbol *goja.Symbol) goja.Callable {
	return asMethod(rt, o.GetSymbol(symbol), symbol.String())
}

func asMethod(rt *js.Runtime, v goja.Value, name string) goja.Callable {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		rt.ThrowTypeError("%s is not a function", name)
	}
	return f
}

// describe names a value in a message.
func describe(v goja.Value) string {
	switch v := v.(type) {
	case nil:
		return "undefined"
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case *goja.Object:
		if _, ok := goja.AssertFunction(v); ok {
			return "function"
		}
		return "object"
	}
	return v.String()
}

// iterators is what one realm has of them beyond the engine.
type iterators struct {
	*js.Runtime
	constructor *goja.Object
	prototype   *goja.Object // %Iterator.prototype%
	helpers     *goja.Object // %IteratorHelperPrototype%
	wrappers    *goja.Object // %WrapForValidIteratorPrototype%
}

var iteratorLocal = js.NewLocal(func(rt *js.Runtime) *iterators {
	x := &iterators{Runtime: rt, prototype: rt.IteratorPrototype()}
	x.helpers = rt.CreateObject(x.prototype)
	methods(rt, x.helpers, []method{{"next", 0, x.helperNext}, {"return", 0, x.helperReturn}})
	rt.Tag(x.helpers, "Iterator Helper")
	return x
})

// installIterator adds the helpers to %Iterator.prototype% (27.1.4).
func installIterator(rt *js.Runtime) {
	of := func(call func(*iterators, js.Call) goja.Value) func(js.Call) goja.Value {
		return func(c js.Call) goja.Value { return call(iteratorLocal.Of(rt), c) }
	}
	prototype := rt.IteratorPrototype()
	methods(rt, prototype, []method{
		{"reduce", 1, of((*iterators).reduce)},
		{"toArray", 0, of((*iterators).toArray)},
		{"forEach", 1, of((*iterators).forEach)},
		{"some", 1, of((*iterators).some)},
		{"every", 1, of((*iterators).every)},
		{"find", 1, of((*iterators).find)},
		{"map", 1, of((*iterators).mapMethod)},
		{"filter", 1, of((*iterators).filter)},
		{"take", 1, of((*iterators).take)},
		{"drop", 1, of((*iterators).drop)},
		{"flatMap", 1, of((*iterators).flatMap)},
	})
	symbolMethod(rt, prototype, js.SymDispose, method{"[Symbol.dispose]", 0, func(c js.Call) goja.Value {
		if o, ok := c.This.(*goja.Object); ok {
			if f := getMethod(rt, o, "return"); f != nil {
				rt.Call(f, o)
			}
		}
		return goja.Undefined()
	}})
	lazy(rt, rt.GlobalObject(), "Iterator", func() goja.Value { return iteratorLocal.Of(rt).iterator() })
}

// iterator makes the constructor Iterator (27.1.3), which only subclasses may
// call.
func (x *iterators) iterator() *goja.Object {
	if x.constructor != nil {
		return x.constructor
	}
	x.constructor = x.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil || call.NewTarget == x.constructor {
			x.ThrowTypeError("Abstract class Iterator not directly constructable")
		}
		return nil
	}).(*goja.Object)
	describeConstructor(x.Runtime, x.constructor, "Iterator", 0, x.prototype)
	methods(x.Runtime, x.constructor, []method{{"from", 1, x.from}, {"concat", 0, x.concat}})
	x.weird("constructor", nil, x.constructor)
	x.weird("[Symbol.toStringTag]", goja.SymToStringTag, x.ToValue("Iterator"))
	return x.constructor
}

// describeConstructor gives a constructor made in Go its properties.
func describeConstructor(rt *js.Runtime, c *goja.Object, name string, length int, prototype *goja.Object) {
	must(c.DefineDataProperty("name", rt.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(c.DefineDataProperty("length", rt.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(c.DefineDataProperty("prototype", prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// weird defines one of the two properties of %Iterator.prototype% that are
// accessors so that old code can still assign to what inherits them (27.1.4.1).
func (x *iterators) weird(name string, symbol *goja.Symbol, v goja.Value) {
	get := function(x.Runtime, "get "+name, 0, func(js.Call) goja.Value { return v })
	set := function(x.Runtime, "set "+name, 1, func(c js.Call) goja.Value {
		o, ok := c.This.(*goja.Object)
		if !ok || o == x.prototype {
			x.ThrowTypeError("Cannot assign to this property")
		}
		key := goja.Value(symbol)
		if symbol == nil {
			key = x.ToValue(name)
		}
		var err error
		if _, own := x.OwnProperty(o, key); own {
			if symbol == nil {
				err = o.Set(name, c.Arg(0))
			} else {
				err = o.SetSymbol(symbol, c.Arg(0))
			}
		} else if symbol == nil {
			err = o.DefineDataProperty(name, c.Arg(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		} else {
			err = o.DefineDataPropertySymbol(symbol, c.Arg(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		}
		if err != nil {
			x.Rethrow(err)
		}
		return goja.Undefined()
	})
	if symbol == nil {
		must(x.prototype.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
	} else {
		must(x.prototype.DefineAccessorPropertySymbol(symbol, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
}

// receiver is the object that a helper is called on.
func (x *iterators) receiver(c js.Call, name string) *goja.Object {
	o, ok := c.This.(*goja.Object)
	if !ok {
		x.ThrowTypeError("Iterator.prototype.%s called on non-object", name)
	}
	return o
}

// function is the callable argument of a helper. Without one the iterator is
// closed.
func (x *iterators) function(c js.Call, o *goja.Object) goja.Callable {
	f, ok := goja.AssertFunction(c.Arg(0))
	if !ok {
		iteratorRecord{object: o}.abandon(x.Runtime)
		x.ThrowTypeError("%s is not a function", describe(c.Arg(0)))
	}
	return f
}

func (x *iterators) number(n int) goja.Value { return x.ToValue(n) }

func (x *iterators) toArray(c js.Call) goja.Value {
	r := direct(x.receiver(c, "toArray"))
	var items []any
	for {
		v, ok := r.step(x.Runtime)
		if !ok {
			return x.NewArray(items...)
		}
		items = append(items, v)
	}
}

// each calls f with the values of the receiver until it says to stop; then the
// iterator is closed.
func (x *iterators) each(c js.Call, name string, f func(call goja.Callable, v goja.Value, n goja.Value) (goOn bool)) {
	o := x.receiver(c, name)
	call := x.function(c, o)
	r := direct(o)
	for n := 0; ; n++ {
		v, ok := r.step(x.Runtime)
		if !ok {
			return
		}
		goOn := true
		r.guard(x.Runtime, func() { goOn = f(call, v, x.number(n)) })
		if !goOn {
			r.close(x.Runtime)
			return
		}
	}
}

func (x *iterators) forEach(c js.Call) goja.Value {
	x.each(c, "forEach", func(call goja.Callable, v, n goja.Value) bool {
		x.Call(call, goja.Undefined(), v, n)
		return true
	})
	return goja.Undefined()
}

func (x *iterators) some(c js.Call) goja.Value {
	found := false
	x.each(c, "some", func(call goja.Callable, v, n goja.Value) bool {
		found = x.Call(call, goja.Undefined(), v, n).ToBoolean()
		return !found
	})
	return x.ToValue(found)
}

func (x *iterators) every(c js.Call) goja.Value {
	all := true
	x.each(c, "every", func(call goja.Callable, v, n goja.Value) bool {
		all = x.Call(call, goja.Undefined(), v, n).ToBoolean()
		return all
	})
	return x.ToValue(all)
}

func (x *iterators) find(c js.Call) goja.Value {
	found := goja.Undefined()
	x.each(c, "find", func(call goja.Callable, v, n goja.Value) bool {
		if x.Call(call, goja.Undefined(), v, n).ToBoolean() {
			found = v
			return false
		}
		return true
	})
	return found
}

func (x *iterators) reduce(c js.Call) goja.Value {
	o := x.receiver(c, "reduce")
	call := x.function(c, o)
	r := direct(o)
	n := 0
	var total goja.Value
	if len(c.Args) > 1 {
		total = c.Args[1]
	} else {
		first, ok := r.step(x.Runtime)
		if !ok {
			x.ThrowTypeError("Reduce of a done iterator with no initial value")
		}
		total, n = first, 1
	}
	for ; ; n++ {
		v, ok := r.step(x.Runtime)
		if !ok {
			return total
		}
		r.guard(x.Runtime, func() { total = x.Call(call, goja.Undefined(), total, v, x.number(n)) })
	}
}
