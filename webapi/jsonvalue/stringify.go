package jsonvalue

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

var stringifyLocal = js.NewLocal(func(rt *js.Runtime) goja.Callable {
	f, _ := goja.AssertFunction(rt.GlobalObject().Get("JSON").(*goja.Object).Get("stringify"))
	return f
})

// Stringify is JSON.stringify without a replacer or indentation. It reports
// false where that returns undefined, and throws what that throws.
func Stringify(rt *js.Runtime, v goja.Value) (text string, ok bool) {
	if o, isObject := v.(*goja.Object); isObject && plain(o) {
		b, err := o.MarshalJSON()
		if err != nil {
			rt.Rethrow(err)
		}
		return string(b), true
	}
	result := rt.Call(stringifyLocal.Of(rt), nil, v)
	if goja.IsUndefined(result) {
		return "", false
	}
	return rt.String(result), true
}

// plain reports whether o cannot turn into undefined, the one result that the
// engine's Go interface does not tell from null.
func plain(o *goja.Object) bool {
	if _, callable := goja.AssertFunction(o); callable {
		return false
	}
	_, converts := goja.AssertFunction(o.Get("toJSON"))
	return !converts
}
