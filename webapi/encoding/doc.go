// Package encoding is the Encoding standard (https://encoding.spec.whatwg.org):
// TextEncoder, TextDecoder, their streams, and a decoder for every encoding
// that the standard names.
//
// The decoders are the standard's state machines, one file each; what bytes
// stand for in the legacy encodings comes from the tables of
// golang.org/x/text, whose own decoders treat errors differently. Text is UTF-8
// inside, so that what is valid UTF-8 on the way in is copied once and never
// looked at again.
//
// The package may use goja, the binding kit webapi/js, webapi/streams and
// golang.org/x/text.
package encoding
