package process

import (
	"math"
	"os"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// Version is the Node whose behaviour is followed, and what packages that test
// the version are told.
const Version = "24.0.0"

// Global is the global process.
var Global = js.Namespace("process", func(rt *js.Runtime) goja.Value { return Object(rt) })

// Object returns process.
func Object(rt *js.Runtime) *goja.Object {
	s := local.Of(rt)
	if s.object == nil {
		s.object = s.build()
	}
	return s.object
}

// build makes the object.
func (s *state) build() *goja.Object {
	rt := s.rt
	prototype := rt.NewObject()
	o := rt.CreateObject(prototype)
	rt.Tag(o, "process")
	s.events.define(rt, prototype)
	constructor := rt.NativeFunc("process", 0, func(goja.FunctionCall) goja.Value {
		rt.ThrowTypeError("Illegal constructor")
		return nil
	})
	if err := prototype.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	s.facts(o)
	s.operations(o)
	defineRefusals(rt, o)
	defineIDs(rt, o)
	lazy(rt, o, "env", func() goja.Value { return rt.NewDynamicObject(&s.env) })
	lazy(rt, o, "stdin", func() goja.Value { return input(rt) })
	lazy(rt, o, "stdout", func() goja.Value { return (&output{level: "info"}).object(s, 1) })
	lazy(rt, o, "stderr", func() goja.Value { return (&output{level: "error"}).object(s, 2) })
	s.accessors(o)
	return o
}

// facts are the properties that do not change.
func (s *state) facts(o *goja.Object) {
	rt := s.rt
	executable, err := os.Executable()
	if err != nil {
		executable = "runner"
	}
	argv := []any{executable}
	for _, a := range s.argv {
		argv = append(argv, a)
	}
	object := func(pairs ...any) *goja.Object {
		o := rt.NewObject()
		for i := 0; i < len(pairs); i += 2 {
			set(o, pairs[i].(string), pairs[i+1])
		}
		return o
	}
	set(o, "version", "v"+Version)
	set(o, "versions", versions(rt))
	set(o, "arch", arch())
	set(o, "platform", platform())
	set(o, "release", object("name", "node"))
	set(o, "argv", rt.NewArray(argv...))
	set(o, "execArgv", rt.NewArray())
	set(o, "argv0", "runner")
	set(o, "execPath", executable)
	set(o, "pid", os.Getpid())
	set(o, "ppid", os.Getppid())
	set(o, "debugPort", 9229)
	set(o, "features", object("inspector", false, "debug", false, "uv", false, "ipv6", true, "tls_alpn", true,
		"tls_sni", true, "tls_ocsp", false, "tls", true, "cached_builtins", true, "require_module", true, "typescript", "transform"))
	set(o, "config", rt.Freeze(object("target_defaults", rt.Freeze(rt.NewObject()), "variables", rt.Freeze(rt.NewObject()))))
}

// versions makes process.versions, whose properties cannot be assigned to.
func versions(rt *js.Runtime) *goja.Object {
	o := rt.NewObject()
	for _, v := range []struct{ name, version string }{
		{"node", Version}, {"runner", runnerVersion()},
		{"goja", moduleVersion("github.com/dop251/goja")}, {"go", strings.TrimPrefix(runtime.Version(), "go")},
	} {
		if err := o.DefineDataProperty(v.name, rt.ToValue(v.version), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			panic(err)
		}
	}
	return o
}

// operations are the methods that do something.
func (s *state) operations(o *goja.Object) {
	rt := s.rt
	method(rt, o, "nextTick", 1, s.nextTick)
	method(rt, o, "cwd", 0, func(c js.Call) goja.Value { return c.ToValue(s.cwd()) })
	method(rt, o, "uptime", 0, uptime)
	method(rt, o, "cpuUsage", 1, cpuUsage)
	method(rt, o, "umask", 1, umask)
	method(rt, o, "emitWarning", 4, s.emitWarning)
	method(rt, o, "getBuiltinModule", 1, func(c js.Call) goja.Value {
		name := rt.String(nodeerr.ValidateString(rt, c.Arg(0), "id"))
		for _, n := range []string{name, "node:" + name} {
			if m := rt.Module(n); m != nil {
				return m
			}
		}
		return goja.Undefined()
	})
	method(rt, o, "hasUncaughtExceptionCaptureCallback", 0, func(c js.Call) goja.Value { return c.ToValue(false) })
	method(rt, o, "getActiveResourcesInfo", 0, func(c js.Call) goja.Value { return c.NewArray() })
	set(o, "hrtime", s.hrtime())
	set(o, "memoryUsage", s.memoryUsage())
}

// accessors are title and exitCode, which check what is assigned.
func (s *state) accessors(o *goja.Object) {
	rt := s.rt
	accessor := func(name string, get func() goja.Value, set func(goja.Value)) {
		getter := rt.NativeFunc("get "+name, 0, func(goja.FunctionCall) goja.Value { return get() })
		setter := rt.NativeFunc("set "+name, 1, func(fc goja.FunctionCall) goja.Value {
			set(fc.Argument(0))
			return goja.Undefined()
		})
		if err := o.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			panic(err)
		}
	}
	accessor("title", func() goja.Value { return rt.ToValue(s.title) }, func(v goja.Value) { s.title = rt.String(v) })
	exitCode := goja.Undefined()
	accessor("exitCode", func() goja.Value { return exitCode }, func(v goja.Value) {
		if !goja.IsUndefined(v) && !goja.IsNull(v) {
			number := v
			if goja.IsString(v) && v.String() != "" {
				if n := v.ToNumber(); !math.IsNaN(n.ToFloat()) {
					number = n
				}
			}
			nodeerr.ValidateInteger(rt, number, "code", -(1<<53 - 1), 1<<53-1)
		}
		exitCode = v // of no consequence: the server goes on
	})
}

// method defines a function as an ordinary property.
func method(rt *js.Runtime, o *goja.Object, name string, length int, call func(js.Call) goja.Value) {
	set(o, name, rt.NativeFunc(name, length, func(fc goja.FunctionCall) goja.Value {
		return call(js.Call{Runtime: rt, This: fc.This, Args: fc.Arguments})
	}))
}

// set sets a property of an object that no script has seen yet.
func set(o *goja.Object, name string, v any) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}

// lazy defines a property whose value is made on first use.
func lazy(rt *js.Runtime, o *goja.Object, name string, value func() goja.Value) {
	settle := func(v goja.Value) {
		if err := o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			panic(err)
		}
	}
	get := rt.NativeFunc("get "+name, 0, func(goja.FunctionCall) goja.Value {
		v := value()
		settle(v)
		return v
	})
	set := rt.NativeFunc("set "+name, 1, func(fc goja.FunctionCall) goja.Value {
		settle(fc.Argument(0))
		return goja.Undefined()
	})
	if err := o.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}
