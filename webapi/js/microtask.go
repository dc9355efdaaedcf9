package js

import (
	"sync"
	_ "unsafe" // for go:linkname

	"github.com/dop251/goja"
)

// The engine runs the job queue whenever a call from Go returns and no script is
// on its stack. A native function that runs as a promise reaction, or a task
// from Go, has none below it: the first promise it settled, or function it
// called, would run microtasks in its middle. So Go code that must run to
// completion (ECMA-262, 9.5) runs below a frame of a script, made here.
var frameProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("runner:frame", `(function(run) { "use strict"; return {get inside() { run() }, call() { run() }} })`, true)
})

// frames runs Go functions below a script's frame.
type frames struct {
	object *goja.Object  // has a getter: the one kind of call that leaves the job queue alone
	call   goja.Callable // runs the job queue after it, when it is the outermost
	then   goja.Callable // %Promise.prototype.then%
	next   func()        // what the next frame runs
}

func (rt *Runtime) newFrames() *frames {
	f := &frames{}
	run := rt.ToValue(func(goja.FunctionCall) goja.Value {
		next := f.next
		f.next = nil
		if next != nil {
			next()
		}
		return goja.Undefined()
	})
	program, err := rt.RunProgram(frameProgram())
	must(err)
	factory, _ := goja.AssertFunction(program)
	f.object = rt.Call(factory, goja.Undefined(), run).(*goja.Object)
	f.call, _ = goja.AssertFunction(f.object.Get("call"))
	promise := rt.GlobalObject().Get("Promise").(*goja.Object)
	f.then, _ = goja.AssertFunction(promise.Get("prototype").(*goja.Object).Get("then"))
	return f
}

// Enter runs f as a script would run: the microtasks that it causes run after
// it, not in its middle. Tasks from Go that do more than settle one promise go
// through it. An exception goes on to the caller.
func (rt *Runtime) Enter(f func()) {
	rt.frames.next = f
	rt.Call(rt.frames.call, goja.Undefined())
}

// below runs f below a script's frame, and no microtasks after it.
func (rt *Runtime) below(f func()) {
	rt.frames.next = f
	rt.frames.object.Get("inside")
}

// Microtask queues f as a microtask (HTML, 8.1.7.2), on the loop. An exception
// is reported. It runs when the script that is running, or [Runtime.Enter],
// ends.
func (rt *Runtime) Microtask(f func()) {
	f = rt.Bind(f)
	enqueuePromiseJob(rt.Runtime, func() {
		if exception := rt.Try(func() { rt.below(f) }); exception != nil {
			rt.Host.ReportException(exception)
		}
	})
}

// enqueuePromiseJob is the engine's HostEnqueuePromiseJob. It is not exported,
// and the way around it, a reaction to a fulfilled promise, costs four times as
// much (four functions and a promise each time). The name is looked up by the
// linker, so a version of the engine without it does not build; TestMicrotask
// sees to its meaning.
//
//go:linkname enqueuePromiseJob github.com/dop251/goja.(*Runtime).enqueuePromiseJob
func enqueuePromiseJob(rt *goja.Runtime, job func())
