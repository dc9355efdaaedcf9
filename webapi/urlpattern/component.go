package urlpattern

import (
	"regexp"
	"strings"
)

// component is one compiled component (URL Pattern, 1.2).
type component struct {
	pattern string // the pattern string
	names   []string
	custom  bool // has regexp groups
	matcher matcher

	// optional holds the groups that have nothing around them and may be left
	// out. In JavaScript such a group never captures the empty string: an
	// iteration that matches nothing does not count (ECMA-262, 22.2.2.3.1).
	optional []int
}

// matcher is what the standard uses a RegExp for. match returns the captured
// groups in order, nil for one that took no part, and false when the whole
// input does not match.
type matcher interface {
	match(input string) (groups []*string, ok bool)
}

// compileRegexp makes the matcher of a component that has a regular expression
// of the author's, which only the engine can run.
type compileRegexp func(expression string, ignoreCase bool) (matcher, error)

// compile is "compile a component".
func compile(input string, encode encoder, o options, custom compileRegexp) (*component, error) {
	parts, err := parsePattern(input, o, encode)
	if err != nil {
		return nil, err
	}
	c := &component{pattern: generatePattern(parts, o)}
	groups := 0
	for i := range parts {
		p := &parts[i]
		c.custom = c.custom || p.kind == customRegexp
		if p.modifier == "?" && p.kind != fixedText && p.prefix == "" && p.suffix == "" {
			c.optional = append(c.optional, groups)
		}
		if p.kind != fixedText {
			groups++
		}
	}
	var expression string
	expression, c.names = generateRegexp(parts, o)
	switch {
	case c.custom:
		c.matcher, err = custom(expression, o.ignoreCase)
	case len(parts) == 0:
		c.matcher = fixedMatcher("")
	case len(parts) == 1 && parts[0].kind == fixedText && parts[0].modifier == "" && !o.ignoreCase:
		c.matcher = fixedMatcher(parts[0].value)
	case len(parts) == 1 && c.pattern == "*":
		c.matcher = anyMatcher{}
	default:
		c.matcher, err = compileNative(expression, o)
	}
	return c, err
}

// match returns the groups, or false.
func (c *component) match(input string) ([]*string, bool) {
	groups, ok := c.matcher.match(input)
	if ok {
		for _, i := range c.optional {
			if i < len(groups) && groups[i] != nil && *groups[i] == "" {
				groups[i] = nil
			}
		}
	}
	return groups, ok
}

// fixedMatcher matches one text.
type fixedMatcher string

func (m fixedMatcher) match(input string) ([]*string, bool) { return nil, input == string(m) }

// anyMatcher matches everything. What it is given is a part of a URL, so that
// there is no line terminator in it.
type anyMatcher struct{}

func (anyMatcher) match(input string) ([]*string, bool) { return []*string{&input}, true }

// nativeMatcher is a Go regular expression: leftmost-first like JavaScript's,
// and in linear time.
type nativeMatcher struct{ *regexp.Regexp }

// compileNative translates a generated expression. Only its flags and the class
// that holds everything are written in another way.
func compileNative(expression string, o options) (matcher, error) {
	if o.delimiter == "" {
		expression = strings.ReplaceAll(expression, o.segmentWildcardRegexp(), `[\x00-\x{10FFFF}]+?`)
	}
	if o.ignoreCase {
		expression = "(?i)" + expression
	}
	re, err := regexp.Compile(expression)
	return nativeMatcher{re}, err
}

func (m nativeMatcher) match(input string) ([]*string, bool) {
	at := m.FindStringSubmatchIndex(input)
	if at == nil {
		return nil, false
	}
	groups := make([]*string, len(at)/2-1)
	for i := range groups {
		if from, to := at[2*i+2], at[2*i+3]; from >= 0 {
			value := input[from:to]
			groups[i] = &value
		}
	}
	return groups, true
}
