package number

// Precision says how a number is rounded (ECMA-402, 16.5.13).
type Precision struct {
	Type           string // "fractionDigits", "significantDigits", "morePrecision", "lessPrecision"
	MinFraction    int
	MaxFraction    int
	MinSignificant int
	MaxSignificant int
	Increment      int    // 1 for none
	Mode           string // roundingMode
	TrailingZero   string // "auto" or "stripIfInteger"
}

// round rounds d in place and returns how many fraction digits are shown at
// least.
func (p *Precision) round(d *Decimal) (fraction int) {
	switch p.Type {
	case "significantDigits":
		return p.roundTo(d, p.significantPlace(d), p.significantFraction(d))
	case "morePrecision", "lessPrecision":
		bySignificant, byFraction := p.significantPlace(d), -p.MaxFraction
		if (bySignificant <= byFraction) == (p.Type == "morePrecision") {
			return p.roundTo(d, bySignificant, p.significantFraction(d))
		}
		return p.roundTo(d, byFraction, func() int { return p.MinFraction })
	}
	return p.roundTo(d, -p.MaxFraction, func() int { return p.MinFraction })
}

func (p *Precision) significantPlace(d *Decimal) int { return d.Magnitude() + 1 - p.MaxSignificant }

func (p *Precision) significantFraction(d *Decimal) func() int {
	return func() int { return max(0, p.MinSignificant-1-d.Magnitude()) }
}

func (p *Precision) roundTo(d *Decimal, place int, minimum func() int) int {
	if p.Increment > 1 {
		d.roundToIncrement(place, p.Increment, p.Mode)
	} else {
		d.roundAt(place, p.Mode)
	}
	fraction := minimum()
	if p.TrailingZero == "stripIfInteger" && len(d.Digits) <= d.Exp {
		return 0
	}
	if p.TrailingZero == "stripIfInteger" && len(d.Digits) == 0 {
		return 0
	}
	return fraction
}

// roundAt rounds to a multiple of 10^place.
func (d *Decimal) roundAt(place int, mode string) {
	keep := d.Exp - place // number of digits that stay
	if d.Kind != Finite || keep >= len(d.Digits) {
		return
	}
	if keep < 0 {
		up := awayFromZero(mode, d.Negative, -1, false)
		d.Digits, d.Exp = d.Digits[:0], 0
		if up {
			d.Digits, d.Exp = append(d.Digits, 1), place+1
		}
		return
	}
	half := int(d.Digits[keep]) - 5
	if half == 0 && len(d.Digits) > keep+1 {
		half = 1
	}
	odd := keep > 0 && d.Digits[keep-1]%2 == 1
	up := awayFromZero(mode, d.Negative, half, odd)
	d.Digits = d.Digits[:keep]
	if up {
		d.increment(place)
	}
	d.trim()
}

// increment adds 10^place, where place is that of the last digit.
func (d *Decimal) increment(place int) {
	for i := len(d.Digits) - 1; i >= 0; i-- {
		if d.Digits[i] < 9 {
			d.Digits[i]++
			return
		}
		d.Digits[i] = 0
	}
	d.Digits = append(d.Digits[:0], 1)
	if d.Exp < place {
		d.Exp = place
	}
	d.Exp++
}

// awayFromZero decides whether to round up the absolute value. half tells the
// dropped part from one half: negative, zero or positive.
func awayFromZero(mode string, negative bool, half int, odd bool) bool {
	switch mode {
	case "ceil":
		return !negative
	case "floor":
		return negative
	case "expand":
		return true
	case "trunc":
		return false
	}
	if half != 0 {
		return half > 0
	}
	switch mode {
	case "halfCeil":
		return !negative
	case "halfFloor":
		return negative
	case "halfTrunc":
		return false
	case "halfEven":
		return odd
	}
	return true
}

// roundToIncrement rounds to a multiple of increment × 10^place, by long
// division of the digits.
func (d *Decimal) roundToIncrement(place, increment int, mode string) {
	if d.Kind != Finite || len(d.Digits) == 0 {
		return
	}
	remainder := 0
	top := max(d.Exp-1, place)
	quotient := make([]byte, 0, top-place+1)
	for at := top; at >= place; at-- {
		remainder = remainder*10 + int(d.digit(at))
		quotient = append(quotient, byte(remainder/increment))
		remainder %= increment
	}
	rest := len(d.Digits) > d.Exp-place // digits below place
	if remainder == 0 && !rest {
		return
	}
	half := 2*remainder - increment
	if half == 0 && rest {
		half = 1
	} else if half == -1 && rest {
		// The rest decides: exactly one half is a 5 and nothing more.
		half = int(d.digit(place-1)) - 5
		if half == 0 && len(d.Digits) > d.Exp-place+1 {
			half = 1
		}
	}
	odd := quotient[len(quotient)-1]%2 == 1
	q := Decimal{Digits: quotient, Exp: len(quotient)}
	if awayFromZero(mode, d.Negative, half, odd) {
		q.increment(0)
	}
	// Multiply back.
	product := make([]byte, len(q.Digits)+4)
	carry := 0
	for i := len(q.Digits) - 1; i >= 0; i-- {
		carry += int(q.Digits[i]) * increment
		product[i+4] = byte(carry % 10)
		carry /= 10
	}
	for i := 3; i >= 0; i-- {
		product[i] = byte(carry % 10)
		carry /= 10
	}
	d.Digits, d.Exp = product, q.Exp+4+place
	d.trim()
}
