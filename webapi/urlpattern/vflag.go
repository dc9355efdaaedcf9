package urlpattern

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// The standard compiles an author's regular expressions with the v flag, which
// the engine lacks. withoutV rewrites one for the u flag: nested classes and the
// set operations are worked out here, over ASCII, since a pattern's regular
// expressions are ASCII and so is every part of a URL (ECMA-262, 22.2.1). It
// also refuses the escapes that the u and v flags refuse and the engine does not.
func withoutV(expression string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(expression); {
		switch expression[i] {
		case '\\':
			if err := checkEscape(expression[i:], false); err != nil {
				return "", err
			}
			if expression[i+1]|0x20 == 'p' {
				p := classParser{text: expression, at: i}
				set, err := p.property()
				if err != nil {
					return "", err
				}
				b.WriteString(set.String())
				i = p.at
				continue
			}
			b.WriteString(expression[i : i+2])
			i += 2
		case '[':
			p := classParser{text: expression, at: i}
			set, err := p.class()
			if err != nil {
				return "", err
			}
			if p.plain {
				b.WriteString(expression[i:p.at])
			} else {
				b.WriteString(set.String())
			}
			i = p.at
		default:
			b.WriteByte(expression[i])
			i++
		}
	}
	return b.String(), nil
}

// checkEscape checks the escape that s starts with.
func checkEscape(s string, inClass bool) error {
	if len(s) < 2 {
		return errors.New("a backslash at the end of a regular expression")
	}
	allowed := `^$\.*+?()[]{}|/dDsSwWfnrtvcxupP0`
	if inClass {
		allowed += "b-&!#%,:;<=>@`~q"
	} else {
		allowed += "bBk123456789"
	}
	if strings.IndexByte(allowed, s[1]) < 0 {
		return fmt.Errorf("the regular expression has the invalid escape %q", s[:2])
	}
	return nil
}

// charSet is a set of characters: which of ASCII, and whether all others.
type charSet struct {
	ascii [128]bool
	other bool
}

func (s *charSet) addRange(lo, hi byte) {
	for c := int(lo); c <= int(hi); c++ {
		s.ascii[c] = true
	}
}

func (s *charSet) combine(t charSet, f func(a, b bool) bool) {
	for c := range s.ascii {
		s.ascii[c] = f(s.ascii[c], t.ascii[c])
	}
	s.other = f(s.other, t.other)
}

func union(a, b bool) bool        { return a || b }
func intersection(a, b bool) bool { return a && b }
func difference(a, b bool) bool   { return a && !b }

func (s *charSet) negate() { s.combine(charSet{}, func(a, _ bool) bool { return !a }) }

// String is a class for the u flag.
func (s charSet) String() string {
	var b strings.Builder
	b.WriteByte('[')
	if s.other {
		b.WriteByte('^')
	}
	for c, in := range s.ascii {
		if in != s.other {
			fmt.Fprintf(&b, `\x%02x`, c)
		}
	}
	b.WriteByte(']')
	return b.String()
}

// classParser parses a class of the v flag. plain says that the class means the
// same with the u flag.
type classParser struct {
	text  string
	at    int
	plain bool
	depth int
}

func (p *classParser) peek(s string) bool { return strings.HasPrefix(p.text[p.at:], s) }

func (p *classParser) take(s string) bool {
	if !p.peek(s) {
		return false
	}
	p.at += len(s)
	return true
}

// class parses from "[" to the "]" that belongs to it.
func (p *classParser) class() (charSet, error) {
	p.plain = p.depth == 0
	p.depth++
	defer func() { p.depth-- }()
	p.at++
	negated := p.take("^")
	var set charSet
	operation := ""
	plain := p.plain
	for first := true; !p.take("]"); first = false {
		if p.at >= len(p.text) {
			return set, errors.New("a character class that is not closed")
		}
		f := union
		for _, op := range [...]struct {
			text string
			f    func(a, b bool) bool
		}{{"--", difference}, {"&&", intersection}} {
			if !first && (operation == op.text || operation == "") && p.take(op.text) {
				operation, f, p.plain = op.text, op.f, false
			}
		}
		operand, err := p.operand()
		if err != nil {
			return set, err
		}
		set.combine(operand, f)
		plain = plain && p.plain
	}
	p.plain = plain && operation == ""
	if negated {
		set.negate()
	}
	return set, nil
}

// operand parses a nested class, an escape for several characters, a character
// or a range.
func (p *classParser) operand() (charSet, error) {
	var set charSet
	if p.peek("[") {
		return p.class()
	}
	if p.peek(`\`) && p.at+1 < len(p.text) {
		if s, ok := classEscape(p.text[p.at+1]); ok {
			p.at += 2
			return s, nil
		}
		if c := p.text[p.at+1]; c == 'p' || c == 'P' {
			return p.property()
		}
	}
	lo, err := p.character()
	if err != nil {
		return set, err
	}
	hi := lo
	if p.peek("-") && !p.peek("--") {
		p.at++
		if hi, err = p.character(); err != nil {
			return set, err
		}
	}
	if hi < lo {
		return set, errors.New("a character range out of order")
	}
	set.addRange(lo, hi)
	return set, nil
}

// property parses \p{…} or \P{…}. Only general categories and scripts by their
// plain names can be worked out; ASCII alone is looked at.
func (p *classParser) property() (set charSet, err error) {
	negated := p.text[p.at+1] == 'P'
	name, _, ok := strings.Cut(p.text[p.at+2:], "}")
	if !ok || !strings.HasPrefix(name, "{") {
		return set, errors.New(`\p without a property name`)
	}
	p.at += 2 + len(name) + 1
	name = name[strings.IndexAny(name, "={")+1:]
	name = name[strings.IndexByte(name, '=')+1:]
	table := unicode.Categories[name]
	if table == nil {
		table = unicode.Scripts[name]
	}
	if table == nil {
		table = unicode.Properties[name]
	}
	if alias := unicode.CategoryAliases[name]; table == nil && alias != "" {
		table = unicode.Categories[alias]
	}
	if table == nil {
		return set, fmt.Errorf("the property %s is not supported in a character class of a URL pattern", name)
	}
	for c := range set.ascii {
		set.ascii[c] = unicode.Is(table, rune(c))
	}
	if negated {
		set.negate()
	}
	p.plain = false // the u flag of the engine does not know every property
	return set, nil
}

// classEscape is the set of \d, \w, \s and their opposites.
func classEscape(c byte) (set charSet, ok bool) {
	switch c | 0x20 {
	case 'd':
		set.addRange('0', '9')
	case 'w':
		set.addRange('0', '9')
		set.addRange('A', 'Z')
		set.addRange('a', 'z')
		set.ascii['_'] = true
	case 's':
		set.addRange('\t', '\r')
		set.ascii[' '] = true
	default:
		return set, false
	}
	if c < 'a' {
		set.negate()
	}
	return set, true
}

// character parses one character of a class.
func (p *classParser) character() (byte, error) {
	if p.at >= len(p.text) {
		return 0, errors.New("a character class that is not closed")
	}
	c := p.text[p.at]
	if c != '\\' {
		if strings.IndexByte("()[]{}/-|", c) >= 0 {
			return 0, fmt.Errorf("%q must be escaped in a character class", c)
		}
		if strings.IndexByte("&!#$%*+,.:;<=>?@^`~", c) >= 0 && strings.HasPrefix(p.text[p.at+1:], string(c)) {
			return 0, fmt.Errorf("%q twice in a character class", c)
		}
		p.at++
		return c, nil
	}
	if err := checkEscape(p.text[p.at:], true); err != nil {
		return 0, err
	}
	c = p.text[p.at+1]
	digits := 0
	switch c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'c':
		if p.at+2 >= len(p.text) || p.text[p.at+2]|0x20 < 'a' || p.text[p.at+2]|0x20 > 'z' {
			return 0, errors.New(`the regular expression has the invalid escape "\\c"`)
		}
		p.at += 3
		return p.text[p.at-1] & 0x1F, nil
	}
	p.at += 2
	if digits > 0 {
		return p.hexadecimal(digits)
	}
	if at := strings.IndexByte("fnrtvb0", c); at >= 0 {
		c = "\f\n\r\t\v\b\x00"[at]
	}
	return c, nil
}

// hexadecimal parses what follows \x or \u.
func (p *classParser) hexadecimal(digits int) (byte, error) {
	text := p.text[p.at:]
	skip := 0
	if digits == 4 && strings.HasPrefix(text, "{") {
		end := strings.IndexByte(text, '}')
		if end < 0 {
			return 0, errors.New("a code point escape that is not closed")
		}
		text, skip = text[1:end], 2
		digits = len(text)
	}
	if len(text) < digits || digits == 0 {
		return 0, errors.New("a hexadecimal escape that is too short")
	}
	n, err := strconv.ParseUint(text[:digits], 16, 32)
	if err != nil || n > 0x7F {
		return 0, errors.New("an escape in a character class that is not of ASCII")
	}
	p.at += digits + skip
	return byte(n), nil
}
