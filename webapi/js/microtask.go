package js

import (
	"sync"

	"github.com/dop251/goja"
)

// The engine runs the job queue whenever a call from Go returns and no script is
// on its stack. A native function that runs as a promise reaction, or a task
// from Go, has none: the first promise it settled, or function it called, would
// run microtasks in its middle. So Go code that must run to completion
// (ECMA-262, 9.5) runs below a frame of a script, made by these two functions.
var frameProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("runner:frame", `(function(run) { "use strict"; return {get enter() { run() }, job() { run() }} })`, true)
})

// frames runs Go functions below a script's frame.
type frames struct {
	object *goja.Object  // a getter: the one kind of call that leaves the job queue alone
	call   goja.Callable // runs the job queue after it, when it is the outermost
	job    goja.Value    // for promise reactions
	then   goja.Callable // %Promise.prototype.then%
	ready  goja.Value    // a fulfilled promise

	next  func()   // what the next frame runs
	queue []func() // microtasks that wait for their job, in order
	head  int
}

func (rt *Runtime) newFrames() *frames {
	f := &frames{}
	run := rt.ToValue(func(goja.FunctionCall) goja.Value {
		if next := f.next; next != nil {
			f.next = nil
			next()
		} else if exception := rt.Try(f.shift()); exception != nil {
			rt.Host.ReportException(exception)
		}
		return goja.Undefined()
	})
	factory, err := rt.RunProgram(frameProgram())
	must(err)
	make, _ := goja.AssertFunction(factory)
	f.object = rt.Call(make, goja.Undefined(), run).(*goja.Object)
	f.job = f.object.Get("job")
	f.call, _ = goja.AssertFunction(f.job)
	promise := rt.GlobalObject().Get("Promise").(*goja.Object)
	f.then, _ = goja.AssertFunction(promise.Get("prototype").(*goja.Object).Get("then"))
	p, resolve, _ := rt.NewPromise()
	must(resolve(goja.Undefined()))
	f.ready = rt.ToValue(p)
	return f
}

// shift takes the oldest waiting microtask.
func (f *frames) shift() func() {
	task := f.queue[f.head]
	f.queue[f.head] = nil
	if f.head++; f.head == len(f.queue) {
		f.queue, f.head = f.queue[:0], 0
	}
	return task
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
	rt.frames.object.Get("enter")
}

// Microtask queues f as a microtask (HTML, 8.1.7.2). An exception is reported.
func (rt *Runtime) Microtask(f func()) {
	rt.frames.queue = append(rt.frames.queue, f)
	rt.Call(rt.frames.then, rt.frames.ready, rt.frames.job)
}
