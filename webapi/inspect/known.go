package inspect

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// known is what the inspector takes from the language, once per realm.
type known struct {
	custom  *goja.Symbol // Symbol.for('nodejs.util.inspect.custom')
	inspect *goja.Object // util.inspect itself, once it exists

	errorPrototype *goja.Object

	mapForEach, setForEach           goja.Callable
	mapSize, setSize                 goja.Callable
	functionText, dateISO, errorText goja.Callable
	regexpText, symbolText, json     goja.Callable
	parseInt, parseFloat             goja.Callable
	valueOf                          map[js.Kind]goja.Callable
	builtins                         map[string]bool // names of the language's constructors
}

var knownLocal = js.NewLocal(func(rt *js.Runtime) *known {
	function := func(v goja.Value) goja.Callable {
		f, _ := goja.AssertFunction(v)
		return f
	}
	global := func(name string) *goja.Object { return rt.GlobalObject().Get(name).(*goja.Object) }
	prototype := func(name string) *goja.Object { return global(name).Get("prototype").(*goja.Object) }
	method := func(class, name string) goja.Callable { return function(prototype(class).Get(name)) }
	getter := func(class, name string) goja.Callable {
		p, _ := rt.OwnProperty(prototype(class), rt.ToValue(name))
		return function(p.Get)
	}
	k := &known{
		errorPrototype: prototype("Error"),

		mapForEach:   method("Map", "forEach"),
		setForEach:   method("Set", "forEach"),
		mapSize:      getter("Map", "size"),
		setSize:      getter("Set", "size"),
		functionText: method("Function", "toString"),
		dateISO:      method("Date", "toISOString"),
		errorText:    method("Error", "toString"),
		regexpText:   method("RegExp", "toString"),
		symbolText:   method("Symbol", "toString"),
		json:         function(global("JSON").Get("stringify")),
		parseInt:     function(rt.GlobalObject().Get("parseInt")),
		parseFloat:   function(rt.GlobalObject().Get("parseFloat")),
		builtins:     map[string]bool{},
		valueOf:      map[js.Kind]goja.Callable{},
	}
	for kind, name := range map[js.Kind]string{
		js.KindBoolean: "Boolean", js.KindNumber: "Number", js.KindString: "String",
		js.KindBigInt: "BigInt", js.KindSymbol: "Symbol",
	} {
		k.valueOf[kind] = method(name, "valueOf")
	}
	for _, name := range []string{
		"Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Date", "Promise", "RegExp",
		"Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
		"ArrayBuffer", "DataView", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Proxy",
		"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
		"Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "SharedArrayBuffer", "Iterator",
	} {
		k.builtins[name] = true
	}
	symbolFor := function(global("Symbol").Get("for"))
	k.custom = rt.Call(symbolFor, nil, rt.ToValue("nodejs.util.inspect.custom")).(*goja.Symbol)
	return k
})

// Custom returns the symbol of the custom method.
func Custom(rt *js.Runtime) *goja.Symbol { return knownLocal.Of(rt).custom }
