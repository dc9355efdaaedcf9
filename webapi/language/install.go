package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Install adds what the engine lacks to a runtime.
func Install(rt *js.Runtime) {
	hidden(rt.GlobalObject(), DelegateName, delegate(rt))
	regExpLocal.Of(rt)
}

// hidden defines a property that cannot be seen in a loop, changed or removed.
func hidden(o *goja.Object, name string, value goja.Value) {
	must(o.DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// must is for operations that fail only when this package itself is wrong.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
