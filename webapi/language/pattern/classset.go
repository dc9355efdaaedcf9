package pattern

import (
	"cmp"
	"slices"
	"strings"
)

// classSet reads a class with the flag v (ClassContents of 22.2.1): a union, an
// intersection or a difference. When case is ignored, every set here is closed
// over the characters that are equal, which makes the operations come out as if
// they worked on foldings (22.2.2.9, MaybeSimpleCaseFolding).
func (p *parser) classSet() operand {
	if p.depth++; p.depth > maxNesting {
		p.fail("Regular expression too large")
	}
	p.pos++
	negative := p.accept('^')
	var o operand
	if !p.accept(']') {
		o = p.classOperation()
	}
	p.depth--
	if negative {
		if o.mayContain {
			p.fail("Negated character class may contain strings")
		}
		o.set = complement(o.set)
	}
	return o
}

// classOperation reads the inside of a class up to and with the bracket.
func (p *parser) classOperation() operand {
	o, single := p.classOperand()
	switch {
	case p.peek() == '-' && p.peekAt(1) == '-':
		for p.acceptAll("--") {
			right, _ := p.classOperand()
			o = o.minus(right, p.fold)
		}
	case p.peek() == '&' && p.peekAt(1) == '&':
		for p.acceptAll("&&") {
			if p.peek() == '&' {
				p.fail("Invalid character in character class")
			}
			right, _ := p.classOperand()
			o = o.and(right, p.fold)
		}
	default:
		return p.classUnion(o, single)
	}
	if !p.accept(']') {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		p.fail("Invalid set operation in character class")
	}
	return o
}

// classUnion reads the rest of a union. single is the character that o is, or -1.
func (p *parser) classUnion(o operand, single rune) operand {
	var all operand
	add := func(o operand, single rune) {
		if single >= 0 && p.peek() == '-' {
			if p.peekAt(1) == '-' {
				p.fail("Invalid set operation in character class")
			}
			p.pos++
			_, to := p.classOperand()
			if to < 0 {
				p.fail("Invalid character class")
			}
			if single > to {
				p.fail("Range out of order in character class")
			}
			o.set = set{{single, to}}
			if p.fold {
				o.set = closeOver(o.set, true)
			}
		}
		all.set = append(all.set[:len(all.set):len(all.set)], o.set...)
		all.strings = append(all.strings, o.strings...)
		all.mayContain = all.mayContain || o.mayContain
	}
	add(o, single)
	for !p.accept(']') {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		if p.peek() == '-' && p.peekAt(1) != '-' {
			p.fail("Invalid character class")
		}
		if p.peek() == '-' && p.peekAt(1) == '-' || p.peek() == '&' && p.peekAt(1) == '&' {
			p.fail("Invalid set operation in character class")
		}
		o, single := p.classOperand()
		add(o, single)
	}
	all.set = normalize(all.set)
	return all
}

// classOperand reads one operand. single is the character if it is just one
// that could start a range, or else -1.
func (p *parser) classOperand() (o operand, single rune) {
	switch c := p.peek(); {
	case c == -1:
		p.fail("Unterminated character class")
	case c == '[':
		return p.classSet(), -1
	case c == '\\':
		if p.peekAt(1) == 'q' && p.peekAt(2) == '{' {
			p.pos += 3
			return p.classStrings(), -1
		}
		p.pos++
		if o, ok := p.classEscape("Invalid property name in character class"); ok {
			return o, -1
		}
		p.pos--
	}
	single = p.classCharacter()
	o.set = set{{single, single}}
	if p.fold {
		o.set = closeOver(o.set, true)
	}
	return o, single
}

// classCharacter reads one character of a class with v.
func (p *parser) classCharacter() rune {
	c := p.peek()
	if c == '\\' {
		p.pos++
		switch e := p.peek(); {
		case e == 'b':
			p.pos++
			return '\b'
		case e >= 0 && strings.ContainsRune("&-!#%,:;<=>@`~", e):
			p.pos++
			return e
		}
		return p.characterEscape(true)
	}
	if strings.ContainsRune("()[]{}/-|", c) {
		p.fail("Invalid character in character class")
	}
	if c == p.peekAt(1) && strings.ContainsRune("&!#$%*+,.:;<=>?@^`~", c) {
		p.fail("Invalid set operation in character class")
	}
	p.pos++
	return c
}

// classStrings reads the rest of \q{abc|d|}.
func (p *parser) classStrings() operand {
	var o operand
	s := []rune{}
	for {
		switch {
		case !p.more():
			p.fail("Invalid escape")
		case p.accept('}'):
			o.add(s)
			o.set = normalize(o.set)
			if p.fold {
				o.set = closeOver(o.set, true)
			}
			return o
		case p.accept('|'):
			o.add(s)
			s = []rune{}
		default:
			s = append(s, p.classCharacter())
		}
	}
}

// add puts a string into an operand whose set is normalized later.
func (o *operand) add(s []rune) {
	if len(s) == 1 {
		o.set = append(o.set, interval{s[0], s[0]})
	} else {
		o.strings = append(o.strings, s)
		o.mayContain = true
	}
}

func (o operand) minus(other operand, fold bool) operand {
	return operand{subtract(o.set, other.set), o.filter(other, fold, false), o.mayContain}
}

func (o operand) and(other operand, fold bool) operand {
	return operand{intersect(o.set, other.set), o.filter(other, fold, true), o.mayContain && other.mayContain}
}

// filter returns the strings that are, or are not, among the strings of other.
func (o operand) filter(other operand, fold, want bool) [][]rune {
	in := map[string]bool{}
	for _, s := range other.strings {
		in[foldString(s, fold)] = true
	}
	var out [][]rune
	for _, s := range o.strings {
		if in[foldString(s, fold)] == want {
			out = append(out, s)
		}
	}
	return out
}

func foldString(s []rune, fold bool) string {
	if !fold {
		return runesKey(s)
	}
	out := make([]rune, len(s))
	for i, c := range s {
		out[i] = canonical(c, true)
	}
	return runesKey(out)
}

// runesKey is a string for a key; string(s) would lose surrogates.
func runesKey(s []rune) string {
	b := make([]byte, 0, 3*len(s))
	for _, c := range s {
		b = append(b, byte(c>>16), byte(c>>8), byte(c))
	}
	return string(b)
}

// operandNode makes the node of an operand: the longest strings come first.
func (p *parser) operandNode(o operand) *node {
	if len(o.strings) == 0 {
		if p.fold && !p.sets {
			return p.setNode(closeOver(o.set, p.full))
		}
		return p.setNode(o.set)
	}
	seen := map[string]bool{}
	list := slices.Clone(o.strings)
	slices.SortStableFunc(list, func(a, b []rune) int { return cmp.Compare(len(b), len(a)) })
	var branches []*node
	put := false
	for _, s := range list {
		key := foldString(s, p.fold)
		if seen[key] {
			continue
		}
		seen[key] = true
		if len(s) == 0 && !put && len(o.set) > 0 {
			branches = append(branches, p.setNode(o.set))
			put = true
		}
		chars := make([]*node, len(s))
		for i, c := range s {
			chars[i] = p.character(c)
		}
		branches = append(branches, sequence(chars))
	}
	if !put && len(o.set) > 0 {
		branches = append(branches, p.setNode(o.set))
	}
	return choice(branches)
}
