package inspect

import (
	"math"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Value shows a value.
func Value(rt *js.Runtime, v goja.Value, o Options) string {
	i := &inspector{rt: rt, Options: o, known: knownLocal.Of(rt)}
	return i.value(v, 0, false)
}

// inspector is one run of [Value].
type inspector struct {
	rt *js.Runtime
	Options
	known    *known
	indent   int                  // of the line on which something stands
	level    int                  // of the object that was shown last
	path     []*goja.Object       // the objects around this one
	circular map[*goja.Object]int // those that are shown inside of themselves
}

// value shows a value that is nested in level objects. Inside of a typed array
// its buffer is shown by its size alone.
func (i *inspector) value(v goja.Value, level int, inTypedArray bool) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return i.primitive(v)
	}
	self := o // what custom methods see
	kind := i.rt.Kind(o)
	for kind == js.KindProxy {
		p := o.Export().(goja.Proxy)
		if p.Target() == nil {
			return i.stylize("<Revoked Proxy>", "special")
		}
		if i.ShowProxy {
			return i.proxy(p, level)
		}
		o = p.Target()
		kind = i.rt.Kind(o)
	}
	if i.CustomInspect {
		if text, ok := i.custom(self, o, level); ok {
			return text
		}
	}
	if slices.Contains(i.path, o) {
		if i.circular == nil {
			i.circular = map[*goja.Object]int{}
		}
		n := i.circular[o]
		if n == 0 {
			n = len(i.circular) + 1
			i.circular[o] = n
		}
		return i.stylize("[Circular *"+i.rt.ToValue(n).String()+"]", "special")
	}
	return i.object(o, kind, level, inTypedArray)
}

// custom calls the object's own method for this, if it has one. A result that
// is not a string is shown in its place.
func (i *inspector) custom(self, o *goja.Object, level int) (string, bool) {
	v := o.GetSymbol(i.known.custom)
	f, ok := goja.AssertFunction(v)
	if !ok || v == goja.Value(i.known.inspect) {
		return "", false
	}
	// A prototype object shows itself as it is.
	if ctor, ok := o.Get("constructor").(*goja.Object); ok && ctor.Get("prototype") == goja.Value(o) {
		return "", false
	}
	depth := i.Depth
	if depth != Unlimited {
		depth -= level
	}
	result := i.rt.Call(f, self, limitValue(i.rt, depth), i.Options.Object(i.rt), Function(i.rt))
	if r, ok := result.(*goja.Object); ok && r == self {
		return "", false
	}
	if goja.IsString(result) {
		return strings.ReplaceAll(i.rt.String(result), "\n", "\n"+strings.Repeat(" ", i.indent)), true
	}
	return i.value(result, level, false), true
}

func (i *inspector) primitive(v goja.Value) string {
	switch {
	case v == nil || goja.IsUndefined(v):
		return i.stylize("undefined", "undefined")
	case goja.IsNull(v):
		return i.stylize("null", "null")
	}
	switch s := v.(type) {
	case *goja.Symbol:
		return i.stylize("Symbol("+s.String()+")", "symbol")
	case goja.String:
		return i.str(s)
	}
	switch {
	case goja.IsBigInt(v):
		return i.stylize(i.digits(v.String())+"n", "bigint")
	case goja.IsNumber(v):
		return i.number(v)
	}
	return i.stylize(v.String(), "boolean")
}

func (i *inspector) number(v goja.Value) string {
	text := v.String()
	if f := v.ToFloat(); f == 0 && math.Signbit(f) {
		text = "-0"
	}
	return i.stylize(i.digits(text), "number")
}

func (i *inspector) digits(s string) string {
	if i.NumericSeparator {
		return separate(s)
	}
	return s
}

// str shows a string; a long one with several lines becomes a sum of them.
func (i *inspector) str(s goja.String) string {
	trailer := ""
	if n := s.Length(); n > i.MaxStringLength {
		trailer = more(n-i.MaxStringLength, "character")
		s = s.Substring(0, i.MaxStringLength)
	}
	const shortest = 16
	if n := s.Length(); i.Compact != CompactTrue && n > shortest && n > i.BreakLength-i.indent-4 {
		var lines []string
		from := 0
		for at := 0; at < n; at++ {
			if s.CharAt(at) == '\n' || at == n-1 {
				lines = append(lines, i.stylize(quote(s.Substring(from, at+1)), "string"))
				from = at + 1
			}
		}
		return strings.Join(lines, " +\n"+strings.Repeat(" ", i.indent+2)) + trailer
	}
	return i.stylize(quote(s), "string") + trailer
}

// proxy shows both sides of a proxy.
func (i *inspector) proxy(p goja.Proxy, level int) string {
	if level > i.Depth {
		return i.stylize("Proxy [Array]", "special")
	}
	level++
	i.indent += 2
	entries := []string{i.value(p.Target(), level, false), i.value(p.Handler(), level, false)}
	i.indent -= 2
	i.level = max(i.level, level-1)
	return i.layout(shape{open: "Proxy [", close: "]", entries: entries}, level-1)
}
