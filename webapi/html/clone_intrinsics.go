package html

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// intrinsics are the parts of the language that cloning needs, taken before a
// script can have changed them in the middle of a clone.
type intrinsics struct {
	valueOf                map[js.Kind]goja.Callable
	copy                   map[js.Kind]goja.Constructor
	errors                 map[string]goja.Constructor
	views                  map[string]goja.Constructor
	mapForEach, setForEach goja.Callable
	mapSet, setAdd         goja.Callable
	symbolToString         goja.Callable
}

var intrinsicsLocal = js.NewLocal(func(rt *js.Runtime) *intrinsics {
	global := func(name string) *goja.Object { return rt.GlobalObject().Get(name).(*goja.Object) }
	method := func(constructor, name string) goja.Callable {
		f, _ := goja.AssertFunction(global(constructor).Get("prototype").(*goja.Object).Get(name))
		return f
	}
	constructor := func(name string) goja.Constructor {
		c, _ := goja.AssertConstructor(global(name))
		return c
	}
	in := &intrinsics{
		valueOf: map[js.Kind]goja.Callable{
			js.KindBoolean: method("Boolean", "valueOf"),
			js.KindNumber:  method("Number", "valueOf"),
			js.KindString:  method("String", "valueOf"),
			js.KindBigInt:  method("BigInt", "valueOf"),
		},
		copy: map[js.Kind]goja.Constructor{
			js.KindDate:   constructor("Date"),
			js.KindRegExp: constructor("RegExp"),
			js.KindMap:    constructor("Map"),
			js.KindSet:    constructor("Set"),
		},
		errors:         map[string]goja.Constructor{},
		views:          map[string]goja.Constructor{},
		mapForEach:     method("Map", "forEach"),
		setForEach:     method("Set", "forEach"),
		mapSet:         method("Map", "set"),
		setAdd:         method("Set", "add"),
		symbolToString: method("Symbol", "toString"),
	}
	for _, name := range []string{"Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"} {
		in.errors[name] = constructor(name)
	}
	return in
})

// view is the constructor of an ArrayBufferView.
func (in *intrinsics) view(rt *js.Runtime, name string) goja.Constructor {
	c := in.views[name]
	if c == nil {
		c, _ = goja.AssertConstructor(rt.GlobalObject().Get(name))
		in.views[name] = c
	}
	return c
}

func (in *intrinsics) construct(c goja.Constructor, args ...goja.Value) *goja.Object {
	o, err := c(nil, args...)
	if err != nil {
		panic(err)
	}
	return o
}

// collect is a callback for forEach that keeps the values and keys.
func (in *intrinsics) collect(rt *js.Runtime, into *[]goja.Value) goja.Value {
	return rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		*into = append(*into, fc.Argument(0), fc.Argument(1))
		return goja.Undefined()
	})
}
