package route

import (
	"strings"
	"unicode/utf8"
)

// reserved are the characters that decodeURI leaves encoded.
const reserved = ";/?:@&=+$,#"

// DecodeURI is ECMAScript's decodeURI: it decodes percent-encoded UTF-8, but
// not the reserved characters.
func DecodeURI(s string) (string, error) {
	at := strings.IndexByte(s, '%')
	if at < 0 {
		return s, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		b.WriteString(s[:at])
		s = s[at:]
		n, ok := decodeOne(&b, s)
		if !ok {
			return "", ErrMalformed
		}
		s = s[n:]
		if at = strings.IndexByte(s, '%'); at < 0 {
			b.WriteString(s)
			return b.String(), nil
		}
	}
}

// decodeOne decodes the character that starts at s[0] == '%' and says how much
// of s it took.
func decodeOne(b *strings.Builder, s string) (int, bool) {
	first, ok := escaped(s)
	if !ok {
		return 0, false
	}
	if first < utf8.RuneSelf {
		if strings.IndexByte(reserved, first) >= 0 {
			b.WriteString(s[:3])
		} else {
			b.WriteByte(first)
		}
		return 3, true
	}
	var char [utf8.UTFMax]byte
	char[0] = first
	for n := 1; n <= len(char); n++ {
		if utf8.FullRune(char[:n]) {
			if r, size := utf8.DecodeRune(char[:n]); r == utf8.RuneError && size <= 1 {
				return 0, false
			}
			b.Write(char[:n])
			return 3 * n, true
		}
		if len(s) < 3*n {
			return 0, false
		}
		next, ok := escaped(s[3*n:])
		if !ok {
			return 0, false
		}
		char[n] = next
	}
	return 0, false
}

func escaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, low := unhex(s[1]), unhex(s[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
