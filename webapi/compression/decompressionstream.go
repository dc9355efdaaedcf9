package compression

import (
	"errors"
	"runtime"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// DecompressionStream is the state of a DecompressionStream object
// (Compression, 4).
type DecompressionStream struct {
	js.Base
	transform *streams.Transform
	decoder   *decoder
}

// DecompressionStreamClass is the DecompressionStream interface.
var DecompressionStreamClass = js.Define(js.Class[*DecompressionStream]{
	Name:   "DecompressionStream",
	Length: 1,
	Construct: func(c js.Call) *DecompressionStream {
		s := &DecompressionStream{decoder: newDecoder(formatArgument(c, "DecompressionStream"))}
		s.transform = streams.NewAsyncTransform(c.Runtime, s)
		// A stream that everybody has forgotten is never finished.
		runtime.AddCleanup(s, func(d *decoder) { d.stop() }, s.decoder)
		return s
	},
	Attributes: []js.Attribute[*DecompressionStream]{
		{Name: "readable", Get: func(c js.Call, s *DecompressionStream) goja.Value { return c.Wrap(s.transform.Readable) }},
		{Name: "writable", Get: func(c js.Call, s *DecompressionStream) goja.Value { return c.Wrap(s.transform.Writable) }},
	},
})

// Class implements [js.Native].
func (*DecompressionStream) Class() js.Definer { return DecompressionStreamClass }

// inlineDecompress is how much input is decompressed on the loop. It may grow a
// thousandfold.
const inlineDecompress = 1 << 10

// Work is "decompress and enqueue a chunk" and "decompress flush and enqueue".
func (s *DecompressionStream) Work(t *streams.Transform, chunk goja.Value) func() ([][]byte, error) {
	if chunk == nil {
		return run(t, nil, false, func([]byte) ([][]byte, error) { return s.decoder.finish() })
	}
	b := chunkBytes(t, chunk, "DecompressionStream")
	return run(t, b, len(b) > inlineDecompress, s.decoder.push)
}

var (
	errTrailing  = errors.New("There is data after the end of the compressed data")
	errTruncated = errors.New("The compressed data is not complete")
)

var (
	_ js.Native                = (*DecompressionStream)(nil)
	_ streams.AsyncTransformer = (*DecompressionStream)(nil)
)
