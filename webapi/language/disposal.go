package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// installDisposal adds DisposableStack, AsyncDisposableStack and SuppressedError
// (ECMA-262 2026, 20.5.8, 27.3, 27.4).
func installDisposal(rt *js.Runtime) {
	global := rt.GlobalObject()
	value(global, "SuppressedError", suppressedErrors(rt))
	value(global, "DisposableStack", disposableStack(rt, false))
	value(global, "AsyncDisposableStack", disposableStack(rt, true))
}

func suppressedErrors(rt *js.Runtime) *goja.Object {
	parent := rt.GlobalObject().Get("Error").(*goja.Object)
	prototype := rt.CreateObject(parent.Get("prototype").(*goja.Object))
	constructor := rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		// An Error of the engine has a stack and the right class.
		e, err := rt.New(parent)
		must(err)
		p := prototype
		if call.NewTarget != nil {
			p = call.This.Prototype()
		}
		must(e.SetPrototype(p))
		if m := call.Argument(2); !goja.IsUndefined(m) {
			value(e, "message", rt.DOMString(m))
		}
		value(e, "error", call.Argument(0))
		value(e, "suppressed", call.Argument(1))
		return e
	}).(*goja.Object)
	describeConstructor(rt, constructor, "SuppressedError", 3, prototype)
	must(constructor.SetPrototype(parent))
	value(prototype, "constructor", constructor)
	value(prototype, "name", rt.ToValue("SuppressedError"))
	value(prototype, "message", rt.ToValue(""))
	return constructor
}

// resource is something to dispose of. dispose may be nil: then there is only
// something to wait for.
type resource struct {
	value   goja.Value
	dispose func() goja.Value
}

// disposables is the state of either kind of stack.
type disposables struct {
	*js.Runtime
	async     bool
	disposed  bool
	resources []resource
}

func disposableStack(rt *js.Runtime, async bool) *goja.Object {
	name, dispose, symbol := "DisposableStack", "dispose", js.SymDispose
	if async {
		name, dispose, symbol = "AsyncDisposableStack", "disposeAsync", js.SymAsyncDispose
	}
	prototype := rt.NewObject()
	constructor := rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && calledWithoutNew(rt, name) {
			rt.ThrowTypeError("Constructor %s requires 'new'", name)
		}
		attach(call.This, &disposables{Runtime: rt, async: async})
		return nil
	}).(*goja.Object)
	describeConstructor(rt, constructor, name, 0, prototype)
	value(prototype, "constructor", constructor)
	self := func(c js.Call, member string) *disposables {
		s, ok := state[*disposables](c.This)
		if !ok || s.async != async {
			c.ThrowTypeError("Method %s.prototype.%s called on incompatible receiver %s", name, member, describe(c.This))
		}
		return s
	}
	open := func(c js.Call, member string) *disposables {
		s := self(c, member)
		if s.disposed {
			c.Throw(c.Error("ReferenceError", "Cannot add values to a disposed stack!"))
		}
		return s
	}
	methods(rt, prototype, []method{
		{"use", 1, func(c js.Call) goja.Value { return open(c, "use").use(c.Arg(0)) }},
		{"adopt", 2, func(c js.Call) goja.Value { return open(c, "adopt").adopt(c.Arg(0), c.Arg(1)) }},
		{"defer", 1, func(c js.Call) goja.Value { return open(c, "defer").deferCall(c.Arg(0)) }},
		{"move", 0, func(c js.Call) goja.Value {
			s := open(c, "move")
			o := rt.CreateObject(prototype)
			attach(o, &disposables{Runtime: rt, async: async, resources: s.resources})
			s.resources, s.disposed = nil, true
			return o
		}},
	})
	f := function(rt, dispose, 0, func(c js.Call) goja.Value {
		if !async {
			self(c, dispose).dispose()
			return goja.Undefined()
		}
		return disposeAsync(c, func() *disposables { return self(c, dispose) })
	})
	value(prototype, dispose, f)
	must(prototype.DefineDataPropertySymbol(symbol, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	getter(rt, prototype, "disposed", func(c js.Call) goja.Value { return c.ToValue(self(c, "disposed").disposed) })
	rt.Tag(prototype, name)
	return constructor
}

// use adds a value with a method to dispose of it.
func (s *disposables) use(v goja.Value) goja.Value {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		if s.async {
			s.resources = append(s.resources, resource{value: v})
		}
		return v
	}
	o, ok := v.(*goja.Object)
	if !ok {
		s.ThrowTypeError("%s is not an object", describe(v))
	}
	var f goja.Callable
	wait := true
	if s.async {
		f = getSymbolMethod(s.Runtime, o, js.SymAsyncDispose)
	}
	if f == nil {
		f = getSymbolMethod(s.Runtime, o, js.SymDispose)
		wait = !s.async
	}
	if f == nil {
		s.ThrowTypeError("The object is not disposable")
	}
	s.resources = append(s.resources, resource{v, func() goja.Value {
		result := s.Call(f, o)
		if !wait {
			return goja.Undefined() // what a synchronous method returns is not awaited
		}
		return result
	}})
	return v
}

func (s *disposables) callable(v goja.Value) goja.Callable {
	f, ok := goja.AssertFunction(v)
	if !ok {
		s.ThrowTypeError("%s is not a function", describe(v))
	}
	return f
}

func (s *disposables) adopt(v, onDispose goja.Value) goja.Value {
	f := s.callable(onDispose)
	s.resources = append(s.resources, resource{v, func() goja.Value { return s.Call(f, goja.Undefined(), v) }})
	return v
}

func (s *disposables) deferCall(onDispose goja.Value) goja.Value {
	f := s.callable(onDispose)
	s.resources = append(s.resources, resource{goja.Undefined(), func() goja.Value { return s.Call(f, goja.Undefined()) }})
	return goja.Undefined()
}

// failure collects what the disposals throw (DisposeResources, 9.5.8).
type failure struct {
	*js.Runtime
	exception goja.Value
}

func (f *failure) add(exception goja.Value) {
	if f.exception == nil {
		f.exception = exception
		return
	}
	e, err := f.New(f.GlobalObject().Get("SuppressedError"), exception, f.exception, f.ToValue("An error was suppressed during disposal."))
	must(err)
	f.exception = e
}

func (s *disposables) dispose() {
	if s.disposed {
		return
	}
	s.disposed = true
	failed := failure{Runtime: s.Runtime}
	for len(s.resources) > 0 {
		last := s.resources[len(s.resources)-1]
		s.resources = s.resources[:len(s.resources)-1]
		if exception := s.Try(func() { last.dispose() }); exception != nil {
			failed.add(exception)
		}
	}
	if failed.exception != nil {
		s.Throw(failed.exception)
	}
}

// disposeAsync disposes of one resource after the other.
func disposeAsync(c js.Call, self func() *disposables) goja.Value {
	p := c.Promise()
	var s *disposables
	if exception := c.Try(func() { s = self() }); exception != nil {
		p.Reject(exception)
		return p.Value
	}
	if s.disposed {
		p.Resolve(goja.Undefined())
		return p.Value
	}
	s.disposed = true
	failed := failure{Runtime: c.Runtime}
	var next func()
	next = func() {
		if len(s.resources) == 0 {
			if failed.exception != nil {
				p.Reject(failed.exception)
			} else {
				p.Resolve(goja.Undefined())
			}
			return
		}
		last := s.resources[len(s.resources)-1]
		s.resources = s.resources[:len(s.resources)-1]
		result := goja.Value(goja.Undefined())
		if exception := s.Try(func() {
			if last.dispose != nil {
				result = last.dispose()
			}
		}); exception != nil {
			failed.add(exception)
			next()
			return
		}
		s.Then(result, func(goja.Value) { next() }, func(e goja.Value) {
			failed.add(e)
			next()
		})
	}
	next()
	return p.Value
}
