package urlpattern

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// partType is the type of a part (URL Pattern, 2.1.3).
type partType int

const (
	fixedText partType = iota
	customRegexp
	segmentWildcard
	fullWildcard
)

// part is a piece of a parsed pattern string. modifier is "", "?", "*" or "+".
type part struct {
	kind           partType
	value          string
	modifier       string
	name           string
	prefix, suffix string
}

// options are the settings of a component (URL Pattern, 2.1.4). delimiter and
// prefix are one ASCII code point or "".
type options struct {
	delimiter, prefix string
	ignoreCase        bool
}

const fullWildcardRegexp = ".*"

// segmentWildcardRegexp is "generate a segment wildcard regexp".
func (o options) segmentWildcardRegexp() string {
	return "[^" + escapeRegexp(o.delimiter) + "]+?"
}

// encoder is an encoding callback.
type encoder func(string) (string, error)

// parsePattern is "parse a pattern string" (URL Pattern, 2.1.5).
func parsePattern(input string, o options, encode encoder) ([]part, error) {
	tokens, err := tokenize([]rune(input), false)
	if err != nil {
		return nil, err
	}
	p := patternParser{tokens: tokens, encode: encode, segment: o.segmentWildcardRegexp()}
	for p.index < len(p.tokens) && err == nil {
		var done bool
		if done, err = p.next(o); done {
			break
		}
	}
	return p.parts, err
}

type patternParser struct {
	tokens      []token
	encode      encoder
	segment     string // the segment wildcard regexp
	parts       []part
	pending     string // the pending fixed value
	index       int
	nextNumeric int
}

// next parses one part, or text that becomes one later. It reports whether the
// pattern has ended.
func (p *patternParser) next(o options) (done bool, err error) {
	char := p.consume(tokenChar)
	name := p.consume(tokenName)
	group := p.consumeGroup(name)
	if name != nil || group != nil {
		prefix := ""
		if char != nil {
			prefix = char.value
		}
		if prefix != "" && prefix != o.prefix {
			p.pending += prefix
			prefix = ""
		}
		if err := p.flush(); err != nil {
			return false, err
		}
		return false, p.add(prefix, name, group, "", p.consumeModifier())
	}
	if char == nil {
		char = p.consume(tokenEscapedChar)
	}
	if char != nil {
		p.pending += char.value
		return false, nil
	}
	if p.consume(tokenOpen) != nil {
		prefix := p.consumeText()
		name = p.consume(tokenName)
		group = p.consumeGroup(name)
		suffix := p.consumeText()
		if p.consume(tokenClose) == nil {
			return false, p.unexpected("a closing brace")
		}
		return false, p.add(prefix, name, group, suffix, p.consumeModifier())
	}
	if err := p.flush(); err != nil {
		return false, err
	}
	if p.consume(tokenEnd) == nil {
		return false, p.unexpected("the end")
	}
	return true, nil
}

func (p *patternParser) unexpected(want string) error {
	t := p.tokens[p.index]
	if t.kind == tokenEnd {
		return errors.New("the pattern ends where " + want + " is expected")
	}
	return fmt.Errorf("%q at position %d, where %s is expected", t.value, t.index, want)
}

// consume is "try to consume a token".
func (p *patternParser) consume(kind tokenType) *token {
	t := &p.tokens[p.index]
	if t.kind != kind {
		return nil
	}
	p.index++
	return t
}

// consumeGroup is "try to consume a regexp or wildcard token".
func (p *patternParser) consumeGroup(name *token) *token {
	t := p.consume(tokenRegexp)
	if name == nil && t == nil {
		t = p.consume(tokenAsterisk)
	}
	return t
}

// consumeModifier is "try to consume a modifier token".
func (p *patternParser) consumeModifier() string {
	t := p.consume(tokenOtherModifier)
	if t == nil {
		t = p.consume(tokenAsterisk)
	}
	if t == nil {
		return ""
	}
	return t.value
}

// consumeText is "consume text".
func (p *patternParser) consumeText() (text string) {
	for {
		t := p.consume(tokenChar)
		if t == nil {
			t = p.consume(tokenEscapedChar)
		}
		if t == nil {
			return text
		}
		text += t.value
	}
}

// flush is "maybe add a part from the pending fixed value".
func (p *patternParser) flush() error {
	if p.pending == "" {
		return nil
	}
	value, err := p.encode(p.pending)
	p.pending = ""
	p.parts = append(p.parts, part{kind: fixedText, value: value})
	return err
}

// add is "add a part".
func (p *patternParser) add(prefix string, name, group *token, suffix, modifier string) error {
	if name == nil && group == nil && modifier == "" {
		p.pending += prefix
		return nil
	}
	if err := p.flush(); err != nil {
		return err
	}
	if name == nil && group == nil {
		if prefix == "" {
			return nil
		}
		value, err := p.encode(prefix)
		p.parts = append(p.parts, part{kind: fixedText, value: value, modifier: modifier})
		return err
	}
	n := part{kind: customRegexp, modifier: modifier}
	switch {
	case group == nil:
		n.value = p.segment
	case group.kind == tokenAsterisk:
		n.value = fullWildcardRegexp
	default:
		n.value = group.value
	}
	switch n.value {
	case p.segment:
		n.kind, n.value = segmentWildcard, ""
	case fullWildcardRegexp:
		n.kind, n.value = fullWildcard, ""
	}
	if name != nil {
		n.name = name.value
	} else {
		n.name = strconv.Itoa(p.nextNumeric)
		p.nextNumeric++
	}
	if slices.ContainsFunc(p.parts, func(q part) bool { return q.name == n.name }) {
		return fmt.Errorf("two groups with the name %q", n.name)
	}
	var err error
	if n.prefix, err = p.encode(prefix); err != nil {
		return err
	}
	n.suffix, err = p.encode(suffix)
	p.parts = append(p.parts, n)
	return err
}
