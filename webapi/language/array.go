package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

func installArray(rt *js.Runtime) {
	methods(rt, rt.GlobalObject().Get("Array").(*goja.Object), []method{{"fromAsync", 1, fromAsync}})
}

// fromAsync is Array.fromAsync (ES2026).
func fromAsync(c js.Call) goja.Value {
	p := c.Promise()
	f := &asyncArray{Runtime: c.Runtime, result: p, this: goja.Undefined()}
	if c.Has(2) {
		f.this = c.Arg(2)
	}
	constructor, items, mapper := c.This, c.Arg(0), c.Arg(1)
	if exception := c.Try(func() { f.start(constructor, items, mapper) }); exception != nil {
		p.Reject(exception)
	}
	return p.Value
}

// asyncArray is the state of an Array.fromAsync.
type asyncArray struct {
	*js.Runtime
	result *js.Promise
	array  *goja.Object
	n      int
	mapper goja.Callable
	this   goja.Value

	iterator *iteratorRecord // of an iterable, or
	sync     bool            // whose values are awaited
	list     *goja.Object    // something like an array
	length   int
}

func (f *asyncArray) start(constructor, items, mapper goja.Value) {
	if !goja.IsUndefined(mapper) {
		call, ok := goja.AssertFunction(mapper)
		if !ok {
			f.ThrowTypeError("%s is not a function", describe(mapper))
		}
		f.mapper = call
	}
	if goja.IsUndefined(items) || goja.IsNull(items) {
		f.ThrowTypeError("%v is not iterable", items)
	}
	o := items.ToObject(f.Runtime.Runtime)
	open := getSymbolMethod(f.Runtime, o, js.SymAsyncIterator)
	if open == nil {
		open = getSymbolMethod(f.Runtime, o, goja.SymIterator)
		f.sync = true
	}
	if open != nil {
		f.array = f.construct(constructor)
		it, ok := f.Call(open, items).(*goja.Object)
		if !ok {
			f.ThrowTypeError("Result of the Symbol.asyncIterator method is not an object")
		}
		r := direct(it)
		f.iterator = &r
		f.next()
		return
	}
	f.list = o
	f.length = int(max(min(orUndefined(o.Get("length")).ToInteger(), 1<<53-1), 0))
	f.array = f.construct(constructor, f.ToValue(f.length))
	f.next()
}

func (f *asyncArray) construct(constructor goja.Value, args ...goja.Value) *goja.Object {
	if o, ok := constructor.(*goja.Object); ok {
		if _, ok := goja.AssertConstructor(o); ok {
			a, err := f.New(o, args...)
			if err != nil {
				f.Rethrow(err)
			}
			return a
		}
	}
	return f.NewArray()
}

// attempt runs a step; what it throws ends everything, and closes the iterator
// if close is set.
func (f *asyncArray) attempt(close bool, step func()) {
	exception := f.Try(step)
	if exception == nil {
		return
	}
	f.fail(close, exception)
}

func (f *asyncArray) fail(close bool, exception goja.Value) {
	if !close || f.iterator == nil {
		f.result.Reject(exception)
		return
	}
	// AsyncIteratorClose: what return does is awaited and then dropped.
	var returned goja.Value
	f.Try(func() {
		if method := getMethod(f.Runtime, f.iterator.object, "return"); method != nil {
			returned = f.Call(method, f.iterator.object)
		}
	})
	if returned == nil || f.sync {
		f.result.Reject(exception)
		return
	}
	reject := func(goja.Value) { f.result.Reject(exception) }
	f.Then(returned, reject, reject)
}

// await goes on with a value when it is settled. What goes wrong then ends
// everything.
func (f *asyncArray) await(close bool, v goja.Value, then func(goja.Value)) {
	f.Then(v, func(v goja.Value) { f.attempt(close, func() { then(v) }) }, func(e goja.Value) { f.fail(close, e) })
}

// next takes the next value.
func (f *asyncArray) next() {
	if f.iterator == nil {
		if f.n == f.length {
			f.finish()
			return
		}
		f.await(false, orUndefined(f.list.Get(f.ToValue(f.n).String())), f.mapped)
		return
	}
	call, ok := goja.AssertFunction(f.iterator.next)
	if !ok {
		f.ThrowTypeError("%s is not a function", describe(f.iterator.next))
	}
	result := f.Call(call, f.iterator.object)
	if f.sync {
		f.taken(result)
	} else {
		f.await(false, result, f.taken)
	}
}

// taken deals with the result of the iterator's next.
func (f *asyncArray) taken(result goja.Value) {
	o, ok := result.(*goja.Object)
	if !ok {
		f.ThrowTypeError("Iterator result is not an object")
	}
	if done := o.Get("done"); done != nil && done.ToBoolean() {
		f.finish()
		return
	}
	v := orUndefined(o.Get("value"))
	if f.sync {
		f.await(true, v, f.mapped)
	} else {
		f.attempt(true, func() { f.mapped(v) })
	}
}

// mapped puts a value through the mapper.
func (f *asyncArray) mapped(v goja.Value) {
	if f.mapper == nil {
		f.put(v)
		return
	}
	f.await(true, f.Call(f.mapper, f.this, v, f.ToValue(f.n)), f.put)
}

func (f *asyncArray) put(v goja.Value) {
	if err := f.array.DefineDataProperty(f.ToValue(f.n).String(), v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		f.Rethrow(err)
	}
	f.n++
	f.attempt(false, f.next)
}

func (f *asyncArray) finish() {
	if err := f.array.Set("length", f.n); err != nil {
		f.Rethrow(err)
	}
	f.result.Resolve(f.array)
}
