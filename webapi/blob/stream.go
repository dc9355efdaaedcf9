package blob

import (
	"bytes"
	"io"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// oneChunk is how large a blob may be to come out of its stream in one piece.
const oneChunk = 64 << 10

// Stream is "get stream" (File API, 3): a byte stream of the contents. The
// chunks are copies, because scripts may write to them; those of a large blob
// are made as they are read. Go takes the bytes back with TakeReader.
func (b *Blob) Stream(rt *js.Runtime) *streams.ReadableStream {
	if len(b.data) <= oneChunk {
		return streams.FromBytes(rt, bytes.Clone(b.data))
	}
	return streams.FromReader(rt, io.NopCloser(bytes.NewReader(b.data)))
}
