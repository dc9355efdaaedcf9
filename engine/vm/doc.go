// Package vm runs JavaScript: one goja runtime with its event loop, timers and
// limits is a [VM], and several of them behind one door are a [Pool].
//
// A VM never hangs and never takes the process down. A synchronous stretch of
// JavaScript has a CPU budget, runaway recursion a depth, and a Go panic below
// a task ends that task only. What cannot be undone, an interrupt or a stack
// overflow (goja then forgets every pending promise), retires the VM: whoever
// waits on it is told at once, and the pool puts a fresh one in its place.
//
// The package may use webapi, goja and the standard library. It knows nothing
// of HTTP or Astro.
package vm
