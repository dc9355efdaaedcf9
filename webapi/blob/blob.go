package blob

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/encoding"
	"runner/webapi/js"
)

// Blob is the state of a Blob object (File API, 3).
type Blob struct {
	js.Base
	data     []byte // never written to
	mimeType string
}

// New makes a blob of data, which must not change any more. mimeType is taken
// as it is.
func New(data []byte, mimeType string) *Blob { return &Blob{data: data, mimeType: mimeType} }

// From returns the blob behind a Blob or File object.
func From(v goja.Value) (*Blob, bool) {
	if b, ok := js.State[blobber](v); ok {
		return b.blob(), true
	}
	return nil, false
}

// Bytes returns the contents, which must not be changed.
func (b *Blob) Bytes() []byte { return b.data }

// Size returns the length in bytes.
func (b *Blob) Size() int64 { return int64(len(b.data)) }

// Type returns the MIME type, or "".
func (b *Blob) Type() string { return b.mimeType }

// Slice returns the bytes from start to end as a blob that shares them.
func (b *Blob) Slice(start, end int64, mimeType string) *Blob {
	return New(b.data[start:end:end], mimeType)
}

// Clone is the serialization and deserialization of a blob (File API, 3).
func (b *Blob) Clone(*js.Runtime) js.Native { return New(b.data, b.mimeType) }

// blobber is a Blob or what inherits from it.
type blobber interface {
	js.Native
	blob() *Blob
}

func (b *Blob) blob() *Blob { return b }

// BlobClass is the Blob interface.
var BlobClass = js.Define(js.Class[blobber]{
	Name: "Blob",
	Construct: func(c js.Call) blobber {
		var parts []part
		if c.Has(0) {
			parts = readParts(c, c.Arg(0), "Blob")
		}
		options := readOptions(c, c.Arg(1))
		return New(joinParts(c.Runtime, parts, options.native), options.mimeType)
	},
	Attributes: []js.Attribute[blobber]{
		{Name: "size", Get: func(c js.Call, b blobber) goja.Value { return c.ToValue(b.blob().Size()) }},
		{Name: "type", Get: func(c js.Call, b blobber) goja.Value { return c.ToValue(b.blob().mimeType) }},
	},
	Methods: []js.Method[blobber]{
		{Name: "slice", Call: blobSlice},
		{Name: "stream", Call: func(c js.Call, b blobber) goja.Value { return c.Wrap(b.blob().Stream(c.Runtime)) }},
		{Name: "text", Async: true, Call: func(c js.Call, b blobber) goja.Value {
			return c.Resolved(encoding.DecodeUTF8(b.blob().data))
		}},
		{Name: "arrayBuffer", Async: true, Call: func(c js.Call, b blobber) goja.Value {
			return c.Resolved(c.ArrayBuffer(bytes.Clone(b.blob().data)))
		}},
		{Name: "bytes", Async: true, Call: func(c js.Call, b blobber) goja.Value {
			return c.Resolved(c.Uint8Array(bytes.Clone(b.blob().data)))
		}},
	},
})

// Class implements [js.Native].
func (*Blob) Class() js.Definer { return BlobClass }

func blobSlice(c js.Call, b blobber) goja.Value {
	size := b.blob().Size()
	start, end := int64(0), size
	if c.Has(0) {
		start = relative(c.Integer(c.Arg(0), 64, true, js.Clamp), size)
	}
	if c.Has(1) {
		end = relative(c.Integer(c.Arg(1), 64, true, js.Clamp), size)
	}
	mimeType := ""
	if c.Has(2) {
		mimeType = normalizeType(c.String(c.Arg(2)))
	}
	return c.Wrap(b.blob().Slice(start, max(start, end), mimeType))
}

// relative turns a position, which counts from the end when it is negative,
// into one from 0 to size (File API, 3.3.1).
func relative(position, size int64) int64 {
	if position < 0 {
		return max(size+position, 0)
	}
	return min(position, size)
}

// normalizeType returns the type in lower case, or "" when it has a character
// outside printable ASCII (File API, 3.1).
func normalizeType(s string) string {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7E {
			return ""
		}
	}
	return strings.ToLower(s)
}

var _ blobber = (*Blob)(nil)
