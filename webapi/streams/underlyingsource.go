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

// algorithms are what a readable stream's controller calls. Either is nil when
// there is nothing to do: it then returns a promise resolved with undefined.
type algorithms struct {
	pull   func() *promise
	cancel func(reason goja.Value) *promise
}

// sourceAlgorithms makes the algorithms that call the underlying source's
// methods.
func sourceAlgorithms(rt *js.Runtime, source goja.Value, d underlyingSource, controller js.Native) (a algorithms) {
	if d.pull != nil {
		a.pull = func() *promise { return invoke(rt, d.pull, source, rt.Wrap(controller)) }
	}
	if d.cancel != nil {
		a.cancel = func(reason goja.Value) *promise { return invoke(rt, d.cancel, source, reason) }
	}
	return a
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
