package pattern

import (
	"errors"
	"unicode/utf16"
)

// maxNesting bounds groups within groups: parser and compiler recurse.
const maxNesting = 1000

// maxGroups bounds the capturing groups of a pattern, as in V8.
const maxGroups = 1<<15 - 1

// parser reads a pattern (ECMA-262, 22.2.1, with the additions for the Web of
// annex B.1.2 when neither u nor v is set).
type parser struct {
	src   []rune // code points with u or v, code units otherwise
	pos   int
	full  bool // u or v
	sets  bool // v
	named bool // \k is a reference: u or v, or there are named groups

	// The flags that modifiers may change.
	fold, multiline, dotAll bool

	total   int      // capturing groups in the whole pattern
	count   int      // so far
	names   []string // by index; "" for none
	depth   int
	inside  []alternative              // the choices around
	choices int                        // so far
	paths   map[string][][]alternative // where the groups of each name are
	pending []*node                    // references by name, to be resolved at the end
	wanted  []string                   // their names
}

// alternative is a place in a choice: groups of the same name have to be in
// different ones.
type alternative struct{ choice, branch int }

// syntaxError is thrown by the parser's methods and caught by parse.
type syntaxError struct{ message string }

func (p *parser) fail(message string) { panic(syntaxError{message}) }

// parse reads the pattern. source is in UTF-16.
func parse(source []uint16, flags Flags) (p *parser, root *node, err error) {
	p = &parser{
		full:      flags.FullUnicode(),
		sets:      flags.Has(UnicodeSets),
		fold:      flags.Has(IgnoreCase),
		multiline: flags.Has(Multiline),
		dotAll:    flags.Has(DotAll),
		names:     []string{""},
		paths:     map[string][][]alternative{},
	}
	p.src = decode(source, p.full)
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(syntaxError)
			if !ok {
				panic(r)
			}
			err = errors.New(e.message)
		}
	}()
	p.scanGroups()
	root = p.disjunction()
	if p.more() {
		p.fail("Unmatched ')'")
	}
	p.resolve()
	return p, root, nil
}

// decode turns code units into runes, joining pairs if full. Unpaired surrogates
// stay what they are.
func decode(source []uint16, full bool) []rune {
	out := make([]rune, 0, len(source))
	for i := 0; i < len(source); i++ {
		c := rune(source[i])
		if full && i+1 < len(source) && isLead(c) && isTrail(rune(source[i+1])) {
			c = utf16.DecodeRune(c, rune(source[i+1]))
			i++
		}
		out = append(out, c)
	}
	return out
}

func isLead(c rune) bool  { return c&^0x3ff == 0xd800 }
func isTrail(c rune) bool { return c&^0x3ff == 0xdc00 }

// scanGroups counts the capturing groups, which what a decimal escape means
// depends on, and looks for names, which what \k means depends on.
func (p *parser) scanGroups() {
	p.named = p.full
	inClass := 0
	for i := 0; i < len(p.src); i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '[':
			if inClass == 0 || p.sets {
				inClass++
			}
		case ']':
			if inClass > 0 {
				inClass--
			}
		case '(':
			if inClass > 0 {
				continue
			}
			if i+1 < len(p.src) && p.src[i+1] == '?' {
				if i+3 >= len(p.src) || p.src[i+2] != '<' || p.src[i+3] == '=' || p.src[i+3] == '!' {
					continue
				}
				p.named = true
			}
			p.total++
		}
	}
	if p.total > maxGroups {
		p.fail("Too many captures")
	}
}

func (p *parser) more() bool { return p.pos < len(p.src) }

// peek returns the next character, or -1 at the end.
func (p *parser) peek() rune { return p.peekAt(0) }

func (p *parser) peekAt(i int) rune {
	if p.pos+i < len(p.src) {
		return p.src[p.pos+i]
	}
	return -1
}

// accept skips c if it is next.
func (p *parser) accept(c rune) bool {
	if p.peek() == c {
		p.pos++
		return true
	}
	return false
}

// acceptAll skips s if it is next.
func (p *parser) acceptAll(s string) bool {
	for i, c := range s {
		if p.peekAt(i) != c {
			return false
		}
	}
	p.pos += len(s)
	return true
}

func (p *parser) disjunction() *node {
	if p.depth++; p.depth > maxNesting {
		p.fail("Regular expression too large")
	}
	p.choices++
	p.inside = append(p.inside, alternative{p.choices, 0})
	list := []*node{p.alternative()}
	for p.accept('|') {
		p.inside[len(p.inside)-1].branch++
		list = append(list, p.alternative())
	}
	p.inside = p.inside[:len(p.inside)-1]
	p.depth--
	return choice(list)
}

func (p *parser) alternative() *node {
	var list []*node
	for p.more() && p.peek() != '|' && p.peek() != ')' {
		if n := p.term(); !n.empty() {
			list = append(list, n)
		}
	}
	return sequence(list)
}

func (p *parser) term() *node {
	before := p.count
	n, quantifiable := p.atom()
	if p.more() {
		return p.quantifier(n, quantifiable, before)
	}
	return n
}

// atom reads an assertion or an atom.
func (p *parser) atom() (n *node, quantifiable bool) {
	switch c := p.peek(); c {
	case '^':
		p.pos++
		return &node{kind: nodeLineStart, multiline: p.multiline}, false
	case '$':
		p.pos++
		return &node{kind: nodeLineEnd, multiline: p.multiline}, false
	case '(':
		return p.group()
	case '.':
		p.pos++
		if p.dotAll {
			return &node{kind: nodeSet, set: everything}, true
		}
		return &node{kind: nodeSet, set: complement(lineTerminators)}, true
	case '[':
		return p.class(), true
	case '\\':
		return p.atomEscape()
	case '*', '+', '?':
		p.fail("Nothing to repeat")
	case '{':
		if _, _, ok := p.braces(); ok {
			p.fail("Nothing to repeat")
		}
		if p.full {
			p.fail("Lone quantifier brackets")
		}
		p.pos++
		return p.character('{'), true
	case ']', '}':
		if p.full {
			p.fail("Lone quantifier brackets")
		}
		p.pos++
		return p.character(c), true
	default:
		p.pos++
		return p.character(c), true
	}
	return nil, false
}

// character makes the node of one character, with those that are equal to it.
func (p *parser) character(c rune) *node {
	if p.fold {
		if class := equivalents(c, p.full); len(class) > 1 {
			s := make(set, len(class))
			for i, e := range class {
				s[i] = interval{e, e}
			}
			return &node{kind: nodeSet, set: normalize(s)}
		}
	}
	return &node{kind: nodeChar, r: c}
}

// quantifier reads what may follow a term.
func (p *parser) quantifier(n *node, quantifiable bool, groupsBefore int) *node {
	least, most := 0, unlimited
	switch p.peek() {
	case '*':
		p.pos++
	case '+':
		p.pos++
		least = 1
	case '?':
		p.pos++
		most = 1
	case '{':
		from, to, ok := p.braces()
		if !ok {
			if p.full {
				p.fail("Incomplete quantifier")
			}
			return n
		}
		if from > to {
			p.fail("numbers out of order in {} quantifier")
		}
		least, most = from, to
	default:
		return n
	}
	if !quantifiable {
		if n.kind == nodeLook {
			p.fail("Invalid quantifier")
		}
		p.fail("Nothing to repeat")
	}
	lazy := p.accept('?')
	if most == 0 || n.empty() {
		return &node{kind: nodeEmpty}
	}
	return &node{kind: nodeRepeat, children: []*node{n}, min: least, max: most, lazy: lazy, groups: [2]int{groupsBefore + 1, p.count + 1}}
}

// braces reads {n}, {n,} or {n,m}. Without a match it does not move.
func (p *parser) braces() (least, most int, ok bool) {
	start := p.pos
	p.pos++
	least, ok = p.decimal()
	most = least
	if ok && p.accept(',') {
		most = unlimited
		if n, given := p.decimal(); given {
			most = n
		}
	}
	if !ok || !p.accept('}') {
		p.pos = start
		return 0, 0, false
	}
	return least, most, true
}

// decimal reads a number; a large one counts as unlimited.
func (p *parser) decimal() (n int, ok bool) {
	for ; isDigit(p.peek()); p.pos++ {
		ok = true
		n = min(n*10+int(p.peek()-'0'), unlimited)
	}
	return n, ok
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }
