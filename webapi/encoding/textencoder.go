package encoding

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// TextEncoder is the state of a TextEncoder object (Encoding, 7.4). It has none.
type TextEncoder struct{ js.Base }

// TextEncoderClass is the TextEncoder interface.
var TextEncoderClass = js.Define(js.Class[*TextEncoder]{
	Name:      "TextEncoder",
	Construct: func(js.Call) *TextEncoder { return &TextEncoder{} },
	Attributes: []js.Attribute[*TextEncoder]{
		{Name: "encoding", Get: func(c js.Call, _ *TextEncoder) goja.Value { return c.ToValue("utf-8") }},
	},
	Methods: []js.Method[*TextEncoder]{
		{Name: "encode", Call: textEncoderEncode},
		{Name: "encodeInto", Length: 2, Call: textEncoderEncodeInto},
	},
})

// Class implements [js.Native].
func (*TextEncoder) Class() js.Definer { return TextEncoderClass }

func textEncoderEncode(c js.Call, _ *TextEncoder) goja.Value {
	if !c.Has(0) {
		return c.Uint8Array(nil)
	}
	return c.Uint8Array([]byte(c.String(c.Arg(0))))
}

func textEncoderEncodeInto(c js.Call, _ *TextEncoder) goja.Value {
	source := c.DOMString(c.Arg(0))
	view, ok := c.View(c.Arg(1))
	if !ok || view.Name != "Uint8Array" {
		c.ThrowTypeError("Failed to execute 'encodeInto' on 'TextEncoder': parameter 2 is not of type 'Uint8Array'.")
	}
	read, written := encodeInto(view.Bytes(), source)
	result := c.NewObject()
	result.Set("read", read)
	result.Set("written", written)
	return result
}

// encodeInto writes as many whole characters of s as dst has room for. read
// counts code units; an unpaired surrogate becomes U+FFFD.
func encodeInto(dst []byte, s goja.String) (read, written int) {
	if js.IsASCII(s) {
		n := copy(dst, s.String())
		return n, n
	}
	n := s.Length()
	for read < n {
		c, units := rune(s.CharAt(read)), 1
		if c < utf8.RuneSelf {
			if written == len(dst) {
				return
			}
			dst[written] = byte(c)
			read++
			written++
			continue
		}
		if utf16.IsSurrogate(c) {
			next := rune(0)
			if read+1 < n {
				next = rune(s.CharAt(read + 1))
			}
			if c = utf16.DecodeRune(c, next); c != utf8.RuneError {
				units = 2
			}
		}
		size := utf8.RuneLen(c)
		if len(dst)-written < size {
			return
		}
		utf8.EncodeRune(dst[written:], c)
		read += units
		written += size
	}
	return
}

var _ js.Native = (*TextEncoder)(nil)
