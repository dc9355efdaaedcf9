package fetch

import (
	"io"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// What follows stands in for the packages that this one builds on until they
// are there.

// ReadableStream is a stream.
type ReadableStream struct{}

func (*ReadableStream) Disturbed() bool { return true }
func (*ReadableStream) Locked() bool    { return false }

const noStreams = "streams are not available yet"

func takeStream(*ReadableStream) bool { return false }
func usedStream(rt *js.Runtime) *ReadableStream {
	rt.ThrowTypeError(noStreams)
	return nil
}
func streamFromReader(rt *js.Runtime, _ io.ReadCloser) *ReadableStream { return usedStream(rt) }
func streamFromBytes(rt *js.Runtime, _ []byte) *ReadableStream         { return usedStream(rt) }
func streamFromIterable(rt *js.Runtime, _ *goja.Object) *ReadableStream {
	return usedStream(rt)
}
func teeStream(rt *js.Runtime, _ *ReadableStream) (one, two *ReadableStream) {
	return usedStream(rt), nil
}
func proxyStream(rt *js.Runtime, _ *ReadableStream) *ReadableStream { return usedStream(rt) }
func readStream(rt *js.Runtime, _ *ReadableStream, _ func(content) goja.Value) goja.Value {
	return wrapStream(rt, usedStream(rt))
}
func wrapStream(rt *js.Runtime, _ *ReadableStream) goja.Value { return goja.Undefined() }
