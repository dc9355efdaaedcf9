package inspect

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Unlimited is the depth, array length or string length without a bound.
const Unlimited = math.MaxInt

// Options say how a value is shown. The zero value is not useful; start from
// [Defaults].
type Options struct {
	ShowHidden       bool // properties that are not enumerable, too
	Depth            int  // of nested objects, or Unlimited
	Colors           bool // ANSI escapes
	CustomInspect    bool // call the custom method
	ShowProxy        bool // show target and handler instead of the target alone
	MaxArrayLength   int  // of arrays, typed arrays, maps and sets
	MaxStringLength  int  // in UTF-16 code units
	BreakLength      int  // line length; Unlimited keeps everything on one line
	Compact          int  // innermost levels that share a line; 0 is `false`, CompactTrue is `true`
	Sorted           bool
	Compare          goja.Callable // orders properties, with Sorted; nil: by code unit
	Getters          Getters
	NumericSeparator bool // 1_000_000
}

// CompactTrue is the option `compact: true`, the form of old.
const CompactTrue = -1

// Getters says which accessors are run to show what they return.
type Getters int

// The values of the option getters: false, true, "get" and "set".
const (
	GettersNone Getters = iota
	GettersAll
	GettersWithoutSetter
	GettersWithSetter
)

// Defaults are the options of Node.
func Defaults() Options {
	return Options{
		Depth: 2, CustomInspect: true, MaxArrayLength: 100, MaxStringLength: 10000, BreakLength: 80, Compact: 3,
	}
}

// From changes the options by the properties of a JavaScript object, which may
// be nil.
func (o Options) From(rt *js.Runtime, from *goja.Object) Options {
	if from == nil {
		return o
	}
	boolean := func(name string, to *bool) {
		if v, ok := js.Member(from, name); ok {
			*to = v.ToBoolean()
		}
	}
	limit := func(name string, to *int) {
		v, ok := js.Member(from, name)
		switch {
		case !ok:
		case goja.IsNull(v), rt.Number(v) >= math.MaxInt32:
			*to = Unlimited
		default:
			*to = max(int(v.ToInteger()), 0)
		}
	}
	boolean("showHidden", &o.ShowHidden)
	boolean("colors", &o.Colors)
	boolean("customInspect", &o.CustomInspect)
	boolean("showProxy", &o.ShowProxy)
	boolean("numericSeparator", &o.NumericSeparator)
	limit("maxArrayLength", &o.MaxArrayLength)
	limit("maxStringLength", &o.MaxStringLength)
	limit("breakLength", &o.BreakLength)
	if v, ok := js.Member(from, "depth"); ok {
		if goja.IsNull(v) || rt.Number(v) >= math.MaxInt32 {
			o.Depth = Unlimited
		} else {
			o.Depth = int(v.ToInteger())
		}
	}
	if v, ok := js.Member(from, "compact"); ok {
		switch {
		case goja.IsNumber(v):
			o.Compact = max(int(v.ToInteger()), 0)
		case v.ToBoolean():
			o.Compact = CompactTrue
		default:
			o.Compact = 0
		}
	}
	if v, ok := js.Member(from, "sorted"); ok {
		o.Sorted = v.ToBoolean()
		o.Compare, _ = goja.AssertFunction(v)
	}
	if v, ok := js.Member(from, "getters"); ok {
		switch {
		case goja.IsString(v) && v.String() == "get":
			o.Getters = GettersWithoutSetter
		case goja.IsString(v) && v.String() == "set":
			o.Getters = GettersWithSetter
		case v.ToBoolean():
			o.Getters = GettersAll
		default:
			o.Getters = GettersNone
		}
	}
	return o
}

// limitValue is a limit for scripts.
func limitValue(rt *js.Runtime, n int) goja.Value {
	if n == Unlimited {
		return rt.ToValue(math.Inf(1))
	}
	return rt.ToValue(n)
}

// Object returns the options as a JavaScript object: what a custom method gets.
func (o Options) Object(rt *js.Runtime) *goja.Object {
	object := rt.NewObject()
	set := func(name string, v any) { _ = object.Set(name, v) }
	set("showHidden", o.ShowHidden)
	set("depth", limitValue(rt, o.Depth))
	set("colors", o.Colors)
	set("customInspect", o.CustomInspect)
	set("showProxy", o.ShowProxy)
	set("maxArrayLength", limitValue(rt, o.MaxArrayLength))
	set("maxStringLength", limitValue(rt, o.MaxStringLength))
	set("breakLength", limitValue(rt, o.BreakLength))
	switch o.Compact {
	case CompactTrue:
		set("compact", true)
	case 0:
		set("compact", false)
	default:
		set("compact", o.Compact)
	}
	set("sorted", o.Sorted)
	set("getters", o.Getters != GettersNone)
	set("numericSeparator", o.NumericSeparator)
	set("stylize", rt.Func(js.Function{Name: "stylize", Length: 2, Call: func(c js.Call) goja.Value {
		return c.ToValue(o.stylize(c.String(c.Arg(0)), style(c.String(c.Arg(1)))))
	}}))
	return object
}

// style names what a piece of output is.
type style string

// colors are the ANSI codes of the styles, on and off.
var colors = map[style][2]string{
	"special":   {"36", "39"},
	"number":    {"33", "39"},
	"bigint":    {"33", "39"},
	"boolean":   {"33", "39"},
	"undefined": {"90", "39"},
	"null":      {"1", "22"},
	"string":    {"32", "39"},
	"symbol":    {"32", "39"},
	"date":      {"35", "39"},
	"regexp":    {"31", "39"},
	"module":    {"4", "24"},
}

func (o *Options) stylize(text string, as style) string {
	if o.Colors {
		if c, ok := colors[as]; ok {
			return "\x1b[" + c[0] + "m" + text + "\x1b[" + c[1] + "m"
		}
	}
	return text
}
