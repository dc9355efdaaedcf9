package js

import (
	"reflect"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// utf16String is the engine's type for strings that are neither ASCII nor
// imported from Go. Its own String method is slow, so they are converted here.
var utf16String = reflect.TypeOf(goja.StringFromUTF16([]uint16{0x100}))

// String converts to a Go string as WebIDL converts to USVString: unpaired
// surrogates become U+FFFD. It throws for a symbol.
func (rt *Runtime) String(v goja.Value) string {
	switch s := v.(type) {
	case goja.String:
		return EncodeUTF8(s)
	case *goja.Symbol:
		rt.ThrowTypeError("Cannot convert a Symbol value to a string")
	case *goja.Object:
		return rt.String(rt.toPrimitiveString(s))
	}
	return v.String()
}

// DOMString converts to the engine's string type and keeps unpaired surrogates.
func (rt *Runtime) DOMString(v goja.Value) goja.String {
	switch s := v.(type) {
	case goja.String:
		return s
	case *goja.Symbol:
		rt.ThrowTypeError("Cannot convert a Symbol value to a string")
	case *goja.Object:
		return rt.DOMString(rt.toPrimitiveString(s))
	}
	// Not ToString, which returns numbers as they are.
	return rt.ToValue(v.String()).(goja.String)
}

// toPrimitiveString is ToPrimitive with the hint string; the engine's own
// conversion would turn a symbol result into text.
func (rt *Runtime) toPrimitiveString(o *goja.Object) goja.Value {
	return o.ToString()
}

// ByteString converts to a string whose bytes are the code units (WebIDL,
// 3.2.11). It throws when one is above 255.
func (rt *Runtime) ByteString(v goja.Value) string {
	s := rt.DOMString(v)
	if reflect.TypeOf(s) != utf16String {
		if text := s.String(); isASCII(text) {
			return text
		}
	}
	b := make([]byte, s.Length())
	for i := range b {
		c := s.CharAt(i)
		if c > 0xff {
			rt.ThrowTypeError("Cannot convert argument to a ByteString because the character at index %d has a value of %d which is greater than 255.", i, c)
		}
		b[i] = byte(c)
	}
	return string(b)
}

// FromByteString makes the JavaScript string whose code units are the bytes of s.
func (rt *Runtime) FromByteString(s string) goja.Value {
	if isASCII(s) {
		return rt.ToValue(s)
	}
	units := make([]uint16, len(s))
	for i := range units {
		units[i] = uint16(s[i])
	}
	return goja.StringFromUTF16(units)
}

// IsASCII reports whether all code units are below 0x80.
func IsASCII(s goja.String) bool {
	switch t := reflect.TypeOf(s); {
	case t == utf16String:
		return false
	case t.Kind() == reflect.String: // the engine's type for nothing but ASCII
		return true
	}
	return isASCII(s.String())
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// EncodeUTF8 returns a JavaScript string as UTF-8; unpaired surrogates become
// U+FFFD. An ASCII string, or one that came from Go, is not copied.
func EncodeUTF8(s goja.String) string {
	if reflect.TypeOf(s) != utf16String {
		return s.String()
	}
	n := s.Length()
	b := make([]byte, 0, n+n/2)
	for i := 0; i < n; i++ {
		c := rune(s.CharAt(i))
		if utf16.IsSurrogate(c) {
			next := rune(-1)
			if i+1 < n {
				next = rune(s.CharAt(i + 1))
			}
			if c = utf16.DecodeRune(c, next); c != utf8.RuneError {
				i++
			}
		}
		b = utf8.AppendRune(b, c)
	}
	return string(b)
}

// Latin1 returns the code units of s as bytes, or false when one is above 255.
func Latin1(s goja.String) ([]byte, bool) {
	if reflect.TypeOf(s) != utf16String {
		if text := s.String(); isASCII(text) {
			return []byte(text), true
		}
	}
	b := make([]byte, s.Length())
	for i := range b {
		c := s.CharAt(i)
		if c > 0xff {
			return nil, false
		}
		b[i] = byte(c)
	}
	return b, true
}
