package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ErrorEvent is the state of an ErrorEvent (HTML, 8.1.4.6).
type ErrorEvent struct {
	Event
	message, filename goja.String
	line, column      int64
	err               goja.Value
}

// NewErrorEvent makes the trusted event "error" for an error.
func NewErrorEvent(rt *js.Runtime, message string, err goja.Value) *ErrorEvent {
	return &ErrorEvent{Event: MakeEvent(rt, "error"), message: text(message), filename: text(""), err: err}
}

// ErrorEventClass is the ErrorEvent interface (HTML, 8.1.4.6).
var ErrorEventClass = js.Define(js.Class[*ErrorEvent]{
	Name:   "ErrorEvent",
	Parent: EventClass,
	Length: 1,
	Construct: func(c js.Call) *ErrorEvent {
		event, init := ConstructEvent(c)
		e := &ErrorEvent{Event: event, message: text(""), filename: text("")}
		if v, ok := js.Member(init, "colno"); ok {
			e.column = c.Integer(v, 32, false, js.Modulo)
		}
		e.err = member(init, "error", goja.Undefined())
		if v, ok := js.Member(init, "filename"); ok {
			e.filename = text(c.String(v))
		}
		if v, ok := js.Member(init, "lineno"); ok {
			e.line = c.Integer(v, 32, false, js.Modulo)
		}
		if v, ok := js.Member(init, "message"); ok {
			e.message = c.DOMString(v)
		}
		return e
	},
	Attributes: []js.Attribute[*ErrorEvent]{
		{Name: "message", Get: func(c js.Call, e *ErrorEvent) goja.Value { return e.message }},
		{Name: "filename", Get: func(c js.Call, e *ErrorEvent) goja.Value { return e.filename }},
		{Name: "lineno", Get: func(c js.Call, e *ErrorEvent) goja.Value { return c.ToValue(e.line) }},
		{Name: "colno", Get: func(c js.Call, e *ErrorEvent) goja.Value { return c.ToValue(e.column) }},
		{Name: "error", Get: func(c js.Call, e *ErrorEvent) goja.Value { return e.err }},
	},
})

// Class implements [js.Native].
func (*ErrorEvent) Class() js.Definer { return ErrorEventClass }

var _ AnyEvent = (*ErrorEvent)(nil)
