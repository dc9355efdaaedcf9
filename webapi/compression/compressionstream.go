package compression

import (
	"bytes"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// CompressionStream is the state of a CompressionStream object (Compression, 3).
type CompressionStream struct {
	js.Base
	transform *streams.Transform
	format    *format
	encoder   encoder // nil after the end
	out       bytes.Buffer
}

// CompressionStreamClass is the CompressionStream interface.
var CompressionStreamClass = js.Define(js.Class[*CompressionStream]{
	Name:   "CompressionStream",
	Length: 1,
	Construct: func(c js.Call) *CompressionStream {
		s := &CompressionStream{format: formatArgument(c, "CompressionStream")}
		s.encoder = s.format.encoders.Get().(encoder)
		s.encoder.Reset(&s.out)
		s.transform = streams.NewAsyncTransform(c.Runtime, s)
		return s
	},
	Attributes: []js.Attribute[*CompressionStream]{
		{Name: "readable", Get: func(c js.Call, s *CompressionStream) goja.Value { return c.Wrap(s.transform.Readable) }},
		{Name: "writable", Get: func(c js.Call, s *CompressionStream) goja.Value { return c.Wrap(s.transform.Writable) }},
	},
})

// Class implements [js.Native].
func (*CompressionStream) Class() js.Definer { return CompressionStreamClass }

// Work is "compress and enqueue a chunk" and "compress flush and enqueue".
func (s *CompressionStream) Work(t *streams.Transform, chunk goja.Value) func() ([][]byte, error) {
	if chunk == nil {
		return s.finish
	}
	b := chunkBytes(t, chunk, "CompressionStream")
	return run(t, b, len(b) > inlineCompress, s.compress)
}

// inlineCompress is how much is compressed on the loop: that takes less time
// than going to another goroutine and back.
const inlineCompress = 1 << 10

func (s *CompressionStream) compress(b []byte) ([][]byte, error) {
	if s.encoder == nil {
		return nil, nil
	}
	_, err := s.encoder.Write(b)
	return s.take(), err
}

// finish writes what the encoder still has, and gives it back.
func (s *CompressionStream) finish() ([][]byte, error) {
	err := s.encoder.Close()
	s.release()
	return s.take(), err
}

// take returns what has been written so far, if anything.
func (s *CompressionStream) take() [][]byte {
	if s.out.Len() == 0 {
		return nil
	}
	b := bytes.Clone(s.out.Bytes())
	s.out.Reset()
	return [][]byte{b}
}

func (s *CompressionStream) release() {
	s.encoder.Reset(nil)
	s.format.encoders.Put(s.encoder)
	s.encoder = nil
}

// chunkBytes returns the bytes of a chunk, or throws.
func chunkBytes(t *streams.Transform, chunk goja.Value, interfaceName string) []byte {
	b, ok := t.Bytes(chunk)
	if !ok {
		t.ThrowTypeError("A chunk for %s is an ArrayBuffer or a view on one.", interfaceName)
	}
	return b
}

// run does the work of a chunk at once, or returns it as a job on a copy.
func run(t *streams.Transform, b []byte, slow bool, work func([]byte) ([][]byte, error)) func() ([][]byte, error) {
	if slow {
		b = bytes.Clone(b)
		return func() ([][]byte, error) { return work(b) }
	}
	chunks, err := work(b)
	for _, chunk := range chunks {
		t.EnqueueBytes(chunk)
	}
	if err != nil {
		t.ThrowTypeError("%v", err)
	}
	return nil
}

var (
	_ js.Native                = (*CompressionStream)(nil)
	_ streams.AsyncTransformer = (*CompressionStream)(nil)
)
