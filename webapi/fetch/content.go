package fetch

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

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

// decodeUTF8 is "UTF-8 decode" (Encoding, 6): it drops a byte order mark and
// replaces each maximal part that is not UTF-8 by one U+FFFD.
func decodeUTF8(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	if utf8.ValidString(s) {
		return s
	}
	var b bytes.Buffer
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			size = malformed(s[i:])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// malformed returns the length of the truncated sequence that s starts with, of
// which one U+FFFD is made.
func malformed(s string) int {
	lower, upper := byte(0x80), byte(0xbf)
	need := 0
	switch c := s[0]; {
	case 0xc2 <= c && c <= 0xdf:
		need = 1
	case 0xe0 <= c && c <= 0xef:
		need = 2
		if c == 0xe0 {
			lower = 0xa0
		} else if c == 0xed {
			upper = 0x9f
		}
	case 0xf0 <= c && c <= 0xf4:
		need = 3
		if c == 0xf0 {
			lower = 0x90
		} else if c == 0xf4 {
			upper = 0x8f
		}
	}
	n := 1
	for n <= need && n < len(s) && lower <= s[n] && s[n] <= upper {
		lower, upper = 0x80, 0xbf
		n++
	}
	return n
}
