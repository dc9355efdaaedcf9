package intl

import (
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/number"
	"runner/webapi/js"
)

// InstallMethods puts the locale-sensitive methods on the prototypes of the
// language's own objects (ECMA-402, 20), in place of the engine's. They find
// what they need when they are called.
func InstallMethods(rt *js.Runtime) {
	for _, m := range []struct {
		object, name string
		length       int
		call         func(js.Call) goja.Value
	}{
		{"Number", "toLocaleString", 0, numberToLocaleString},
		{"BigInt", "toLocaleString", 0, bigIntToLocaleString},
		{"Date", "toLocaleString", 0, dateToLocale(anyFields, allFields)},
		{"Date", "toLocaleDateString", 0, dateToLocale(dateFields, dateFields)},
		{"Date", "toLocaleTimeString", 0, dateToLocale(timeFields, timeFields)},
		{"String", "localeCompare", 1, stringLocaleCompare},
		{"String", "toLocaleUpperCase", 0, stringToLocale(true)},
		{"String", "toLocaleLowerCase", 0, stringToLocale(false)},
		{"Array", "toLocaleString", 0, arrayToLocaleString},
	} {
		prototype := rt.GlobalObject().Get(m.object).(*goja.Object).Get("prototype").(*goja.Object)
		replace(rt, prototype, m.name, m.length, m.call)
	}
	typed := rt.GlobalObject().Get("Uint8Array").(*goja.Object).Prototype().Get("prototype").(*goja.Object)
	replace(rt, typed, "toLocaleString", 0, arrayToLocaleString)
}

func replace(rt *js.Runtime, prototype *goja.Object, name string, length int, call func(js.Call) goja.Value) {
	f := rt.NativeFunc(name, length, func(fc goja.FunctionCall) goja.Value {
		return call(js.Call{Runtime: rt, This: fc.This, Args: fc.Arguments})
	})
	if err := prototype.DefineDataProperty(name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// recent keeps the formatters of calls that give a locale and no options, which
// is most of them.
type recent struct {
	numbers   map[string]*NumberFormat
	dates     map[dateKey]*DateTimeFormat
	collators map[string]*Collator
}

type dateKey struct {
	locale   string
	defaults int
	zone     string
}

var recentOf = js.NewLocal(func(*js.Runtime) *recent {
	return &recent{map[string]*NumberFormat{}, map[dateKey]*DateTimeFormat{}, map[string]*Collator{}}
})

// maxRecent bounds each map of recent.
const maxRecent = 100

// simple reports whether only a locale is given, and which.
func simple(c js.Call, i int) (string, bool) {
	if c.Has(i + 1) {
		return "", false
	}
	if !c.Has(i) {
		return "", true
	}
	if v := c.Arg(i); goja.IsString(v) {
		return v.String(), true
	}
	return "", false
}

func numberFormatFor(c js.Call) *NumberFormat {
	locale, ok := simple(c, 0)
	if !ok {
		return newNumberFormat(c, c.Arg(0), c.Arg(1))
	}
	cache := recentOf.Of(c.Runtime).numbers
	n := cache[locale]
	if n == nil {
		n = newNumberFormat(c, c.Arg(0), c.Arg(1))
		if len(cache) < maxRecent && c.Has(0) || locale == "" && !c.Has(0) {
			cache[locale] = n
		}
	}
	return n
}

func numberToLocaleString(c js.Call) goja.Value {
	v := c.This
	if o, ok := v.(*goja.Object); ok && c.Kind(o) == js.KindNumber {
		v = o.ToNumber()
	}
	if !goja.IsNumber(v) {
		c.ThrowTypeError("Number.prototype.toLocaleString requires that 'this' be a Number")
	}
	return c.ToValue(numberFormatFor(c).formatter.Text(number.FromFloat(v.ToFloat())))
}

func bigIntToLocaleString(c js.Call) goja.Value {
	v := c.This
	if o, ok := v.(*goja.Object); !goja.IsBigInt(v) && (!ok || c.Kind(o) != js.KindBigInt) {
		c.ThrowTypeError("BigInt.prototype.toLocaleString requires that 'this' be a BigInt")
	}
	d, _ := number.FromString(v.String())
	return c.ToValue(numberFormatFor(c).formatter.Text(d))
}

func dateToLocale(required, defaults int) func(js.Call) goja.Value {
	return func(c js.Call) goja.Value {
		o, ok := c.This.(*goja.Object)
		if !ok || c.Kind(o) != js.KindDate {
			c.ThrowTypeError("this is not a Date object.")
		}
		ms := o.ToNumber().ToFloat()
		if ms != ms {
			return c.ToValue("Invalid Date")
		}
		locale, plain := simple(c, 0)
		cache := recentOf.Of(c.Runtime).dates
		k := dateKey{locale, defaults, zoneVariable()}
		var d *DateTimeFormat
		if plain {
			d = cache[k]
		}
		if d == nil {
			d = newDateTimeFormat(c, c.Arg(0), c.Arg(1), required, defaults)
			if plain && len(cache) < maxRecent {
				cache[k] = d
			}
		}
		return c.ToValue(d.formatter.Text(ms))
	}
}

// thisString is `this` as a string: RequireObjectCoercible and ToString.
func thisString(c js.Call, method string) goja.String {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		c.ThrowTypeError("String.prototype.%s called on null or undefined", method)
	}
	return c.DOMString(c.This)
}

func stringLocaleCompare(c js.Call) goja.Value {
	a := js.EncodeUTF8(thisString(c, "localeCompare"))
	b := c.String(c.Arg(0))
	locale, plain := simple(c, 1)
	cache := recentOf.Of(c.Runtime).collators
	var l *Collator
	if plain {
		l = cache[locale]
	}
	if l == nil {
		l = newCollator(c, c.Arg(1), c.Arg(2))
		if plain && len(cache) < maxRecent {
			cache[locale] = l
		}
	}
	return c.ToValue(l.compare(a, b))
}

// stringToLocale is toLocaleUpperCase or toLocaleLowerCase: special only for
// Turkish, Azerbaijani, Lithuanian and, in upper case, Greek.
func stringToLocale(upper bool) func(js.Call) goja.Value {
	method, plain := "toLocaleLowerCase", "toLowerCase"
	if upper {
		method, plain = "toLocaleUpperCase", "toUpperCase"
	}
	return func(c js.Call) goja.Value {
		s := thisString(c, method)
		locale := cldr.DefaultLocale
		if list := canonicalLocales(c, c.Arg(0)); len(list) > 0 {
			locale = list[0].Language
		}
		switch locale {
		case "tr", "az", "lt", "el":
			tag := language.Make(locale)
			if upper {
				return c.ToValue(cases.Upper(tag).String(js.EncodeUTF8(s)))
			}
			return c.ToValue(cases.Lower(tag).String(js.EncodeUTF8(s)))
		}
		f, _ := goja.AssertFunction(c.GlobalObject().Get("String").(*goja.Object).Get("prototype").(*goja.Object).Get(plain))
		return c.Runtime.Call(f, s)
	}
}

// arrayToLocaleString hands locales and options on to the elements (ECMA-402,
// 20.5.1).
func arrayToLocaleString(c js.Call) goja.Value {
	o := c.This.ToObject(c.Runtime.Runtime)
	length := 0
	if v := o.Get("length"); v != nil {
		length = int(v.ToInteger())
	}
	var b strings.Builder
	for i := range length {
		if i > 0 {
			b.WriteByte(',')
		}
		v := o.Get(itoa(i))
		if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
			continue
		}
		f, ok := goja.AssertFunction(v.ToObject(c.Runtime.Runtime).Get("toLocaleString"))
		if !ok {
			c.ThrowTypeError("toLocaleString is not a function")
		}
		b.WriteString(c.String(c.Runtime.Call(f, v, c.Arg(0), c.Arg(1))))
	}
	return c.ToValue(b.String())
}
