package language

import (
	"runtime"
	"weak"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// installWeak adds WeakRef (26.1) and FinalizationRegistry (26.2), on Go's weak
// pointers and cleanups.
func installWeak(rt *js.Runtime) {
	global := rt.GlobalObject()
	value(global, "WeakRef", weakRefs(rt))
	value(global, "FinalizationRegistry", registries(rt))
}

// canBeHeldWeakly is CanBeHeldWeakly (9.14) for objects; what the engine makes
// of symbols does not tell registered ones apart.
func canBeHeldWeakly(v goja.Value) bool {
	switch v.(type) {
	case *goja.Object, *goja.Symbol:
		return true
	}
	return false
}

// weakValue is an object or symbol held weakly.
type weakValue struct {
	object weak.Pointer[goja.Object]
	symbol weak.Pointer[goja.Symbol]
}

func makeWeak(v goja.Value) weakValue {
	switch v := v.(type) {
	case *goja.Object:
		return weakValue{object: weak.Make(v)}
	case *goja.Symbol:
		return weakValue{symbol: weak.Make(v)}
	}
	return weakValue{}
}

// value returns what is held, or nil once it is gone.
func (w weakValue) value() goja.Value {
	if o := w.object.Value(); o != nil {
		return o
	}
	if s := w.symbol.Value(); s != nil {
		return s
	}
	return nil
}

// keptAlive are the targets that the running job has seen: what deref returned
// once, it returns until the job ends (9.12).
type keptAlive struct {
	*js.Runtime
	targets map[goja.Value]struct{}
}

var keptLocal = js.NewLocal(func(rt *js.Runtime) *keptAlive { return &keptAlive{Runtime: rt} })

func (k *keptAlive) add(v goja.Value) {
	if k.targets == nil {
		k.targets = map[goja.Value]struct{}{}
		k.Loop.Post(func() { k.targets = nil })
	}
	k.targets[v] = struct{}{}
}

func weakRefs(rt *js.Runtime) *goja.Object {
	kept := keptLocal.Of(rt)
	prototype := rt.NewObject()
	constructor := rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && calledWithoutNew(rt, "WeakRef") {
			rt.ThrowTypeError("Constructor WeakRef requires 'new'")
		}
		target := call.Argument(0)
		if !canBeHeldWeakly(target) {
			rt.ThrowTypeError("WeakRef: invalid target")
		}
		kept.add(target)
		attach(call.This, makeWeak(target))
		return nil
	}).(*goja.Object)
	describeConstructor(rt, constructor, "WeakRef", 1, prototype)
	value(prototype, "constructor", constructor)
	methods(rt, prototype, []method{{"deref", 0, func(c js.Call) goja.Value {
		w, ok := state[weakValue](c.This)
		if !ok {
			c.ThrowTypeError("Method WeakRef.prototype.deref called on incompatible receiver %s", describe(c.This))
		}
		v := w.value()
		if v == nil {
			return goja.Undefined()
		}
		kept.add(v)
		return v
	}}})
	rt.Tag(prototype, "WeakRef")
	return constructor
}

// registry is the state of a FinalizationRegistry.
type registry struct {
	rt      *js.Runtime
	cleanup goja.Callable
	cells   map[uint64]*cell
	last    uint64
}

// cell is one registration.
type cell struct {
	held  goja.Value
	token weakValue
	stop  func()
}

func registries(rt *js.Runtime) *goja.Object {
	prototype := rt.NewObject()
	constructor := rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && calledWithoutNew(rt, "FinalizationRegistry") {
			rt.ThrowTypeError("Constructor FinalizationRegistry requires 'new'")
		}
		f, ok := goja.AssertFunction(call.Argument(0))
		if !ok {
			rt.ThrowTypeError("FinalizationRegistry: cleanup must be callable")
		}
		attach(call.This, &registry{rt: rt, cleanup: f, cells: map[uint64]*cell{}})
		return nil
	}).(*goja.Object)
	describeConstructor(rt, constructor, "FinalizationRegistry", 1, prototype)
	value(prototype, "constructor", constructor)
	self := func(c js.Call, name string) *registry {
		r, ok := state[*registry](c.This)
		if !ok {
			c.ThrowTypeError("Method FinalizationRegistry.prototype.%s called on incompatible receiver %s", name, describe(c.This))
		}
		return r
	}
	methods(rt, prototype, []method{
		{"register", 2, func(c js.Call) goja.Value {
			self(c, "register").register(c.Arg(0), c.Arg(1), c.Arg(2))
			return goja.Undefined()
		}},
		{"unregister", 1, func(c js.Call) goja.Value {
			return c.ToValue(self(c, "unregister").unregister(c.Arg(0)))
		}},
	})
	rt.Tag(prototype, "FinalizationRegistry")
	return constructor
}

func (r *registry) register(target, held, token goja.Value) {
	if !canBeHeldWeakly(target) {
		r.rt.ThrowTypeError("FinalizationRegistry.prototype.register: invalid target")
	}
	if target.SameAs(held) {
		r.rt.ThrowTypeError("FinalizationRegistry.prototype.register: target and holdings must not be same")
	}
	if !canBeHeldWeakly(token) && !goja.IsUndefined(token) {
		r.rt.ThrowTypeError("Invalid unregisterToken ('%s')", describe(token))
	}
	r.last++
	id := r.last
	c := &cell{held: held, token: makeWeak(token)}
	r.cells[id] = c
	// The cleanup runs on a goroutine of Go's collector. It must not keep the
	// registry: one that nobody has any more need not call back.
	weakly, loop := weak.Make(r), r.rt.Loop
	collected := func(id uint64) {
		loop.Post(func() {
			if r := weakly.Value(); r != nil {
				r.collected(id)
			}
		})
	}
	switch target := target.(type) {
	case *goja.Object:
		c.stop = runtime.AddCleanup(target, collected, id).Stop
	case *goja.Symbol:
		c.stop = runtime.AddCleanup(target, collected, id).Stop
	}
}

// collected calls back for a target that is gone.
func (r *registry) collected(id uint64) {
	c := r.cells[id]
	if c == nil {
		return
	}
	delete(r.cells, id)
	if _, err := r.cleanup(goja.Undefined(), c.held); err != nil {
		if exception, ok := err.(*goja.Exception); ok {
			r.rt.Host.ReportException(exception.Value())
			return
		}
		panic(err)
	}
}

func (r *registry) unregister(token goja.Value) bool {
	if !canBeHeldWeakly(token) {
		r.rt.ThrowTypeError("Invalid unregisterToken ('%s')", describe(token))
	}
	found := false
	for id, c := range r.cells {
		if v := c.token.value(); v != nil && v.SameAs(token) {
			c.stop()
			delete(r.cells, id)
			found = true
		}
	}
	return found
}
