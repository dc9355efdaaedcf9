package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// mapFunctions are the engine's own methods of Map or WeakMap.
type mapFunctions struct{ has, get, set goja.Callable }

func mapFunctionsOf(prototype *goja.Object) mapFunctions {
	var f mapFunctions
	f.has, _ = goja.AssertFunction(prototype.Get("has"))
	f.get, _ = goja.AssertFunction(prototype.Get("get"))
	f.set, _ = goja.AssertFunction(prototype.Get("set"))
	return f
}

func installCollections(rt *js.Runtime) {
	constructor := rt.GlobalObject().Get("Map").(*goja.Object)
	prototype := constructor.Get("prototype").(*goja.Object)
	f := mapFunctionsOf(prototype)
	methods(rt, constructor, []method{{"groupBy", 2, func(c js.Call) goja.Value { return mapGroupBy(c, constructor, f) }}})
	installGetOrInsert(rt, prototype, f)
	weak := prototypeOf(rt, "WeakMap")
	installGetOrInsert(rt, weak, mapFunctionsOf(weak))
}

// installGetOrInsert adds the two methods of proposal-upsert (ES2026).
func installGetOrInsert(rt *js.Runtime, prototype *goja.Object, f mapFunctions) {
	methods(rt, prototype, []method{
		{"getOrInsert", 2, func(c js.Call) goja.Value {
			if c.Call(f.has, c.This, c.Arg(0)).ToBoolean() {
				return c.Call(f.get, c.This, c.Arg(0))
			}
			c.Call(f.set, c.This, c.Arg(0), c.Arg(1))
			return c.Arg(1)
		}},
		{"getOrInsertComputed", 2, func(c js.Call) goja.Value {
			found := c.Call(f.has, c.This, c.Arg(0)).ToBoolean()
			call, ok := goja.AssertFunction(c.Arg(1))
			if !ok {
				c.ThrowTypeError("%s is not a function", describe(c.Arg(1)))
			}
			if found {
				return c.Call(f.get, c.This, c.Arg(0))
			}
			key := c.Arg(0)
			if goja.IsNumber(key) && key.ToFloat() == 0 {
				key = c.ToValue(0) // -0 becomes 0
			}
			this, v := c.This, c.Call(call, goja.Undefined(), key)
			c.Call(f.set, this, key, v)
			return v
		}},
	})
}

// mapGroupBy is Map.groupBy (24.1.2.1).
func mapGroupBy(c js.Call, constructor *goja.Object, f mapFunctions) goja.Value {
	groups := groupBy(c, func(v goja.Value) goja.Value {
		if goja.IsNumber(v) && v.ToFloat() == 0 {
			return c.ToValue(0)
		}
		return v
	}, identity)
	m, err := c.New(constructor)
	must(err)
	for _, g := range groups {
		c.Call(f.set, m, g.key, c.NewArray(g.items...))
	}
	return m
}
