// Package streams is the Streams Standard (https://streams.spec.whatwg.org/):
// readable, writable and transform streams and the queuing strategies, without
// transferable streams.
//
// The functions carry the names of the standard's abstract operations, and
// there is one file for each interface. Two things are not the standard's own:
//
//   - Internal promises are values of Go (promise.go) that become JavaScript
//     promises only when a script asks for them. Their reactions are queued as
//     microtasks, as the standard says, so the order of events is the same.
//   - A stream may come from Go (fromreader.go) and go to Go (pipetogo.go).
//     When both ends are Go and no script has touched the stream, the bytes are
//     copied on a goroutine and no JavaScript runs at all.
//
// The package may use goja, the binding kit and the standard library.
package streams
