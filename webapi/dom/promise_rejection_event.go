package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// PromiseRejectionEvent is the state of a PromiseRejectionEvent (HTML, 8.1.4.7).
type PromiseRejectionEvent struct {
	Event
	promise *goja.Object
	reason  goja.Value
}

// NewPromiseRejectionEvent makes a trusted event of a type: "unhandledrejection",
// which can be canceled, or "rejectionhandled".
func NewPromiseRejectionEvent(rt *js.Runtime, typ string, promise *goja.Object, reason goja.Value) *PromiseRejectionEvent {
	e := &PromiseRejectionEvent{MakeEvent(rt, typ), promise, reason}
	e.cancelable = typ == "unhandledrejection"
	return e
}

// PromiseRejectionEventClass is the PromiseRejectionEvent interface (HTML,
// 8.1.4.7).
var PromiseRejectionEventClass = js.Define(js.Class[*PromiseRejectionEvent]{
	Name:   "PromiseRejectionEvent",
	Parent: EventClass,
	Length: 2,
	Construct: func(c js.Call) *PromiseRejectionEvent {
		event, init := ConstructEvent(c)
		v, _ := js.Member(init, "promise")
		promise, ok := v.(*goja.Object)
		if !ok {
			c.ThrowTypeError("Failed to construct 'PromiseRejectionEvent': member promise is required and must be an object.")
		}
		return &PromiseRejectionEvent{event, promise, member(init, "reason", goja.Undefined())}
	},
	Attributes: []js.Attribute[*PromiseRejectionEvent]{
		{Name: "promise", Get: func(c js.Call, e *PromiseRejectionEvent) goja.Value { return e.promise }},
		{Name: "reason", Get: func(c js.Call, e *PromiseRejectionEvent) goja.Value { return e.reason }},
	},
})

// Class implements [js.Native].
func (*PromiseRejectionEvent) Class() js.Definer { return PromiseRejectionEventClass }

var _ AnyEvent = (*PromiseRejectionEvent)(nil)
