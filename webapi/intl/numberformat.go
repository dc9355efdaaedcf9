package intl

import (
	"github.com/dop251/goja"

	"runner/webapi/intl/number"
	"runner/webapi/intl/parts"
	"runner/webapi/js"
)

// NumberFormat is the state of an Intl.NumberFormat (ECMA-402, 16).
type NumberFormat struct {
	js.Base
	locale    string
	options   number.Options
	formatter *number.Formatter
	bound     *goja.Object
}

// NumberFormatClass is Intl.NumberFormat.
var NumberFormatClass = js.Define(js.Class[*NumberFormat]{
	Name:     "NumberFormat",
	Callable: true,
	Hidden:   "Intl.",
	Construct: func(c js.Call) *NumberFormat {
		return newNumberFormat(c, c.Arg(0), c.Arg(1))
	},
	Static: []js.Function{supportedLocalesOf("Intl.NumberFormat")},
	Attributes: []js.Attribute[*NumberFormat]{
		{Name: "format", Get: numberFormatFormat},
	},
	Methods: []js.Method[*NumberFormat]{
		{Name: "formatToParts", Length: 1, Call: func(c js.Call, n *NumberFormat) goja.Value {
			return partsArray(c.Runtime, n.formatter.Format(numeric(c, c.Arg(0))))
		}},
		{Name: "formatRange", Length: 2, Call: func(c js.Call, n *NumberFormat) goja.Value {
			return c.ToValue(parts.Join(n.formatRange(c)))
		}},
		{Name: "formatRangeToParts", Length: 2, Call: func(c js.Call, n *NumberFormat) goja.Value {
			return partsArray(c.Runtime, n.formatRange(c))
		}},
		{Name: "resolvedOptions", Call: numberFormatResolvedOptions},
	},
})

// Class implements [js.Native].
func (*NumberFormat) Class() js.Definer { return NumberFormatClass }

func newNumberFormat(c js.Call, locales, opts goja.Value) *NumberFormat {
	list := canonicalLocales(c, locales)
	o := coerced(c, opts, "Intl.NumberFormat")
	o.matcher()
	system := o.numberingSystem()
	n := &NumberFormat{}
	r := negotiate(list, key{"nu", system, validSystem})
	n.locale = r.locale
	p := &n.options
	p.Locale, p.NumberingSystem = r.data, r.values[0]
	if p.NumberingSystem == "" {
		p.NumberingSystem = number.DefaultSystem(r.data)
	}
	o.unitOptions(p)
	p.Notation = o.text("notation", "standard", "standard", "scientific", "engineering", "compact")
	minFraction, maxFraction := 0, 3
	switch {
	case p.Style == "currency" && p.Notation == "standard":
		minFraction = number.CurrencyDigits(p.Currency)
		maxFraction = minFraction
	case p.Style == "percent":
		maxFraction = 0
	}
	o.digitOptions(p, minFraction, maxFraction)
	p.CompactDisplay = o.text("compactDisplay", "short", "short", "long")
	grouping := "auto"
	if p.Notation == "compact" {
		grouping = "min2"
	} else {
		p.CompactDisplay = ""
	}
	p.UseGrouping = o.useGrouping(grouping)
	p.SignDisplay = o.text("signDisplay", "auto", "auto", "never", "always", "exceptZero", "negative")
	n.formatter = number.New(*p)
	return n
}

func (n *NumberFormat) formatRange(c js.Call) []parts.Part {
	start, end := c.Arg(0), c.Arg(1)
	if goja.IsUndefined(start) || goja.IsUndefined(end) {
		c.ThrowTypeError("startRange or endRange cannot be undefined")
	}
	x, y := numeric(c, start), numeric(c, end)
	if x.Kind == number.NaN || y.Kind == number.NaN {
		c.ThrowRangeError("Invalid argument : NaN is not a valid end of a range")
	}
	return n.formatter.FormatRange(x, y)
}

func numberFormatFormat(c js.Call, n *NumberFormat) goja.Value {
	if n.bound == nil {
		rt := c.Runtime
		n.bound = rt.NativeFunc("", 1, func(fc goja.FunctionCall) goja.Value {
			return rt.ToValue(n.formatter.Text(numeric(js.Call{Runtime: rt}, fc.Argument(0))))
		})
	}
	return n.bound
}

// numeric is ToIntlMathematicalValue (ECMA-402, 16.5.16).
func numeric(c js.Call, v goja.Value) number.Decimal {
	switch {
	case goja.IsNumber(v):
		return number.FromFloat(v.ToFloat())
	case goja.IsBigInt(v):
		d, _ := number.FromString(v.String())
		return d
	case goja.IsString(v):
		d, ok := number.FromString(v.String())
		if !ok {
			d = number.Decimal{Kind: number.NaN}
		}
		return d
	}
	if o, ok := v.(*goja.Object); ok {
		if c.Kind(o) == js.KindBigInt {
			d, _ := number.FromString(o.String())
			return d
		}
	}
	return number.FromFloat(c.Number(v))
}

// partsArray makes the array that formatToParts returns.
func partsArray(rt *js.Runtime, list []parts.Part) goja.Value {
	items := make([]any, 0, len(list))
	for i := range list {
		p := &list[i]
		o := rt.NewObject()
		o.Set("type", p.Type)
		o.Set("value", p.Value)
		if p.Source != "" {
			o.Set("source", p.Source)
		}
		if p.Unit != "" {
			o.Set("unit", p.Unit)
		}
		items = append(items, o)
	}
	return rt.NewArray(items...)
}

func numberFormatResolvedOptions(c js.Call, n *NumberFormat) goja.Value {
	p, r := &n.options, newResult(c.Runtime)
	r.text("locale", n.locale)
	r.text("numberingSystem", p.NumberingSystem)
	r.text("style", p.Style)
	r.text("currency", p.Currency)
	r.text("currencyDisplay", p.CurrencyDisplay)
	r.text("currencySign", p.CurrencySign)
	r.text("unit", p.Unit)
	r.text("unitDisplay", p.UnitDisplay)
	r.digits(p)
	if p.UseGrouping == "false" {
		r.Set("useGrouping", false)
	} else {
		r.text("useGrouping", p.UseGrouping)
	}
	r.text("notation", p.Notation)
	r.text("compactDisplay", p.CompactDisplay)
	r.text("signDisplay", p.SignDisplay)
	r.rounding(p)
	return r.Object
}

var _ js.Native = (*NumberFormat)(nil)
