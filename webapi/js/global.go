package js

import "github.com/dop251/goja"

// Global is one property of the global object. It is built when a script first
// touches it.
type Global struct {
	Name       string
	Enumerable bool
	Value      func(*Runtime) goja.Value

	accessor bool
	get      func(Call) goja.Value
	set      func(Call, goja.Value)
	readOnly bool // an accessor without a setter
}

// Interface is the global of a class (WebIDL, 3.7.1).
func Interface(d Definer) Global {
	return Global{Name: d.name(), Value: func(rt *Runtime) goja.Value { return rt.Constructor(d) }}
}

// Operation is a global function, such as fetch (WebIDL, 3.7.7).
func Operation(f Function) Global {
	return Global{Name: f.Name, Enumerable: true, Value: func(rt *Runtime) goja.Value { return rt.Func(f) }}
}

// AttributeOf is an attribute of the global object, such as navigator. It can be
// replaced, as on every server runtime.
func AttributeOf(name string, value func(*Runtime) goja.Value) Global {
	return Global{Name: name, Enumerable: true, Value: value, accessor: true}
}

// Accessor is an attribute of the global object that scripts can set, such as
// onerror.
func Accessor(name string, get func(Call) goja.Value, set func(Call, goja.Value)) Global {
	return Global{Name: name, Enumerable: true, get: get, set: set, accessor: true}
}

// ReadOnly is an attribute that a script cannot replace by assigning to it, such
// as crypto.
func ReadOnly(name string, value func(*Runtime) goja.Value) Global {
	return Global{Name: name, Enumerable: true, Value: value, accessor: true, readOnly: true}
}

// Namespace is an object that only groups functions, such as console.
func Namespace(name string, value func(*Runtime) goja.Value) Global {
	return Global{Name: name, Value: value}
}

// Install puts the globals on the global object and makes the modules known.
func (rt *Runtime) Install(globals []Global, modules []Module) {
	object := rt.GlobalObject()
	for i := range globals {
		rt.installLazy(object, &globals[i])
	}
	rt.installDescriptors(globals)
	rt.installHidden()
	rt.modules = make(map[string]*module, len(modules))
	for i := range modules {
		rt.modules[modules[i].Name] = &module{Module: &modules[i]}
	}
}

// installLazy defines an accessor that replaces itself by the data property
// that belongs there, on first read or on any write.
func (rt *Runtime) installLazy(object *goja.Object, g *Global) {
	enumerable := goja.ToFlag(g.Enumerable)
	if g.get != nil {
		rt.installAccessor(object, g)
		return
	}
	settle := func(v goja.Value) {
		must(object.DefineDataProperty(g.Name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable))
	}
	var value goja.Value
	get := rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		if g.accessor {
			rt.globalThis(g.Name, fc.This)
		}
		if value == nil {
			value = g.Value(rt)
			if !g.accessor {
				settle(value)
			}
		}
		return value
	})
	set := rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		if g.accessor {
			rt.globalThis(g.Name, fc.This)
		}
		settle(fc.Argument(0))
		return goja.Undefined()
	})
	if g.accessor {
		rt.describe(get.(*goja.Object), "get "+g.Name, 0)
		rt.describe(set.(*goja.Object), "set "+g.Name, 1)
	}
	if g.readOnly {
		set = nil
	}
	must(object.DefineAccessorProperty(g.Name, get, set, goja.FLAG_TRUE, enumerable))
}

// installAccessor defines an attribute as what it is.
func (rt *Runtime) installAccessor(object *goja.Object, g *Global) {
	get := rt.NativeFunc("get "+g.Name, 0, func(fc goja.FunctionCall) goja.Value {
		rt.globalThis(g.Name, fc.This)
		return g.get(Call{rt, fc.This, fc.Arguments})
	})
	set := rt.NativeFunc("set "+g.Name, 1, func(fc goja.FunctionCall) goja.Value {
		rt.globalThis(g.Name, fc.This)
		g.set(Call{rt, fc.This, fc.Arguments}, fc.Argument(0))
		return goja.Undefined()
	})
	must(object.DefineAccessorProperty(g.Name, get, set, goja.FLAG_TRUE, goja.ToFlag(g.Enumerable)))
}

// globalThis throws unless an attribute of the global object is used on it, or on
// nothing (WebIDL, 3.7.6).
func (rt *Runtime) globalThis(name string, this goja.Value) {
	if this != nil && !goja.IsUndefined(this) && !goja.IsNull(this) && !this.SameAs(rt.GlobalObject()) {
		rt.ThrowTypeError("Illegal invocation: %s was called on a value that is not the global object", name)
	}
}

// Module is a module that the host provides, such as node:buffer.
type Module struct {
	Name    string
	Exports []string // names for `import { … }`, besides default
	New     func(*Runtime) *goja.Object
}

type module struct {
	*Module
	object *goja.Object
}

// Module returns the exports object of a host module, or nil when there is no
// such module. It is built on first use.
func (rt *Runtime) Module(name string) *goja.Object {
	m := rt.modules[name]
	if m == nil {
		return nil
	}
	if m.object == nil {
		m.object = m.New(rt)
	}
	return m.object
}
