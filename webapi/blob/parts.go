package blob

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// part is one BlobPart: a buffer, a blob, or text. Buffers are read only after
// all arguments are converted, as the standard orders it.
type part struct {
	buffer *goja.Object
	blob   *Blob
	text   string
}

// readParts converts a sequence of BlobParts.
func readParts(c js.Call, v goja.Value, interfaceName string) []part {
	if _, ok := v.(*goja.Object); !ok {
		c.ThrowTypeError("Failed to construct '%s': the parts are not a sequence.", interfaceName)
	}
	var parts []part
	c.Sequence(v, "The list of parts", func(item goja.Value) {
		if b, ok := From(item); ok {
			parts = append(parts, part{blob: b})
		} else if _, ok := c.Bytes(item); ok {
			parts = append(parts, part{buffer: item.(*goja.Object)})
		} else {
			parts = append(parts, part{text: c.String(item)})
		}
	})
	return parts
}

// joinParts is "process blob parts" (File API, 3.1).
func joinParts(rt *js.Runtime, parts []part, native bool) []byte {
	size := 0
	pieces := make([][]byte, 0, len(parts))
	for _, p := range parts {
		var piece []byte
		switch {
		case p.blob != nil:
			if len(parts) == 1 {
				return p.blob.data
			}
			piece = p.blob.data
		case p.buffer != nil:
			piece, _ = rt.Bytes(p.buffer)
		default:
			if native {
				p.text = nativeLineEndings(p.text)
			}
			piece = []byte(p.text)
			if len(parts) == 1 {
				return piece
			}
		}
		pieces = append(pieces, piece)
		size += len(piece)
	}
	data := make([]byte, 0, size)
	for _, piece := range pieces {
		data = append(data, piece...)
	}
	return data
}

// nativeLineEndings is "convert line endings to native" (File API, 3.1). On a
// server that is always a line feed, so that the result does not depend on
// where the program runs.
func nativeLineEndings(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// options is a BlobPropertyBag.
type options struct {
	native   bool
	mimeType string
	bag      *goja.Object // for the members of a dictionary that inherits
}

func readOptions(c js.Call, v goja.Value) options {
	o := options{bag: c.Dictionary(v, "The options argument")}
	if v, ok := js.Member(o.bag, "endings"); ok {
		switch endings := c.String(v); endings {
		case "native":
			o.native = true
		case "transparent":
		default:
			c.ThrowTypeError("The option \"endings\" is %q; it can be \"transparent\" or \"native\".", endings)
		}
	}
	if v, ok := js.Member(o.bag, "type"); ok {
		o.mimeType = normalizeType(c.String(v))
	}
	return o
}
