package route

import (
	"regexp"
	"strings"
)

// expression is the general form of a route: lazy captures, anchored at both
// ends. Go's regular expressions prefer the same match as a backtracking engine
// would, in linear time.
func expression(r *Route, end TrailingSlash) (*regexp.Regexp, []int) {
	var b strings.Builder
	var groups []int
	b.WriteString(`(?s)\A`)
	for _, s := range r.Segments {
		if s.isRest() {
			b.WriteString(`(?:/(.*?))?`)
			groups = append(groups, nameIndex(r, s[0].Text))
			continue
		}
		b.WriteByte('/')
		for _, p := range s {
			switch p.Kind {
			case Static:
				b.WriteString(regexp.QuoteMeta(literal(p.Text)))
				continue
			case Param:
				b.WriteString(`([^/]+?)`)
			case Rest:
				b.WriteString(`(.*?)`)
			}
			groups = append(groups, nameIndex(r, p.Text))
		}
	}
	switch end {
	case Always:
		b.WriteByte('/')
	case Ignore:
		b.WriteString(`/?`)
	}
	b.WriteString(`\z`)
	return regexp.MustCompile(b.String()), groups
}

func (m *matcher) matchExpression(path string) ([]Value, bool) {
	if !strings.HasSuffix(strings.TrimSuffix(path, "/"), m.suffix) {
		return nil, false // most paths that do not match end here, cheaply
	}
	at := m.pattern.FindStringSubmatchIndex(path)
	if at == nil {
		return nil, false
	}
	params := make([]Value, len(m.names))
	for i, name := range m.groups {
		from, to := at[2*i+2], at[2*i+3]
		value := ""
		if from >= 0 {
			value = path[from:to]
		}
		params[name] = Value{m.names[name], value, value != ""}
	}
	return params, true
}
