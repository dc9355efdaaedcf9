package html

import (
	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/js"
)

// MessagePort is the state of a MessagePort (HTML, 9.4.4). Both ends live in one
// realm, so a message is copied when it is posted and waits as it is.
type MessagePort struct {
	dom.EventTarget
	rt       *js.Runtime
	remote   *MessagePort // nil once either end is closed
	queue    []dom.Message
	started  bool
	detached bool
}

// MessagePortClass is the MessagePort interface (HTML, 9.4.4).
var MessagePortClass = js.Define(js.Class[*MessagePort]{
	Name:   "MessagePort",
	Parent: dom.EventTargetClass,
	Methods: []js.Method[*MessagePort]{
		{Name: "postMessage", Length: 1, Call: func(c js.Call, p *MessagePort) goja.Value {
			p.post(c.Runtime, c.Arg(0), postTransferList(c))
			return goja.Undefined()
		}},
		{Name: "start", Call: func(c js.Call, p *MessagePort) goja.Value { p.start(); return goja.Undefined() }},
		{Name: "close", Call: func(c js.Call, p *MessagePort) goja.Value { p.close(); return goja.Undefined() }},
	},
	Attributes: []js.Attribute[*MessagePort]{
		onMessage(),
		dom.HandlerAttribute[*MessagePort]("messageerror"),
		dom.HandlerAttribute[*MessagePort]("close"),
	},
})

// Class implements [js.Native].
func (*MessagePort) Class() js.Definer { return MessagePortClass }

// MessagePort implements [dom.MessagePort].
func (*MessagePort) MessagePort() {}

// onMessage is the attribute onmessage: setting it starts the port (HTML,
// 9.4.4).
func onMessage() js.Attribute[*MessagePort] {
	a := dom.HandlerAttribute[*MessagePort]("message")
	set := a.Set
	a.Set = func(c js.Call, p *MessagePort, v goja.Value) {
		set(c, p, v)
		p.start()
	}
	return a
}

// postTransferList reads argument 1 of postMessage: a sequence of objects, or
// options with the member transfer.
func postTransferList(c js.Call) []*goja.Object {
	if c.IsIterable(c.Arg(1)) {
		options := c.NewObject()
		define(options, "transfer", c.Arg(1))
		return transferList(c, options)
	}
	return transferList(c, c.Dictionary(c.Arg(1), "The options of postMessage"))
}

// post is "the message port post message steps" (HTML, 9.4.4).
func (p *MessagePort) post(rt *js.Runtime, v goja.Value, transfer []*goja.Object) {
	doomed := false
	for _, o := range transfer {
		other, _ := js.State[*MessagePort](o)
		if other == p {
			rt.ThrowDOMException("DataCloneError", "A port cannot be transferred through itself.")
		}
		doomed = doomed || other != nil && other == p.remote
	}
	data, transferred := Clone(rt, v, transfer)
	if p.remote == nil || doomed {
		return
	}
	m := dom.Message{Data: data}
	for _, o := range transferred {
		if port, ok := js.State[dom.MessagePort](o); ok {
			m.Ports = append(m.Ports, port)
		}
	}
	p.remote.enqueue(m)
}

func (p *MessagePort) enqueue(m dom.Message) {
	p.queue = append(p.queue, m)
	if p.started {
		p.rt.Loop.Post(p.deliver)
	}
}

// start lets the waiting messages through.
func (p *MessagePort) start() {
	if p.started || p.detached {
		return
	}
	p.started = true
	for range p.queue {
		p.rt.Loop.Post(p.deliver)
	}
}

// deliver dispatches the first message of the queue, unless it has moved on with
// the port.
func (p *MessagePort) deliver() {
	if len(p.queue) == 0 {
		return
	}
	m := p.queue[0]
	p.queue = p.queue[1:]
	if p.HasListeners("message") {
		dom.Dispatch(p.rt, p, dom.NewMessageEvent(p.rt, "message", m))
	}
}

// close disentangles both ends; the other one is told after the messages that
// are under way.
func (p *MessagePort) close() {
	p.detached = true
	remote := p.remote
	if remote == nil {
		return
	}
	p.remote, remote.remote = nil, nil
	p.rt.Loop.Post(func() { dom.Fire(p.rt, remote, "close") })
}

// Detached implements [Transferable].
func (p *MessagePort) Detached() bool { return p.detached }

// Transfer implements [Transferable]: the new port takes over the other end and
// the messages that wait.
func (p *MessagePort) Transfer(rt *js.Runtime) js.Native {
	next := &MessagePort{rt: rt, remote: p.remote, queue: p.queue}
	if p.remote != nil {
		p.remote.remote = next
	}
	p.detached, p.remote, p.queue = true, nil, nil
	return next
}

var (
	_ dom.MessagePort = (*MessagePort)(nil)
	_ Transferable    = (*MessagePort)(nil)
)
