package js

import "github.com/dop251/goja"

// Promise is a promise that Go settles, on the loop.
type Promise struct {
	*goja.Promise
	Value           goja.Value // the JavaScript object
	resolve, reject func(any) error
}

// Promise makes a pending promise.
func (rt *Runtime) Promise() *Promise {
	p, resolve, reject := rt.NewPromise()
	return &Promise{p, rt.ToValue(p), resolve, reject}
}

// Resolve fulfils the promise, or follows v if it is a thenable.
func (p *Promise) Resolve(v any) { must(p.resolve(v)) }

// Reject rejects the promise.
func (p *Promise) Reject(reason any) { must(p.reject(reason)) }

// Resolved returns a promise that is resolved with v.
func (rt *Runtime) Resolved(v any) goja.Value {
	p := rt.Promise()
	p.Resolve(v)
	return p.Value
}

// Rejected returns a promise that is rejected with reason.
func (rt *Runtime) Rejected(reason any) goja.Value {
	p := rt.Promise()
	p.Reject(reason)
	return p.Value
}

// PromiseOf returns the promise that v is, or nil. Exporting an object to find
// out would copy its properties.
func PromiseOf(v goja.Value) *goja.Promise {
	if o, ok := v.(*goja.Object); ok && o.ExportType() == promiseType {
		return o.Export().(*goja.Promise)
	}
	return nil
}

// AsPromise is `Promise.resolve(v)` (WebIDL, "a promise resolved with").
func (rt *Runtime) AsPromise(v goja.Value) *goja.Promise {
	if o, ok := v.(*goja.Object); ok {
		if o.ExportType() == promiseType {
			return o.Export().(*goja.Promise)
		}
	}
	p := rt.Promise()
	p.Resolve(v)
	return p.Promise
}

// Then calls one of the functions when v, taken as a promise, settles. Either
// may be nil. The promise counts as handled, and it does not matter whether the
// script has changed Promise.prototype.then.
func (rt *Runtime) Then(v goja.Value, fulfilled, rejected func(goja.Value)) {
	p := rt.AsPromise(v)
	rt.Call(rt.frames.then, rt.ToValue(p), rt.reaction(fulfilled), rt.reaction(rejected))
}

func (rt *Runtime) reaction(f func(goja.Value)) goja.Value {
	return rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		if f != nil {
			v := fc.Argument(0)
			rt.below(func() { f(v) })
		}
		return goja.Undefined()
	})
}

// MarkHandled keeps a promise that nobody waits for from being reported as an
// unhandled rejection.
func (rt *Runtime) MarkHandled(v goja.Value) { rt.Then(v, nil, nil) }
