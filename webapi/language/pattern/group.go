package pattern

import (
	"slices"
	"unicode/utf16"
)

// group reads what starts with a parenthesis.
func (p *parser) group() (n *node, quantifiable bool) {
	p.pos++
	if !p.accept('?') {
		return p.capture(""), true
	}
	switch {
	case p.accept(':'):
		n, quantifiable = p.disjunction(), true
	case p.accept('='):
		n, quantifiable = &node{kind: nodeLook, children: []*node{p.disjunction()}}, !p.full
	case p.accept('!'):
		n, quantifiable = &node{kind: nodeLook, negative: true, children: []*node{p.disjunction()}}, !p.full
	case p.acceptAll("<="):
		n = &node{kind: nodeLook, behind: true, children: []*node{p.disjunction()}}
	case p.acceptAll("<!"):
		n = &node{kind: nodeLook, behind: true, negative: true, children: []*node{p.disjunction()}}
	case p.accept('<'):
		return p.capture(p.groupName("Invalid capture group name")), true
	default:
		n, quantifiable = p.modifiers(), true
	}
	p.closeGroup()
	// A group that is empty is still something to repeat.
	if n.empty() && quantifiable {
		n = &node{kind: nodeSequence}
	}
	return n, quantifiable
}

func (p *parser) closeGroup() {
	if !p.accept(')') {
		p.fail("Unterminated group")
	}
}

// capture reads the rest of a capturing group.
func (p *parser) capture(name string) *node {
	p.count++
	n := &node{kind: nodeGroup, index: p.count}
	p.names = append(p.names, name)
	if name != "" {
		p.declare(name)
	}
	n.children = []*node{p.disjunction()}
	p.closeGroup()
	return n
}

// declare notes where a named group is. Two of the same name must not both be
// able to take part in a match (22.2.1.1).
func (p *parser) declare(name string) {
	here := slices.Clone(p.inside)
	for _, there := range p.paths[name] {
		if !exclusive(here, there) {
			p.fail("Duplicate capture group name")
		}
	}
	p.paths[name] = append(p.paths[name], here)
}

// exclusive reports whether two places are in different branches of a choice.
func exclusive(a, b []alternative) bool {
	for i := 0; i < min(len(a), len(b)) && a[i].choice == b[i].choice; i++ {
		if a[i].branch != b[i].branch {
			return true
		}
	}
	return false
}

// modifiers reads (?ims-ims: and the rest of the group.
func (p *parser) modifiers() *node {
	fold, multiline, dotAll := p.fold, p.multiline, p.dotAll
	var seen [3]bool
	dash, value, any := false, true, false
	for !p.accept(':') {
		var flag *bool
		at := 0
		switch p.peek() {
		case 'i':
			flag, at = &p.fold, 0
		case 'm':
			flag, at = &p.multiline, 1
		case 's':
			flag, at = &p.dotAll, 2
		case '-':
			if dash {
				p.fail("Multiple dashes in flag group")
			}
			dash, value = true, false
			p.pos++
			continue
		default:
			p.fail("Invalid group")
		}
		if seen[at] {
			p.fail("Repeated flag in flag group")
		}
		seen[at], any = true, true
		*flag = value
		p.pos++
	}
	if !any {
		p.fail("Invalid flag group")
	}
	n := p.disjunction()
	p.fold, p.multiline, p.dotAll = fold, multiline, dotAll
	return n
}

// groupName reads a name up to and with the closing bracket.
func (p *parser) groupName(message string) string {
	var name []rune
	for !p.accept('>') {
		if !p.more() {
			p.fail(message)
		}
		c := p.nameCharacter(message)
		if !isNameCharacter(c, len(name) == 0) {
			p.fail(message)
		}
		name = append(name, c)
	}
	if len(name) == 0 {
		p.fail(message)
	}
	return string(name)
}

// nameCharacter reads a character of a name: a code point, whatever the flags,
// or an escape of one.
func (p *parser) nameCharacter(message string) rune {
	c := p.peek()
	p.pos++
	switch {
	case c == '\\':
		if !p.accept('u') {
			p.fail("Invalid Unicode escape")
		}
		r, ok := p.unicodeEscape(true)
		if !ok {
			p.fail("Invalid Unicode escape")
		}
		return r
	case isLead(c) && isTrail(p.peek()):
		c = utf16.DecodeRune(c, p.peek())
		p.pos++
	}
	return c
}

func isNameCharacter(c rune, first bool) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '$', c == '_':
		return true
	case c < 0x80:
		return !first && isDigit(c)
	case c == 0x200c || c == 0x200d:
		return !first
	}
	name := "ID_Continue"
	if first {
		name = "ID_Start"
	}
	s, _ := property(name)
	return s.has(c)
}

// reference reads \k<name>.
func (p *parser) reference() *node {
	if !p.accept('<') {
		p.fail("Invalid named reference")
	}
	n := &node{kind: nodeReference, fold: p.fold}
	p.pending = append(p.pending, n)
	p.wanted = append(p.wanted, p.groupName("Invalid named reference"))
	return n
}

// resolve finds the groups that references by name refer to.
func (p *parser) resolve() {
	for i, n := range p.pending {
		for index, name := range p.names {
			if name == p.wanted[i] {
				n.indices = append(n.indices, index)
			}
		}
		if n.indices == nil {
			p.fail("Invalid named capture referenced")
		}
	}
}
