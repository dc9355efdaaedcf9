// Package webapi is the platform: the one list of every global and every host
// module that exists, in the order in which they are installed. Each entry is
// built by the package of its specification, below this one, when a script
// first touches it.
//
// The package may use goja, the binding kit webapi/js and the specification
// packages. It knows nothing of HTTP servers or Astro.
package webapi

import (
	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/hrtime"
	"runner/webapi/html"
	"runner/webapi/intl"
	"runner/webapi/js"
	"runner/webapi/language"
	"runner/webapi/node/process"
)

// Install puts the platform into a runtime.
func Install(rt *js.Runtime) {
	hrtime.Start(rt)
	language.Install(rt)
	rt.NewDOMException = dom.NewDOMException
	rt.StructuredClone = func(rt *js.Runtime, v goja.Value) goja.Value {
		copied, _ := html.Clone(rt, v, nil)
		return copied
	}
	rt.UnhandledRejection = func(p *goja.Promise) bool {
		return process.Emit(rt, "unhandledRejection", p.Result(), rt.ToValue(p))
	}
	intl.InstallMethods(rt)
	rt.Install(globals, Modules)
}
