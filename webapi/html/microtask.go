package html

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// QueueMicrotask is queueMicrotask (HTML, 8.7).
var QueueMicrotask = js.Function{Name: "queueMicrotask", Length: 1, Call: func(c js.Call) goja.Value {
	f, ok := goja.AssertFunction(c.Arg(0))
	if !ok {
		c.ThrowTypeError("Failed to execute 'queueMicrotask': parameter 1 is not a function.")
	}
	rt := c.Runtime
	rt.Microtask(func() { rt.Call(f, nil) })
	return goja.Undefined()
}}

// ReportError is reportError (HTML, 8.1.4.6).
var ReportError = js.Function{Name: "reportError", Length: 1, Call: func(c js.Call) goja.Value {
	c.Host.ReportException(c.Arg(0))
	return goja.Undefined()
}}
