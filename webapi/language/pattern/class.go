package pattern

// class reads a character class.
func (p *parser) class() *node {
	if p.sets {
		return p.operandNode(p.classSet())
	}
	p.pos++
	negative := p.accept('^')
	var s set
	for !p.accept(']') {
		s = p.classRange(s)
	}
	s = normalize(s)
	if p.fold {
		s = closeOver(s, p.full)
	}
	if negative {
		s = complement(s)
	}
	return p.setNode(s)
}

// setNode makes the node of a set that is complete.
func (p *parser) setNode(s set) *node {
	if c, ok := s.single(); ok {
		return &node{kind: nodeChar, r: c}
	}
	return &node{kind: nodeSet, set: s}
}

// classRange reads an atom of a class, or a range.
func (p *parser) classRange(s set) set {
	from, isChar := p.classAtom(&s)
	if p.peek() != '-' || p.peekAt(1) == ']' {
		if isChar {
			s = append(s, interval{from, from})
		}
		return s
	}
	p.pos++
	if !p.more() {
		p.fail("Unterminated character class")
	}
	to, toIsChar := p.classAtom(&s)
	if isChar && toIsChar {
		if from > to {
			p.fail("Range out of order in character class")
		}
		return append(s, interval{from, to})
	}
	// \d-x: not a range, but the three of them.
	if p.full {
		p.fail("Invalid character class")
	}
	s = append(s, interval{'-', '-'})
	if isChar {
		s = append(s, interval{from, from})
	}
	if toIsChar {
		s = append(s, interval{to, to})
	}
	return s
}

// classAtom reads a character, or a set, which it adds to s.
func (p *parser) classAtom(s *set) (c rune, isChar bool) {
	c = p.peek()
	if c == -1 {
		p.fail("Unterminated character class")
	}
	p.pos++
	if c != '\\' {
		return c, true
	}
	if p.peek() == 'b' {
		p.pos++
		return '\b', true
	}
	if o, ok := p.classEscape("Invalid property name in character class"); ok {
		*s = append(*s, o.set...)
		return 0, false
	}
	return p.characterEscape(true), true
}
