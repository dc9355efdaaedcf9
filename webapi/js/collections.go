package js

import (
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

var proxyType = reflect.TypeOf(goja.Proxy{})

// Sequence converts to a WebIDL sequence: it calls each with every item of an
// iterable object. what names the value in the TypeError. An item that does not
// convert leaves the iterator open (WebIDL, 3.2.21.1).
func (rt *Runtime) Sequence(v goja.Value, what string, each func(goja.Value)) {
	var method goja.Value
	if o, ok := v.(*goja.Object); ok {
		method = o.GetSymbol(goja.SymIterator)
	}
	if method == nil || goja.IsUndefined(method) || goja.IsNull(method) {
		rt.ThrowTypeError("%s is not iterable", what)
	}
	open, ok := goja.AssertFunction(method)
	if !ok {
		rt.ThrowTypeError("%s is not iterable: its Symbol.iterator is not a function", what)
	}
	iterator, ok := rt.Call(open, v).(*goja.Object)
	if !ok {
		rt.ThrowTypeError("%s is not iterable: its iterator is not an object", what)
	}
	next, _ := goja.AssertFunction(iterator.Get("next"))
	if next == nil {
		rt.ThrowTypeError("%s is not iterable: its iterator has no method next", what)
	}
	for {
		result, ok := rt.Call(next, iterator).(*goja.Object)
		if !ok {
			rt.ThrowTypeError("%s is not iterable: its iterator gave a result that is not an object", what)
		}
		if done := result.Get("done"); done != nil && done.ToBoolean() {
			return
		}
		item := result.Get("value")
		if item == nil {
			item = goja.Undefined()
		}
		each(item)
	}
}

// IsIterable reports whether v is an object with a Symbol.iterator method,
// which is how WebIDL tells a sequence from a record.
func (rt *Runtime) IsIterable(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	m := o.GetSymbol(goja.SymIterator)
	return m != nil && !goja.IsUndefined(m) && !goja.IsNull(m)
}

// Record converts to a WebIDL record: it calls each with the own enumerable
// properties of o in order. The caller converts the key, which fails for a
// symbol, before it gets the value (WebIDL, 3.2.24).
func (rt *Runtime) Record(o *goja.Object, each func(key goja.Value, value func() goja.Value)) {
	if o.ExportType() != proxyType && len(o.Symbols()) == 0 {
		// A key with an unpaired surrogate does not survive as a Go string.
		if keys := o.Keys(); !slices.ContainsFunc(keys, hasReplacement) {
			for _, k := range keys {
				each(rt.ToValue(k), func() goja.Value { return o.Get(k) })
			}
			return
		}
	}
	reflectObject := rt.GlobalObject().Get("Reflect").(*goja.Object)
	ownKeys, _ := goja.AssertFunction(reflectObject.Get("ownKeys"))
	descriptor, _ := goja.AssertFunction(reflectObject.Get("getOwnPropertyDescriptor"))
	get, _ := goja.AssertFunction(reflectObject.Get("get"))
	rt.ForOf(rt.Call(ownKeys, nil, o), func(key goja.Value) bool {
		d, ok := rt.Call(descriptor, nil, o, key).(*goja.Object)
		if !ok || !d.Get("enumerable").ToBoolean() {
			return true
		}
		each(key, func() goja.Value { return rt.Call(get, nil, o, key) })
		return true
	})
}

func hasReplacement(key string) bool { return strings.Contains(key, "\uFFFD") }

// Dictionary converts to a WebIDL dictionary: nil for undefined and null, and a
// TypeError for anything else that is not an object.
func (rt *Runtime) Dictionary(v goja.Value, what string) *goja.Object {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		rt.ThrowTypeError("%s is not an object", what)
	}
	return o
}

// Member returns a dictionary member, or false when it is absent or undefined.
// o may be nil.
func Member(o *goja.Object, name string) (goja.Value, bool) {
	if o == nil {
		return nil, false
	}
	v := o.Get(name)
	return v, v != nil && !goja.IsUndefined(v)
}

// Freeze is `Object.freeze(o)`, for attributes that are a FrozenArray.
func (rt *Runtime) Freeze(o *goja.Object) *goja.Object {
	freeze, _ := goja.AssertFunction(rt.GlobalObject().Get("Object").(*goja.Object).Get("freeze"))
	rt.Call(freeze, nil, o)
	return o
}
