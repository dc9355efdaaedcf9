package js

import "github.com/dop251/goja"

// PairSource gives the pairs of an iterable by position, so that changes made
// while iterating show as the standard says (WebIDL, 3.7.9.2).
type PairSource interface {
	// Pair returns pair i, or false past the end.
	Pair(i int) (key, value goja.Value, ok bool)
}

type iteration int

const (
	iterateEntries iteration = iota
	iterateKeys
	iterateValues
)

// pairIterator is the state of a default iterator object.
type pairIterator struct {
	Base
	class  Definer
	source PairSource
	what   iteration
	next   int
}

func (p *pairIterator) Class() Definer { return p.class }

func (c *Class[T]) defineIterable(rt *Runtime, proto *goja.Object) {
	class := &iteratorClass{Name: c.Name + " Iterator"}
	iterator := &interfaceObject{prototype: class.prototype(rt)}
	iterate := func(what iteration, member string) func(goja.FunctionCall) goja.Value {
		return func(fc goja.FunctionCall) goja.Value {
			call := Call{rt, fc.This, fc.Arguments}
			source := c.Iterable(call, c.brand(rt, fc.This, member))
			o := rt.CreateObject(iterator.prototype)
			rt.attach(o, &pairIterator{class: c, source: source, what: what}, iterator)
			return o
		}
	}
	var entries *goja.Object
	for _, m := range []struct {
		name string
		what iteration
	}{{"entries", iterateEntries}, {"keys", iterateKeys}, {"values", iterateValues}} {
		f := rt.NativeFunc(m.name, 0, iterate(m.what, m.name))
		must(proto.DefineDataProperty(m.name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		if m.what == iterateEntries {
			entries = f
		}
	}
	must(proto.DefineDataPropertySymbol(goja.SymIterator, entries, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	forEach := rt.NativeFunc("forEach", 1, func(fc goja.FunctionCall) goja.Value {
		call := Call{rt, fc.This, fc.Arguments}
		source := c.Iterable(call, c.brand(rt, fc.This, "forEach"))
		callback, ok := goja.AssertFunction(call.Arg(0))
		if !ok {
			rt.ThrowTypeError("Failed to execute 'forEach' on '%s': parameter 1 is not a function.", c.Name)
		}
		for i := 0; ; i++ {
			k, v, ok := source.Pair(i)
			if !ok {
				return goja.Undefined()
			}
			rt.Call(callback, call.Arg(1), v, k, fc.This)
		}
	})
	must(proto.DefineDataProperty("forEach", forEach, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// iteratorClass is the prototype of one interface's iterators.
type iteratorClass struct{ Name string }

func (ic *iteratorClass) prototype(rt *Runtime) *goja.Object {
	proto := rt.CreateObject(rt.IteratorPrototype())
	next := rt.NativeFunc("next", 0, func(fc goja.FunctionCall) goja.Value {
		it, ok := State[*pairIterator](fc.This)
		if !ok {
			rt.ThrowTypeError("Illegal invocation: next was called on a value that is not a %s", ic.Name)
		}
		k, v, ok := it.source.Pair(it.next)
		if !ok {
			it.next = 1<<31 - 1 // stays at its end
			return rt.IterResult(goja.Undefined(), true)
		}
		it.next++
		switch it.what {
		case iterateKeys:
			return rt.IterResult(k, false)
		case iterateValues:
			return rt.IterResult(v, false)
		}
		return rt.IterResult(rt.NewArray(k, v), false)
	})
	must(proto.DefineDataProperty("next", next, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	rt.Tag(proto, ic.Name)
	return proto
}

// IterResult makes an iterator result object (ECMA-262, 7.4.14).
func (rt *Runtime) IterResult(value goja.Value, done bool) *goja.Object {
	o := rt.NewObject()
	must(o.Set("value", value))
	must(o.Set("done", done))
	return o
}

// IteratorPrototype returns %Iterator.prototype%.
func (rt *Runtime) IteratorPrototype() *goja.Object {
	if rt.intrinsics.iteratorPrototype == nil {
		array := rt.NewArray()
		values, _ := goja.AssertFunction(array.GetSymbol(goja.SymIterator))
		it := rt.Call(values, array).(*goja.Object)
		rt.intrinsics.iteratorPrototype = it.Prototype().Prototype()
	}
	return rt.intrinsics.iteratorPrototype
}

// AsyncIteratorPrototype returns %AsyncIteratorPrototype%, which the engine
// lacks (ECMA-262, 27.1.4).
func (rt *Runtime) AsyncIteratorPrototype() *goja.Object {
	if rt.intrinsics.asyncIteratorPrototype == nil {
		proto := rt.NewObject()
		self := rt.NativeFunc("[Symbol.asyncIterator]", 0, func(fc goja.FunctionCall) goja.Value { return fc.This })
		must(proto.DefineDataPropertySymbol(SymAsyncIterator, self, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		rt.intrinsics.asyncIteratorPrototype = proto
	}
	return rt.intrinsics.asyncIteratorPrototype
}
