package eventsource

import (
	"context"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// The ready states (HTML, 9.2.2).
const (
	connecting = iota
	open
	closed
)

// defaultRetry is the reconnection time until a stream says another (HTML, 9.2.2:
// "probably in the region of a few seconds").
const defaultRetry = 3 * time.Second

// EventSource is the state of an EventSource object (HTML, 9.2.2). It is touched
// on the loop.
type EventSource struct {
	dom.EventTarget
	rt              *js.Runtime
	client          *fetch.Client
	url             *url.Record
	withCredentials bool

	readyState  int
	lastEventID string
	retry       time.Duration
	cancel      context.CancelFunc // ends the connection
	timer       js.Timer           // for the next one; nil while there is none

	// inContext runs a task in the asynchronous context of the constructor call.
	inContext func(task func())
}

// Class implements [js.Native].
func (*EventSource) Class() js.Definer { return EventSourceClass }

// Inspect names what console shows of it.
func (*EventSource) Inspect() []string { return []string{"url", "withCredentials", "readyState"} }

// EventSourceClass is the EventSource interface (HTML, 9.2.2).
var EventSourceClass = js.Define(js.Class[*EventSource]{
	Name:      "EventSource",
	Parent:    dom.EventTargetClass,
	Length:    1,
	Construct: construct,
	Constants: []js.Constant{
		{Name: "CONNECTING", Value: connecting},
		{Name: "OPEN", Value: open},
		{Name: "CLOSED", Value: closed},
	},
	Attributes: []js.Attribute[*EventSource]{
		{Name: "url", Get: func(c js.Call, e *EventSource) goja.Value { return c.ToValue(e.url.Href()) }},
		{Name: "withCredentials", Get: func(c js.Call, e *EventSource) goja.Value { return c.ToValue(e.withCredentials) }},
		{Name: "readyState", Get: func(c js.Call, e *EventSource) goja.Value { return c.ToValue(e.readyState) }},
		dom.HandlerAttribute[*EventSource]("open"),
		dom.HandlerAttribute[*EventSource]("message"),
		dom.HandlerAttribute[*EventSource]("error"),
	},
	Methods: []js.Method[*EventSource]{
		{Name: "close", Call: func(c js.Call, e *EventSource) goja.Value {
			e.close()
			return goja.Undefined()
		}},
	},
})

// construct is the constructor (HTML, 9.2.2). There are no credentials on a
// server that withCredentials could be about; it is only remembered.
func construct(c js.Call) *EventSource {
	address := c.String(c.Arg(0))
	init := c.Dictionary(c.Arg(1), "The second argument of the EventSource constructor")
	e := &EventSource{rt: c.Runtime, retry: defaultRetry, inContext: func(task func()) { task() }}
	if v, ok := js.Member(init, "withCredentials"); ok {
		e.withCredentials = v.ToBoolean()
	}
	u, err := url.Parse(address, fetch.BaseURL(c.Runtime))
	if err != nil {
		c.ThrowDOMException("SyntaxError", "Failed to construct 'EventSource': Cannot open an EventSource to '%s'. The URL is invalid.", address)
	}
	e.url = u
	if c.CaptureContext != nil {
		e.inContext = c.CaptureContext()
	}
	e.client = fetch.NewClient(c.Runtime)
	e.connect()
	return e
}

// close is close() (HTML, 9.2.2).
func (e *EventSource) close() {
	e.readyState = closed
	if e.cancel != nil {
		e.cancel()
	}
	if e.timer != nil {
		e.timer.Stop()
		e.timer = nil
	}
}

// announce is "announce the connection" (HTML, 9.2.3).
func (e *EventSource) announce() {
	if e.readyState == closed {
		return
	}
	e.readyState = open
	e.inContext(func() { dom.Fire(e.rt, e, "open") })
}

// fail is "fail the connection" (HTML, 9.2.3).
func (e *EventSource) fail(why string) {
	if e.readyState == closed {
		return
	}
	e.close()
	e.fireError(why)
}

// reestablish is "reestablish the connection" (HTML, 9.2.3). The time to wait is
// what it is after the listeners ran.
func (e *EventSource) reestablish(why string) {
	if e.readyState == closed {
		return
	}
	e.readyState = connecting
	e.fireError(why)
	if e.readyState != connecting {
		return
	}
	e.timer = e.rt.Loop.AfterFunc(e.retry, func() {
		e.timer = nil
		if e.readyState == connecting {
			e.connect()
		}
	})
}

// received takes what the parser found.
func (e *EventSource) received(v event, retry time.Duration, origin string) {
	if e.readyState == closed {
		return
	}
	if v.kind == retryChange {
		e.retry = retry
		return
	}
	e.lastEventID = v.id
	if v.kind == idChange {
		return
	}
	typ := v.typ
	if typ == "" {
		typ = "message"
	}
	if !e.HasListeners(typ) {
		return
	}
	m := dom.Message{Data: e.rt.ToValue(v.data), Origin: origin, LastEventID: v.id}
	e.inContext(func() { dom.Dispatch(e.rt, e, dom.NewMessageEvent(e.rt, typ, m)) })
}

// fireError fires the event "error". In a browser it is a plain event, which
// tells nothing; this one says why.
func (e *EventSource) fireError(why string) {
	if e.HasListeners("error") {
		event := dom.NewErrorEvent(e.rt, why, js.Frame{}, e.rt.Error("Error", why))
		e.inContext(func() { dom.Dispatch(e.rt, e, event) })
	}
}

var _ dom.Target = (*EventSource)(nil)
