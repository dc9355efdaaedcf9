package language

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// maxString is the length of the longest string, which is V8's. The engine has
// no limit and takes the process down.
const maxString = 1<<29 - 24

func installString(rt *js.Runtime) {
	prototype := prototypeOf(rt, "String")
	native := func(name string) goja.Callable {
		f, _ := goja.AssertFunction(prototype.Get(name))
		return f
	}
	repeat, padStart, padEnd := native("repeat"), native("padStart"), native("padEnd")
	methods(rt, prototype, []method{
		{"isWellFormed", 0, isWellFormed},
		{"toWellFormed", 0, toWellFormed},
		{"repeat", 1, func(c js.Call) goja.Value { return repeatString(c, repeat) }},
		{"padStart", 1, func(c js.Call) goja.Value { return pad(c, "padStart", padStart) }},
		{"padEnd", 1, func(c js.Call) goja.Value { return pad(c, "padEnd", padEnd) }},
	})
	for _, m := range []struct{ name, tag, attribute string }{
		{"anchor", "a", "name"}, {"big", "big", ""}, {"blink", "blink", ""}, {"bold", "b", ""}, {"fixed", "tt", ""},
		{"fontcolor", "font", "color"}, {"fontsize", "font", "size"}, {"italics", "i", ""}, {"link", "a", "href"},
		{"small", "small", ""}, {"strike", "strike", ""}, {"sub", "sub", ""}, {"sup", "sup", ""},
	} {
		length := 0
		if m.attribute != "" {
			length = 1
		}
		methods(rt, prototype, []method{{m.name, length, func(c js.Call) goja.Value { return html(c, m.name, m.tag, m.attribute) }}})
	}
}

// thisString is ToString of the receiver (RequireObjectCoercible before).
func thisString(c js.Call, name string) goja.String {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		c.ThrowTypeError("String.prototype.%s called on null or undefined", name)
	}
	return c.DOMString(c.This)
}

func isWellFormed(c js.Call) goja.Value {
	s := thisString(c, "isWellFormed")
	return c.ToValue(js.IsASCII(s) || !hasLoneSurrogate(s))
}

func hasLoneSurrogate(s goja.String) bool {
	for i := range s.Length() {
		if s.CharAt(i)&^0x7ff == 0xd800 && isLoneSurrogate(s, i) {
			return true
		}
	}
	return false
}

func toWellFormed(c js.Call) goja.Value {
	s := thisString(c, "toWellFormed")
	if js.IsASCII(s) || !hasLoneSurrogate(s) {
		return s
	}
	units := make([]uint16, s.Length())
	for i := range units {
		if units[i] = s.CharAt(i); isLoneSurrogate(s, i) {
			units[i] = 0xfffd
		}
	}
	return goja.StringFromUTF16(units)
}

// integer is ToIntegerOrInfinity.
func integer(c js.Call, v goja.Value) float64 {
	n := c.Number(v)
	if math.IsNaN(n) {
		return 0
	}
	return math.Trunc(n)
}

// repeatString is String.prototype.repeat (22.1.3.18), with a limit.
func repeatString(c js.Call, native goja.Callable) goja.Value {
	s := thisString(c, "repeat")
	n := integer(c, c.Arg(0))
	if n < 0 || math.IsInf(n, 1) {
		c.ThrowRangeError("Invalid count value: %s", c.Arg(0))
	}
	if n*float64(s.Length()) > maxString {
		c.ThrowRangeError("Invalid string length")
	}
	if s.Length() == 0 {
		return s
	}
	return c.Call(native, s, c.ToValue(int64(n)))
}

// pad is String.prototype.padStart and padEnd (22.1.3.16), with a limit.
func pad(c js.Call, name string, native goja.Callable) goja.Value {
	s := thisString(c, name)
	n := integer(c, c.Arg(0))
	if n <= float64(s.Length()) {
		return s
	}
	args := []goja.Value{c.ToValue(0)}
	if c.Has(1) {
		filler := c.DOMString(c.Arg(1))
		if filler.Length() == 0 {
			return s
		}
		args = append(args, filler)
	}
	if n > maxString {
		c.ThrowRangeError("Invalid string length")
	}
	args[0] = c.ToValue(int64(n))
	return c.Call(native, s, args...)
}

// html is CreateHTML (B.2.2.2.1).
func html(c js.Call, name, tag, attribute string) goja.Value {
	s := thisString(c, name)
	var out goja.StringBuilder
	out.WriteString(c.ToValue("<" + tag).(goja.String))
	if attribute != "" {
		out.WriteString(c.ToValue(" " + attribute + `="`).(goja.String))
		v := c.DOMString(c.Arg(0))
		start := 0
		for i := range v.Length() {
			if v.CharAt(i) == '"' {
				out.WriteSubstring(v, start, i)
				out.WriteString(c.ToValue("&quot;").(goja.String))
				start = i + 1
			}
		}
		out.WriteSubstring(v, start, v.Length())
		out.WriteRune('"')
	}
	out.WriteRune('>')
	out.WriteString(s)
	out.WriteString(c.ToValue("</" + tag + ">").(goja.String))
	return out.String()
}
