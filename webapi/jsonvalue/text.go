package jsonvalue

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// string reads a string value. The usual one, without escapes, is a slice of
// the text.
func (p *parser) string() goja.Value {
	if raw, ok := p.raw(); ok {
		if !p.share {
			raw = strings.Clone(raw)
		}
		return p.rt.ToValue(raw)
	}
	units, text := p.escaped()
	if units != nil {
		return goja.StringFromUTF16(units)
	}
	return p.rt.ToValue(text)
}

// raw reads a string up to its end if it has no escapes. Otherwise it reports
// false with the position unchanged, at the opening quote.
func (p *parser) raw() (string, bool) {
	s := p.text[p.pos+1:]
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			p.pos += i + 2
			return s[:i], true
		case c == '\\':
			return "", false
		case c < ' ':
			p.pos += i + 1
			p.fail("Bad control character in string literal in JSON")
		}
	}
	p.pos = len(p.text)
	p.fail("Unterminated string in JSON")
	return "", false
}

// escaped reads a string with escapes. The result is text, or code units when
// an unpaired surrogate is among them.
func (p *parser) escaped() (units []uint16, text string) {
	var b []byte
	p.pos++
	for {
		c := p.peek()
		switch {
		case p.pos >= len(p.text):
			p.fail("Unterminated string in JSON")
		case c == '"':
			p.pos++
			if units != nil {
				return append(units, utf16.Encode([]rune(string(b)))...), ""
			}
			return nil, string(b)
		case c < ' ':
			p.fail("Bad control character in string literal in JSON")
		case c != '\\':
			b = append(b, c)
			p.pos++
			continue
		}
		p.pos++
		if p.pos >= len(p.text) {
			p.unexpected()
		}
		c = p.peek()
		if c != 'u' {
			i := strings.IndexByte(`"\/bfnrt`, c)
			if i < 0 {
				p.fail("Bad escaped character in JSON")
			}
			b = append(b, "\"\\/\b\f\n\r\t"[i])
			p.pos++
			continue
		}
		p.pos++
		r := p.hex4()
		if utf16.IsSurrogate(r) {
			if r = p.pair(r); utf16.IsSurrogate(r) {
				units = append(units, utf16.Encode([]rune(string(b)))...)
				units = append(units, uint16(r))
				b = b[:0]
				continue
			}
		}
		b = utf8.AppendRune(b, r)
	}
}

// pair joins a leading surrogate with the escape after it, if that is the
// trailing one.
func (p *parser) pair(lead rune) rune {
	if lead >= 0xdc00 || !strings.HasPrefix(p.text[p.pos:], `\u`) {
		return lead
	}
	start := p.pos
	p.pos += 2
	if r := utf16.DecodeRune(lead, p.hex4()); r != utf8.RuneError {
		return r
	}
	p.pos = start
	return lead
}

func (p *parser) hex4() rune {
	var r rune
	for range 4 {
		c := p.peek()
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			p.fail("Bad Unicode escape in JSON")
		}
		r = r<<4 | rune(c)
		p.pos++
	}
	return r
}

// keyCache holds the property names seen last, by their length and ends: rows
// of the same shape then share one string each.
type keyCache [64]string

// key reads a property name. plain is false when it holds an unpaired
// surrogate; then the key is its JSON text, quotes included.
func (p *parser) key() (name string, plain bool) {
	start := p.pos
	if raw, ok := p.raw(); ok {
		if p.share || raw == "" {
			return raw, true
		}
		slot := &p.keys[(len(raw)*7+int(raw[0])*3+int(raw[len(raw)-1]))%len(p.keys)]
		if *slot != raw {
			*slot = strings.Clone(raw)
		}
		return *slot, true
	}
	units, text := p.escaped()
	if units != nil {
		return p.text[start:p.pos], false
	}
	return text, true
}

// setOdd sets a property whose name is not well-formed Unicode; the engine's Go
// interface takes only Go strings, so this goes through Reflect.set. quoted is
// the name as JSON.
func (p *parser) setOdd(o *goja.Object, quoted string, v goja.Value) {
	q := parser{rt: p.rt, text: quoted}
	reflectObject := p.rt.GlobalObject().Get("Reflect").(*goja.Object)
	reflectSet, _ := goja.AssertFunction(reflectObject.Get("set"))
	p.rt.Call(reflectSet, nil, o, q.string(), v)
}
