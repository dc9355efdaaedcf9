package jsonvalue

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// maxDepth bounds nesting: the engine walks values recursively, and a stack
// that outgrows Go's limit would end the process.
const maxDepth = 20_000

// shareLimit is the size of a text up to which strings are slices of it. In a
// longer one they are copied, so that one small string kept by a script does
// not keep the whole text.
const shareLimit = 64 << 10

// Parse is JSON.parse without a reviver, for well-formed UTF-8 text. It throws
// the SyntaxError that V8 would throw.
func Parse(rt *js.Runtime, text string) goja.Value {
	p := parser{rt: rt, text: text, share: len(text) <= shareLimit}
	p.space()
	v := p.value(0)
	p.space()
	if p.pos < len(text) {
		p.fail("Unexpected non-whitespace character after JSON")
	}
	return v
}

// parser reads one text. It throws at the first mistake.
type parser struct {
	rt    *js.Runtime
	proto *goja.Object // Object.prototype, once there is an object
	text  string
	pos   int
	items []any // the elements of the arrays that are open
	share bool
	keys  keyCache
}

func (p *parser) space() {
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case ' ', '\n', '\r', '\t':
			p.pos++
		default:
			return
		}
	}
}

// peek returns the next byte, or 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *parser) value(depth int) goja.Value {
	if depth > maxDepth {
		p.rt.ThrowRangeError("JSON is nested more than %d levels deep", maxDepth)
	}
	switch c := p.peek(); c {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		return p.string()
	case 't':
		return p.literal("true", p.rt.ToValue(true))
	case 'f':
		return p.literal("false", p.rt.ToValue(false))
	case 'n':
		return p.literal("null", goja.Null())
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return p.number()
	}
	p.unexpected()
	return nil
}

func (p *parser) literal(word string, v goja.Value) goja.Value {
	if strings.HasPrefix(p.text[p.pos:], word) {
		p.pos += len(word)
		return v
	}
	for i := 0; i < len(word) && p.peek() == word[i]; i++ {
		p.pos++
	}
	p.unexpected()
	return nil
}

// object makes the properties while the object has no prototype, because then
// nothing a script did to Object.prototype, nor "__proto__", can interfere.
func (p *parser) object(depth int) goja.Value {
	o := p.rt.CreateObject(nil)
	p.pos++
	p.space()
	if p.peek() == '}' {
		p.pos++
	} else {
		p.members(o, depth)
	}
	if p.proto == nil {
		p.proto = p.rt.NewObject().Prototype()
	}
	set(o.SetPrototype(p.proto))
	return o
}

func (p *parser) members(o *goja.Object, depth int) {
	expected := "Expected property name or '}' in JSON"
	for {
		if p.peek() != '"' {
			p.fail(expected)
		}
		key, plain := p.key()
		p.space()
		if p.peek() != ':' {
			p.fail("Expected ':' after property name in JSON")
		}
		p.pos++
		p.space()
		v := p.value(depth + 1)
		if plain {
			set(o.Set(key, v))
		} else {
			p.setOdd(o, key, v)
		}
		p.space()
		switch p.peek() {
		case ',':
			p.pos++
			p.space()
			expected = "Expected double-quoted property name in JSON"
		case '}':
			p.pos++
			return
		default:
			p.fail("Expected ',' or '}' after property value in JSON")
		}
	}
}

func (p *parser) array(depth int) goja.Value {
	p.pos++
	p.space()
	if p.peek() == ']' {
		p.pos++
		return p.rt.NewArray()
	}
	start := len(p.items)
	for {
		p.items = append(p.items, p.value(depth+1))
		p.space()
		switch p.peek() {
		case ',':
			p.pos++
			p.space()
		case ']':
			p.pos++
			a := p.rt.NewArray(p.items[start:]...)
			clear(p.items[start:])
			p.items = p.items[:start]
			return a
		default:
			p.fail("Expected ',' or ']' after array element in JSON")
		}
	}
}

func (p *parser) number() goja.Value {
	start := p.pos
	negative := p.peek() == '-'
	if negative {
		p.pos++
	}
	first := p.pos
	var n int64
	for c := p.peek(); isDigit(c); c = p.peek() {
		n = n*10 + int64(c-'0') // meaningless beyond 18 digits, and not used then
		p.pos++
	}
	digits := p.pos - first
	switch {
	case digits == 0:
		p.fail("No number after minus sign in JSON")
	case digits > 1 && p.text[first] == '0':
		p.pos = first + 1
		p.fail("Unexpected number in JSON")
	}
	integer := true
	if p.peek() == '.' {
		integer = false
		p.pos++
		p.digits("Unterminated fractional number in JSON")
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		integer = false
		p.pos++
		if c := p.peek(); c == '+' || c == '-' {
			p.pos++
		}
		p.digits("Exponent part is missing a number in JSON")
	}
	if integer && digits <= 15 {
		if negative {
			if n == 0 {
				return p.rt.ToValue(math.Copysign(0, -1))
			}
			n = -n
		}
		return p.rt.ToValue(n)
	}
	// Out of range is ±Inf with an error, and ±Inf is what the language wants.
	f, _ := strconv.ParseFloat(p.text[start:p.pos], 64)
	return p.rt.ToValue(f)
}

func (p *parser) digits(missing string) {
	if !isDigit(p.peek()) {
		p.fail(missing)
	}
	for isDigit(p.peek()) {
		p.pos++
	}
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// set is for stores into fresh objects, which cannot fail.
func set(err error) {
	if err != nil {
		panic(err)
	}
}
