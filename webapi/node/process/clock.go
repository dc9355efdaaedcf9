package process

import (
	"math/big"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// started is when the server started: the zero of hrtime and uptime.
var started = time.Now()

// hrtime makes process.hrtime, with its method bigint.
func (s *state) hrtime() *goja.Object {
	f := s.rt.Func(js.Function{Name: "hrtime", Call: func(c js.Call) goja.Value {
		now := time.Since(started)
		seconds, nanoseconds := int64(now/time.Second), int64(now%time.Second)
		if c.Has(0) {
			previous, ok := c.Arg(0).(*goja.Object)
			if !ok || c.Kind(previous) != js.KindArray {
				nodeerr.ThrowArgType(s.rt, "time", "an instance of Array", c.Arg(0))
			}
			if n := previous.Get("length").ToInteger(); n != 2 {
				nodeerr.ThrowOutOfRange(s.rt, "time", "2", c.ToValue(n))
			}
			seconds -= previous.Get("0").ToInteger()
			if nanoseconds -= previous.Get("1").ToInteger(); nanoseconds < 0 {
				seconds, nanoseconds = seconds-1, nanoseconds+int64(time.Second)
			}
		}
		return c.NewArray(seconds, nanoseconds)
	}})
	method(s.rt, f, "bigint", 0, func(c js.Call) goja.Value {
		return c.ToValue(big.NewInt(int64(time.Since(started))))
	})
	return f
}

func uptime(c js.Call) goja.Value { return c.ToValue(time.Since(started).Seconds()) }
