package language

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/jsonvalue"
)

// installJSON puts the native parser of package jsonvalue in the place of the
// engine's, which is slower, refuses 1e400 and loses unpaired surrogates. With a
// reviver the engine's still does the work, since it knows the source text of
// each value.
func installJSON(rt *js.Runtime) {
	json := rt.GlobalObject().Get("JSON").(*goja.Object)
	native, _ := goja.AssertFunction(json.Get("parse"))
	methods(rt, json, []method{{"parse", 2, func(c js.Call) goja.Value {
		if _, ok := goja.AssertFunction(c.Arg(1)); ok {
			return c.Call(native, c.This, c.Args...)
		}
		return jsonvalue.Parse(rt, jsonText(c.DOMString(c.Arg(0))))
	}}})
}

// jsonText is a string as UTF-8, with unpaired surrogates as escapes: within a
// JSON string they mean the same, and elsewhere they are wrong either way.
func jsonText(s goja.String) string {
	if js.IsASCII(s) || !hasLoneSurrogate(s) {
		return js.EncodeUTF8(s)
	}
	const digits = "0123456789abcdef"
	var b []byte
	for i := 0; i < s.Length(); i++ {
		u := rune(s.CharAt(i))
		switch {
		case u&^0x7ff != 0xd800:
			b = utf8.AppendRune(b, u)
		case isLoneSurrogate(s, i):
			b = append(b, '\\', 'u', digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
		default:
			i++
			b = utf8.AppendRune(b, utf16.DecodeRune(u, rune(s.CharAt(i))))
		}
	}
	return string(b)
}
