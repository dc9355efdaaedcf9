package intl

import (
	"math"
	"math/big"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/number"
	"runner/webapi/intl/parts"
	"runner/webapi/js"
)

// DurationFormat is the state of an Intl.DurationFormat (ECMA-402, 13).
type DurationFormat struct {
	js.Base
	locale, data, system, style string
	styles, displays            [10]string // by unit
	digits                      int        // fractionalDigits, -1 for none given
}

// durationUnits are the fields of a duration, the largest first.
var durationUnits = [10]string{"years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}

const (
	hours = 4 + iota
	minutes
	seconds
	milliseconds
)

// DurationFormatClass is Intl.DurationFormat.
var DurationFormatClass = js.Define(js.Class[*DurationFormat]{
	Name:      "DurationFormat",
	Hidden:    "Intl.",
	Construct: newDurationFormat,
	Static:    []js.Function{supportedLocalesOf("Intl.DurationFormat")},
	Methods: []js.Method[*DurationFormat]{
		{Name: "format", Length: 1, Call: func(c js.Call, d *DurationFormat) goja.Value {
			return c.ToValue(parts.Join(d.format(durationOf(c))))
		}},
		{Name: "formatToParts", Length: 1, Call: func(c js.Call, d *DurationFormat) goja.Value {
			return partsArray(c.Runtime, d.format(durationOf(c)))
		}},
		{Name: "resolvedOptions", Call: durationFormatResolvedOptions},
	},
})

// Class implements [js.Native].
func (*DurationFormat) Class() js.Definer { return DurationFormatClass }

func newDurationFormat(c js.Call) *DurationFormat {
	list := canonicalLocales(c, c.Arg(0))
	o := strict(c, c.Arg(1), "Intl.DurationFormat")
	o.matcher()
	n := negotiate(list, key{"nu", o.numberingSystem(), validSystem})
	d := &DurationFormat{locale: n.locale, data: n.data, system: n.values[0]}
	if d.system == "" {
		d.system = number.DefaultSystem(n.data)
	}
	d.style = o.text("style", "short", "long", "short", "narrow", "digital")
	previous := ""
	for i := range durationUnits {
		d.unitOptions(o, i, previous)
		if i >= hours {
			previous = d.styles[i]
		}
	}
	d.digits = o.number("fractionalDigits", 0, 9, -1)
	return d
}

// numericStyle reports whether a unit is only digits.
func numericStyle(s string) bool { return s == "numeric" || s == "2-digit" }

// unitOptions is GetDurationUnitOptions (ECMA-402, 13.5.6).
func (d *DurationFormat) unitOptions(o options, i int, previous string) {
	unit := durationUnits[i]
	allowed := []string{"narrow", "short", "long"}
	digital := "short"
	if i >= hours {
		digital, allowed = "numeric", append(allowed, "numeric")
		if i <= seconds {
			allowed = append(allowed, "2-digit")
		}
	}
	style := o.text(unit, "", allowed...)
	display := "always"
	if style == "" {
		switch {
		case d.style == "digital":
			if i < hours || i > seconds {
				display = "auto"
			}
			style = digital
		case previous == "fractional" || numericStyle(previous):
			if i != minutes && i != seconds {
				display = "auto"
			}
			style = "numeric"
		default:
			display, style = "auto", d.style
		}
	}
	if style == "numeric" && i >= milliseconds {
		style, display = "fractional", "auto"
	}
	display = o.text(unit+"Display", display, "auto", "always")
	if display == "always" && style == "fractional" || previous == "fractional" && style != "fractional" ||
		numericStyle(previous) && style != "fractional" && !numericStyle(style) {
		o.ThrowRangeError("Invalid %s option for Intl.DurationFormat", unit)
	}
	if (i == minutes || i == seconds) && numericStyle(previous) {
		style = "2-digit"
	}
	d.styles[i], d.displays[i] = style, display
}

// durationOf is ToDurationRecord (ECMA-402, 13.5.2).
func durationOf(c js.Call) (values [10]float64) {
	o, ok := c.Arg(0).(*goja.Object)
	if !ok {
		if goja.IsString(c.Arg(0)) {
			c.ThrowRangeError("Invalid duration: give an object such as {hours: 1}")
		}
		c.ThrowTypeError("A duration must be an object")
	}
	any, sign := false, 0.0
	for i, unit := range durationUnits {
		v, ok := js.Member(o, unit)
		if !ok {
			continue
		}
		any = true
		f := c.Number(v)
		if f != math.Trunc(f) || math.IsInf(f, 0) {
			c.ThrowRangeError("Invalid duration: %s is not an integer", unit)
		}
		if f != 0 {
			if sign*f < 0 {
				c.ThrowRangeError("Invalid duration: its fields have different signs")
			}
			sign = f
		}
		values[i] = f
	}
	if !any {
		c.ThrowTypeError("Invalid duration: it has none of the fields")
	}
	return values
}

// durationWriter writes one duration.
type durationWriter struct {
	*DurationFormat
	values   [10]float64
	negative bool
	signed   bool // the sign has been written
}

// format is PartitionDurationFormatPattern (ECMA-402, 13.5.12).
func (d *DurationFormat) format(values [10]float64) []parts.Part {
	w := durationWriter{DurationFormat: d, values: values}
	for _, v := range values {
		w.negative = w.negative || v < 0
	}
	var groups [][]parts.Part
	for i := range durationUnits {
		if i >= hours && i <= seconds && numericStyle(d.styles[i]) {
			if list := w.clock(i); len(list) > 0 {
				groups = append(groups, list)
			}
			break
		}
		last := i >= seconds && i < len(durationUnits)-1 && d.styles[i+1] == "fractional"
		p := number.Options{Style: "unit", Unit: strings.TrimSuffix(durationUnits[i], "s"), UnitDisplay: d.styles[i], UseGrouping: "auto"}
		value := number.FromFloat(values[i])
		if last {
			value = w.fraction(i)
		}
		if !value.Zero() || d.displays[i] != "auto" {
			groups = append(groups, w.number(p, value, i, last))
		}
		if last {
			break
		}
	}
	style := d.style
	if style == "digital" {
		style = "short"
	}
	return listPatternsOf(d.data, "unit", style).join(groups)
}

// fraction is a unit with all the smaller ones as its fraction.
func (w *durationWriter) fraction(i int) number.Decimal {
	total := new(big.Int)
	for j := i; j < len(w.values); j++ {
		n, _ := big.NewFloat(w.values[j]).Int(nil)
		if j > i {
			total.Mul(total, big.NewInt(1000))
		}
		total.Add(total, n)
	}
	v := number.FromBig(total)
	if !v.Zero() {
		v.Exp -= 3 * (len(w.values) - 1 - i)
	}
	return v
}

// number writes one number; only the first has a sign.
func (w *durationWriter) number(p number.Options, v number.Decimal, i int, fraction bool) []parts.Part {
	q := plainNumber(w.data, w.system)
	p.Locale, p.NumberingSystem, p.Notation, p.Precision = q.Locale, q.NumberingSystem, q.Notation, q.Precision
	p.MinInteger = max(1, p.MinInteger)
	p.Precision.MaxFraction = 0
	p.SignDisplay = "never"
	if !w.signed {
		w.signed, p.SignDisplay = true, "auto"
		v.Negative = w.negative
	}
	if fraction {
		p.Precision.MaxFraction, p.Precision.Mode = 9, "trunc"
		if w.digits >= 0 {
			p.Precision.MinFraction, p.Precision.MaxFraction = w.digits, w.digits
		}
	}
	list := number.New(p).Format(v)
	for k := range list {
		list[k].Unit = strings.TrimSuffix(durationUnits[i], "s")
	}
	return list
}

// clock is FormatNumericUnits (ECMA-402, 13.5.11): "1:02:03.5".
func (w *durationWriter) clock(first int) (list []parts.Part) {
	second := number.FromFloat(w.values[seconds])
	fractional := w.styles[milliseconds] == "fractional"
	if fractional {
		second = w.fraction(seconds)
	}
	showHours := first == hours && (w.values[hours] != 0 || w.displays[hours] != "auto")
	showSeconds := !second.Zero() || w.displays[seconds] != "auto"
	showMinutes := first <= minutes && (showHours && showSeconds || w.values[minutes] != 0 || w.displays[minutes] != "auto")
	write := func(i int, v number.Decimal, fraction bool) {
		if len(list) > 0 {
			list = append(list, parts.Part{Type: parts.Literal, Value: number.SymbolsOf(w.data, w.system).TimeSeparator})
		}
		p := number.Options{Style: "decimal", UseGrouping: "false"}
		if w.styles[i] == "2-digit" {
			p.MinInteger = 2
		}
		list = append(list, w.number(p, v, i, fraction)...)
	}
	if showHours {
		write(hours, number.FromFloat(w.values[hours]), false)
	}
	if showMinutes {
		write(minutes, number.FromFloat(w.values[minutes]), false)
	}
	if showSeconds {
		write(seconds, second, fractional)
	}
	return list
}

func durationFormatResolvedOptions(c js.Call, d *DurationFormat) goja.Value {
	r := newResult(c.Runtime)
	r.text("locale", d.locale)
	r.text("numberingSystem", d.system)
	r.text("style", d.style)
	for i, unit := range durationUnits {
		style := d.styles[i]
		if style == "fractional" {
			style = "numeric"
		}
		r.text(unit, style)
		r.text(unit+"Display", d.displays[i])
	}
	if d.digits >= 0 {
		r.Set("fractionalDigits", d.digits)
	}
	return r.Object
}

var _ js.Native = (*DurationFormat)(nil)
