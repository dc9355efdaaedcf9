package html

import (
	"encoding/base64"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Btoa is btoa (HTML, 8.3).
var Btoa = js.Function{Name: "btoa", Length: 1, Call: func(c js.Call) goja.Value {
	s := c.DOMString(c.Arg(0))
	b, ok := js.Latin1(s)
	if !ok {
		c.ThrowDOMException("InvalidCharacterError", "The string to be encoded contains characters outside of the Latin1 range.")
	}
	return c.ToValue(base64.StdEncoding.EncodeToString(b))
}}

// Atob is atob (HTML, 8.3).
var Atob = js.Function{Name: "atob", Length: 1, Call: func(c js.Call) goja.Value {
	b, ok := js.Latin1(c.DOMString(c.Arg(0)))
	if ok {
		b, ok = ForgivingBase64Decode(b)
	}
	if !ok {
		c.ThrowDOMException("InvalidCharacterError", "The string to be decoded is not correctly encoded.")
	}
	return c.FromByteString(string(b))
}}

// ForgivingBase64Decode is the "forgiving-base64 decode" of the Infra standard
// (section 5): white space and the padding may be missing or present.
func ForgivingBase64Decode(data []byte) ([]byte, bool) {
	const space = "\t\n\f\r "
	if strings.ContainsAny(string(data), space) {
		kept := make([]byte, 0, len(data))
		for _, c := range data {
			if !strings.ContainsRune(space, rune(c)) {
				kept = append(kept, c)
			}
		}
		data = kept
	}
	if n := len(data); n%4 == 0 && n > 0 && data[n-1] == '=' {
		data = data[:n-1]
		if data[n-2] == '=' {
			data = data[:n-2]
		}
	}
	if len(data)%4 == 1 {
		return nil, false
	}
	// The rest bits of the last character do not matter: the encoding is not strict.
	decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(data)))
	n, err := base64.RawStdEncoding.Decode(decoded, data)
	return decoded[:n], err == nil
}
