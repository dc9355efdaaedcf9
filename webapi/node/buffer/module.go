package buffer

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/html"
	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// maxStringLength is what Node calls buffer.constants.MAX_STRING_LENGTH.
const maxStringLength = 1<<29 - 24

// Global is the global Buffer.
var Global = js.Namespace("Buffer", func(rt *js.Runtime) goja.Value { return Class(rt) })

// Module is node:buffer.
var Module = js.Module{
	Name: "node:buffer",
	Exports: []string{"Buffer", "SlowBuffer", "transcode", "isUtf8", "isAscii", "kMaxLength", "kStringMaxLength",
		"btoa", "atob", "constants", "INSPECT_MAX_BYTES", "Blob", "resolveObjectURL", "File"},
	New: newModule,
}

func newModule(rt *js.Runtime) *goja.Object {
	m := rt.NewObject()
	set := func(name string, v any) { check(m.Set(name, v)) }
	k := classLocal.Of(rt)
	set("Buffer", k.constructor)
	set("SlowBuffer", rt.Func(js.Function{Name: "SlowBuffer", Call: k.allocUnsafe}))
	set("transcode", rt.Func(js.Function{Name: "transcode", Call: k.transcode}))
	set("isUtf8", rt.Func(js.Function{Name: "isUtf8", Call: func(c js.Call) goja.Value {
		return c.ToValue(utf8.Valid(source(c)))
	}}))
	set("isAscii", rt.Func(js.Function{Name: "isAscii", Call: func(c js.Call) goja.Value {
		for _, b := range source(c) {
			if b >= utf8.RuneSelf {
				return c.ToValue(false)
			}
		}
		return c.ToValue(true)
	}}))
	set("kMaxLength", nodeMaxLength)
	set("kStringMaxLength", maxStringLength)
	set("btoa", rt.Func(html.Btoa))
	set("atob", rt.Func(html.Atob))
	constants := rt.NewObject()
	check(constants.Set("MAX_LENGTH", nodeMaxLength))
	check(constants.Set("MAX_STRING_LENGTH", maxStringLength))
	set("constants", constants)
	set("INSPECT_MAX_BYTES", inspectMaxBytes)
	set("Blob", rt.Constructor(blob.BlobClass))
	set("File", rt.Constructor(blob.FileClass))
	set("resolveObjectURL", rt.Func(js.Function{Name: "resolveObjectURL", Length: 1, Call: resolveObjectURL}))
	return m
}

// resolveObjectURL returns the Blob of an object URL, or undefined.
func resolveObjectURL(c js.Call) goja.Value {
	if b, ok := blob.ResolveObjectURL(c.Runtime, c.String(c.Arg(0))); ok {
		return c.Wrap(b)
	}
	return goja.Undefined()
}

// source is the argument of isUtf8 and isAscii.
func source(c js.Call) []byte {
	b, ok := c.Bytes(c.Arg(0))
	if !ok {
		nodeerr.ThrowArgType(c.Runtime, "input", "an instance of ArrayBuffer, Buffer, or TypedArray", c.Arg(0))
	}
	return b
}

// transcode is buffer.transcode(source, fromEncoding, toEncoding). What the
// target cannot say becomes "?".
func (k *class) transcode(c js.Call) goja.Value {
	b := memory(c, c.Arg(0), "source")
	if len(b) == 0 {
		return k.wrap(c.Runtime, nil)
	}
	from, okFrom := transcodable(c, c.Arg(1))
	to, okTo := transcodable(c, c.Arg(2))
	if !okFrom || !okTo {
		nodeerr.Throw(c.Runtime, "Error", "U_ILLEGAL_ARGUMENT_ERROR", "Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]")
	}
	if from == encodingUTF8 && to == encodingUTF16 && !utf8.Valid(b) {
		nodeerr.Throw(c.Runtime, "Error", "U_INVALID_CHAR_FOUND", "Unable to transcode Buffer [U_INVALID_CHAR_FOUND]")
	}
	return k.wrap(c.Runtime, encodeRunes(decodeRunes(b, from), to))
}

// transcodable converts an encoding of transcode; undefined and null are UTF-8.
func transcodable(c js.Call, v goja.Value) (encoding, bool) {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return encodingUTF8, true
	}
	e, ok := encodingOf(c.String(v))
	return e, ok && e <= encodingASCII
}

func decodeRunes(b []byte, e encoding) []rune {
	switch e {
	case encodingUTF8:
		return []rune(toValidUTF8(b))
	case encodingUTF16:
		return decodeUTF16(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		if runes[i] = rune(c); e == encodingASCII && c >= utf8.RuneSelf {
			runes[i] = utf8.RuneError
		}
	}
	return runes
}

func encodeRunes(runes []rune, e encoding) (b []byte) {
	limit := rune(utf8.MaxRune)
	switch e {
	case encodingUTF8:
		return []byte(string(runes))
	case encodingUTF16:
		return encodeUTF16(runes)
	case encodingLatin1:
		limit = 0xFF
	case encodingASCII:
		limit = 0x7F
	}
	for _, r := range runes {
		if r > limit {
			r = '?'
		}
		b = append(b, byte(r))
	}
	return b
}
