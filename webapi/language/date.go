package language

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// installDate adds what B.2.3 keeps for old code.
func installDate(rt *js.Runtime) {
	prototype := prototypeOf(rt, "Date")
	native := func(name string) goja.Callable {
		f, _ := goja.AssertFunction(prototype.Get(name))
		return f
	}
	getFullYear, setFullYear, valueOf, setTime := native("getFullYear"), native("setFullYear"), native("valueOf"), native("setTime")
	value(prototype, "toGMTString", prototype.Get("toUTCString"))
	methods(rt, prototype, []method{
		{"getYear", 0, func(c js.Call) goja.Value {
			return c.ToValue(c.Call(getFullYear, c.This).ToFloat() - 1900)
		}},
		{"setYear", 1, func(c js.Call) goja.Value {
			before := c.Call(valueOf, c.This)
			y := c.Number(c.Arg(0))
			if math.IsNaN(y) {
				return c.Call(setTime, c.This, c.ToValue(y))
			}
			if y = math.Trunc(y); 0 <= y && y <= 99 {
				y += 1900
			}
			if t := before.ToFloat(); math.IsNaN(t) {
				return c.Call(setFullYear, c.This, c.ToValue(y), c.ToValue(0), c.ToValue(1))
			}
			return c.Call(setFullYear, c.This, c.ToValue(y))
		}},
	})
}
