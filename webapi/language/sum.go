package language

import (
	"math"
	"math/big"
)

// exactSum adds doubles without rounding: a double is an integer times 2^-1074.
type exactSum struct {
	total    big.Int
	nan      bool
	plus     bool // +Infinity
	minus    bool
	positive bool // something other than -0 was added
}

func (s *exactSum) add(x float64) {
	switch {
	case math.IsNaN(x):
		s.nan = true
	case math.IsInf(x, 1):
		s.plus = true
	case math.IsInf(x, -1):
		s.minus = true
	}
	if x != 0 || !math.Signbit(x) {
		s.positive = true
	}
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return
	}
	bits := math.Float64bits(x)
	mantissa, exponent := bits&(1<<52-1), int(bits>>52&0x7ff)
	if exponent == 0 {
		exponent = 1
	} else {
		mantissa |= 1 << 52
	}
	var term big.Int
	term.Lsh(term.SetUint64(mantissa), uint(exponent-1))
	if x < 0 {
		term.Neg(&term)
	}
	s.total.Add(&s.total, &term)
}

func (s *exactSum) value() float64 {
	switch {
	case s.nan, s.plus && s.minus:
		return math.NaN()
	case s.plus:
		return math.Inf(1)
	case s.minus:
		return math.Inf(-1)
	case !s.positive:
		return math.Copysign(0, -1)
	case s.total.Sign() == 0:
		return 0
	}
	f := new(big.Float).SetPrec(uint(max(s.total.BitLen(), 53))).SetInt(&s.total)
	f.SetMantExp(f, -1074)
	x, _ := f.Float64()
	return x
}
