package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"
	"golang.org/x/text/unicode/norm"

	"runner/engine/endpoint"
	"runner/engine/vm"
	"runner/loader"
	"runner/loader/bundle"
	"runner/webapi"
	"runner/webapi/js"
)

// Prepare fills in the loader's options what only the engine knows: which
// modules exist, and how to run a configuration file.
func Prepare(o *loader.Options) {
	o.Modules = make(map[string][]string, len(webapi.Modules))
	for _, m := range webapi.Modules {
		o.Modules[m.Name] = m.Exports
	}
	for _, m := range endpoint.AstroModules {
		o.Modules[m.Name] = m.Exports
	}
	o.NFC = norm.NFC.String
	o.EvalConfig = evalConfig
}

// configBudget is how long a configuration file may take.
const configBudget = 10 * time.Second

// evalConfig runs a bundled configuration file and returns its default export
// as JSON, without the functions in it.
func evalConfig(source, filename string) ([]byte, error) {
	program, err := vm.Compile(filename, source, nil)
	if err != nil {
		return nil, err
	}
	m := vm.New(vm.Options{CPUBudget: configBudget})
	defer m.Close()
	c := &configRun{m: m, done: make(chan struct{})}
	if err := m.Do(func() { c.start(program) }); err != nil {
		return nil, err
	}
	select {
	case <-c.done:
		return c.json, c.err
	case <-m.Retired():
		return nil, m.Cause()
	case <-time.After(configBudget):
		return nil, errors.New("the configuration file did not finish within " + configBudget.String())
	}
}

type configRun struct {
	m    *vm.VM
	json []byte
	err  error
	done chan struct{}
}

func (c *configRun) finish(data []byte, err error) {
	c.json, c.err = data, err
	close(c.done)
}

// fail finishes with a JavaScript exception.
func (c *configRun) fail(exception goja.Value) { c.finish(nil, errors.New(js.ErrorText(exception))) }

func (c *configRun) start(program *goja.Program) {
	v, err := c.m.RunProgram(program)
	if err != nil {
		c.finish(nil, err)
		return
	}
	wrapper, ok := goja.AssertFunction(v)
	if !ok {
		c.finish(nil, fmt.Errorf("the bundled configuration is not a function"))
		return
	}
	undefined := goja.Undefined()
	args := make([]goja.Value, len(bundle.Parameters))
	for i := range args {
		args[i] = undefined
	}
	var load goja.Callable
	args[0] = c.m.Func(js.Function{Name: "__routes", Call: func(call js.Call) goja.Value {
		load, _ = goja.AssertFunction(call.Arg(0).(*goja.Object).Get("config"))
		return undefined
	}})
	args[1] = c.m.NewObject()
	if _, err = wrapper(undefined, args...); err == nil && load == nil {
		err = errors.New("the bundled configuration has no module")
	}
	if err != nil {
		c.finish(nil, err)
		return
	}
	namespace, err := load(undefined)
	if err != nil {
		c.finish(nil, err)
		return
	}
	c.m.Then(namespace, c.read, c.fail)
}

// read takes the default export, which may be a promise.
func (c *configRun) read(namespace goja.Value) {
	value := namespace.(*goja.Object).Get("default")
	if value == nil {
		c.finish(nil, errors.New("the configuration file has no default export; expected `export default defineConfig({ … })`"))
		return
	}
	c.m.Then(value, func(config goja.Value) {
		var data []byte
		var err error
		exception := c.m.Try(func() { data, err = json.Marshal(config) })
		if exception != nil {
			c.fail(exception)
			return
		}
		c.finish(data, err)
	}, c.fail)
}
