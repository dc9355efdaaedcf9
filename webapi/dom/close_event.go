package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// CloseEvent is the state of a CloseEvent (WebSockets, 6).
type CloseEvent struct {
	Event
	WasClean bool
	Code     uint16
	Reason   string
}

// NewCloseEvent makes the trusted event "close".
func NewCloseEvent(rt *js.Runtime, wasClean bool, code uint16, reason string) *CloseEvent {
	return &CloseEvent{MakeEvent(rt, "close"), wasClean, code, reason}
}

// CloseEventClass is the CloseEvent interface (WebSockets, 6).
var CloseEventClass = js.Define(js.Class[*CloseEvent]{
	Name:   "CloseEvent",
	Parent: EventClass,
	Length: 1,
	Construct: func(c js.Call) *CloseEvent {
		event, init := ConstructEvent(c)
		e := &CloseEvent{Event: event}
		if v, ok := js.Member(init, "code"); ok {
			e.Code = uint16(c.Integer(v, 16, false, js.Modulo))
		}
		if v, ok := js.Member(init, "reason"); ok {
			e.Reason = c.String(v)
		}
		e.WasClean = flag(init, "wasClean")
		return e
	},
	Attributes: []js.Attribute[*CloseEvent]{
		{Name: "wasClean", Get: func(c js.Call, e *CloseEvent) goja.Value { return c.ToValue(e.WasClean) }},
		{Name: "code", Get: func(c js.Call, e *CloseEvent) goja.Value { return c.ToValue(e.Code) }},
		{Name: "reason", Get: func(c js.Call, e *CloseEvent) goja.Value { return c.ToValue(e.Reason) }},
	},
})

// Class implements [js.Native].
func (*CloseEvent) Class() js.Definer { return CloseEventClass }

var _ AnyEvent = (*CloseEvent)(nil)
