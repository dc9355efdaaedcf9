package websocket

import (
	"bytes"

	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/dom"
	"runner/webapi/js"
	"runner/webapi/url"
)

// The ready states (WebSockets, 3.1).
const (
	connecting = iota
	open
	closing
	closed
)

// WebSocket is the state of a WebSocket object (WebSockets, 3.1). It is touched
// on the loop.
type WebSocket struct {
	dom.EventTarget
	rt   *js.Runtime
	url  *url.Record
	conn *connection

	readyState           int
	protocol, extensions string
	arrayBuffer          bool // the binary type, otherwise "blob"
	buffered             int64

	// inContext runs a task in the asynchronous context of the constructor call.
	inContext func(task func())
}

// Class implements [js.Native].
func (*WebSocket) Class() js.Definer { return WebSocketClass }

// Inspect names what console shows of it.
func (*WebSocket) Inspect() []string {
	return []string{"url", "readyState", "protocol", "extensions", "binaryType", "bufferedAmount"}
}

// WebSocketClass is the WebSocket interface (WebSockets, 3.1).
var WebSocketClass = js.Define(js.Class[*WebSocket]{
	Name:      "WebSocket",
	Parent:    dom.EventTargetClass,
	Length:    1,
	Construct: construct,
	Constants: []js.Constant{
		{Name: "CONNECTING", Value: connecting},
		{Name: "OPEN", Value: open},
		{Name: "CLOSING", Value: closing},
		{Name: "CLOSED", Value: closed},
	},
	Attributes: []js.Attribute[*WebSocket]{
		{Name: "url", Get: func(c js.Call, w *WebSocket) goja.Value { return c.ToValue(w.url.Href()) }},
		{Name: "readyState", Get: func(c js.Call, w *WebSocket) goja.Value { return c.ToValue(w.readyState) }},
		{Name: "bufferedAmount", Get: func(c js.Call, w *WebSocket) goja.Value { return c.ToValue(w.buffered) }},
		dom.HandlerAttribute[*WebSocket]("open"),
		dom.HandlerAttribute[*WebSocket]("error"),
		dom.HandlerAttribute[*WebSocket]("close"),
		{Name: "extensions", Get: func(c js.Call, w *WebSocket) goja.Value { return c.ToValue(w.extensions) }},
		{Name: "protocol", Get: func(c js.Call, w *WebSocket) goja.Value { return c.ToValue(w.protocol) }},
		dom.HandlerAttribute[*WebSocket]("message"),
		{Name: "binaryType", Get: binaryType, Set: setBinaryType},
	},
	Methods: []js.Method[*WebSocket]{
		{Name: "close", Call: closeSocket},
		{Name: "send", Length: 1, Call: send},
	},
})

func binaryType(c js.Call, w *WebSocket) goja.Value {
	if w.arrayBuffer {
		return c.ToValue("arraybuffer")
	}
	return c.ToValue("blob")
}

// setBinaryType ignores what is not in the enumeration (WebIDL, 3.7.6).
func setBinaryType(c js.Call, w *WebSocket, v goja.Value) {
	switch c.String(v) {
	case "blob":
		w.arrayBuffer = false
	case "arraybuffer":
		w.arrayBuffer = true
	}
}

// send is send(data) (WebSockets, 3.1). What is sent after the connection has
// begun to close only counts as buffered.
func send(c js.Call, w *WebSocket) goja.Value {
	m := message{binary: true}
	if b, ok := blob.From(c.Arg(0)); ok {
		m.data = b.Bytes()
	} else if b, ok := c.Bytes(c.Arg(0)); ok {
		m.data = bytes.Clone(b)
	} else {
		m.data, m.binary = []byte(c.String(c.Arg(0))), false
	}
	if w.readyState == connecting {
		c.ThrowDOMException("InvalidStateError", "Failed to execute 'send' on 'WebSocket': still in CONNECTING state.")
	}
	w.buffered += int64(len(m.data))
	if w.readyState == open {
		w.conn.send(m)
	}
	return goja.Undefined()
}

// maxReason is how many bytes a reason for closing may have (RFC 6455, 5.5).
const maxReason = 123

// closeSocket is close(code, reason) (WebSockets, 3.1, "close the WebSocket").
func closeSocket(c js.Call, w *WebSocket) goja.Value {
	frame := closeFrame{code: noStatus}
	if c.Has(0) {
		frame.code = int(c.Integer(c.Arg(0), 16, false, js.Clamp))
	}
	if c.Has(1) {
		frame.reason = c.String(c.Arg(1))
	}
	if c.Has(0) && frame.code != normalClosure && (frame.code < 3000 || frame.code > 4999) {
		c.ThrowDOMException("InvalidAccessError", "Failed to execute 'close' on 'WebSocket': the code must be either 1000, or between 3000 and 4999; %d is neither.", frame.code)
	}
	if len(frame.reason) > maxReason {
		c.ThrowDOMException("SyntaxError", "Failed to execute 'close' on 'WebSocket': the reason must not be longer than %d bytes.", maxReason)
	}
	if frame.reason != "" && frame.code == noStatus {
		frame.code = normalClosure
	}
	switch w.readyState {
	case connecting:
		w.readyState = closing
		w.conn.cancel(errNotEstablished)
	case open:
		w.readyState = closing
		w.conn.close(frame)
	}
	return goja.Undefined()
}

// opened is "the WebSocket connection is established" (WebSockets, 4).
func (w *WebSocket) opened(protocol, extensions string) {
	if w.readyState != connecting {
		return
	}
	w.readyState, w.protocol, w.extensions = open, protocol, extensions
	w.inContext(func() { dom.Fire(w.rt, w, "open") })
}

// received is "a WebSocket message has been received" (WebSockets, 4).
func (w *WebSocket) received(m message) {
	if w.readyState != open || !w.HasListeners("message") {
		return
	}
	event := dom.Message{Origin: w.url.Origin()}
	switch {
	case !m.binary:
		event.Data = w.rt.ToValue(string(m.data))
	case w.arrayBuffer:
		event.Data = w.rt.ArrayBuffer(m.data)
	default:
		event.Data = w.rt.Wrap(blob.New(m.data, ""))
	}
	w.inContext(func() { dom.Dispatch(w.rt, w, dom.NewMessageEvent(w.rt, "message", event)) })
}

// sent takes what has been given to the network off the buffered amount.
func (w *WebSocket) sent(n int64) { w.buffered -= n }

// ended is "the WebSocket connection is closed" (WebSockets, 4).
func (w *WebSocket) ended(how closure) {
	w.readyState = closed
	w.inContext(func() {
		if how.err != nil && w.HasListeners("error") {
			text := how.err.Error()
			dom.Dispatch(w.rt, w, dom.NewErrorEvent(w.rt, text, js.Frame{}, w.rt.Error("Error", text)))
		}
		dom.Dispatch(w.rt, w, dom.NewCloseEvent(w.rt, how.err == nil, uint16(how.code), how.reason))
	})
}

var _ dom.Target = (*WebSocket)(nil)
