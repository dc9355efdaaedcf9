package js

import "github.com/dop251/goja"

// slotSymbol keys the property that ties a JavaScript object to its Go state.
// It is an ordinary property, the cheapest there is: a copy made with spread or
// Object.assign carries it, but not the brand, which asks for the owner.
var slotSymbol = goja.NewSymbol("runner.state")

// IsSlot reports whether a symbol is the one under which objects keep their Go
// state. Whoever shows or copies properties leaves it out.
func IsSlot(symbol *goja.Symbol) bool { return symbol == slotSymbol }

// slot is the value of that property. It embeds undefined so that it is a
// harmless value for a script that digs it up, and names its owner, so that an
// object that merely inherits the property does not pass for the real one.
type slot struct {
	goja.Value
	owner *goja.Object
	state any
}

// Base is embedded by every Go type that has a JavaScript face. It remembers
// the object, so that wrapping twice gives the same one.
type Base struct{ object *goja.Object }

func (b *Base) base() *Base { return b }

// Native is a Go value with a JavaScript face: a pointer to a struct that
// embeds [Base] and knows its class.
//
// The class is asked of the value, not kept in a variable that methods would
// refer to, because that would be an initialization cycle in Go.
type Native interface {
	Class() Definer
	base() *Base
}

// Wrap returns the JavaScript object of state, making it on first use.
func (rt *Runtime) Wrap(state Native) *goja.Object {
	b := state.base()
	if b.object == nil {
		i := rt.interfaceOf(state.Class())
		var o *goja.Object
		if i.create != nil {
			o = i.create(rt, i.prototype)
		} else {
			o = rt.CreateObject(i.prototype)
		}
		rt.attach(o, state, i)
	}
	return b.object
}

// Reserve makes an object of a class whose state is still to come; [Runtime.Fill]
// gives it. Until then it has no brand.
func (rt *Runtime) Reserve(class Definer) *goja.Object {
	return rt.CreateObject(rt.interfaceOf(class).prototype)
}

// Fill gives a reserved object its state.
func (rt *Runtime) Fill(o *goja.Object, state Native) {
	rt.attach(o, state, rt.interfaceOf(state.Class()))
}

// ClassName returns the name of the interface of a platform object.
func ClassName(state Native) string { return state.Class().name() }

// attach binds state to an object that already has its prototype, and gives it
// the properties that every object of the interface has.
func (rt *Runtime) attach(o *goja.Object, state Native, i *interfaceObject) {
	state.base().object = o
	for _, a := range i.unforgeable {
		must(o.DefineAccessorProperty(a.name, a.get, a.set, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	must(o.SetSymbol(slotSymbol, &slot{goja.Undefined(), o, state}))
}

// State returns the Go value behind v if it is a T. T may be an interface, for
// a class that others inherit from.
func State[T any](v goja.Value) (T, bool) {
	if o, ok := v.(*goja.Object); ok && o.ExportType() != proxyType { // a proxy's traps must not see the symbol
		if s, ok := o.GetSymbol(slotSymbol).(*slot); ok && s.owner == o {
			t, ok := s.state.(T)
			return t, ok
		}
	}
	var none T
	return none, false
}
