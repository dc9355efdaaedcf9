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

// NewErrorEvent makes the trusted event "error" for an error, with the place
// where it was made if that is known. It can be canceled.
func NewErrorEvent(rt *js.Runtime, message string, at js.Frame, err goja.Value) *ErrorEvent {
	e := &ErrorEvent{Event: MakeEvent(rt, "error"), message: text(message), filename: text(at.File), err: err}
	e.line, e.column = int64(at.Line), int64(at.Column)
	e.cancelable = true
	return e
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
