package encoding

import (
	"bytes"
	"unicode/utf8"

	"github.com/dop251/goja"
)

var utf8BOM = []byte("\xEF\xBB\xBF")

// values makes string values; strings belong to no realm.
var values goja.Runtime

// DecodeUTF8 is "UTF-8 decode" (Encoding, 6.1): it drops a byte order mark and
// replaces what is not UTF-8. b is copied.
func DecodeUTF8(b []byte) goja.Value { return values.ToValue(UTF8(b)) }

// DecodeUTF8WithoutBOM is "UTF-8 decode without BOM" (Encoding, 6.1): a byte
// order mark is text like any other.
func DecodeUTF8WithoutBOM(b []byte) goja.Value { return values.ToValue(UTF8WithoutBOM(b)) }

// UTF8 is [DecodeUTF8] for Go.
func UTF8(b []byte) string { return UTF8WithoutBOM(bytes.TrimPrefix(b, utf8BOM)) }

// UTF8WithoutBOM is [DecodeUTF8WithoutBOM] for Go.
func UTF8WithoutBOM(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var d utf8Decoder
	out := output{text: make([]byte, 0, len(b)+len(b)/8)}
	d.write(&out, b)
	d.end(&out)
	return string(out.text)
}

// utf8Decoder is the UTF-8 decoder (Encoding, 8.1.1). A maximal subpart of an
// ill-formed sequence becomes one replacement character.
type utf8Decoder struct {
	pending [utf8.UTFMax]byte
	n       int // how much of pending is there
}

func newUTF8() decoder { return &utf8Decoder{} }

func (d *utf8Decoder) write(out *output, src []byte) {
	for d.n > 0 && len(src) > 0 {
		d.pending[d.n] = src[0]
		size, incomplete := subpart(d.pending[:d.n+1])
		switch {
		case incomplete:
			d.n++
			src = src[1:]
		case size > d.n:
			out.text = append(out.text, d.pending[:size]...)
			d.n = 0
			src = src[1:]
		default:
			d.n = 0
			if out.error(); out.failed {
				return
			}
		}
	}
	if utf8.Valid(src) {
		out.text = append(out.text, src...)
		return
	}
	for len(src) > 0 {
		good := firstInvalid(src)
		out.text = append(out.text, src[:good]...)
		if src = src[good:]; len(src) == 0 {
			return
		}
		size, incomplete := subpart(src)
		if incomplete {
			d.n = copy(d.pending[:], src)
			return
		}
		if out.error(); out.failed {
			return
		}
		src = src[size:]
	}
}

func (d *utf8Decoder) end(out *output) {
	if d.n > 0 {
		d.n = 0
		out.error()
	}
}

// firstInvalid returns the length of the valid text at the start of b.
func firstInvalid(b []byte) int {
	i := 0
	for i < len(b) {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	return i
}

// subpart returns the length of the sequence at the start of b, or of its
// longest part that could begin one; incomplete says that b ends in it.
func subpart(b []byte) (size int, incomplete bool) {
	lower, upper := byte(0x80), byte(0xBF)
	need := 0
	switch c := b[0]; {
	case isASCII(c):
		return 1, false
	case between(c, 0xC2, 0xDF):
		need = 1
	case between(c, 0xE0, 0xEF):
		need = 2
		if c == 0xE0 {
			lower = 0xA0
		} else if c == 0xED {
			upper = 0x9F
		}
	case between(c, 0xF0, 0xF4):
		need = 3
		if c == 0xF0 {
			lower = 0x90
		} else if c == 0xF4 {
			upper = 0x8F
		}
	default:
		return 1, false
	}
	for i := 1; i <= need; i++ {
		if i == len(b) {
			return i, true
		}
		if !between(b[i], lower, upper) {
			return i, false
		}
		lower, upper = 0x80, 0xBF
	}
	return need + 1, false
}
