package buffer

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// encoding is one of the encodings that Buffer knows.
type encoding int

const (
	encodingUTF8 encoding = iota
	encodingUTF16
	encodingLatin1
	encodingASCII
	encodingBase64
	encodingBase64URL
	encodingHex
)

// encodingOf finds an encoding by any of its names, in any case.
func encodingOf(name string) (encoding, bool) {
	switch name {
	case "utf8", "utf-8":
		return encodingUTF8, true
	}
	switch strings.ToLower(name) {
	case "utf8", "utf-8":
		return encodingUTF8, true
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		return encodingUTF16, true
	case "latin1", "binary":
		return encodingLatin1, true
	case "ascii":
		return encodingASCII, true
	case "base64":
		return encodingBase64, true
	case "base64url":
		return encodingBase64URL, true
	case "hex":
		return encodingHex, true
	}
	return 0, false
}

// encodingArgument converts an optional encoding; undefined, null and "" are
// UTF-8, an unknown one throws.
func encodingArgument(rt *js.Runtime, v goja.Value) encoding {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return encodingUTF8
	}
	name := rt.String(v)
	if name == "" {
		return encodingUTF8
	}
	e, ok := encodingOf(name)
	if !ok {
		nodeerr.ThrowUnknownEncoding(rt, name)
	}
	return e
}

// encode turns a string into bytes of its own.
func encode(rt *js.Runtime, s goja.String, e encoding) []byte {
	switch e {
	case encodingUTF8:
		return []byte(rt.String(s))
	case encodingUTF16:
		b := make([]byte, 2*s.Length())
		for i := range s.Length() {
			c := s.CharAt(i)
			b[2*i], b[2*i+1] = byte(c), byte(c>>8)
		}
		return b
	case encodingLatin1, encodingASCII:
		if b, ok := js.Latin1(s); ok {
			return b
		}
		b := make([]byte, s.Length())
		for i := range b {
			b[i] = byte(s.CharAt(i))
		}
		return b
	case encodingHex:
		return decodeHex(rt.String(s))
	}
	return decodeBase64(rt.String(s))
}

// encodedLength is how many bytes encode makes, or for base64 at most makes.
func encodedLength(rt *js.Runtime, s goja.String, e encoding) int {
	switch e {
	case encodingUTF16:
		return 2 * s.Length()
	case encodingLatin1, encodingASCII:
		return s.Length()
	case encodingHex:
		return s.Length() / 2
	case encodingBase64, encodingBase64URL:
		n := s.Length()
		if n > 0 && s.CharAt(n-1) == '=' {
			n--
		}
		if n > 1 && s.CharAt(n-1) == '=' {
			n--
		}
		return n * 3 / 4
	}
	if js.IsASCII(s) {
		return s.Length()
	}
	return len(rt.String(s))
}

// decode turns bytes into a string.
func decode(rt *js.Runtime, b []byte, e encoding) goja.Value {
	switch e {
	case encodingUTF8:
		return rt.ToValue(toValidUTF8(b))
	case encodingUTF16:
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		}
		return goja.StringFromUTF16(units)
	case encodingLatin1:
		return rt.FromByteString(string(b))
	case encodingASCII:
		text := make([]byte, len(b))
		for i, c := range b {
			text[i] = c & 0x7F
		}
		return rt.ToValue(string(text))
	case encodingHex:
		return rt.ToValue(hex.EncodeToString(b))
	case encodingBase64URL:
		return rt.ToValue(base64.RawURLEncoding.EncodeToString(b))
	}
	return rt.ToValue(base64.StdEncoding.EncodeToString(b))
}

// decodeHex decodes up to the first pair that is not hexadecimal.
func decodeHex(s string) []byte {
	b := make([]byte, len(s)/2)
	n, _ := hex.Decode(b, []byte(s[:len(s)&^1]))
	return b[:n]
}

// base64Values maps both alphabets to their values, everything else to 0xFF.
var base64Values = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xFF
	}
	for i := range 64 {
		t["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

// decodeBase64 decodes either alphabet, up to the first "=", and passes over
// characters that belong to none.
func decodeBase64(s string) []byte {
	if end := strings.IndexByte(s, '='); end >= 0 {
		s = s[:end]
	}
	b := make([]byte, 0, len(s)*3/4+1)
	if n, err := base64.RawStdEncoding.Decode(b[:cap(b)], []byte(s)); err == nil {
		return b[:n]
	}
	group, bits := uint32(0), 0
	for i := 0; i < len(s); i++ {
		v := base64Values[s[i]]
		if v == 0xFF {
			continue
		}
		group, bits = group<<6|uint32(v), bits+6
		if bits >= 8 {
			bits -= 8
			b = append(b, byte(group>>bits))
		}
	}
	return b
}

// toValidUTF8 replaces each maximal part of a broken sequence by U+FFFD
// (Encoding, 8.1.1).
func toValidUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r != utf8.RuneError || size > 1 {
			out = append(out, b[:size]...)
			b = b[size:]
			continue
		}
		out = append(out, "\uFFFD"...)
		b = b[brokenLength(b):]
	}
	return string(out)
}

// brokenLength is the length of the broken sequence that b starts with.
func brokenLength(b []byte) int {
	lower, upper, need := byte(0x80), byte(0xBF), 0
	switch c := b[0]; {
	case c >= 0xC2 && c <= 0xDF:
		need = 1
	case c >= 0xE0 && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			lower = 0xA0
		} else if c == 0xED {
			upper = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			lower = 0x90
		} else if c == 0xF4 {
			upper = 0x8F
		}
	}
	n := 1
	for ; n <= need && n < len(b) && b[n] >= lower && b[n] <= upper; n++ {
		lower, upper = 0x80, 0xBF
	}
	return n
}

// decodeUTF16 decodes little-endian UTF-16 to code points.
func decodeUTF16(b []byte) []rune {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return utf16.Decode(units)
}

// encodeUTF16 encodes code points as little-endian UTF-16.
func encodeUTF16(runes []rune) []byte {
	units := utf16.Encode(runes)
	b := make([]byte, 0, 2*len(units))
	for _, u := range units {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}
