package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// eventHandler is an event handler (HTML, 8.1.8.1): the value of an attribute
// such as onabort, and its place among the listeners.
type eventHandler struct {
	typ      string
	value    *goja.Object
	listener *listener // nil while the handler is not active
	global   bool      // onerror of the global object, which takes other arguments
}

// HandlerAttribute is the event handler IDL attribute of an event type, for the
// class of an event target: `on` and the type.
func HandlerAttribute[T Target](typ string) js.Attribute[T] {
	return js.Attribute[T]{
		Name: "on" + typ,
		Get:  func(c js.Call, t T) goja.Value { return t.eventTarget().Handler(typ) },
		Set:  func(c js.Call, t T, v goja.Value) { t.eventTarget().SetHandler(typ, v) },
	}
}

// Handler returns the event handler of a type, or null.
func (t *EventTarget) Handler(typ string) goja.Value {
	if h := t.handler(typ); h != nil && h.value != nil {
		return h.value
	}
	return goja.Null()
}

// SetGlobalErrorHandler is [EventTarget.SetHandler] for onerror of the global
// object: it is called with the message, the place and the error, and cancels the
// event by returning true (HTML, 8.1.8.1, OnErrorEventHandler).
func (t *EventTarget) SetGlobalErrorHandler(v goja.Value) {
	t.SetHandler("error", v)
	if h := t.handler("error"); h != nil {
		h.global = true
	}
}

// SetHandler sets the event handler of a type. A value that is not an object
// removes it.
func (t *EventTarget) SetHandler(typ string, v goja.Value) {
	o, _ := v.(*goja.Object)
	h := t.handler(typ)
	if h == nil {
		if o == nil {
			return
		}
		h = &eventHandler{typ: typ}
		t.handlers = append(t.handlers, h)
	}
	h.value = o
	switch {
	case o == nil && h.listener != nil:
		t.unlisten(h.listener)
		h.listener = nil
	case o != nil && h.listener == nil:
		h.listener = &listener{typ: text(typ), handler: h}
		t.listen(h.listener)
	}
}

func (t *EventTarget) handler(typ string) *eventHandler {
	for _, h := range t.handlers {
		if h.typ == typ {
			return h
		}
	}
	return nil
}

// call is "the event handler processing algorithm" (HTML, 8.1.8.1). A handler
// that returns false cancels the event.
func (h *eventHandler) call(rt *js.Runtime, target Target, event AnyEvent) {
	f, ok := goja.AssertFunction(h.value)
	if !ok {
		return
	}
	if e, ok := event.(*ErrorEvent); ok && h.global {
		result := rt.Call(f, rt.Wrap(target), e.message, e.filename, rt.ToValue(e.line), rt.ToValue(e.column), e.err)
		if result.StrictEquals(rt.ToValue(true)) {
			e.cancel()
		}
		return
	}
	result := rt.Call(f, rt.Wrap(target), rt.Wrap(event))
	if result.StrictEquals(rt.ToValue(false)) {
		event.event().cancel()
	}
}
