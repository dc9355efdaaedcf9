package endpoint

import (
	"fmt"

	"github.com/dop251/goja"

	"runner/engine/vm"
	"runner/loader"
	"runner/loader/bundle"
	"runner/webapi/js"
	"runner/webapi/url"
)

// App is a site's code in one VM. Its methods run on the VM's loop.
type App struct {
	*vm.VM
	Site   *loader.Site
	Router *Router

	// Log receives what endpoints and Astro's own warnings have to say.
	Log func(level, message string)

	importers map[string]goja.Callable
	modules   map[string]*Module
	astro     map[string]*goja.Object // Astro's own modules
	site      *url.Record             // config.site, parsed
	redirect  goja.Value
}

// Module is an endpoint's module in one VM.
type Module struct {
	// Namespace is the module namespace object, nil while loading and after a
	// failure.
	Namespace *goja.Object
	// Exception is what the module threw when it was evaluated.
	Exception goja.Value

	handlers []handler
	waiting  []func(*Module)
	done     bool
}

// handler is an export that was called before: finding out that a value is a
// function costs more than comparing it.
type handler struct {
	value goja.Value
	call  goja.Callable
}

// callable returns the function that an export is.
func (m *Module) callable(v goja.Value) (goja.Callable, bool) {
	for i := range m.handlers {
		if m.handlers[i].value == v {
			return m.handlers[i].call, true
		}
	}
	call, ok := goja.AssertFunction(v)
	if ok {
		m.handlers = append(m.handlers, handler{v, call})
	}
	return call, ok
}

// New makes the App of a VM. Nothing of the site has run yet.
func New(m *vm.VM, router *Router, log func(level, message string)) *App {
	site := router.Site
	a := &App{VM: m, Site: site, Router: router, Log: log, importers: map[string]goja.Callable{}, modules: map[string]*Module{}, astro: map[string]*goja.Object{}}
	if site.Config.Site != "" {
		a.site, _ = url.Parse(site.Config.Site, nil) // validated by the loader
	}
	return a
}

// Load runs the bundle: a program made of Site.Bundle. No endpoint's module is
// evaluated yet.
func (a *App) Load(program *goja.Program) error {
	var err error
	if retired := a.Do(func() { err = a.start(program) }); retired != nil {
		return retired
	}
	return err
}

// start calls the function that the bundle is.
func (a *App) start(program *goja.Program) error {
	v, err := a.RunProgram(program)
	if err != nil {
		return err
	}
	wrapper, ok := goja.AssertFunction(v)
	if !ok {
		return fmt.Errorf("endpoint: the bundle is not a function")
	}
	exports := a.NewObject()
	module := a.NewObject()
	if err := module.Set("exports", exports); err != nil {
		return err
	}
	values := map[string]goja.Value{
		"__routes":  a.Func(js.Function{Name: "__routes", Length: 1, Call: a.registerRoutes}),
		"__env":     a.importMetaEnv(),
		"__url":     a.ToValue("file:///"),
		"__virtual": a.Func(js.Function{Name: "__virtual", Length: 1, Call: a.virtual}),
		"require":   a.Func(js.Function{Name: "require", Length: 1, Call: a.require}),
		"module":    module,
		"exports":   exports,
	}
	args := make([]goja.Value, len(bundle.Parameters))
	for i, name := range bundle.Parameters {
		args[i] = values[name]
	}
	promise, err := wrapper(goja.Undefined(), args...)
	if err != nil {
		return err
	}
	if p := js.PromiseOf(promise); p != nil && p.State() == goja.PromiseStateRejected {
		return fmt.Errorf("%s", js.ErrorText(p.Result()))
	}
	return nil
}

// registerRoutes receives the object of module key to import function.
func (a *App) registerRoutes(c js.Call) goja.Value {
	routes := c.Arg(0).(*goja.Object)
	for _, key := range routes.Keys() {
		a.importers[key], _ = goja.AssertFunction(routes.Get(key))
	}
	return goja.Undefined()
}

// importMetaEnv makes the object behind import.meta.env.
func (a *App) importMetaEnv() goja.Value {
	env := a.NewObject()
	for name, value := range a.Site.Env {
		_ = env.Set(name, value) // a plain object takes any property
	}
	return env
}

// brokenModule is the host module through which a module that could not be
// bundled throws its diagnostic.
const brokenModule = "runner:broken"

// virtual gives a bundle the object of a host module.
func (a *App) virtual(c js.Call) goja.Value {
	name := c.Arg(0).String()
	if name == brokenModule {
		return a.Func(js.Function{Name: "broken", Length: 1, Call: a.broken})
	}
	if m := a.hostModule(name); m != nil {
		return m
	}
	c.ThrowTypeError("There is no module %q in runner", name)
	return nil
}

// require is what is left of require() calls that the bundler could not
// resolve. Packages try optional dependencies this way.
func (a *App) require(c js.Call) goja.Value {
	name := c.Arg(0).String()
	if m := a.hostModule(name); m != nil {
		return m
	}
	err := a.Error("Error", fmt.Sprintf("Cannot find module '%s'", name))
	_ = err.Set("code", "MODULE_NOT_FOUND")
	c.Throw(err)
	return nil
}

// module calls then with the module of a key, evaluating it when this is the
// first time. then may run before module returns.
func (a *App) module(key string, then func(*Module)) {
	m := a.modules[key]
	if m == nil {
		m = &Module{}
		a.modules[key] = m
		a.evaluate(key, m)
	}
	if m.done {
		then(m)
		return
	}
	m.waiting = append(m.waiting, then)
}

func (a *App) evaluate(key string, m *Module) {
	load := a.importers[key]
	if load == nil {
		a.finish(m, nil, a.Error("Error", "The bundle has no module "+key))
		return
	}
	promise, err := load(goja.Undefined())
	a.settle(promise, err, func(v, exception goja.Value) {
		namespace, _ := v.(*goja.Object)
		a.finish(m, namespace, exception)
	})
}

func (a *App) finish(m *Module, namespace *goja.Object, exception goja.Value) {
	m.Namespace, m.Exception, m.done = namespace, exception, true
	waiting := m.waiting
	m.waiting = nil
	for _, then := range waiting {
		then(m)
	}
}
