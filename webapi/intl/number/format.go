// Package number formats numbers as ECMA-402 and ICU do: decimals, percentages,
// currencies and units, in standard, scientific, engineering and compact
// notation. It is pure Go and knows nothing of JavaScript.
package number

import (
	"strings"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/parts"
	"runner/webapi/intl/plural"
)

// Options are the resolved options of Intl.NumberFormat, under its names.
type Options struct {
	Locale          string // a data locale
	NumberingSystem string
	Style           string // "decimal", "percent", "currency", "unit"
	Currency        string
	CurrencyDisplay string
	CurrencySign    string
	Unit            string
	UnitDisplay     string
	Notation        string
	CompactDisplay  string
	SignDisplay     string
	UseGrouping     string // "auto", "always", "min2", "false"
	MinInteger      int
	Precision       Precision

	CompactRounding bool // Precision is what compact notation has by default
}

// Formatter formats numbers. It is not safe for concurrent use.
type Formatter struct {
	Options
	sym            *Symbols
	decimal, group string
	rules          *plural.Rules
	currencySymbol string
	std            pattern
	fixed          [3]affixes // for the standard pattern, by sign
	ready          [3]bool
	compact        compactData
	unit           *unitPatterns
	minGrouping    int
	table          cldr.Table // currencies, for names
}

// New makes a formatter.
func New(o Options) *Formatter {
	f := &Formatter{Options: o, sym: SymbolsOf(o.Locale, o.NumberingSystem)}
	f.decimal, f.group = f.sym.Decimal, f.sym.Group
	f.rules = plural.For(o.Locale, "cardinal")
	switch {
	case o.Style == "currency":
		f.setCurrency()
	case o.Style == "percent" || o.percentUnit():
		f.std = parsed(f.sym.pattern("percentFormats", "standard"))
	default:
		f.std = parsed(f.sym.pattern("decimalFormats", "standard"))
	}
	if o.Style == "unit" && !o.percentUnit() {
		f.unit = unitOf(o.Locale, o.Unit, o.UnitDisplay)
	}
	if o.Notation == "compact" {
		f.compact = f.compactData()
	}
	f.minGrouping = f.sym.minGrouping
	switch o.UseGrouping {
	case "always":
		f.minGrouping = 1
		if f.std.primary == 0 {
			f.std.primary, f.std.secondary = 3, 3
		}
	case "min2":
		f.minGrouping = max(2, f.minGrouping)
	case "false":
		f.std.primary = 0
	}
	if o.Notation == "scientific" || o.Notation == "engineering" {
		f.std.primary = 0
	}
	return f
}

// percentUnit tells the unit that is written as a percent sign.
func (o *Options) percentUnit() bool {
	return o.Style == "unit" && o.Unit == "percent" && o.UnitDisplay != "long"
}

func (f *Formatter) setCurrency() {
	if f.sym.currencyDecimal != "" {
		f.decimal = f.sym.currencyDecimal
	}
	if f.sym.currencyGroup != "" {
		f.group = f.sym.currencyGroup
	}
	f.table = cldr.Open("currencies", f.Locale)
	if f.CurrencyDisplay == "name" {
		f.std = parsed(f.sym.pattern("decimalFormats", "standard"))
		return
	}
	f.currencySymbol = f.Currency
	switch f.CurrencyDisplay {
	case "symbol":
		if s := f.table.Get(f.Currency + "/symbol"); s != "" {
			f.currencySymbol = s
		}
	case "narrowSymbol":
		if s := f.table.First(f.Currency+"/symbol-alt-narrow", f.Currency+"/symbol"); s != "" {
			f.currencySymbol = s
		}
	}
	name := "standard"
	if f.CurrencySign == "accounting" {
		name = "accounting"
	}
	f.std = parsed(f.sym.pattern("currencyFormats", name))
}

// prepared is a number that is rounded and ready to be written.
type prepared struct {
	d        Decimal // as shown
	fraction int     // minimum of fraction digits
	exponent int     // of the notation
	sign     sign
	category string // plural category
	hidden   bool   // the compact pattern shows no number
	pattern  *pattern
}

// prepare scales, rounds and signs a number. d is not changed.
func (f *Formatter) prepare(d Decimal) prepared {
	space := make([]byte, len(d.Digits), len(d.Digits)+2)
	copy(space, d.Digits)
	d.Digits = space
	if f.Style == "percent" && len(d.Digits) > 0 {
		d.Exp += 2
	}
	p := prepared{d: d, pattern: &f.std}
	if d.Kind == Finite {
		f.scale(&p)
	}
	p.sign = f.signOf(&p.d)
	if f.Notation == "compact" || f.unit != nil || f.Style == "currency" && f.CurrencyDisplay == "name" {
		p.category = "other"
		if d.Kind == Finite {
			o := p.d.operands(p.fraction, p.compactExponent(f))
			p.category = f.rules.Select(&o)
		}
		if f.Notation == "compact" && p.exponent > 0 {
			f.compact.choose(&p)
		}
	}
	return p
}

// compactExponent is the plural operand e.
func (p *prepared) compactExponent(f *Formatter) int {
	if f.Notation == "compact" {
		return p.exponent
	}
	return 0
}

// shifted are the operands of a compact number: those of the whole number, and
// its exponent.
func (p *prepared) shifted() plural.Operands {
	d := p.d
	if len(d.Digits) > 0 {
		d.Exp += p.exponent
	}
	return d.operands(max(0, p.fraction-p.exponent), p.exponent)
}

// scale rounds and, outside standard notation, divides by a power of ten.
func (f *Formatter) scale(p *prepared) {
	if f.Notation == "standard" {
		p.fraction = f.Precision.round(&p.d)
		return
	}
	original := p.d
	original.Digits = append([]byte(nil), p.d.Digits...)
	magnitude := p.d.Magnitude()
	for range 2 {
		p.exponent = f.exponentFor(magnitude)
		p.d = original
		p.d.Digits = append(make([]byte, 0, len(original.Digits)+2), original.Digits...)
		if len(p.d.Digits) > 0 {
			p.d.Exp -= p.exponent
		}
		p.fraction = f.Precision.round(&p.d)
		if p.d.Zero() || p.d.Magnitude()+p.exponent == magnitude {
			return
		}
		magnitude = p.d.Magnitude() + p.exponent // rounding carried into a new digit
	}
}

func (f *Formatter) exponentFor(magnitude int) int {
	switch f.Notation {
	case "scientific":
		return magnitude
	case "engineering":
		m := magnitude % 3
		if m < 0 {
			m += 3
		}
		return magnitude - m
	}
	return f.compact.exponent(magnitude)
}

// signOf is step "GetNumberFormatPattern" of ECMA-402, 16.5.14: which sign a
// rounded number gets.
func (f *Formatter) signOf(d *Decimal) sign {
	negative := d.Negative && d.Kind != NaN
	zero := d.Zero() || d.Kind == NaN
	switch f.SignDisplay {
	case "never":
		return noSign
	case "always":
		if !negative {
			return plusSign
		}
	case "exceptZero":
		if zero {
			return noSign
		}
		if !negative {
			return plusSign
		}
	case "negative":
		if zero {
			return noSign
		}
	}
	if negative {
		return minusSign
	}
	return noSign
}

// Format formats a number into parts.
func (f *Formatter) Format(d Decimal) []parts.Part {
	p := f.prepare(d)
	return f.write(&p, false)
}

// Text formats a number into a string.
func (f *Formatter) Text(d Decimal) string { return parts.Join(f.Format(d)) }

// Category returns the plural category of a number as this formatter shows it.
func (f *Formatter) Category(d Decimal, rules *plural.Rules) string {
	p := f.prepare(d)
	if p.d.Kind != Finite {
		return "other"
	}
	o := p.d.operands(p.fraction, 0)
	if p.exponent != 0 && p.exponent > 0 {
		o = p.shifted()
	}
	return rules.Select(&o)
}

func (f *Formatter) affixesOf(p *prepared, approximately bool) affixes {
	if p.pattern != &f.std {
		return f.affixes(p.pattern, p.sign, approximately, true)
	}
	if approximately {
		return f.affixes(&f.std, p.sign, true, false)
	}
	if !f.ready[p.sign] {
		f.fixed[p.sign], f.ready[p.sign] = f.affixes(&f.std, p.sign, false, false), true
	}
	return f.fixed[p.sign]
}

// write assembles the parts: digits, the pattern's affixes, then what the unit
// or the currency's name puts around them.
func (f *Formatter) write(p *prepared, approximately bool) []parts.Part {
	return f.wrap(f.inner(p, approximately), p.category)
}

// inner is a number without its unit or the name of its currency.
func (f *Formatter) inner(p *prepared, approximately bool) []parts.Part {
	a := f.affixesOf(p, approximately)
	list := make([]parts.Part, 0, len(a.prefix)+len(a.suffix)+6)
	list = appendAffix(list, a.prefix, p.d.Kind == Finite)
	if !p.hidden {
		list = f.appendNumber(list, p)
	}
	list = appendAffix(list, a.suffix, p.d.Kind == Finite)
	return list
}

func appendAffix(list, affix []parts.Part, spaced bool) []parts.Part {
	for i := range affix {
		part := affix[i]
		if part.Type == spacing {
			if !spaced {
				continue
			}
			part.Type = parts.Literal
		} else if part.Type == parts.Literal && len(list) > 0 && list[len(list)-1].Type == parts.Literal {
			list[len(list)-1].Value += part.Value
			continue
		}
		list = append(list, part)
	}
	return list
}

// wrap puts the unit or the name of the currency around a number.
func (f *Formatter) wrap(list []parts.Part, category string) []parts.Part {
	var pattern, kind string
	switch {
	case f.unit != nil:
		pattern, kind = f.unit.pattern(category), "unit"
	case f.Style == "currency" && f.CurrencyDisplay == "name":
		name := f.table.First(f.Currency+"/displayName-count-"+category, f.Currency+"/displayName-count-other", f.Currency+"/displayName")
		if name == "" {
			name = f.Currency
		}
		pattern, kind = f.sym.pattern("currencyFormats", "unitPattern-count-"+category), "currency"
		if pattern == "" {
			pattern = f.sym.pattern("currencyFormats", "unitPattern-count-other")
		}
		pattern = strings.Replace(pattern, "{1}", name, 1)
	default:
		return list
	}
	before, after, found := strings.Cut(pattern, "{0}")
	if !found {
		return append(list[:0], parts.Part{Type: kind, Value: pattern})
	}
	out := make([]parts.Part, 0, len(list)+4)
	out = append(trimmed(out, kind, before), list...)
	return trimmed(out, kind, after)
}
