package html

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// MessageChannel is the state of a MessageChannel (HTML, 9.4.2).
type MessageChannel struct {
	js.Base
	port1, port2 *MessagePort
}

// MessageChannelClass is the MessageChannel interface (HTML, 9.4.2).
var MessageChannelClass = js.Define(js.Class[*MessageChannel]{
	Name: "MessageChannel",
	Construct: func(c js.Call) *MessageChannel {
		a, b := &MessagePort{rt: c.Runtime}, &MessagePort{rt: c.Runtime}
		a.remote, b.remote = b, a
		return &MessageChannel{port1: a, port2: b}
	},
	Attributes: []js.Attribute[*MessageChannel]{
		{Name: "port1", Get: func(c js.Call, m *MessageChannel) goja.Value { return c.Wrap(m.port1) }},
		{Name: "port2", Get: func(c js.Call, m *MessageChannel) goja.Value { return c.Wrap(m.port2) }},
	},
})

// Class implements [js.Native].
func (*MessageChannel) Class() js.Definer { return MessageChannelClass }

// Inspect names what console shows of it.
func (*MessageChannel) Inspect() []string { return []string{"port1", "port2"} }

var _ js.Native = (*MessageChannel)(nil)
