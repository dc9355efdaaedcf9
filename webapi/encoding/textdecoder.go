package encoding

import (
	"bytes"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// common is what TextDecoder and TextDecoderStream share (Encoding, 7.1).
type common struct {
	scheme           *scheme
	fatal, ignoreBOM bool

	decoder decoder // nil before the first bytes
	bomSeen bool
}

// newCommon reads the arguments that both constructors take.
func newCommon(c js.Call, interfaceName string) common {
	d := common{scheme: utf8Scheme}
	label := "utf-8"
	if c.Has(0) {
		label = c.String(c.Arg(0))
	}
	options := c.Dictionary(c.Arg(1), "The options argument")
	if v, ok := js.Member(options, "fatal"); ok {
		d.fatal = v.ToBoolean()
	}
	if v, ok := js.Member(options, "ignoreBOM"); ok {
		d.ignoreBOM = v.ToBoolean()
	}
	d.scheme = findScheme(label)
	if d.scheme == nil || d.scheme.name == "replacement" {
		c.ThrowRangeError("Failed to construct '%s': The encoding label provided (%q) is invalid.", interfaceName, label)
	}
	return d
}

// decode adds the text of src to what the decoder has so far. last is false
// when more bytes will come. It throws for an error in the mode "fatal".
func (d *common) decode(rt *js.Runtime, src []byte, last bool) goja.Value {
	if d.decoder == nil && last && d.scheme == utf8Scheme {
		if !d.ignoreBOM {
			src = bytes.TrimPrefix(src, utf8BOM)
		}
		if utf8.Valid(src) {
			return rt.ToValue(string(src))
		}
		if d.fatal {
			d.throw(rt)
		}
		return rt.ToValue(UTF8WithoutBOM(src))
	}
	if d.decoder == nil {
		d.decoder = d.scheme.newDecoder()
	}
	out := output{fatal: d.fatal, text: make([]byte, 0, len(src)+utf8.UTFMax)}
	d.decoder.write(&out, src)
	if last && !out.failed {
		d.decoder.end(&out)
	}
	if out.failed {
		d.throw(rt)
	}
	text := out.text
	if d.scheme.bom && !d.ignoreBOM && !d.bomSeen && len(text) > 0 {
		d.bomSeen = true
		text = bytes.TrimPrefix(text, utf8BOM)
	}
	return rt.ToValue(string(text))
}

func (d *common) throw(rt *js.Runtime) {
	rt.ThrowTypeError("The encoded data was not valid for encoding %s", d.scheme.name)
}

// TextDecoder is the state of a TextDecoder object (Encoding, 7.2).
type TextDecoder struct {
	js.Base
	common
	doNotFlush bool
}

// TextDecoderClass is the TextDecoder interface.
var TextDecoderClass = js.Define(js.Class[*TextDecoder]{
	Name: "TextDecoder",
	Construct: func(c js.Call) *TextDecoder {
		return &TextDecoder{common: newCommon(c, "TextDecoder")}
	},
	Attributes: []js.Attribute[*TextDecoder]{
		{Name: "encoding", Get: func(c js.Call, d *TextDecoder) goja.Value { return c.ToValue(d.scheme.name) }},
		{Name: "fatal", Get: func(c js.Call, d *TextDecoder) goja.Value { return c.ToValue(d.fatal) }},
		{Name: "ignoreBOM", Get: func(c js.Call, d *TextDecoder) goja.Value { return c.ToValue(d.ignoreBOM) }},
	},
	Methods: []js.Method[*TextDecoder]{
		{Name: "decode", Call: textDecoderDecode},
	},
})

// Class implements [js.Native].
func (*TextDecoder) Class() js.Definer { return TextDecoderClass }

func textDecoderDecode(c js.Call, d *TextDecoder) goja.Value {
	input, stream := c.Arg(0), false
	src := bufferSource(c, input)
	if options := c.Dictionary(c.Arg(1), "The options argument"); options != nil {
		if v, ok := js.Member(options, "stream"); ok {
			stream = v.ToBoolean()
		}
		src = bufferSource(c, input) // the getter may have detached it
	}
	if !d.doNotFlush {
		d.decoder, d.bomSeen = nil, false
	}
	d.doNotFlush = stream
	return d.decode(c.Runtime, src, !stream)
}

// bufferSource returns the bytes of an optional BufferSource argument.
func bufferSource(c js.Call, v goja.Value) []byte {
	if goja.IsUndefined(v) {
		return nil
	}
	b, ok := c.Bytes(v)
	if !ok {
		c.ThrowTypeError("Failed to execute 'decode' on 'TextDecoder': parameter 1 is not an ArrayBuffer or a view on one.")
	}
	return b
}

var _ js.Native = (*TextDecoder)(nil)
