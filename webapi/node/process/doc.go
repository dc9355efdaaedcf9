// Package process is the global process and the module node:process
// (https://nodejs.org/api/process.html), as far as it makes sense in an
// endpoint: facts about the machine and the server, the environment, the clock,
// nextTick, warnings and events.
//
// What would end or change the server for everybody (exit, abort, kill, chdir,
// setting umask) throws an error that says what to do instead. What does not
// exist here (binding, dlopen, IPC) is absent, so that packages that look for it
// take their other path.
//
// The order of nextTick: callbacks run first in, first out, when the running
// script gives way, before every promise reaction that is queued after the first
// of them. The engine has no door to the front of its job queue, so reactions
// that were queued before the first nextTick run before it, where in Node they
// run after.
//
// The package may use goja, the binding kit, webapi/node/nodeerr and the
// standard library.
package process
