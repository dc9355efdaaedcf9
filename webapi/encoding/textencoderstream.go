package encoding

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// TextEncoderStream is the state of a TextEncoderStream object (Encoding, 7.6).
type TextEncoderStream struct {
	js.Base
	transform *streams.Transform
	lead      uint16 // a leading surrogate that waits for the next chunk, or 0
}

// TextEncoderStreamClass is the TextEncoderStream interface.
var TextEncoderStreamClass = js.Define(js.Class[*TextEncoderStream]{
	Name: "TextEncoderStream",
	Construct: func(c js.Call) *TextEncoderStream {
		e := &TextEncoderStream{}
		e.transform = streams.NewTransform(c.Runtime, e)
		return e
	},
	Attributes: []js.Attribute[*TextEncoderStream]{
		{Name: "encoding", Get: func(c js.Call, _ *TextEncoderStream) goja.Value { return c.ToValue("utf-8") }},
		{Name: "readable", Get: func(c js.Call, e *TextEncoderStream) goja.Value { return c.Wrap(e.transform.Readable) }},
		{Name: "writable", Get: func(c js.Call, e *TextEncoderStream) goja.Value { return c.Wrap(e.transform.Writable) }},
	},
})

// Class implements [js.Native].
func (*TextEncoderStream) Class() js.Definer { return TextEncoderStreamClass }

// Transform is "encode and enqueue a chunk".
func (e *TextEncoderStream) Transform(t *streams.Transform, chunk goja.Value) {
	s := t.DOMString(chunk)
	n := s.Length()
	if n == 0 {
		return
	}
	var b []byte
	if e.lead == 0 && !isLead(s.CharAt(n-1)) {
		b = []byte(js.EncodeUTF8(s))
	} else {
		b = e.encode(s, n)
	}
	if len(b) > 0 {
		t.EnqueueBytes(b)
	}
}

// encode encodes s after the surrogate that waits, and keeps one at the end.
func (e *TextEncoderStream) encode(s goja.String, n int) []byte {
	units := make([]uint16, 0, n+1)
	if e.lead != 0 {
		units = append(units, e.lead)
		e.lead = 0
	}
	for i := range n {
		units = append(units, s.CharAt(i))
	}
	if last := units[len(units)-1]; isLead(last) {
		e.lead = last
		units = units[:len(units)-1]
	}
	b := make([]byte, 0, 3*len(units))
	for _, r := range utf16.Decode(units) {
		b = utf8.AppendRune(b, r)
	}
	return b
}

func isLead(unit uint16) bool { return unit&0xFC00 == 0xD800 }

// Flush is "encode and flush".
func (e *TextEncoderStream) Flush(t *streams.Transform) {
	if e.lead != 0 {
		t.EnqueueBytes([]byte("\uFFFD"))
	}
}

var (
	_ js.Native           = (*TextEncoderStream)(nil)
	_ streams.Transformer = (*TextEncoderStream)(nil)
)
