package pattern

import (
	"strings"
	"unicode/utf16"
)

// atomEscape reads an escape outside classes.
func (p *parser) atomEscape() (n *node, quantifiable bool) {
	switch c := p.peekAt(1); {
	case c == -1:
		p.fail(`\ at end of pattern`)
	case c == 'b' || c == 'B':
		p.pos += 2
		return &node{kind: nodeBoundary, negative: c == 'B', fold: p.fold && p.full}, false
	case c == 'k' && p.named:
		p.pos += 2
		return p.reference(), true
	case '1' <= c && c <= '9':
		if n := p.backReference(); n != nil {
			return n, true
		}
	}
	p.pos++
	if o, ok := p.classEscape("Invalid property name"); ok {
		return p.operandNode(o), true
	}
	if !p.full && p.peek() == 'c' && !isLetter(p.peekAt(1)) {
		return p.character('\\'), true // and c is next
	}
	return p.character(p.characterEscape(false)), true
}

// backReference reads a decimal escape that is a reference, or returns nil.
func (p *parser) backReference() *node {
	start := p.pos
	p.pos++
	index, _ := p.decimal()
	if index <= p.total {
		return &node{kind: nodeReference, indices: []int{index}, fold: p.fold}
	}
	if p.full {
		p.fail("Invalid escape")
	}
	p.pos = start
	return nil
}

// operand is what a class is made of: characters and, with v, strings.
type operand struct {
	set        set
	strings    [][]rune // none of them one character long
	mayContain bool     // strings, by its form (22.2.1.7)
}

// classEscape reads an escape of a set of characters, behind the backslash.
// message is for properties that do not exist.
func (p *parser) classEscape(message string) (o operand, ok bool) {
	negative := false
	switch c := p.peek(); c {
	case 'd', 'D':
		o.set, negative = digits, c == 'D'
	case 's', 'S':
		o.set, negative = whiteSpace, c == 'S'
	case 'w', 'W':
		o.set, negative = wordCharacters, c == 'W'
		if p.fold && p.full {
			o.set = closeOver(o.set, true)
		}
	case 'p', 'P':
		if !p.full {
			return o, false
		}
		p.pos++
		return p.propertyEscape(c == 'P', message), true
	default:
		return o, false
	}
	p.pos++
	if negative {
		o.set = complement(o.set)
	}
	return o, true
}

// propertyEscape reads the braces of \p{…}.
func (p *parser) propertyEscape(negative bool, message string) operand {
	if !p.accept('{') {
		p.fail(message)
	}
	var name strings.Builder
	for !p.accept('}') {
		if !p.more() {
			p.fail(message)
		}
		name.WriteRune(p.peek())
		p.pos++
	}
	if s, ok := property(name.String()); ok {
		if p.sets && p.fold {
			s = closeOver(s, true)
		}
		if negative {
			s = complement(s)
		}
		return operand{set: s}
	}
	if p.sets && !negative {
		if list, ok := sequences(name.String()); ok {
			o := operand{mayContain: true}
			for _, s := range list {
				o.add(s)
			}
			o.set = normalize(o.set)
			if p.fold {
				o.set = closeOver(o.set, true)
			}
			return o
		}
	}
	p.fail(message)
	return operand{}
}

// characterEscape reads an escape of one character, behind the backslash.
func (p *parser) characterEscape(inClass bool) rune {
	c := p.peek()
	if c == -1 {
		p.fail(`\ at end of pattern`)
	}
	p.pos++
	switch c {
	case 't':
		return '\t'
	case 'n':
		return '\n'
	case 'v':
		return '\v'
	case 'f':
		return '\f'
	case 'r':
		return '\r'
	case 'c':
		if l := p.peek(); isLetter(l) {
			p.pos++
			return l & 31
		} else if inClass && !p.full && (isDigit(l) || l == '_') {
			p.pos++
			return l & 31
		}
		if p.full {
			p.fail("Invalid Unicode escape")
		}
		p.pos--
		return '\\' // and c is next
	case 'x':
		if n, ok := p.hexadecimal(2); ok {
			return n
		}
		if p.full {
			p.fail("Invalid escape")
		}
		return 'x'
	case 'u':
		if r, ok := p.unicodeEscape(p.full); ok {
			return r
		}
		if p.full {
			p.fail("Invalid Unicode escape")
		}
		return 'u'
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if p.full {
			if c == '0' && !isDigit(p.peek()) {
				return 0
			}
			p.fail("Invalid decimal escape")
		}
		return p.octal(c - '0')
	}
	if p.full {
		if !strings.ContainsRune(`^$\.*+?()[]{}|/`, c) && !(c == '-' && inClass) {
			p.fail("Invalid escape")
		}
	} else if c == 'k' && p.named {
		p.fail("Invalid escape")
	}
	return c
}

// octal reads the rest of a legacy octal escape.
func (p *parser) octal(n rune) rune {
	for i := 0; i < 2 && '0' <= p.peek() && p.peek() <= '7' && n*8+p.peek()-'0' <= 0o377; i++ {
		n = n*8 + p.peek() - '0'
		p.pos++
	}
	return n
}

// hexadecimal reads that many digits. Without them it does not move.
func (p *parser) hexadecimal(digits int) (n rune, ok bool) {
	for i := range digits {
		d := hexDigit(p.peekAt(i))
		if d < 0 {
			return 0, false
		}
		n = n<<4 | d
	}
	p.pos += digits
	return n, true
}

func hexDigit(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

func isLetter(c rune) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// unicodeEscape reads what follows \u. With full it may be a pair of escapes or
// a code point in braces.
func (p *parser) unicodeEscape(full bool) (rune, bool) {
	if full && p.peek() == '{' {
		start := p.pos
		p.pos++
		n := rune(0)
		some := false
		for d := hexDigit(p.peek()); d >= 0; d = hexDigit(p.peek()) {
			if n = n<<4 | d; n > maxRune {
				p.pos = start
				return 0, false
			}
			some = true
			p.pos++
		}
		if !some || !p.accept('}') {
			p.pos = start
			return 0, false
		}
		return n, true
	}
	c, ok := p.hexadecimal(4)
	if ok && full && isLead(c) && p.peek() == '\\' && p.peekAt(1) == 'u' {
		start := p.pos
		p.pos += 2
		if trail, ok := p.hexadecimal(4); ok && isTrail(trail) {
			return utf16.DecodeRune(c, trail), true
		}
		p.pos = start
	}
	return c, ok
}
