package number

import (
	"strconv"
	"sync"

	"runner/webapi/intl/parts"
)

var patterns sync.Map

// parsed returns a pattern, parsed once.
func parsed(text string) pattern {
	if p, ok := patterns.Load(text); ok {
		return p.(pattern)
	}
	p := parsePattern(text)
	patterns.Store(text, p)
	return p
}

// appendNumber writes the digits with their groups, and the exponent.
func (f *Formatter) appendNumber(list []parts.Part, p *prepared) []parts.Part {
	switch p.d.Kind {
	case NaN:
		return append(list, parts.Part{Type: "nan", Value: f.sym.NaN})
	case Infinite:
		return append(list, parts.Part{Type: "infinity", Value: f.sym.Infinity})
	}
	d := &p.d
	whole := max(d.Exp, f.MinInteger)
	if len(d.Digits) == 0 {
		whole = f.MinInteger
	}
	fraction := max(p.fraction, len(d.Digits)-d.Exp)
	if len(d.Digits) == 0 {
		fraction = p.fraction
	}

	// All digits are written into one string, of which the parts are slices.
	var space [64]byte
	text := space[:0]
	var endSpace [12]int
	ends := endSpace[:0]
	grouped := f.std.primary > 0 && whole >= f.std.primary+f.minGrouping
	for place := whole - 1; place >= 0; place-- {
		text = f.appendDigit(text, d.digit(place))
		if grouped && place >= f.std.primary && (place-f.std.primary)%f.std.secondary == 0 {
			ends = append(ends, len(text))
		}
	}
	ends = append(ends, len(text))
	for place := -1; place >= -fraction; place-- {
		text = f.appendDigit(text, d.digit(place))
	}
	all := string(text)
	from := 0
	for i, end := range ends {
		if i > 0 {
			list = append(list, parts.Part{Type: "group", Value: f.group})
		}
		if end > from {
			list = append(list, parts.Part{Type: "integer", Value: all[from:end]})
		}
		from = end
	}
	if fraction > 0 {
		list = append(list, parts.Part{Type: "decimal", Value: f.decimal}, parts.Part{Type: "fraction", Value: all[from:]})
	}
	if f.Notation == "scientific" || f.Notation == "engineering" {
		list = append(list, parts.Part{Type: "exponentSeparator", Value: f.sym.Exponential})
		e := p.exponent
		if e < 0 {
			list = append(list, parts.Part{Type: "exponentMinusSign", Value: f.sym.Minus})
			e = -e
		}
		list = append(list, parts.Part{Type: "exponentInteger", Value: f.sym.Localize(strconv.Itoa(e))})
	}
	return list
}

func (f *Formatter) appendDigit(text []byte, digit byte) []byte {
	if f.sym.ASCII {
		return append(text, '0'+digit)
	}
	return append(text, f.sym.Digits[digit]...)
}
