package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// prototypeOf returns the prototype of a constructor of the engine.
func prototypeOf(rt *js.Runtime, constructor string) *goja.Object {
	return rt.GlobalObject().Get(constructor).(*goja.Object).Get("prototype").(*goja.Object)
}

// objectFunctions are functions of the language that take any property key,
// which the engine's interface for Go does not.
type objectFunctions struct{ define, descriptor goja.Callable }

var objectLocal = js.NewLocal(func(rt *js.Runtime) *objectFunctions {
	o := rt.GlobalObject().Get("Object").(*goja.Object)
	f := &objectFunctions{}
	f.define, _ = goja.AssertFunction(o.Get("defineProperty"))
	f.descriptor, _ = goja.AssertFunction(o.Get("getOwnPropertyDescriptor"))
	return f
})

// toKey is ToPropertyKey (ECMA-262, 7.1.19).
func toKey(rt *js.Runtime, v goja.Value) goja.Value {
	switch v := v.(type) {
	case *goja.Symbol:
		return v
	case *goja.Object:
		if s, ok := v.ToString().(*goja.Symbol); ok {
			return s
		}
	}
	return rt.DOMString(v)
}

func installObject(rt *js.Runtime) {
	object := rt.GlobalObject().Get("Object").(*goja.Object)
	methods(rt, object, []method{{"groupBy", 2, objectGroupBy}})
	methods(rt, object.Get("prototype").(*goja.Object), []method{
		{"__defineGetter__", 2, func(c js.Call) goja.Value { return defineAccessor(c, "get") }},
		{"__defineSetter__", 2, func(c js.Call) goja.Value { return defineAccessor(c, "set") }},
		{"__lookupGetter__", 1, func(c js.Call) goja.Value { return lookupAccessor(c, "get") }},
		{"__lookupSetter__", 1, func(c js.Call) goja.Value { return lookupAccessor(c, "set") }},
	})
}

// thisObject is ToObject of the receiver.
func thisObject(c js.Call, name string) *goja.Object {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		c.ThrowTypeError("%s called on null or undefined", name)
	}
	return c.This.ToObject(c.Runtime.Runtime)
}

// defineAccessor is Object.prototype.__defineGetter__ and its twin (B.2.2).
func defineAccessor(c js.Call, which string) goja.Value {
	o := thisObject(c, "Object.prototype.__define"+map[string]string{"get": "G", "set": "S"}[which]+"etter__")
	if _, ok := goja.AssertFunction(c.Arg(1)); !ok {
		c.ThrowTypeError("Object.prototype.__define%setter__: Expecting function", map[string]string{"get": "G", "set": "S"}[which])
	}
	d := c.CreateObject(nil)
	must(d.Set(which, c.Arg(1)))
	must(d.Set("enumerable", true))
	must(d.Set("configurable", true))
	c.Call(objectLocal.Of(c.Runtime).define, nil, o, toKey(c.Runtime, c.Arg(0)), d)
	return goja.Undefined()
}

// lookupAccessor is Object.prototype.__lookupGetter__ and its twin (B.2.2).
func lookupAccessor(c js.Call, which string) goja.Value {
	o := thisObject(c, "Object.prototype.__lookup")
	key := toKey(c.Runtime, c.Arg(0))
	for ; o != nil; o = o.Prototype() {
		if d, ok := c.Call(objectLocal.Of(c.Runtime).descriptor, nil, o, key).(*goja.Object); ok {
			return orUndefined(d.Get(which))
		}
	}
	return goja.Undefined()
}

// group is what groupBy collects under one key.
type group struct {
	key   goja.Value
	items []any
}

// groupBy is GroupBy (7.3.35). same turns a key into one that Go can compare.
func groupBy(c js.Call, key func(goja.Value) goja.Value, same func(goja.Value) any) []*group {
	if goja.IsUndefined(c.Arg(0)) || goja.IsNull(c.Arg(0)) {
		c.ThrowTypeError("%v is not iterable", c.Arg(0))
	}
	call, ok := goja.AssertFunction(c.Arg(1))
	if !ok {
		c.ThrowTypeError("%s is not a function", describe(c.Arg(1)))
	}
	var groups []*group
	at := map[any]*group{}
	n := 0
	c.ForOf(c.Arg(0), func(item goja.Value) bool {
		k := key(c.Call(call, goja.Undefined(), item, c.ToValue(n)))
		n++
		id := same(k)
		g := at[id]
		if g == nil {
			g = &group{key: k}
			at[id] = g
			groups = append(groups, g)
		}
		g.items = append(g.items, item)
		return true
	})
	return groups
}

// identity makes a primitive or object comparable as SameValueZero does.
func identity(v goja.Value) any {
	switch v := v.(type) {
	case *goja.Object:
		return v
	case *goja.Symbol:
		return v
	case goja.String:
		return stringKey(v)
	}
	if goja.IsNumber(v) {
		f := v.ToFloat()
		if f != f {
			return "NaN"
		}
		return f + 0
	}
	return struct{ kind, text string }{v.ExportType().String(), v.String()}
}

// stringKey is a Go string that differs for different JavaScript strings, other
// than their UTF-8, which merges unpaired surrogates.
func stringKey(s goja.String) string {
	b := make([]byte, 0, 2*s.Length()+1)
	b = append(b, 's')
	for i := range s.Length() {
		u := s.CharAt(i)
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// objectGroupBy is Object.groupBy (20.1.2.13).
func objectGroupBy(c js.Call) goja.Value {
	groups := groupBy(c, func(v goja.Value) goja.Value { return toKey(c.Runtime, v) }, identity)
	o := c.CreateObject(nil)
	for _, g := range groups {
		d := c.CreateObject(nil)
		must(d.Set("value", c.NewArray(g.items...)))
		for _, name := range []string{"enumerable", "configurable", "writable"} {
			must(d.Set(name, true))
		}
		c.Call(objectLocal.Of(c.Runtime).define, nil, o, g.key, d)
	}
	return o
}
