package number

import (
	"math/big"
	"strconv"
	"strings"

	"runner/webapi/intl/plural"
)

// Decimal is a number as its decimal digits: 0.d₀d₁d₂… × 10^Exp. Zero has no
// digits, otherwise the first digit is not zero.
type Decimal struct {
	Negative bool
	Kind     Kind
	Digits   []byte // 0 to 9, not characters
	Exp      int
}

// Kind tells finite numbers from the others.
type Kind int8

// The kinds of numbers.
const (
	Finite Kind = iota
	Infinite
	NaN
)

// FromFloat returns the shortest decimal that reads back as f, as ICU takes it.
func FromFloat(f float64) Decimal {
	switch {
	case f != f:
		return Decimal{Kind: NaN}
	case f > 1.7976931348623157e308, f < -1.7976931348623157e308:
		return Decimal{Kind: Infinite, Negative: f < 0}
	}
	var space [32]byte
	text := strconv.AppendFloat(space[:0], f, 'e', -1, 64)
	d := Decimal{Digits: make([]byte, 0, 24)}
	i := 0
	if text[0] == '-' {
		d.Negative, i = true, 1
	}
	for ; text[i] != 'e'; i++ {
		if text[i] != '.' {
			d.Digits = append(d.Digits, text[i]-'0')
		}
	}
	exp, _ := strconv.Atoi(string(text[i+1:]))
	d.Exp = exp + 1
	d.trim()
	return d
}

// FromBig returns a BigInt.
func FromBig(n *big.Int) Decimal {
	d, _ := FromString(n.String())
	return d
}

// FromString reads StringNumericLiteral (ECMA-262, 7.1.4.1) exactly. The
// forms that are not decimal go through BigInt.
func FromString(s string) (d Decimal, ok bool) {
	s = strings.Trim(s, " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff")
	if s == "" {
		return d, true
	}
	if len(s) > 2 && s[0] == '0' && strings.ContainsRune("xXoObB", rune(s[1])) {
		n, ok := new(big.Int).SetString(s, 0)
		if !ok || strings.ContainsRune(s, '_') {
			return Decimal{Kind: NaN}, false
		}
		return FromBig(n), true
	}
	if s[0] == '-' || s[0] == '+' {
		d.Negative = s[0] == '-'
		s = s[1:]
	}
	if s == "Infinity" {
		d.Kind = Infinite
		return d, true
	}
	mantissa, exponent := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent = s[:i], s[i+1:]
		e, err := strconv.Atoi(exponent)
		if err != nil {
			return Decimal{Kind: NaN}, false
		}
		d.Exp = e
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole == "" && fraction == "" {
		return Decimal{Kind: NaN}, false
	}
	d.Digits = make([]byte, 0, len(mantissa))
	for _, part := range []string{whole, fraction} {
		for i := 0; i < len(part); i++ {
			if part[i] < '0' || part[i] > '9' {
				return Decimal{Kind: NaN}, false
			}
			d.Digits = append(d.Digits, part[i]-'0')
		}
	}
	d.Exp += len(whole)
	d.trim()
	return d, true
}

// trim removes zeros from both ends.
func (d *Decimal) trim() {
	for len(d.Digits) > 0 && d.Digits[0] == 0 {
		d.Digits = d.Digits[1:]
		d.Exp--
	}
	for n := len(d.Digits); n > 0 && d.Digits[n-1] == 0; n-- {
		d.Digits = d.Digits[:n-1]
	}
	if len(d.Digits) == 0 {
		d.Exp = 0
	}
}

// Zero reports whether d is zero.
func (d *Decimal) Zero() bool { return d.Kind == Finite && len(d.Digits) == 0 }

// Magnitude is the exponent of the first digit: 2 for 123, 0 for zero.
func (d *Decimal) Magnitude() int {
	if len(d.Digits) == 0 {
		return 0
	}
	return d.Exp - 1
}

// digit returns the digit of 10^place.
func (d *Decimal) digit(place int) byte {
	i := d.Exp - 1 - place
	if i < 0 || i >= len(d.Digits) {
		return 0
	}
	return d.Digits[i]
}

// Compare orders two numbers; NaN is the least.
func (d *Decimal) Compare(o *Decimal) int {
	a, b := d.rank(), o.rank()
	if a != b || a != 1 && a != -1 {
		return a - b
	}
	sign := a
	if d.Exp != o.Exp {
		return sign * (d.Exp - o.Exp)
	}
	for i := 0; i < len(d.Digits) || i < len(o.Digits); i++ {
		x, y := d.digit(d.Exp-1-i), o.digit(d.Exp-1-i)
		if x != y {
			return sign * (int(x) - int(y))
		}
	}
	return 0
}

func (d *Decimal) rank() int {
	r := 1
	switch {
	case d.Kind == NaN:
		return -3
	case d.Kind == Infinite:
		r = 2
	case len(d.Digits) == 0:
		return 0
	}
	if d.Negative {
		return -r
	}
	return r
}

// operands returns the plural operands of a number that is shown with at least
// fraction digits, and in compact notation with an exponent.
func (d *Decimal) operands(fraction, exponent int) plural.Operands {
	o := plural.Operands{E: exponent}
	if d.Kind != Finite {
		return o
	}
	w := max(0, len(d.Digits)-d.Exp)
	if len(d.Digits) == 0 {
		w = 0
	}
	o.W, o.V = w, max(w, fraction)
	for place := d.Exp - 1; place >= 0; place-- {
		o.I = o.I%1e17*10 + uint64(d.digit(place))
		o.N = o.N*10 + float64(d.digit(place))
	}
	for place := -1; place >= -o.V; place-- {
		if o.F >= 1e17 {
			break
		}
		o.F = o.F*10 + uint64(d.digit(place))
		if place >= -w {
			o.T = o.T*10 + uint64(d.digit(place))
		}
	}
	if w > 0 {
		o.N += 0.5 // not a whole number is all that rules can tell
	}
	return o
}
