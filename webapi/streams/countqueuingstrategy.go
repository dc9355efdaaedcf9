package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// CountQueuingStrategy is the interface of that name (7.3).
type CountQueuingStrategy struct {
	js.Base
	highWaterMark float64
}

// CountQueuingStrategyClass describes the interface.
var CountQueuingStrategyClass = js.Define(js.Class[*CountQueuingStrategy]{
	Name:   "CountQueuingStrategy",
	Length: 1,
	Construct: func(c js.Call) *CountQueuingStrategy {
		return &CountQueuingStrategy{highWaterMark: toQueuingStrategyInit(c, "CountQueuingStrategy")}
	},
	Attributes: []js.Attribute[*CountQueuingStrategy]{
		{Name: "highWaterMark", Get: func(c js.Call, s *CountQueuingStrategy) goja.Value {
			return c.ToValue(s.highWaterMark)
		}},
		{Name: "size", Get: func(c js.Call, _ *CountQueuingStrategy) goja.Value {
			return countSize.Of(c.Runtime)
		}},
	},
})

// countSize is the global object's count queuing strategy size function.
var countSize = js.NewLocal(func(rt *js.Runtime) *goja.Object {
	return rt.NativeFunc("size", 0, func(goja.FunctionCall) goja.Value { return rt.ToValue(1) })
})

// Class implements [js.Native].
func (*CountQueuingStrategy) Class() js.Definer { return CountQueuingStrategyClass }

var _ js.Native = (*CountQueuingStrategy)(nil)
