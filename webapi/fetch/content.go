package fetch

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/encoding"
	"runner/webapi/js"
)

// content is a whole body in memory: a JavaScript string, or bytes.
type content struct {
	text  goja.String
	bytes string
	own   bool // nobody else refers to the bytes, so a script may change them
}

// encoded returns the bytes as a string.
func (c content) encoded() string {
	if c.text != nil {
		return js.EncodeUTF8(c.text)
	}
	return c.bytes
}

// buffer returns bytes that a script may change.
func (c content) buffer() []byte {
	if c.own {
		return asBytes(c.bytes)
	}
	return []byte(c.encoded())
}

// string returns the JavaScript string that the bytes decode to.
func (c content) string(rt *js.Runtime) goja.Value {
	if c.text != nil && js.IsASCII(c.text) {
		return c.text
	}
	return rt.ToValue(decodeUTF8(c.encoded()))
}

// decodeUTF8 is "UTF-8 decode" (Encoding, 6). What is UTF-8 is not copied.
func decodeUTF8(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	if utf8.ValidString(s) {
		return s
	}
	return encoding.UTF8WithoutBOM(asBytes(s))
}
