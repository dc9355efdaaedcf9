package language

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

func installNumbers(rt *js.Runtime) {
	methods(rt, rt.GlobalObject().Get("Math").(*goja.Object), []method{
		{"f16round", 1, func(c js.Call) goja.Value { return c.ToValue(fromFloat16(toFloat16(c.Number(c.Arg(0))))) }},
		{"sumPrecise", 1, sumPrecise},
	})
	prototype := prototypeOf(rt, "DataView")
	get, _ := goja.AssertFunction(prototype.Get("getUint16"))
	set, _ := goja.AssertFunction(prototype.Get("setUint16"))
	methods(rt, prototype, []method{
		{"getFloat16", 1, func(c js.Call) goja.Value {
			bits := c.Call(get, c.This, c.Arg(0), c.Arg(1))
			return c.ToValue(fromFloat16(uint16(bits.ToInteger())))
		}},
		{"setFloat16", 2, func(c js.Call) goja.Value {
			// The value is converted after the index (25.3.1.6).
			index := c.ToValue(integer(c, c.Arg(0)))
			bits := toFloat16(c.Number(c.Arg(1)))
			return c.Call(set, c.This, index, c.ToValue(int64(bits)), c.Arg(2))
		}},
	})
}

// toFloat16 rounds to the nearest half-precision number, ties to even.
func toFloat16(x float64) uint16 {
	sign := uint16(0)
	if math.Signbit(x) {
		sign = 0x8000
		x = -x
	}
	switch {
	case math.IsNaN(x):
		return 0x7e00
	case x >= 65520: // half way between the largest number and what would follow
		return sign | 0x7c00
	case x < 0x1p-14: // subnormal: multiples of 2^-24
		return sign | uint16(math.RoundToEven(x*0x1p24))
	}
	fraction, exponent := math.Frexp(x) // x = fraction × 2^exponent, fraction in [½, 1)
	mantissa := uint16(math.RoundToEven(fraction * 2048))
	if mantissa == 2048 {
		mantissa = 1024
		exponent++
	}
	return sign | uint16(exponent+14)<<10 | mantissa&0x3ff
}

func fromFloat16(bits uint16) float64 {
	sign := 1.0
	if bits&0x8000 != 0 {
		sign = -1
	}
	mantissa, exponent := float64(bits&0x3ff), int(bits>>10&31)
	switch exponent {
	case 0:
		return math.Copysign(mantissa*0x1p-24, sign)
	case 31:
		if mantissa != 0 {
			return math.NaN()
		}
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(1024+mantissa, exponent-25)
}

// sumPrecise is Math.sumPrecise (ES2026): the sum as if rounded once.
func sumPrecise(c js.Call) goja.Value {
	if goja.IsUndefined(c.Arg(0)) || goja.IsNull(c.Arg(0)) {
		c.ThrowTypeError("%v is not iterable", c.Arg(0))
	}
	var sum exactSum
	c.ForOf(c.Arg(0), func(v goja.Value) bool {
		if !goja.IsNumber(v) {
			c.ThrowTypeError("%s is not a number", describe(v))
		}
		sum.add(v.ToFloat())
		return true
	})
	return c.ToValue(sum.value())
}
