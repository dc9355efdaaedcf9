// Package buffer is the module node:buffer and the global Buffer
// (https://nodejs.org/api/buffer.html): a subclass of Uint8Array whose methods
// work on the array's memory in Go.
//
// Buffers are ordinary Uint8Arrays of the engine with another prototype, so that
// views, slices and every Web API take them as they are, without a copy. There
// is no pool: a Buffer made from a string has an ArrayBuffer of its own.
//
// The package may use goja, the binding kit, webapi/node/nodeerr, and for what
// node:buffer exports besides, webapi/html (atob, btoa) and webapi/blob.
package buffer
