package endpoint

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// intrinsics are functions of the language that cookies need, taken before a
// script could change them.
type intrinsics struct {
	encodeURIComponent, decodeURIComponent, parseJSON, stringifyJSON goja.Callable
}

var intrinsicsLocal = js.NewLocal(func(rt *js.Runtime) *intrinsics {
	function := func(o *goja.Object, name string) goja.Callable {
		f, _ := goja.AssertFunction(o.Get(name))
		return f
	}
	global := rt.GlobalObject()
	json := global.Get("JSON").(*goja.Object)
	return &intrinsics{
		function(global, "encodeURIComponent"), function(global, "decodeURIComponent"),
		function(json, "parse"), function(json, "stringify"),
	}
})

func encodeURIComponent(rt *js.Runtime, s string) string {
	return rt.Call(intrinsicsLocal.Of(rt).encodeURIComponent, goja.Undefined(), rt.ToValue(s)).String()
}

// decodeURIComponent returns s itself when it is malformed.
func decodeURIComponent(rt *js.Runtime, s string) string {
	decoded := s
	_ = rt.Try(func() {
		decoded = rt.Call(intrinsicsLocal.Of(rt).decodeURIComponent, goja.Undefined(), rt.ToValue(s)).String()
	})
	return decoded
}

func parseJSON(rt *js.Runtime, s string) goja.Value {
	return rt.Call(intrinsicsLocal.Of(rt).parseJSON, goja.Undefined(), rt.ToValue(s))
}

func stringifyJSON(rt *js.Runtime, v goja.Value) string {
	return rt.Call(intrinsicsLocal.Of(rt).stringifyJSON, goja.Undefined(), v).String()
}
