package js

import "github.com/dop251/goja"

// installDescriptors makes the functions that return property descriptors show
// a global as what it is. Until it is first touched it is an accessor
// (installLazy), but WebIDL (3.7.1, 3.7.7) wants a data property there, and
// copies of the global object must not get accessors either.
func (rt *Runtime) installDescriptors(globals []Global) {
	global := rt.GlobalObject()
	lazy := make(map[string]bool, len(globals))
	for _, g := range globals {
		lazy[g.Name] = !g.accessor
	}
	one := func(c goja.FunctionCall) {
		if name := c.Argument(1); c.Argument(0) == goja.Value(global) && goja.IsString(name) && lazy[name.String()] {
			global.Get(name.String())
		}
	}
	all := func(c goja.FunctionCall) {
		if c.Argument(0) == goja.Value(global) {
			for name, data := range lazy {
				if data {
					global.Get(name)
				}
			}
		}
	}
	for _, f := range []struct {
		holder, name string
		touch        func(goja.FunctionCall)
	}{
		{"Object", "getOwnPropertyDescriptor", one},
		{"Object", "getOwnPropertyDescriptors", all},
		{"Reflect", "getOwnPropertyDescriptor", one},
	} {
		holder := global.Get(f.holder).(*goja.Object)
		original := holder.Get(f.name).(*goja.Object)
		call, _ := goja.AssertFunction(original)
		length := int(original.Get("length").ToInteger())
		o := rt.NativeFunc(f.name, length, func(c goja.FunctionCall) goja.Value {
			f.touch(c)
			return rt.Call(call, c.This, c.Arguments...)
		})
		must(holder.DefineDataProperty(f.name, o, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
}
