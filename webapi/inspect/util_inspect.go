package inspect

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Function returns the function util.inspect, with the properties custom and
// defaultOptions.
func Function(rt *js.Runtime) *goja.Object {
	k := knownLocal.Of(rt)
	if k.inspect != nil {
		return k.inspect
	}
	f := rt.Func(js.Function{Name: "inspect", Length: 2, Call: func(c js.Call) goja.Value {
		o := Defaults()
		if options, ok := c.Arg(1).(*goja.Object); ok {
			o = o.From(rt, options)
		} else if len(c.Args) > 1 { // the arguments of old: showHidden, depth, colors
			o.ShowHidden = c.Arg(1).ToBoolean()
			legacy := c.NewObject()
			if c.Has(2) {
				_ = legacy.Set("depth", c.Arg(2))
			}
			if c.Has(3) {
				_ = legacy.Set("colors", c.Arg(3))
			}
			o = o.From(rt, legacy)
		}
		return c.ToValue(Value(rt, c.Arg(0), o))
	}})
	k.inspect = f
	_ = f.Set("custom", k.custom)
	_ = f.Set("defaultOptions", Defaults().Object(rt))
	return f
}

// Width is how many columns of a terminal a text takes.
func Width(text string) int { return columns(text) }

// Each calls f with every value and key of a Map, or of a Set, where the key is
// the value.
func Each(rt *js.Runtime, o *goja.Object, f func(value, key goja.Value)) {
	k := knownLocal.Of(rt)
	forEach := k.mapForEach
	if rt.Kind(o) == js.KindSet {
		forEach = k.setForEach
	}
	i := inspector{rt: rt, known: k}
	i.each(forEach, o, f)
}
