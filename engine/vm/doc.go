// Package vm runs JavaScript: one goja runtime with its event loop, timers and
// limits is a [VM], and several of them behind one door are a [Pool].
//
// A VM never hangs and never takes the process down. A synchronous stretch of
// JavaScript has a CPU budget and runaway recursion a depth. What cannot be
// undone (an interrupt, a stack overflow or a panic of Go code, after which goja
// has lost pending promises) retires the VM: the [Owner] whose code did it is
// blamed, whoever else waits is told at once, and the pool puts a fresh one in
// its place.
//
// The package may use webapi, goja and the standard library. It knows nothing
// of HTTP or Astro.
package vm
