package js

import "github.com/dop251/goja"

// Class describes a WebIDL interface whose Go state is a T: a pointer to a
// struct that embeds [Base] or, for a class that others inherit from, an
// interface that all of them implement.
type Class[T any] struct {
	Name string

	// Parent is the interface this one inherits from, if any.
	Parent Definer

	// Prototype, where set, gives the object that the prototype inherits from,
	// for the rare interface that inherits from one of the language's own
	// (DOMException from Error).
	Prototype func(*Runtime) *goja.Object

	// Length is the number of required constructor arguments.
	Length int

	// Construct makes the state for `new Name(...)`. nil means that scripts may
	// not construct it: "Illegal constructor".
	Construct func(Call) T

	// Create, where set, makes the object of an instance, for a class whose
	// objects are not ordinary ones (a DOMException has a stack, as an Error
	// does). Classes that inherit from this one say it again.
	Create func(rt *Runtime, prototype *goja.Object) *goja.Object

	Methods    []Method[T]
	Attributes []Attribute[T]
	Static     []Function
	Constants  []Constant

	// Unforgeable attributes are own properties of every object (WebIDL, 3.4.10,
	// LegacyUnforgeable), also of the classes that inherit from this one.
	Unforgeable []Attribute[T]

	// Iterable makes the interface a pair iterator: entries, keys, values,
	// forEach and Symbol.iterator.
	Iterable func(Call, T) PairSource

	// Callable classes may be called without new, which makes an object all the
	// same: the older constructors of ECMA-402.
	Callable bool

	// Hidden is for the classes of ECMA-402, whose members are not enumerable and
	// do not insist on their arguments. It is what Symbol.toStringTag begins with:
	// "Intl.".
	Hidden string

	// Extend adds what the fields above cannot say, once per runtime.
	Extend func(rt *Runtime, constructor, prototype *goja.Object)

	id int32
}

// Method is an operation of an interface. Async operations return a promise,
// and what they throw, brand failures included, becomes a rejection.
type Method[T any] struct {
	Name   string
	Length int
	Call   func(Call, T) goja.Value
	Async  bool
}

// Attribute is a property with a getter and perhaps a setter. The getter of an
// Async attribute returns a promise: what it throws becomes a rejection.
type Attribute[T any] struct {
	Name  string
	Get   func(Call, T) goja.Value
	Set   func(Call, T, goja.Value)
	Async bool
}

// Constant is a numeric constant, on both the constructor and the prototype.
type Constant struct {
	Name  string
	Value int
}

// Definer is a class, whatever its state's type.
type Definer interface {
	name() string
	index() int32
	define(*Runtime) *interfaceObject
	pairs(*Runtime, Native) PairSource
}

// interfaceObject is a class in one runtime.
type interfaceObject struct {
	constructor, prototype *goja.Object
	create                 func(rt *Runtime, prototype *goja.Object) *goja.Object
	unforgeable            []accessor
}

// accessor is an attribute whose functions have been made.
type accessor struct {
	name     string
	get, set goja.Value
}

// Define finishes the description of a class. Call it in a package variable.
func Define[T any](c Class[T]) *Class[T] {
	c.id = lastClass.Add(1) - 1
	return &c
}

func (c *Class[T]) name() string { return c.Name }
func (c *Class[T]) index() int32 { return c.id }

// Constructor returns the interface object of a class.
func (rt *Runtime) Constructor(d Definer) *goja.Object { return rt.interfaceOf(d).constructor }

// PrototypeOf returns the interface prototype object of a class.
func (rt *Runtime) PrototypeOf(d Definer) *goja.Object { return rt.interfaceOf(d).prototype }

func (rt *Runtime) interfaceOf(d Definer) *interfaceObject {
	id := int(d.index())
	if id < len(rt.interfaces) {
		if i := rt.interfaces[id]; i != nil {
			return i
		}
	} else {
		grown := make([]*interfaceObject, lastClass.Load())
		copy(grown, rt.interfaces)
		rt.interfaces = grown
	}
	i := d.define(rt)
	rt.interfaces[id] = i
	return i
}

func (c *Class[T]) define(rt *Runtime) *interfaceObject {
	i := &interfaceObject{create: c.Create}
	ctor := rt.ToValue(c.construct(rt)).(*goja.Object)
	rt.describe(ctor, c.Name, c.Length)
	proto := ctor.Get("prototype").(*goja.Object)
	must(ctor.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	switch {
	case c.Parent != nil:
		parent := rt.interfaceOf(c.Parent)
		must(proto.SetPrototype(parent.prototype))
		must(ctor.SetPrototype(parent.constructor))
		i.unforgeable = append(i.unforgeable, parent.unforgeable...)
	case c.Prototype != nil:
		must(proto.SetPrototype(c.Prototype(rt)))
	}
	enumerable := goja.ToFlag(c.Hidden == "")
	for i := range c.Attributes {
		a := c.accessor(rt, &c.Attributes[i])
		must(proto.DefineAccessorProperty(a.name, a.get, a.set, goja.FLAG_TRUE, enumerable))
	}
	for u := range c.Unforgeable {
		i.unforgeable = append(i.unforgeable, c.accessor(rt, &c.Unforgeable[u]))
	}
	for i := range c.Methods {
		c.defineMethod(rt, proto, &c.Methods[i])
	}
	for _, f := range c.Static {
		must(ctor.DefineDataProperty(f.Name, rt.static(c.Name, f, c.Hidden == ""), goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable))
	}
	for _, k := range c.Constants {
		for _, o := range []*goja.Object{ctor, proto} {
			must(o.DefineDataProperty(k.Name, rt.ToValue(k.Value), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
	if c.Iterable != nil {
		c.defineIterable(rt, proto)
	}
	rt.Tag(proto, c.Hidden+c.Name)
	if c.Extend != nil {
		c.Extend(rt, ctor, proto)
	}
	i.constructor, i.prototype = ctor, proto
	return i
}

// construct is the [[Construct]] of the interface object. The engine has
// already made the object with the right prototype, so that subclasses work.
func (c *Class[T]) construct(rt *Runtime) func(goja.ConstructorCall) *goja.Object {
	return func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && rt.calledWithoutNew() {
			if c.Callable {
				return rt.Wrap(any(c.Construct(Call{rt, call.This, call.Arguments})).(Native))
			}
			rt.ThrowTypeError("Class constructor %s cannot be invoked without 'new'", c.Name)
		}
		if c.Construct == nil {
			rt.ThrowTypeError("Illegal constructor")
		}
		if len(call.Arguments) < c.Length {
			rt.ThrowTypeError("Failed to construct '%s': %d argument(s) required, but only %d present.", c.Name, c.Length, len(call.Arguments))
		}
		state := any(c.Construct(Call{rt, call.This, call.Arguments})).(Native)
		if c.Create == nil {
			rt.attach(call.This, state, rt.interfaces[c.id])
			return nil
		}
		o := c.Create(rt, call.This.Prototype())
		rt.attach(o, state, rt.interfaces[c.id])
		return o
	}
}

// calledWithoutNew tells `F()` from `new F()`, which the engine hands over
// alike: only a plain call puts a native frame on top of the stack.
func (rt *Runtime) calledWithoutNew() bool {
	var space [1]goja.StackFrame
	frames := rt.CaptureCallStack(1, space[:0])
	return len(frames) > 0 && frames[0].SrcName() == "<native>"
}

// brand returns the state behind this, or throws.
func (c *Class[T]) brand(rt *Runtime, this goja.Value, member string) T {
	state, ok := State[T](this)
	if !ok {
		rt.ThrowTypeError("Illegal invocation: %s.%s was called on a value that is not a %s", c.Name, member, c.Name)
	}
	return state
}

func (c *Class[T]) defineMethod(rt *Runtime, proto *goja.Object, m *Method[T]) {
	call := func(call Call) goja.Value {
		state := c.brand(rt, call.This, m.Name)
		if len(call.Args) < m.Length && c.Hidden == "" {
			call.throwMissing(c.Name, m.Name, m.Length)
		}
		return m.Call(call, state)
	}
	if m.Async {
		call = async(call)
	}
	f := rt.NativeFunc(m.Name, m.Length, func(fc goja.FunctionCall) goja.Value {
		return call(Call{rt, fc.This, fc.Arguments})
	})
	must(proto.DefineDataProperty(m.Name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.ToFlag(c.Hidden == "")))
}

func (c *Class[T]) accessor(rt *Runtime, a *Attribute[T]) accessor {
	read := func(call Call) goja.Value { return a.Get(call, c.brand(rt, call.This, a.Name)) }
	if a.Async {
		read = async(read)
	}
	get := rt.NativeFunc("get "+a.Name, 0, func(fc goja.FunctionCall) goja.Value {
		return read(Call{rt, fc.This, fc.Arguments})
	})
	var set goja.Value
	if a.Set != nil {
		set = rt.NativeFunc("set "+a.Name, 1, func(fc goja.FunctionCall) goja.Value {
			a.Set(Call{rt, fc.This, fc.Arguments}, c.brand(rt, fc.This, a.Name), fc.Argument(0))
			return goja.Undefined()
		})
	}
	return accessor{a.Name, get, set}
}

// pairs implements [Definer].
func (c *Class[T]) pairs(rt *Runtime, state Native) PairSource {
	if t, ok := any(state).(T); ok && c.Iterable != nil {
		return c.Iterable(Call{Runtime: rt, This: goja.Undefined()}, t)
	}
	return nil
}

// Pairs returns what a pair iterator of a platform object would go over, or nil
// when its class is not one (WebIDL, 3.7.9).
func (rt *Runtime) Pairs(state Native) PairSource { return state.Class().pairs(rt, state) }

// IsInterface reports whether o is the constructor of a class.
func (rt *Runtime) IsInterface(o *goja.Object) bool {
	for _, i := range rt.interfaces {
		if i != nil && i.constructor == o {
			return true
		}
	}
	return false
}

// Tag sets Symbol.toStringTag.
func (rt *Runtime) Tag(o *goja.Object, tag string) {
	must(o.DefineDataPropertySymbol(goja.SymToStringTag, rt.ToValue(tag), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// DefineSymbolMethod adds a method with a symbol for a name to a prototype, for
// [Class.Extend].
func DefineSymbolMethod[T any](rt *Runtime, proto *goja.Object, symbol *goja.Symbol, name string, call func(Call, T) goja.Value) {
	f := rt.NativeFunc(name, 0, func(fc goja.FunctionCall) goja.Value {
		state, ok := State[T](fc.This)
		if !ok {
			rt.ThrowTypeError("Illegal invocation: %s was called on a value of another class", name)
		}
		return call(Call{rt, fc.This, fc.Arguments}, state)
	})
	must(proto.DefineDataPropertySymbol(symbol, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}
