package endpoint

import (
	"errors"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// settle calls done with the value or the exception that a call into
// JavaScript ends with, awaiting a promise. A promise that is settled already,
// the common case, costs no further turn of the loop.
//
// When the call retired the VM, done is never called: whoever waits learns it
// from [vm.VM.Retired].
func (a *App) settle(result goja.Value, err error, done func(value, exception goja.Value)) {
	if err != nil {
		var exception *goja.Exception
		switch {
		case errors.As(err, &exception):
			done(nil, a.remember(exception))
		case !a.Fatal(err):
			done(nil, a.Error("Error", err.Error()))
		}
		return
	}
	object, ok := result.(*goja.Object)
	if !ok {
		done(result, nil)
		return
	}
	if promise := js.PromiseOf(object); promise != nil {
		switch promise.State() {
		case goja.PromiseStateFulfilled:
			done(promise.Result(), nil)
			return
		case goja.PromiseStateRejected:
			a.Handled(promise)
			done(nil, promise.Result())
			return
		}
	} else if then := object.Get("then"); then == nil || goja.IsUndefined(then) {
		done(result, nil)
		return
	}
	a.Then(result,
		func(v goja.Value) { done(v, nil) },
		func(v goja.Value) { done(nil, v) })
}
