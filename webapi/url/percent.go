package url

import (
	"strings"
	"unicode/utf8"
)

// encodeSet is a percent-encode set (URL, 1.3). Every byte above 0x7E belongs
// to every set, so only ASCII is listed.
type encodeSet [256]bool

// setOf makes the set that holds base's members and those of more.
func setOf(base *encodeSet, more string) *encodeSet {
	s := new(encodeSet)
	if base != nil {
		*s = *base
	}
	for i := 0; i < len(more); i++ {
		s[more[i]] = true
	}
	return s
}

func controls() *encodeSet {
	s := new(encodeSet)
	for c := range s {
		s[c] = c < 0x20 || c > 0x7E
	}
	return s
}

var (
	c0ControlSet    = controls()
	fragmentSet     = setOf(c0ControlSet, " \"<>`")
	querySet        = setOf(c0ControlSet, " \"#<>")
	specialQuerySet = setOf(querySet, "'")
	pathSet         = setOf(querySet, "?^`{}")
	userinfoSet     = setOf(pathSet, "/:;=@[\\]|")
	componentSet    = setOf(userinfoSet, "$%&+,")
	formSet         = setOf(componentSet, "!'()~")
)

const upperHex = "0123456789ABCDEF"

// percentEncode is "UTF-8 percent-encode" of a string. It returns s itself when
// there is nothing to encode.
func percentEncode(s string, set *encodeSet) string {
	for i := 0; i < len(s); i++ {
		if set[s[i]] {
			return string(appendEncoded(make([]byte, 0, len(s)+16), s, set))
		}
	}
	return s
}

// appendEncoded appends s to b, encoding the members of set. The input is
// UTF-8, so encoding it byte by byte is right.
func appendEncoded(b []byte, s string, set *encodeSet) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; set[c] {
			b = append(b, s[start:i]...)
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
			start = i + 1
		}
	}
	return append(b, s[start:]...)
}

// percentDecode is "percent-decode" of a string's bytes. It returns s itself
// when there is nothing to decode.
func percentDecode(s string) string {
	at := strings.IndexByte(s, '%')
	if at < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for ; at >= 0; at = strings.IndexByte(s, '%') {
		b = append(b, s[:at]...)
		if at+2 < len(s) && hexValue(s[at+1]) >= 0 && hexValue(s[at+2]) >= 0 {
			b = append(b, byte(hexValue(s[at+1])<<4|hexValue(s[at+2])))
			s = s[at+3:]
		} else {
			b = append(b, '%')
			s = s[at+1:]
		}
	}
	return string(append(b, s...))
}

// hexValue is the value of a hexadecimal digit, or -1.
func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// decodeUTF8 is "UTF-8 decode without BOM": every maximal part of a broken
// sequence becomes one U+FFFD (Encoding, 8.1.1).
func decodeUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r != utf8.RuneError || size > 1 {
			b = append(b, s[:size]...)
			s = s[size:]
			continue
		}
		b = append(b, "\uFFFD"...)
		s = s[brokenLength(s):]
	}
	return string(b)
}

// brokenLength is how many bytes of the broken sequence at the start of s could
// have begun a right one. They are replaced together.
func brokenLength(s string) int {
	lower, upper, need := byte(0x80), byte(0xBF), 0
	switch c := s[0]; {
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
	for ; n <= need && n < len(s) && s[n] >= lower && s[n] <= upper; n++ {
		lower, upper = 0x80, 0xBF
	}
	return n
}

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
