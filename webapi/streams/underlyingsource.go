package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// underlyingSource is the UnderlyingSource dictionary (4.2.3), converted.
type underlyingSource struct {
	start, pull, cancel   goja.Callable
	bytes                 bool
	autoAllocateChunkSize int64 // -1 when absent
}

// toUnderlyingSource converts the first argument of the constructor. It throws.
func toUnderlyingSource(rt *js.Runtime, v goja.Value) (d underlyingSource) {
	d.autoAllocateChunkSize = -1
	o, _ := v.(*goja.Object)
	if size, ok := js.Member(o, "autoAllocateChunkSize"); ok {
		d.autoAllocateChunkSize = rt.Integer(size, 64, false, js.EnforceRange)
	}
	d.cancel = memberFunction(rt, o, "cancel")
	d.pull = memberFunction(rt, o, "pull")
	d.start = memberFunction(rt, o, "start")
	if kind, ok := js.Member(o, "type"); ok {
		if name := rt.String(kind); name != "bytes" {
			rt.ThrowTypeError("%q is not a type of a stream; the only one is \"bytes\".", name)
		}
		d.bytes = true
	}
	return d
}

// algorithms are what a readable stream's controller calls: [[pullAlgorithm]]
// and [[cancelAlgorithm]]. nil stands for two that do nothing and return a
// promise resolved with undefined.
type algorithms interface {
	pull() *promise
	cancel(reason goja.Value) *promise
}

func callPull(rt *js.Runtime, a algorithms) *promise {
	if a == nil {
		return resolved(rt)
	}
	return a.pull()
}

func callCancel(rt *js.Runtime, a algorithms, reason goja.Value) *promise {
	if a == nil {
		return resolved(rt)
	}
	return a.cancel(reason)
}

// algorithmFuncs are algorithms that are made of two functions.
type algorithmFuncs struct {
	pullFunc   func() *promise
	cancelFunc func(reason goja.Value) *promise
}

func (a *algorithmFuncs) pull() *promise                    { return a.pullFunc() }
func (a *algorithmFuncs) cancel(reason goja.Value) *promise { return a.cancelFunc(reason) }

// sourceAlgorithms call the underlying source's methods.
type sourceAlgorithms struct {
	rt         *js.Runtime
	source     goja.Value
	dict       underlyingSource
	controller js.Native
}

func (a *sourceAlgorithms) pull() *promise {
	if a.dict.pull == nil {
		return resolved(a.rt)
	}
	return invoke(a.rt, a.dict.pull, a.source, a.rt.Wrap(a.controller))
}

func (a *sourceAlgorithms) cancel(reason goja.Value) *promise {
	if a.dict.cancel == nil {
		return resolved(a.rt)
	}
	return invoke(a.rt, a.dict.cancel, a.source, reason)
}

// invoke is "invoke a callback function" whose return type is a promise: what
// it throws is a rejection.
func invoke(rt *js.Runtime, f goja.Callable, this goja.Value, args ...goja.Value) *promise {
	v, exception := rt.TryCall(f, this, args...)
	if exception != nil {
		return rejectedWith(rt, exception)
	}
	return resolvedWith(rt, v)
}
