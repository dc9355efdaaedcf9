package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// MessagePort marks the Go type of a MessagePort, which lives in a package above
// this one.
type MessagePort interface {
	Target
	MessagePort()
}

// Message is what a [MessageEvent] carries. Empty fields take the standard's
// defaults.
type Message struct {
	Data        goja.Value
	Origin      string
	LastEventID string
	Source      Target
	Ports       []MessagePort
}

// MessageEvent is the state of a MessageEvent (HTML, 9.1).
type MessageEvent struct {
	Event
	Message
	ports *goja.Object // the frozen array, once asked for
}

// NewMessageEvent makes a trusted message event. typ is "message" or, for
// EventSource, what the server says.
func NewMessageEvent(rt *js.Runtime, typ string, m Message) *MessageEvent {
	return &MessageEvent{Event: MakeEvent(rt, typ), Message: m}
}

// MessageEventClass is the MessageEvent interface (HTML, 9.1).
var MessageEventClass = js.Define(js.Class[*MessageEvent]{
	Name:   "MessageEvent",
	Parent: EventClass,
	Length: 1,
	Construct: func(c js.Call) *MessageEvent {
		event, init := ConstructEvent(c)
		e := &MessageEvent{Event: event}
		e.Data = member(init, "data", nil)
		if v, ok := js.Member(init, "lastEventId"); ok {
			e.LastEventID = c.String(v)
		}
		if v, ok := js.Member(init, "origin"); ok {
			e.Origin = c.String(v)
		}
		if v, ok := js.Member(init, "ports"); ok {
			e.Ports = messagePorts(c, v)
		}
		e.Source = messageSource(c, member(init, "source", goja.Null()))
		return e
	},
	Attributes: []js.Attribute[*MessageEvent]{
		{Name: "data", Get: func(c js.Call, e *MessageEvent) goja.Value {
			if e.Data == nil {
				return goja.Null()
			}
			return e.Data
		}},
		{Name: "origin", Get: func(c js.Call, e *MessageEvent) goja.Value { return c.ToValue(e.Origin) }},
		{Name: "lastEventId", Get: func(c js.Call, e *MessageEvent) goja.Value { return c.ToValue(e.LastEventID) }},
		{Name: "source", Get: func(c js.Call, e *MessageEvent) goja.Value { return object(c.Runtime, e.Source) }},
		{Name: "ports", Get: func(c js.Call, e *MessageEvent) goja.Value {
			if e.ports == nil {
				var ports []any
				for _, p := range e.Ports {
					ports = append(ports, c.Wrap(p))
				}
				e.ports = c.Freeze(c.NewArray(ports...))
			}
			return e.ports
		}},
	},
	Methods: []js.Method[*MessageEvent]{
		{Name: "initMessageEvent", Length: 1, Call: initMessageEvent},
	},
})

// Class implements [js.Native].
func (*MessageEvent) Class() js.Definer { return MessageEventClass }

func initMessageEvent(c js.Call, e *MessageEvent) goja.Value {
	typ := c.DOMString(c.Arg(0))
	m := Message{}
	if c.Has(3) {
		m.Data = c.Arg(3)
	}
	if c.Has(4) {
		m.Origin = c.String(c.Arg(4))
	}
	if c.Has(5) {
		m.LastEventID = c.String(c.Arg(5))
	}
	m.Source = messageSource(c, c.Arg(6))
	if c.Has(7) {
		m.Ports = messagePorts(c, c.Arg(7))
	}
	if e.init(typ, c.Arg(1).ToBoolean(), c.Arg(2).ToBoolean()) {
		e.Message, e.ports = m, nil
	}
	return goja.Undefined()
}

func messagePorts(c js.Call, v goja.Value) (ports []MessagePort) {
	c.Sequence(v, "The ports of a MessageEvent", func(v goja.Value) {
		p, ok := js.State[MessagePort](v)
		if !ok {
			c.ThrowTypeError("A port of a MessageEvent is not of type MessagePort.")
		}
		ports = append(ports, p)
	})
	return ports
}

func messageSource(c js.Call, v goja.Value) Target {
	if goja.IsNull(v) || goja.IsUndefined(v) {
		return nil
	}
	p, ok := js.State[MessagePort](v)
	if !ok {
		c.ThrowTypeError("The source of a MessageEvent is not of type MessagePort.")
	}
	return p
}

var _ AnyEvent = (*MessageEvent)(nil)
