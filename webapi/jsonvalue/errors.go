package jsonvalue

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// fail throws a SyntaxError about the current position.
func (p *parser) fail(message string) {
	units, line, column := 0, 1, 1
	for i, r := range p.text[:p.pos] {
		n := max(1, utf16.RuneLen(r))
		units += n
		column += n
		if r == '\n' || r == '\r' && (i+1 >= p.pos || p.text[i+1] != '\n') {
			line, column = line+1, 1
		}
	}
	p.throw(fmt.Sprintf("%s at position %d (line %d column %d)", message, units, line, column))
}

// unexpected throws the SyntaxError for a token that cannot stand here.
func (p *parser) unexpected() {
	if p.pos >= len(p.text) {
		p.throw("Unexpected end of JSON input")
	}
	switch c := p.peek(); {
	case c == '"':
		p.fail("Unexpected string in JSON")
	case isDigit(c) || c == '-':
		p.fail("Unexpected number in JSON")
	}
	switch p.text {
	case "[object Object]", "undefined", "NaN", "Infinity":
		p.throw(fmt.Sprintf("%q is not valid JSON", p.text))
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	p.throw(fmt.Sprintf("Unexpected token '%c', %s is not valid JSON", r, p.context()))
}

// context quotes the text around the position: all of a short one, otherwise
// ten code units to each side.
func (p *parser) context() string {
	const around, short = 10, 20
	units := utf16.Encode([]rune(p.text))
	at := len(utf16.Encode([]rune(p.text[:p.pos])))
	if len(units) <= short {
		return `"` + p.text + `"`
	}
	from, to, before, after := at-around, at+around, "...", "..."
	if at < around {
		from, before = 0, ""
	}
	if at >= len(units)-around {
		to, after = len(units), ""
	}
	return before + `"` + string(utf16.Decode(units[from:to])) + `"` + after
}

func (p *parser) throw(message string) {
	p.rt.Throw(p.rt.Error("SyntaxError", message))
}
