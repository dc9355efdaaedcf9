package intl

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/number"
	"runner/webapi/intl/parts"
	"runner/webapi/intl/plural"
	"runner/webapi/js"
)

// RelativeTimeFormat is the state of an Intl.RelativeTimeFormat (ECMA-402, 18).
type RelativeTimeFormat struct {
	js.Base
	locale, system, style, numeric string
	table                          cldr.Table
	formatter                      *number.Formatter
	rules                          *plural.Rules
}

// RelativeTimeFormatClass is Intl.RelativeTimeFormat.
var RelativeTimeFormatClass = js.Define(js.Class[*RelativeTimeFormat]{
	Name:      "RelativeTimeFormat",
	Hidden:    "Intl.",
	Construct: newRelativeTimeFormat,
	Static:    []js.Function{supportedLocalesOf("Intl.RelativeTimeFormat")},
	Methods: []js.Method[*RelativeTimeFormat]{
		{Name: "format", Length: 2, Call: func(c js.Call, r *RelativeTimeFormat) goja.Value {
			return c.ToValue(parts.Join(r.format(c)))
		}},
		{Name: "formatToParts", Length: 2, Call: func(c js.Call, r *RelativeTimeFormat) goja.Value {
			return partsArray(c.Runtime, r.format(c))
		}},
		{Name: "resolvedOptions", Call: func(c js.Call, r *RelativeTimeFormat) goja.Value {
			o := newResult(c.Runtime)
			o.text("locale", r.locale)
			o.text("style", r.style)
			o.text("numeric", r.numeric)
			o.text("numberingSystem", r.system)
			return o.Object
		}},
	},
})

// Class implements [js.Native].
func (*RelativeTimeFormat) Class() js.Definer { return RelativeTimeFormatClass }

func newRelativeTimeFormat(c js.Call) *RelativeTimeFormat {
	list := canonicalLocales(c, c.Arg(0))
	o := coerced(c, c.Arg(1), "Intl.RelativeTimeFormat")
	o.matcher()
	n := negotiate(list, key{"nu", o.numberingSystem(), validSystem})
	r := &RelativeTimeFormat{locale: n.locale, system: n.values[0]}
	if r.system == "" {
		r.system = number.DefaultSystem(n.data)
	}
	r.style = o.text("style", "long", "long", "short", "narrow")
	r.numeric = o.text("numeric", "always", "always", "auto")
	r.table = cldr.Open("fields", n.data)
	r.formatter = number.New(plainNumber(n.data, r.system))
	r.rules = plural.For(n.data, "cardinal")
	return r
}

// plainNumber are the options of a NumberFormat without options.
func plainNumber(data, system string) number.Options {
	return number.Options{Locale: data, NumberingSystem: system, Style: "decimal", Notation: "standard", SignDisplay: "auto", UseGrouping: "auto", MinInteger: 1,
		Precision: number.Precision{Type: "fractionDigits", MaxFraction: 3, Increment: 1, Mode: "halfExpand", TrailingZero: "auto"}}
}

var relativeUnits = []string{"second", "minute", "hour", "day", "week", "month", "quarter", "year"}

func (r *RelativeTimeFormat) format(c js.Call) []parts.Part {
	value := c.Number(c.Arg(0))
	given := c.String(c.Arg(1))
	unit := strings.TrimSuffix(given, "s")
	if !slices.Contains(relativeUnits, unit) || given == unit+"ss" {
		c.ThrowRangeError("Invalid unit argument for format() '%s'", given)
	}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		c.ThrowRangeError("Invalid number value: must be finite")
	}
	field := unit
	if r.style != "long" {
		field += "-" + r.style
	}
	if r.numeric == "auto" && value == math.Trunc(value) && math.Abs(value) < 10 {
		if v := r.table.Get(field + "/relative-type-" + strconv.Itoa(int(value))); v != "" && !(value == 0 && math.Signbit(value) && unit == "never") {
			return []parts.Part{{Type: parts.Literal, Value: v}}
		}
	}
	direction := "future"
	if value < 0 || value == 0 && math.Signbit(value) {
		direction = "past"
	}
	d := number.FromFloat(math.Abs(value))
	digits := r.formatter.Format(d)
	for i := range digits {
		digits[i].Unit = unit
	}
	key := field + "/relativeTime-type-" + direction + "/relativeTimePattern-count-"
	pattern := r.table.First(key+r.formatter.Category(d, r.rules), key+"other")
	return parts.Compact(parts.Expand(pattern, digits))
}

var _ js.Native = (*RelativeTimeFormat)(nil)
