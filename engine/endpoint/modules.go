package endpoint

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// AstroModule is one of Astro's own modules.
type AstroModule struct {
	Name    string
	Exports []string
	new     func(*App) *goja.Object
}

// AstroModules lists Astro's modules that endpoints can import. Those of the platform
// are in [webapi.Modules].
var AstroModules = []AstroModule{
	{"astro:middleware", []string{"defineMiddleware", "sequence"}, newMiddlewareModule},
}

// hostModule returns the object of a module that the host provides, or nil. It
// is built on first use.
func (a *App) hostModule(name string) *goja.Object {
	if m := a.astro[name]; m != nil {
		return m
	}
	for i := range AstroModules {
		if AstroModules[i].Name == name {
			m := AstroModules[i].new(a)
			a.astro[name] = m
			return m
		}
	}
	return a.Runtime.Module(name)
}

// newMiddlewareModule makes astro:middleware.
func newMiddlewareModule(a *App) *goja.Object {
	m := a.NewObject()
	for _, f := range []js.Function{
		{Name: "defineMiddleware", Call: func(c js.Call) goja.Value { return c.Arg(0) }},
		{Name: "sequence", Call: a.sequence},
	} {
		_ = m.Set(f.Name, a.Func(f)) // a plain object takes any property
	}
	return m
}
