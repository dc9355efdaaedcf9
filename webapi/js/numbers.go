package js

import (
	"math"

	"github.com/dop251/goja"
)

// Range says what happens to a number outside its type (WebIDL, 3.2.4).
type Range int

const (
	Modulo       Range = iota // wraps around
	Clamp                     // takes the nearest bound
	EnforceRange              // throws a TypeError
)

// Integer converts to an integer type of the given size (8, 16, 32 or 64 bits).
// 64-bit types hold what a double can say exactly: plus or minus 2^53-1.
func (rt *Runtime) Integer(v goja.Value, bits int, signed bool, mode Range) int64 {
	x := rt.Number(v)
	lower, upper := 0.0, math.Ldexp(1, bits)-1
	if bits == 64 {
		upper = 1<<53 - 1
	}
	if signed {
		if bits == 64 {
			lower = -upper
		} else {
			lower, upper = -math.Ldexp(1, bits-1), math.Ldexp(1, bits-1)-1
		}
	}
	switch mode {
	case EnforceRange:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			rt.ThrowTypeError("Value is not a finite number")
		}
		x = math.Trunc(x)
		if x < lower || x > upper {
			rt.ThrowTypeError("Value %v is outside the range [%v, %v]", x, lower, upper)
		}
		return int64(x)
	case Clamp:
		if math.IsNaN(x) {
			return 0
		}
		return int64(math.RoundToEven(min(max(x, lower), upper)))
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	size := math.Ldexp(1, bits)
	x = math.Mod(math.Trunc(x), size)
	if x < 0 {
		x += size
	}
	if signed && x >= size/2 {
		x -= size
	}
	if x >= math.Ldexp(1, 63) {
		return int64(uint64(x))
	}
	return int64(x)
}

// Number is ToNumber. It throws for symbols and BigInts.
func (rt *Runtime) Number(v goja.Value) float64 {
	if _, ok := v.(*goja.Symbol); ok {
		rt.ThrowTypeError("Cannot convert a Symbol value to a number")
	}
	if goja.IsBigInt(v) {
		rt.ThrowTypeError("Cannot convert a BigInt value to a number")
	}
	return v.ToNumber().ToFloat()
}
