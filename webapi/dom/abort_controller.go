package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// AbortController is the state of an AbortController (DOM, 3.1).
type AbortController struct {
	js.Base
	signal *AbortSignal
}

// NewAbortController makes a controller with a fresh signal.
func NewAbortController(rt *js.Runtime) *AbortController {
	return &AbortController{signal: NewAbortSignal(rt)}
}

// Signal returns the signal that the controller aborts.
func (a *AbortController) Signal() *AbortSignal { return a.signal }

// AbortControllerClass is the AbortController interface (DOM, 3.1).
var AbortControllerClass = js.Define(js.Class[*AbortController]{
	Name:      "AbortController",
	Construct: func(c js.Call) *AbortController { return NewAbortController(c.Runtime) },
	Attributes: []js.Attribute[*AbortController]{
		{Name: "signal", Get: func(c js.Call, a *AbortController) goja.Value { return c.Wrap(a.signal) }},
	},
	Methods: []js.Method[*AbortController]{
		{Name: "abort", Call: func(c js.Call, a *AbortController) goja.Value {
			a.signal.Abort(c.Runtime, c.Arg(0))
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*AbortController) Class() js.Definer { return AbortControllerClass }

// Inspect names what console shows of it.
func (*AbortController) Inspect() []string { return []string{"signal"} }

var _ js.Native = (*AbortController)(nil)
