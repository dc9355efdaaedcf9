package js

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"
)

// Loop is what a Web API may ask of the event loop that drives its runtime.
//
// The contract: JavaScript values are touched on the loop only. Work that
// blocks (a socket, a file, an expensive hash) runs on a goroutine of its own
// and comes back with Post. Post, Go and AfterFunc are safe from any goroutine;
// the tasks they are given run on the loop, one at a time, in order, each
// followed by all the microtasks it caused.
type Loop interface {
	// Post queues task to run on the loop.
	Post(task func())

	// Go runs work on another goroutine and then, on the loop, the function
	// that work returned (nil for nothing). Until that is done the loop counts
	// as busy, so a graceful stop waits for it.
	Go(work func() (done func()))

	// AfterFunc runs task on the loop once d has passed. Tasks that are due at
	// the same moment run in the order of their deadlines, then of the calls.
	AfterFunc(d time.Duration, task func()) Timer

	// Context ends when the loop is closed. Blocking work must stop then.
	Context() context.Context
}

// Timer is a task that waits for its time. Stop reports whether it came before
// the task ran. Ref and Unref say whether a graceful stop waits for the timer.
type Timer interface {
	Stop() bool
	Ref()
	Unref()
}

// Host is what the platform needs from whoever embeds it.
type Host interface {
	// Log receives what console and reportError have to say. level is "debug",
	// "info", "warn" or "error".
	Log(level, message string)

	// ReportException is called with an exception that nobody can catch any
	// more: one thrown by an event listener, a timer or a microtask.
	ReportException(exception goja.Value)
}

// Runtime is one JavaScript realm with its event loop. It belongs to one loop
// and is used on that loop only.
type Runtime struct {
	*goja.Runtime
	Loop Loop
	Host Host

	// NewDOMException builds a DOMException. It is set by the package that
	// lists the platform, because the class lives above the kit.
	NewDOMException func(rt *Runtime, name, message string) *goja.Object

	// CaptureContext takes hold of the asynchronous context of the running
	// script (AsyncLocalStorage) and returns what runs a task in it. It is nil
	// until something uses such a context. Go code that calls back later, from
	// a task of its own, goes through [Runtime.Bind].
	CaptureContext func() (run func(task func()))

	// StructuredClone is HTML's StructuredSerialize and StructuredDeserialize
	// in one, likewise set from above. It throws.
	StructuredClone func(rt *Runtime, v goja.Value) goja.Value

	// UnhandledRejection and RejectionHandled, where set, are told by the host of
	// a promise that was rejected and has no handler, in a task of its own, and
	// of one that got a handler after that. The first returns true when the
	// script has dealt with it, and the host need not report it.
	UnhandledRejection func(*goja.Promise) bool
	RejectionHandled   func(*goja.Promise)

	interfaces []*interfaceObject // by class id
	locals     []any              // by Local id
	modules    map[string]*module
	intrinsics intrinsics
	frames     *frames
}

// New makes a realm with the language's own globals and the gaps of the engine
// that have to be closed before any script runs (symbols.go). The platform's
// globals come from [Runtime.Install].
func New(loop Loop, host Host) *Runtime {
	rt := &Runtime{Runtime: goja.New(), Loop: loop, Host: host}
	rt.installSymbols()
	rt.frames = rt.newFrames()
	rt.installCapture()
	return rt
}

// Bind returns task so that it runs in the asynchronous context of now.
func (rt *Runtime) Bind(task func()) func() {
	if rt.CaptureContext == nil {
		return task
	}
	run := rt.CaptureContext()
	return func() { run(task) }
}

var lastClass, lastLocal atomic.Int32

// Local is a value that each runtime has of its own, made on first use. A
// specification package keeps its per-realm state in one.
type Local[T any] struct {
	id  int32
	new func(*Runtime) T
}

// NewLocal declares a per-runtime value. Call it in a package variable.
func NewLocal[T any](new func(*Runtime) T) *Local[T] {
	return &Local[T]{lastLocal.Add(1) - 1, new}
}

// Of returns rt's value, making it when this is the first use.
func (l *Local[T]) Of(rt *Runtime) T {
	for int(l.id) >= len(rt.locals) {
		rt.locals = append(rt.locals, nil)
	}
	if v, ok := rt.locals[l.id].(T); ok {
		return v
	}
	v := l.new(rt)
	rt.locals[l.id] = v
	return v
}

// intrinsics are objects of the language that the kit builds on, fetched on
// first use.
type intrinsics struct {
	iteratorPrototype      *goja.Object
	asyncIteratorPrototype *goja.Object
}
