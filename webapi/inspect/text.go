package inspect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/width"
)

// quote writes a string literal: with the quotes that need the least escapes,
// and control characters and lone surrogates escaped.
func quote(s goja.String) string {
	var single, double, back, template bool
	n := s.Length()
	for i := 0; i < n; i++ {
		switch s.CharAt(i) {
		case '\'':
			single = true
		case '"':
			double = true
		case '`':
			back = true
		case '$':
			template = template || i+1 < n && s.CharAt(i+1) == '{'
		}
	}
	q := byte('\'')
	if single {
		switch {
		case !double:
			q = '"'
		case !back && !template:
			q = '`'
		}
	}
	return string(q) + escape(s, q) + string(q)
}

// escape escapes what cannot be printed, the backslash and the quote.
func escape(s goja.String, q byte) string {
	var b strings.Builder
	n := s.Length()
	for i := 0; i < n; i++ {
		c := s.CharAt(i)
		switch {
		case c == '\b':
			b.WriteString(`\b`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\f':
			b.WriteString(`\f`)
		case c == '\r':
			b.WriteString(`\r`)
		case c < 0x20 || c >= 0x7f && c < 0xa0:
			fmt.Fprintf(&b, `\x%02X`, c)
		case c == '\\', q == '\'' && c == '\'':
			b.WriteByte('\\')
			b.WriteByte(byte(c))
		case c < utf8.RuneSelf:
			b.WriteByte(byte(c))
		case utf16.IsSurrogate(rune(c)):
			if i+1 < n {
				if r := utf16.DecodeRune(rune(c), rune(s.CharAt(i+1))); r != utf8.RuneError {
					b.WriteRune(r)
					i++
					continue
				}
			}
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// stripColors removes ANSI escapes.
func stripColors(s string) string {
	if !strings.Contains(s, "\x1b[") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		end := strings.IndexByte(s[i:], 'm')
		if end < 0 {
			return b.String()
		}
		s = s[i+end+1:]
	}
}

// units is the length of s in UTF-16 code units, without colors.
func units(s string) int {
	n := 0
	for _, r := range stripColors(s) {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// columns is how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range stripColors(s) {
		switch {
		case r < 0x20, r >= 0x7f && r < 0xa0, unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r < 0x300:
			n++
		default:
			n++
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}

// isIdentifier tells the keys that need no quotes.
func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

func plural(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// more is the line that stands for what is left out.
func more(n int, noun string) string {
	return "... " + strings.Replace(plural(n, noun), " ", " more ", 1)
}

// separate puts underscores between groups of three digits.
func separate(number string) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, fraction, dotted := strings.Cut(number, ".")
	if strings.ContainsAny(number, "eIN") {
		return sign + number
	}
	var b strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('_')
		}
		b.WriteByte(whole[i])
	}
	if dotted {
		b.WriteByte('.')
		for i := range len(fraction) {
			if i > 0 && i%3 == 0 {
				b.WriteByte('_')
			}
			b.WriteByte(fraction[i])
		}
	}
	return sign + b.String()
}
