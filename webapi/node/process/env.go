package process

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// environment is process.env: a live object whose values are strings, whatever
// is assigned.
type environment struct {
	rt     *js.Runtime
	names  []string // in the order of setting
	values map[string]string
}

func (e *environment) set(name, value string) {
	if _, ok := e.values[name]; !ok {
		e.names = append(e.names, name)
	}
	e.values[name] = value
}

// Get implements [goja.DynamicObject].
func (e *environment) Get(name string) goja.Value {
	if v, ok := e.values[name]; ok {
		return e.rt.ToValue(v)
	}
	return nil
}

// Set implements [goja.DynamicObject].
func (e *environment) Set(name string, v goja.Value) bool {
	e.set(name, e.rt.String(v))
	return true
}

// Has implements [goja.DynamicObject].
func (e *environment) Has(name string) bool {
	_, ok := e.values[name]
	return ok
}

// Delete implements [goja.DynamicObject].
func (e *environment) Delete(name string) bool {
	if e.Has(name) {
		delete(e.values, name)
		e.names = slices.DeleteFunc(e.names, func(n string) bool { return n == name })
	}
	return true
}

// Keys implements [goja.DynamicObject].
func (e *environment) Keys() []string { return e.names }

var _ goja.DynamicObject = (*environment)(nil)
