package language

import (
	"runtime"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// DelegateName is the global function that engine/script puts around the
// operand of each yield*. No script can write the name.
const DelegateName = "%Delegate"

// Every this many delegations the depth of Go's stack is looked at, since that
// takes time. A level of delegation takes some ten frames and 1.5 KB, so no
// more than 1.5 MB is missed.
const delegationsPerCheck = 1024

// maxFrames is how deep Go's stack may be: about 10,000 levels of delegation.
const maxFrames = 100_000

// delegate returns its argument, unless generators delegate to each other
// without end.
func delegate(rt *js.Runtime) goja.Value {
	n := 0
	return rt.NativeFunc("delegate", 1, func(call goja.FunctionCall) goja.Value {
		if n++; n%delegationsPerCheck == 0 {
			var pc [1]uintptr
			if runtime.Callers(maxFrames, pc[:]) > 0 {
				rt.ThrowRangeError("Maximum call stack size exceeded")
			}
		}
		return call.Argument(0)
	})
}
