package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/hrtime"
	"runner/webapi/js"
)

// AnyEvent is an event of any interface: a pointer to a struct that embeds
// [Event].
type AnyEvent interface {
	js.Native
	event() *Event
}

// Event is the state of an event (DOM, 2.2). Event interfaces embed it.
type Event struct {
	js.Base
	typ                           goja.String
	bubbles, cancelable, composed bool

	target, currentTarget Target
	phase                 int
	timeStamp             float64
	trusted               bool

	stopPropagation, stopImmediate bool
	canceled, passive, dispatching bool
}

// The phases of an event.
const (
	phaseNone = iota
	phaseCapturing
	phaseAtTarget
	phaseBubbling
)

// NewEvent makes a trusted event of a type, which does not bubble and cannot be
// canceled.
func NewEvent(rt *js.Runtime, typ string) *Event {
	e := MakeEvent(rt, typ)
	return &e
}

// MakeEvent is [NewEvent] for a struct that embeds the event.
func MakeEvent(rt *js.Runtime, typ string) Event {
	return Event{typ: text(typ), timeStamp: hrtime.Now(rt), trusted: true}
}

// ConstructEvent is the constructor of an event interface with the arguments
// (type, init): it returns the event and the init dictionary, which is nil when
// it was not given (DOM, 2.5).
func ConstructEvent(c js.Call) (Event, *goja.Object) {
	e := Event{typ: c.DOMString(c.Arg(0)), timeStamp: hrtime.Now(c.Runtime)}
	init := c.Dictionary(c.Arg(1), "The event init")
	e.bubbles = flag(init, "bubbles")
	e.cancelable = flag(init, "cancelable")
	e.composed = flag(init, "composed")
	return e, init
}

// Type returns the type, for example "message".
func (e *Event) Type() string { return e.typ.String() }

// Cancelable makes the event one that a listener can cancel.
func (e *Event) Cancelable() { e.cancelable = true }

// Canceled reports whether a listener has canceled the event.
func (e *Event) Canceled() bool { return e.canceled }

func (e *Event) event() *Event { return e }

// Class implements [js.Native].
func (*Event) Class() js.Definer { return EventClass }

// Inspect names what console shows of it.
func (*Event) Inspect() []string {
	return []string{"type", "defaultPrevented", "cancelable", "timeStamp"}
}

// EventClass is the Event interface (DOM, 2.2).
var EventClass = js.Define(js.Class[AnyEvent]{
	Name:   "Event",
	Length: 1,
	Construct: func(c js.Call) AnyEvent {
		e, _ := ConstructEvent(c)
		return &e
	},
	Constants: []js.Constant{
		{Name: "NONE", Value: phaseNone},
		{Name: "CAPTURING_PHASE", Value: phaseCapturing},
		{Name: "AT_TARGET", Value: phaseAtTarget},
		{Name: "BUBBLING_PHASE", Value: phaseBubbling},
	},
	Attributes: []js.Attribute[AnyEvent]{
		{Name: "type", Get: func(c js.Call, e AnyEvent) goja.Value { return e.event().typ }},
		{Name: "target", Get: eventTarget},
		{Name: "srcElement", Get: eventTarget},
		{Name: "currentTarget", Get: func(c js.Call, e AnyEvent) goja.Value { return object(c.Runtime, e.event().currentTarget) }},
		{Name: "eventPhase", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().phase) }},
		{Name: "cancelBubble", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().stopPropagation) },
			Set: func(c js.Call, e AnyEvent, v goja.Value) {
				if v.ToBoolean() {
					e.event().stopPropagation = true
				}
			}},
		{Name: "bubbles", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().bubbles) }},
		{Name: "cancelable", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().cancelable) }},
		{Name: "returnValue", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(!e.event().canceled) },
			Set: func(c js.Call, e AnyEvent, v goja.Value) {
				if !v.ToBoolean() {
					e.event().cancel()
				}
			}},
		{Name: "defaultPrevented", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().canceled) }},
		{Name: "composed", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().composed) }},
		{Name: "timeStamp", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().timeStamp) }},
	},
	Unforgeable: []js.Attribute[AnyEvent]{
		{Name: "isTrusted", Get: func(c js.Call, e AnyEvent) goja.Value { return c.ToValue(e.event().trusted) }},
	},
	Methods: []js.Method[AnyEvent]{
		{Name: "composedPath", Call: func(c js.Call, e AnyEvent) goja.Value {
			if t := e.event().currentTarget; t != nil {
				return c.NewArray(c.Wrap(t))
			}
			return c.NewArray()
		}},
		{Name: "stopPropagation", Call: func(c js.Call, e AnyEvent) goja.Value {
			e.event().stopPropagation = true
			return goja.Undefined()
		}},
		{Name: "stopImmediatePropagation", Call: func(c js.Call, e AnyEvent) goja.Value {
			e.event().stopPropagation, e.event().stopImmediate = true, true
			return goja.Undefined()
		}},
		{Name: "preventDefault", Call: func(c js.Call, e AnyEvent) goja.Value {
			e.event().cancel()
			return goja.Undefined()
		}},
		{Name: "initEvent", Length: 1, Call: func(c js.Call, e AnyEvent) goja.Value {
			typ := c.DOMString(c.Arg(0))
			e.event().init(typ, c.Arg(1).ToBoolean(), c.Arg(2).ToBoolean())
			return goja.Undefined()
		}},
	},
})

func eventTarget(c js.Call, e AnyEvent) goja.Value { return object(c.Runtime, e.event().target) }

// cancel is "set the canceled flag" (DOM, 2.2).
func (e *Event) cancel() {
	if e.cancelable && !e.passive {
		e.canceled = true
	}
}

// init is "initialize" (DOM, 2.2). It does nothing while the event is being
// dispatched and reports whether it did something.
func (e *Event) init(typ goja.String, bubbles, cancelable bool) bool {
	if e.dispatching {
		return false
	}
	e.stopPropagation, e.stopImmediate, e.canceled, e.trusted = false, false, false, false
	e.target = nil
	e.typ, e.bubbles, e.cancelable = typ, bubbles, cancelable
	return true
}

// object is the JavaScript face of a target, or null.
func object(rt *js.Runtime, t Target) goja.Value {
	if t == nil {
		return goja.Null()
	}
	return rt.Wrap(t)
}

// flag reads a boolean member of a dictionary that may be nil; it is false when
// absent.
func flag(init *goja.Object, name string) bool {
	v, ok := js.Member(init, name)
	return ok && v.ToBoolean()
}

// member reads a member of type any, with a default.
func member(init *goja.Object, name string, otherwise goja.Value) goja.Value {
	if v, ok := js.Member(init, name); ok {
		return v
	}
	return otherwise
}

// text makes an engine string of a Go string.
func text(s string) goja.String {
	var b goja.StringBuilder
	b.WriteUTF8String(s)
	return b.String()
}

var _ AnyEvent = (*Event)(nil)
