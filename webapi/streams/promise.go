package streams

import (
	"reflect"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

type promiseState uint8

const (
	pending promiseState = iota
	fulfilled
	rejected
)

// promise is a promise of the standard. It has a JavaScript object only if a
// script asked for one.
type promise struct {
	rt      *js.Runtime
	state   promiseState
	settled bool // resolved, perhaps with a promise that is still pending
	handled bool // [[PromiseIsHandled]]
	value   goja.Value
	react1  reaction // most promises have one reaction or none
	more    []reaction
	object  *js.Promise
}

type reaction struct{ fulfilled, rejected func(goja.Value) }

func newPromise(rt *js.Runtime) *promise { return &promise{rt: rt} }

// resolved is "a promise resolved with undefined".
func resolved(rt *js.Runtime) *promise {
	return &promise{rt: rt, state: fulfilled, settled: true, value: goja.Undefined()}
}

// rejectedWith is "a promise rejected with".
func rejectedWith(rt *js.Runtime, reason goja.Value) *promise {
	return &promise{rt: rt, state: rejected, settled: true, value: reason}
}

// resolvedWith is "a promise resolved with" a value that comes from a script: a
// new promise, even when the value is one.
func resolvedWith(rt *js.Runtime, v goja.Value) *promise {
	p := newPromise(rt)
	p.adopt(v)
	return p
}

// promiseResolve is PromiseResolve (ECMA-262, 27.2.4.7.1): a promise of the
// language is taken as it is.
func promiseResolve(rt *js.Runtime, v goja.Value) *promise {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != nativePromise {
		return resolvedWith(rt, v)
	}
	p := newPromise(rt)
	p.settled = true
	p.followNative(o)
	return p
}

var nativePromise = reflect.TypeOf((*goja.Promise)(nil))

// followNative settles p as a promise of the language is settled.
func (p *promise) followNative(o *goja.Object) {
	native := o.Export().(*goja.Promise)
	if native.State() != goja.PromiseStateFulfilled {
		p.rt.Then(o, p.fulfill, p.fail)
		return
	}
	p.rt.Microtask(func() { p.fulfill(native.Result()) })
}

// fulfilledWith is a promise that is fulfilled with a value of ours.
func fulfilledWith(rt *js.Runtime, v goja.Value) *promise {
	return &promise{rt: rt, state: fulfilled, settled: true, value: v}
}

// adopt resolves p with a value that may be a thenable (ECMA-262, 27.2.1.3.2).
func (p *promise) adopt(v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok {
		p.resolve(v)
		return
	}
	if p.settled {
		return
	}
	var then goja.Value
	if exception := p.rt.Try(func() { then = o.Get("then") }); exception != nil {
		p.reject(exception)
		return
	}
	call, ok := goja.AssertFunction(then)
	if !ok {
		p.resolve(v)
		return
	}
	p.settled = true
	if o.ExportType() == nativePromise && then.SameAs(thenFunction.Of(p.rt)) {
		p.rt.Microtask(func() { p.followNative(o) })
		return
	}
	inner := &promise{rt: p.rt}
	inner.then(p.fulfill, p.fail)
	p.rt.Microtask(func() {
		_, exception := p.rt.TryCall(call, o, inner.resolvingFunction(inner.adopt), inner.resolvingFunction(inner.reject))
		if exception != nil {
			inner.reject(exception)
		}
	})
}

// resolvingFunction makes a function for a script that settles p.
func (p *promise) resolvingFunction(settle func(goja.Value)) goja.Value {
	return p.rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		settle(fc.Argument(0))
		return goja.Undefined()
	})
}

// started is "a promise resolved with startResult", where that is a promise of
// ours or nil.
func started(rt *js.Runtime, result *promise) *promise {
	if result == nil {
		return resolved(rt)
	}
	p := newPromise(rt)
	p.follow(result)
	return p
}

// thenFunction is %Promise.prototype.then%.
var thenFunction = js.NewLocal(func(rt *js.Runtime) goja.Value {
	return rt.GlobalObject().Get("Promise").(*goja.Object).Get("prototype").(*goja.Object).Get("then")
})

// resolve fulfils p with a value that is not a thenable. It does nothing when p
// is resolved already.
func (p *promise) resolve(v goja.Value) {
	if !p.settled {
		p.settled = true
		p.fulfill(v)
	}
}

// reject rejects p, unless it is resolved already.
func (p *promise) reject(reason goja.Value) {
	if !p.settled {
		p.settled = true
		p.fail(reason)
	}
}

// follow resolves p with another promise, which takes two turns of the
// microtask queue as it does in the language (ECMA-262, 27.2.1.3.2).
func (p *promise) follow(other *promise) {
	if !p.settled {
		p.settled = true
		p.rt.Microtask(func() { other.then(p.fulfill, p.fail) })
	}
}

func (p *promise) fulfill(v goja.Value) { p.settle(fulfilled, v) }
func (p *promise) fail(v goja.Value)    { p.settle(rejected, v) }

func (p *promise) settle(state promiseState, v goja.Value) {
	p.state, p.value = state, v
	if p.object != nil {
		p.settleObject()
	}
	p.trigger(p.react1)
	for _, r := range p.more {
		p.trigger(r)
	}
	p.react1, p.more = reaction{}, nil
}

func (p *promise) trigger(r reaction) {
	f := r.fulfilled
	if p.state == rejected {
		f = r.rejected
	}
	if f != nil {
		v := p.value
		p.rt.Microtask(func() { f(v) })
	}
}

// then is "upon fulfillment" and "upon rejection". Either may be nil.
func (p *promise) then(onFulfilled, onRejected func(goja.Value)) {
	p.setHandled()
	r := reaction{onFulfilled, onRejected}
	switch {
	case p.state != pending:
		p.trigger(r)
	case p.react1.fulfilled == nil && p.react1.rejected == nil:
		p.react1 = r
	default:
		p.more = append(p.more, r)
	}
}

// chain is "the result of reacting to" p: a promise that is resolved with the
// promise that a handler returns. A nil handler passes the outcome on; a nil
// result is undefined; and a promise that is settled already stands for a value
// that the handler returns or throws.
func (p *promise) chain(onFulfilled, onRejected func(goja.Value) *promise) *promise {
	result := newPromise(p.rt)
	handle := func(f func(goja.Value) *promise, otherwise func(goja.Value)) func(goja.Value) {
		if f == nil {
			return otherwise
		}
		return func(v goja.Value) {
			switch next := f(v); {
			case next == nil:
				result.resolve(goja.Undefined())
			case next.state == rejected: // a handler that throws
				result.reject(next.value)
			case next.state == fulfilled: // or returns a value
				result.resolve(next.value)
			default:
				result.follow(next)
			}
		}
	}
	p.then(handle(onFulfilled, result.resolve), handle(onRejected, result.reject))
	return result
}

// setHandled sets [[PromiseIsHandled]] to true.
func (p *promise) setHandled() {
	if !p.handled {
		p.handled = true
		if p.object != nil {
			p.rt.MarkHandled(p.object.Value)
		}
	}
}

// js returns the promise as a JavaScript value.
func (p *promise) js() goja.Value {
	if p.object == nil {
		p.object = p.rt.Promise()
		if p.handled {
			p.rt.MarkHandled(p.object.Value)
		}
		p.settleObject()
	}
	return p.object.Value
}

func (p *promise) settleObject() {
	switch p.state {
	case fulfilled:
		p.object.Resolve(p.value)
	case rejected:
		p.object.Reject(p.value)
	}
}
