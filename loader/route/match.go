package route

import (
	"regexp"
	"strings"
)

// matcher is a compiled dynamic route. Most routes have at most one parameter
// in a segment and a rest parameter only as the last one: then there is only
// one way to match, and segments holds it. The others need backtracking, which
// is left to a regular expression, because that one is linear.
type matcher struct {
	index    int
	prefix   string // literal text that every matching path starts with
	suffix   string // literal text that it ends with, before a trailing slash; only with pattern
	names    []string
	end      TrailingSlash // as the route has it: Never when it has an extension
	segments []simple
	pattern  *regexp.Regexp // nil when segments is used
	groups   []int          // index into names of each capture
}

// simple is a segment with one way to match.
type simple struct {
	kind           Kind
	prefix, suffix string // static text around the parameter; prefix is all of a static segment
	name           int    // index into names
}

func compile(r *Route, index int, slash TrailingSlash) matcher {
	m := matcher{index: index, names: r.Params, end: slash}
	if r.HasExtension {
		m.end = Never
	}
	m.prefix = literalPrefix(r)
	segments, ok := simplify(r)
	if ok {
		m.segments = segments
	} else {
		m.pattern, m.groups = expression(r, m.end)
		m.suffix = literalSuffix(r)
	}
	return m
}

func simplify(r *Route) ([]simple, bool) {
	out := make([]simple, 0, len(r.Segments))
	seen := 0
	for i, s := range r.Segments {
		var c simple
		switch {
		case s.isRest():
			if i != len(r.Segments)-1 {
				return nil, false
			}
			c.kind, c.name = Rest, nameIndex(r, s[0].Text)
			seen++
		default:
			for _, p := range s {
				switch {
				case p.Kind == Rest, p.Kind == Param && c.kind == Param:
					return nil, false
				case p.Kind == Param:
					c.kind, c.name = Param, nameIndex(r, p.Text)
					seen++
				case c.kind == Param:
					c.suffix += literal(p.Text)
				default:
					c.prefix += literal(p.Text)
				}
			}
		}
		out = append(out, c)
	}
	return out, seen == len(r.Params) // a repeated name takes the general way
}

func nameIndex(r *Route, name string) int {
	for i, n := range r.Params {
		if n == name {
			return i
		}
	}
	return -1
}

func literalPrefix(r *Route) string {
	var b strings.Builder
	for _, s := range r.Segments {
		if s.isRest() {
			return b.String()
		}
		b.WriteByte('/')
		for _, p := range s {
			if p.Kind != Static {
				return b.String()
			}
			b.WriteString(literal(p.Text))
		}
	}
	return b.String()
}

// literalSuffix is the text after the last parameter of the last segment.
func literalSuffix(r *Route) string {
	last := r.Segments[len(r.Segments)-1]
	if p := last[len(last)-1]; p.Kind == Static {
		return literal(p.Text)
	}
	return ""
}

func (m *matcher) match(path string) ([]Value, bool) {
	if m.pattern != nil {
		return m.matchExpression(path)
	}
	// The first pass only checks, so that a path that does not match allocates
	// nothing; the second one fills in.
	if !m.walk(path, nil) {
		return nil, false
	}
	params := make([]Value, len(m.names))
	m.walk(path, params)
	return params, true
}

func (m *matcher) walk(path string, params []Value) bool {
	for i := range m.segments {
		s := &m.segments[i]
		if s.kind == Rest {
			value, ok := m.rest(path)
			if ok && params != nil {
				params[s.name] = Value{m.names[s.name], value, value != ""}
			}
			return ok
		}
		if path == "" || path[0] != '/' {
			return false
		}
		text := path[1:]
		if slash := strings.IndexByte(text, '/'); slash >= 0 {
			text = text[:slash]
		}
		path = path[1+len(text):]
		if s.kind == Static {
			if text != s.prefix {
				return false
			}
			continue
		}
		if len(text) <= len(s.prefix)+len(s.suffix) ||
			!strings.HasPrefix(text, s.prefix) || !strings.HasSuffix(text, s.suffix) {
			return false
		}
		if params != nil {
			value := text[len(s.prefix) : len(text)-len(s.suffix)]
			params[s.name] = Value{m.names[s.name], value, true}
		}
	}
	switch m.end {
	case Always:
		return path == "/"
	case Never:
		return path == ""
	}
	return path == "" || path == "/"
}

// rest is what a rest parameter at the end matches: nothing, or a slash and as
// little as leaves only the trailing slash.
func (m *matcher) rest(path string) (string, bool) {
	if path == "" {
		return "", m.end != Always
	}
	if path[0] != '/' {
		return "", false
	}
	value := path[1:]
	switch m.end {
	case Always:
		if value == "" {
			return "", true
		}
		return strings.CutSuffix(value, "/")
	case Ignore:
		value = strings.TrimSuffix(value, "/")
	}
	return value, true
}
