package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ByteLengthQueuingStrategy is the interface of that name (7.2).
type ByteLengthQueuingStrategy struct {
	js.Base
	highWaterMark float64
}

// ByteLengthQueuingStrategyClass describes the interface.
var ByteLengthQueuingStrategyClass = js.Define(js.Class[*ByteLengthQueuingStrategy]{
	Name:   "ByteLengthQueuingStrategy",
	Length: 1,
	Construct: func(c js.Call) *ByteLengthQueuingStrategy {
		return &ByteLengthQueuingStrategy{highWaterMark: toQueuingStrategyInit(c, "ByteLengthQueuingStrategy")}
	},
	Attributes: []js.Attribute[*ByteLengthQueuingStrategy]{
		{Name: "highWaterMark", Get: func(c js.Call, s *ByteLengthQueuingStrategy) goja.Value {
			return c.ToValue(s.highWaterMark)
		}},
		{Name: "size", Get: func(c js.Call, _ *ByteLengthQueuingStrategy) goja.Value {
			return byteLengthSize.Of(c.Runtime)
		}},
	},
})

// byteLengthSize is the global object's byte length queuing strategy size function.
var byteLengthSize = js.NewLocal(func(rt *js.Runtime) *goja.Object {
	return rt.NativeFunc("size", 1, func(fc goja.FunctionCall) goja.Value {
		chunk := fc.Argument(0)
		if goja.IsUndefined(chunk) || goja.IsNull(chunk) {
			rt.ThrowTypeError("Cannot read the byteLength of %v", chunk)
		}
		if v := chunk.ToObject(rt.Runtime).Get("byteLength"); v != nil {
			return v
		}
		return goja.Undefined()
	})
})

// Class implements [js.Native].
func (*ByteLengthQueuingStrategy) Class() js.Definer { return ByteLengthQueuingStrategyClass }

var _ js.Native = (*ByteLengthQueuingStrategy)(nil)
