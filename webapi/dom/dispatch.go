package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Dispatch sends an event to a target (DOM, 2.9) and reports whether nobody has
// canceled it. What listeners throw is reported to the host.
func Dispatch(rt *js.Runtime, target Target, event AnyEvent) bool {
	e := event.event()
	e.dispatching = true
	e.target, e.currentTarget, e.phase = target, target, phaseAtTarget
	// The path is the target alone, where capturing listeners come first.
	invoke(rt, target, event, true)
	invoke(rt, target, event, false)
	e.phase, e.currentTarget = phaseNone, nil
	e.dispatching, e.stopPropagation, e.stopImmediate = false, false, false
	return !e.canceled
}

// invoke calls the listeners of one half of the path (DOM, 2.9, "inner invoke").
func invoke(rt *js.Runtime, target Target, event AnyEvent, capture bool) {
	e := event.event()
	if e.stopPropagation {
		return
	}
	t := target.eventTarget()
	// A listener that is added meanwhile must not run: the length is fixed here,
	// and removal replaces the list.
	for _, l := range t.listeners[:len(t.listeners):len(t.listeners)] {
		if l.removed || l.capture != capture || !l.typ.StrictEquals(e.typ) {
			continue
		}
		if l.once {
			t.unlisten(l)
		}
		e.passive = l.passive
		if exception := rt.Try(func() { l.call(rt, target, event) }); exception != nil {
			rt.Host.ReportException(exception)
		}
		e.passive = false
		if e.stopImmediate {
			return
		}
	}
}

// call is "call a user object's operation" with handleEvent (WebIDL, 3.10).
func (l *listener) call(rt *js.Runtime, target Target, event AnyEvent) {
	if l.handler != nil {
		l.handler.call(rt, target, event)
		return
	}
	this := rt.Wrap(target)
	f, ok := goja.AssertFunction(l.callback)
	if !ok {
		if f, ok = goja.AssertFunction(l.callback.Get("handleEvent")); !ok {
			rt.ThrowTypeError("The event listener's handleEvent is not a function")
		}
		this = l.callback
	}
	rt.Call(f, this, rt.Wrap(event))
}

// Fire makes and dispatches a plain trusted event, if anything listens.
func Fire(rt *js.Runtime, target Target, typ string) {
	if target.eventTarget().HasListeners(typ) {
		Dispatch(rt, target, NewEvent(rt, typ))
	}
}
