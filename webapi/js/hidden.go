package js

import "github.com/dop251/goja"

// installHidden keeps the slot of platform objects out of what the language
// tells about an object's own properties: a browser's objects have no such
// property, and its value is nothing that a script could use.
func (rt *Runtime) installHidden() {
	global := rt.GlobalObject()
	for _, f := range []struct {
		holder, name string
		hide         func(goja.Value) goja.Value
	}{
		{"Reflect", "ownKeys", rt.withoutSlot},
		{"Object", "getOwnPropertySymbols", rt.withoutSlot},
		{"Object", "getOwnPropertyDescriptors", func(v goja.Value) goja.Value {
			must(v.(*goja.Object).DeleteSymbol(slotSymbol))
			return v
		}},
	} {
		holder := global.Get(f.holder).(*goja.Object)
		original := holder.Get(f.name).(*goja.Object)
		call, _ := goja.AssertFunction(original)
		o := rt.NativeFunc(f.name, int(original.Get("length").ToInteger()), func(c goja.FunctionCall) goja.Value {
			v := rt.Call(call, c.This, c.Arguments...)
			if o, ok := c.Argument(0).(*goja.Object); ok && hasSlot(o) {
				return f.hide(v)
			}
			return v
		})
		must(holder.DefineDataProperty(f.name, o, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
}

// hasSlot reports whether an object has the slot, or a copy or heir of one. It
// asks no proxy: what a trap returns is the script's own.
func hasSlot(o *goja.Object) bool {
	if o.ExportType() == proxyType {
		return false
	}
	_, ok := o.GetSymbol(slotSymbol).(*slot)
	return ok
}

// withoutSlot copies a list of keys without the slot's.
func (rt *Runtime) withoutSlot(list goja.Value) goja.Value {
	var kept []any
	rt.ForOf(list, func(key goja.Value) bool {
		if key != goja.Value(slotSymbol) {
			kept = append(kept, key)
		}
		return true
	})
	return rt.NewArray(kept...)
}
