package dom

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Target is an event target of any interface: a pointer to a struct that embeds
// [EventTarget].
type Target interface {
	js.Native
	eventTarget() *EventTarget
}

// EventTarget is the state of an event target (DOM, 2.7). Interfaces that are
// event targets embed it; its zero value is ready.
type EventTarget struct {
	js.Base
	listeners []*listener
	handlers  []*eventHandler

	// onListen, where set, is told when the number of listeners changes.
	onListen func()
}

// listener is an event listener (DOM, 2.7).
type listener struct {
	typ      goja.String
	callback *goja.Object  // nil for an event handler
	handler  *eventHandler // nil for a callback
	capture  bool
	once     bool
	passive  bool
	removed  bool
	forget   func() // removes the abort algorithm of the signal option
}

func (t *EventTarget) eventTarget() *EventTarget { return t }

// Class implements [js.Native].
func (*EventTarget) Class() js.Definer { return EventTargetClass }

// EventTargetClass is the EventTarget interface (DOM, 2.7).
var EventTargetClass = js.Define(js.Class[Target]{
	Name:      "EventTarget",
	Construct: func(js.Call) Target { return &EventTarget{} },
	Methods: []js.Method[Target]{
		{Name: "addEventListener", Length: 2, Call: addEventListener},
		{Name: "removeEventListener", Length: 2, Call: removeEventListener},
		{Name: "dispatchEvent", Length: 1, Call: dispatchEvent},
	},
})

// HasListeners reports whether anything listens for events of a type. Where
// nothing does, the event need not be made.
func (t *EventTarget) HasListeners(typ string) bool {
	return slices.ContainsFunc(t.listeners, func(l *listener) bool { return l.typ.String() == typ })
}

// listen adds a listener at the end.
func (t *EventTarget) listen(l *listener) {
	t.listeners = append(t.listeners, l)
	t.changed()
}

// unlisten removes a listener (DOM, 2.7, "remove an event listener"). The list
// is replaced rather than changed, because a dispatch may be walking on it.
func (t *EventTarget) unlisten(l *listener) {
	if l.removed {
		return
	}
	l.removed = true
	if l.forget != nil {
		l.forget()
		l.forget = nil
	}
	rest := make([]*listener, 0, len(t.listeners)-1)
	for _, other := range t.listeners {
		if other != l {
			rest = append(rest, other)
		}
	}
	t.listeners = rest
	t.changed()
}

func (t *EventTarget) changed() {
	if t.onListen != nil {
		t.onListen()
	}
}

func (t *EventTarget) find(typ goja.String, callback *goja.Object, capture bool) *listener {
	for _, l := range t.listeners {
		if l.callback == callback && callback != nil && l.capture == capture && l.typ.StrictEquals(typ) {
			return l
		}
	}
	return nil
}

func addEventListener(c js.Call, target Target) goja.Value {
	l := &listener{typ: c.DOMString(c.Arg(0)), callback: listenerCallback(c, "addEventListener")}
	var signal *AbortSignal
	if options, ok := c.Arg(2).(*goja.Object); ok {
		// The members in the order of the dictionary and the one it inherits from.
		l.capture = flag(options, "capture")
		l.once = flag(options, "once")
		l.passive = flag(options, "passive")
		if v, ok := js.Member(options, "signal"); ok {
			if signal, ok = js.State[*AbortSignal](v); !ok {
				c.ThrowTypeError("Failed to execute 'addEventListener' on 'EventTarget': member signal is not of type AbortSignal.")
			}
		}
	} else {
		l.capture = c.Arg(2).ToBoolean()
	}
	t := target.eventTarget()
	if signal != nil && signal.Aborted() || l.callback == nil || t.find(l.typ, l.callback, l.capture) != nil {
		return goja.Undefined()
	}
	t.listen(l)
	if signal != nil {
		l.forget = signal.OnAbort(func() { t.unlisten(l) })
	}
	return goja.Undefined()
}

func removeEventListener(c js.Call, target Target) goja.Value {
	typ, callback := c.DOMString(c.Arg(0)), listenerCallback(c, "removeEventListener")
	capture := false
	if options, ok := c.Arg(2).(*goja.Object); ok {
		capture = flag(options, "capture")
	} else {
		capture = c.Arg(2).ToBoolean()
	}
	t := target.eventTarget()
	if l := t.find(typ, callback, capture); l != nil {
		t.unlisten(l)
	}
	return goja.Undefined()
}

// listenerCallback converts argument 1 to `EventListener?`: an object, or nil.
func listenerCallback(c js.Call, method string) *goja.Object {
	v := c.Arg(1)
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		c.ThrowTypeError("Failed to execute '%s' on 'EventTarget': parameter 2 is not of type 'EventListener'.", method)
	}
	return o
}

func dispatchEvent(c js.Call, target Target) goja.Value {
	e, ok := js.State[AnyEvent](c.Arg(0))
	if !ok {
		c.ThrowTypeError("Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.")
	}
	if e.event().dispatching {
		c.ThrowDOMException("InvalidStateError", "The event is already being dispatched.")
	}
	e.event().trusted = false
	return c.ToValue(Dispatch(c.Runtime, target, e))
}

var _ Target = (*EventTarget)(nil)
