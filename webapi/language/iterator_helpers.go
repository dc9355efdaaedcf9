package language

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// iteratorHelper is the state of an Iterator Helper object (27.1.2.1).
type iteratorHelper struct {
	under   iteratorRecord
	step    func() (goja.Value, bool) // the next value; it closes what it has to
	inner   *iteratorRecord           // of flatMap and concat, closed first
	running bool
	done    bool
}

func (x *iterators) helper(h *iteratorHelper) goja.Value {
	o := x.CreateObject(x.helpers)
	attach(o, h)
	return o
}

func (x *iterators) helperOf(c js.Call, name string) *iteratorHelper {
	h, ok := state[*iteratorHelper](c.This)
	if !ok {
		x.ThrowTypeError("Iterator Helper.prototype.%s called on incompatible receiver", name)
	}
	if h.running {
		x.ThrowTypeError("Generator is already running")
	}
	return h
}

func (x *iterators) helperNext(c js.Call) goja.Value {
	h := x.helperOf(c, "next")
	if h.done {
		return x.IterResult(goja.Undefined(), true)
	}
	h.running = true
	var v goja.Value
	ok := false
	exception := x.Try(func() { v, ok = h.step() })
	h.running = false
	if exception != nil {
		h.done = true
		x.Throw(exception)
	}
	if !ok {
		h.done = true
		return x.IterResult(goja.Undefined(), true)
	}
	return x.IterResult(v, false)
}

func (x *iterators) helperReturn(c js.Call) goja.Value {
	h := x.helperOf(c, "return")
	if !h.done {
		h.done = true
		h.running = true
		exception := x.Try(func() {
			if h.inner != nil {
				if h.under.object == nil {
					h.inner.close(x.Runtime)
					return
				}
				h.under.guard(x.Runtime, func() { h.inner.close(x.Runtime) })
			}
			if h.under.object != nil {
				h.under.close(x.Runtime)
			}
		})
		h.running = false
		if exception != nil {
			x.Throw(exception)
		}
	}
	return x.IterResult(goja.Undefined(), true)
}

func (x *iterators) mapMethod(c js.Call) goja.Value {
	o := x.receiver(c, "map")
	call := x.function(c, o)
	h := &iteratorHelper{under: direct(o)}
	n := 0
	h.step = func() (v goja.Value, ok bool) {
		if v, ok = h.under.step(x.Runtime); ok {
			h.under.guard(x.Runtime, func() { v = x.Call(call, goja.Undefined(), v, x.number(n)) })
			n++
		}
		return v, ok
	}
	return x.helper(h)
}

func (x *iterators) filter(c js.Call) goja.Value {
	o := x.receiver(c, "filter")
	call := x.function(c, o)
	h := &iteratorHelper{under: direct(o)}
	n := 0
	h.step = func() (v goja.Value, ok bool) {
		for {
			if v, ok = h.under.step(x.Runtime); !ok {
				return nil, false
			}
			keep := false
			h.under.guard(x.Runtime, func() { keep = x.Call(call, goja.Undefined(), v, x.number(n)).ToBoolean() })
			n++
			if keep {
				return v, true
			}
		}
	}
	return x.helper(h)
}

// limit is the argument of take and drop.
func (x *iterators) limit(c js.Call, o *goja.Object) float64 {
	var n float64
	iteratorRecord{object: o}.guard(x.Runtime, func() {
		n = x.Number(c.Arg(0))
		if math.IsNaN(n) {
			x.ThrowRangeError("%s must be positive", describe(c.Arg(0)))
		}
		if n = math.Trunc(n); n < 0 {
			x.ThrowRangeError("%s must be positive", describe(c.Arg(0)))
		}
	})
	return n
}

func (x *iterators) take(c js.Call) goja.Value {
	o := x.receiver(c, "take")
	left := x.limit(c, o)
	h := &iteratorHelper{under: direct(o)}
	h.step = func() (goja.Value, bool) {
		if left == 0 {
			h.under.close(x.Runtime)
			return nil, false
		}
		left--
		return h.under.step(x.Runtime)
	}
	return x.helper(h)
}

func (x *iterators) drop(c js.Call) goja.Value {
	o := x.receiver(c, "drop")
	left := x.limit(c, o)
	h := &iteratorHelper{under: direct(o)}
	h.step = func() (goja.Value, bool) {
		for ; left > 0; left-- {
			if _, ok := h.under.step(x.Runtime); !ok {
				return nil, false
			}
		}
		return h.under.step(x.Runtime)
	}
	return x.helper(h)
}

func (x *iterators) flatMap(c js.Call) goja.Value {
	o := x.receiver(c, "flatMap")
	call := x.function(c, o)
	h := &iteratorHelper{under: direct(o)}
	n := 0
	h.step = func() (v goja.Value, ok bool) {
		for {
			if h.inner == nil {
				if v, ok = h.under.step(x.Runtime); !ok {
					return nil, false
				}
				h.under.guard(x.Runtime, func() {
					r := x.flattenable(x.Call(call, goja.Undefined(), v, x.number(n)), false)
					h.inner = &r
				})
				n++
			}
			h.under.guard(x.Runtime, func() { v, ok = h.inner.step(x.Runtime) })
			if ok {
				return v, true
			}
			h.inner = nil
		}
	}
	return x.helper(h)
}

// flattenable is GetIteratorFlattenable (7.4.12).
func (x *iterators) flattenable(v goja.Value, strings bool) iteratorRecord {
	o, ok := v.(*goja.Object)
	if !ok && !(strings && goja.IsString(v)) {
		x.ThrowTypeError("%s is not an object", describe(v))
	}
	if !ok {
		o = v.ToObject(x.Runtime.Runtime)
	}
	method := getSymbolMethod(x.Runtime, o, goja.SymIterator)
	if method == nil {
		return direct(o)
	}
	it, ok := x.Call(method, v).(*goja.Object)
	if !ok {
		x.ThrowTypeError("Result of the Symbol.iterator method is not an object")
	}
	return direct(it)
}

// from is Iterator.from (27.1.3.2.1).
func (x *iterators) from(c js.Call) goja.Value {
	r := x.flattenable(c.Arg(0), true)
	for p := r.object.Prototype(); p != nil; p = p.Prototype() {
		if p == x.prototype {
			return r.object
		}
	}
	if x.wrappers == nil {
		x.wrappers = x.CreateObject(x.prototype)
		methods(x.Runtime, x.wrappers, []method{{"next", 0, x.wrapperNext}, {"return", 0, x.wrapperReturn}})
	}
	o := x.CreateObject(x.wrappers)
	attach(o, &r)
	return o
}

func (x *iterators) wrapped(c js.Call) *iteratorRecord {
	r, ok := state[*iteratorRecord](c.This)
	if !ok {
		x.ThrowTypeError("Method called on incompatible receiver")
	}
	return r
}

func (x *iterators) wrapperNext(c js.Call) goja.Value {
	r := x.wrapped(c)
	next, ok := goja.AssertFunction(r.next)
	if !ok {
		x.ThrowTypeError("%s is not a function", describe(r.next))
	}
	return x.Call(next, r.object)
}

func (x *iterators) wrapperReturn(c js.Call) goja.Value {
	r := x.wrapped(c)
	if f := getMethod(x.Runtime, r.object, "return"); f != nil {
		return x.Call(f, r.object)
	}
	return x.IterResult(goja.Undefined(), true)
}

// concat is Iterator.concat (proposal-iterator-sequencing, ES2026).
func (x *iterators) concat(c js.Call) goja.Value {
	type iterable struct {
		object *goja.Object
		open   goja.Callable
	}
	var list []iterable
	for _, v := range c.Args {
		o, ok := v.(*goja.Object)
		if !ok {
			x.ThrowTypeError("%s is not an object", describe(v))
		}
		open := getSymbolMethod(x.Runtime, o, goja.SymIterator)
		if open == nil {
			x.ThrowTypeError("%s is not iterable", describe(v))
		}
		list = append(list, iterable{o, open})
	}
	h := &iteratorHelper{}
	h.step = func() (goja.Value, bool) {
		for {
			if h.inner == nil {
				if len(list) == 0 {
					return nil, false
				}
				it, ok := x.Call(list[0].open, list[0].object).(*goja.Object)
				if !ok {
					x.ThrowTypeError("Result of the Symbol.iterator method is not an object")
				}
				r := direct(it)
				h.inner = &r
				list = list[1:]
			}
			if v, ok := h.inner.step(x.Runtime); ok {
				return v, true
			}
			h.inner = nil
		}
	}
	return x.helper(h)
}
