package html

import (
	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/js"
)

// globalScope is the global object as an event target (HTML, 8.1.4.6 and
// 8.1.4.7): it hears of exceptions and rejections that nobody has caught, before
// the host does. Node has process.on for that; the Minimum Common Web API has
// these events. It comes into being when a script first listens.
type globalScope struct {
	dom.EventTarget
	rt        *js.Runtime
	reporting bool // "in error reporting mode"
}

var scopeLocal = js.NewLocal(func(rt *js.Runtime) *globalScope {
	s := &globalScope{rt: rt}
	rt.Fill(rt.GlobalObject(), s)
	rt.Host = scopeHost{rt.Host, s}
	before := rt.UnhandledRejection
	rt.UnhandledRejection = func(p *goja.Promise) bool {
		return s.unhandledRejection(p) || before != nil && before(p)
	}
	rt.RejectionHandled = s.rejectionHandled
	return s
})

// scopeHost is the host with the global object before it.
type scopeHost struct {
	js.Host
	scope *globalScope
}

// ReportException is "report an exception" (HTML, 8.1.4.6).
func (h scopeHost) ReportException(exception goja.Value) {
	if !h.scope.error(exception) {
		h.Host.ReportException(exception)
	}
}

// error fires the event "error" and reports whether a script canceled it.
func (s *globalScope) error(exception goja.Value) bool {
	if s.reporting || !s.HasListeners("error") {
		return false
	}
	s.reporting = true
	defer func() { s.reporting = false }()
	message, at := js.ErrorPlace(exception)
	return !dom.Dispatch(s.rt, s, dom.NewErrorEvent(s.rt, "Uncaught "+message, at, exception))
}

func (s *globalScope) unhandledRejection(p *goja.Promise) bool {
	if !s.HasListeners("unhandledrejection") {
		return false
	}
	return !dom.Dispatch(s.rt, s, s.rejection("unhandledrejection", p))
}

func (s *globalScope) rejectionHandled(p *goja.Promise) {
	if s.HasListeners("rejectionhandled") {
		dom.Dispatch(s.rt, s, s.rejection("rejectionhandled", p))
	}
}

func (s *globalScope) rejection(typ string, p *goja.Promise) dom.AnyEvent {
	return dom.NewPromiseRejectionEvent(s.rt, typ, s.rt.ToValue(p).(*goja.Object), p.Result())
}

// The methods of EventTarget, on the global object.
var (
	AddEventListener    = scopeMethod("addEventListener", 2)
	RemoveEventListener = scopeMethod("removeEventListener", 2)
	DispatchEvent       = scopeMethod("dispatchEvent", 1)
)

// scopeMethod is a method that the global object would inherit from EventTarget
// if it did inherit from it.
func scopeMethod(name string, length int) js.Function {
	return js.Function{Name: name, Length: length, Call: func(c js.Call) goja.Value {
		scopeLocal.Of(c.Runtime)
		method, _ := goja.AssertFunction(c.PrototypeOf(dom.EventTargetClass).Get(name))
		return c.Runtime.Call(method, c.GlobalObject(), c.Args...)
	}}
}

// The event handlers of the global object.
var (
	OnError = js.Accessor("onerror",
		func(c js.Call) goja.Value { return scopeLocal.Of(c.Runtime).Handler("error") },
		func(c js.Call, v goja.Value) { scopeLocal.Of(c.Runtime).SetGlobalErrorHandler(v) })
	OnUnhandledRejection = scopeHandler("unhandledrejection")
	OnRejectionHandled   = scopeHandler("rejectionhandled")
)

func scopeHandler(typ string) js.Global {
	return js.Accessor("on"+typ,
		func(c js.Call) goja.Value { return scopeLocal.Of(c.Runtime).Handler(typ) },
		func(c js.Call, v goja.Value) { scopeLocal.Of(c.Runtime).SetHandler(typ, v) })
}
