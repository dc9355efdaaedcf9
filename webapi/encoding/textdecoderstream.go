package encoding

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// TextDecoderStream is the state of a TextDecoderStream object (Encoding, 7.5).
type TextDecoderStream struct {
	js.Base
	common
	transform *streams.Transform
}

// TextDecoderStreamClass is the TextDecoderStream interface.
var TextDecoderStreamClass = js.Define(js.Class[*TextDecoderStream]{
	Name: "TextDecoderStream",
	Construct: func(c js.Call) *TextDecoderStream {
		d := &TextDecoderStream{common: newCommon(c, "TextDecoderStream")}
		d.transform = streams.NewTransform(c.Runtime, d)
		return d
	},
	Attributes: []js.Attribute[*TextDecoderStream]{
		{Name: "encoding", Get: func(c js.Call, d *TextDecoderStream) goja.Value { return c.ToValue(d.scheme.name) }},
		{Name: "fatal", Get: func(c js.Call, d *TextDecoderStream) goja.Value { return c.ToValue(d.fatal) }},
		{Name: "ignoreBOM", Get: func(c js.Call, d *TextDecoderStream) goja.Value { return c.ToValue(d.ignoreBOM) }},
		{Name: "readable", Get: func(c js.Call, d *TextDecoderStream) goja.Value { return c.Wrap(d.transform.Readable) }},
		{Name: "writable", Get: func(c js.Call, d *TextDecoderStream) goja.Value { return c.Wrap(d.transform.Writable) }},
	},
})

// Class implements [js.Native].
func (*TextDecoderStream) Class() js.Definer { return TextDecoderStreamClass }

// Transform is "decode and enqueue a chunk".
func (d *TextDecoderStream) Transform(t *streams.Transform, chunk goja.Value) {
	b, ok := t.Bytes(chunk)
	if !ok {
		t.ThrowTypeError("A chunk for TextDecoderStream is an ArrayBuffer or a view on one.")
	}
	d.enqueue(t, d.decode(t.Runtime, b, false))
}

// Flush is "flush and enqueue".
func (d *TextDecoderStream) Flush(t *streams.Transform) {
	d.enqueue(t, d.decode(t.Runtime, nil, true))
}

func (d *TextDecoderStream) enqueue(t *streams.Transform, text goja.Value) {
	if text.ToBoolean() {
		t.Enqueue(text)
	}
}

var (
	_ js.Native           = (*TextDecoderStream)(nil)
	_ streams.Transformer = (*TextDecoderStream)(nil)
)
