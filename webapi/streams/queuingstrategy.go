package streams

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// queuingStrategy is the QueuingStrategy dictionary (7.1), converted.
type queuingStrategy struct {
	highWaterMark    float64
	hasHighWaterMark bool
	size             goja.Callable // nil when absent
}

// toQueuingStrategy converts an argument. It throws.
func toQueuingStrategy(rt *js.Runtime, v goja.Value) (s queuingStrategy) {
	o := rt.Dictionary(v, "The queuing strategy")
	if hwm, ok := js.Member(o, "highWaterMark"); ok {
		s.highWaterMark, s.hasHighWaterMark = rt.Number(hwm), true
	}
	s.size = memberFunction(rt, o, "size")
	return s
}

// memberFunction returns a dictionary member that is a callback function, or
// nil when it is absent. It throws for anything else.
func memberFunction(rt *js.Runtime, o *goja.Object, name string) goja.Callable {
	v, ok := js.Member(o, name)
	if !ok {
		return nil
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		rt.ThrowTypeError("The member '%s' is not a function.", name)
	}
	return f
}

// extractHighWaterMark is ExtractHighWaterMark (7.4). It throws.
func extractHighWaterMark(rt *js.Runtime, s queuingStrategy, defaultHWM float64) float64 {
	if !s.hasHighWaterMark {
		return defaultHWM
	}
	if math.IsNaN(s.highWaterMark) || s.highWaterMark < 0 {
		rt.ThrowRangeError("The high water mark %v is not a number from 0 up.", s.highWaterMark)
	}
	return s.highWaterMark
}

// sizeAlgorithm measures a chunk, or gives the exception that this threw. nil
// stands for the algorithm that returns 1.
type sizeAlgorithm func(chunk goja.Value) (size float64, exception goja.Value)

// extractSizeAlgorithm is ExtractSizeAlgorithm (7.4).
func extractSizeAlgorithm(rt *js.Runtime, s queuingStrategy) sizeAlgorithm {
	if s.size == nil {
		return nil
	}
	return func(chunk goja.Value) (size float64, exception goja.Value) {
		v, exception := rt.TryCall(s.size, goja.Undefined(), chunk)
		if exception == nil && goja.IsNumber(v) {
			return v.ToFloat(), nil
		}
		if exception == nil {
			exception = rt.Try(func() { size = rt.Number(v) })
		}
		return size, exception
	}
}

// toQueuingStrategyInit converts the argument of the two strategies' constructors.
func toQueuingStrategyInit(c js.Call, name string) float64 {
	hwm, ok := js.Member(c.Dictionary(c.Arg(0), "The argument of "+name), "highWaterMark")
	if !ok {
		c.ThrowTypeError("Failed to construct '%s': the member 'highWaterMark' is required.", name)
	}
	return c.Number(hwm)
}
