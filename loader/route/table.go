package route

import "strings"

// Table matches request paths against routes.
type Table struct {
	options TableOptions
	static  map[string]fixed // by path
	dynamic []matcher        // in priority order
}

// fixed is the first static route of a path.
type fixed struct {
	index int
	// hidden: a dynamic route that matches the path comes before, as
	// /a/[...x]/[...y] does before /a.
	hidden bool
}

// TableOptions is the configuration that matching depends on.
type TableOptions struct {
	TrailingSlash TrailingSlash // "" means Ignore
	// FileFormat is build.format "file": ".html" and "/index.html" are removed
	// from the path before matching.
	FileFormat bool
}

// Match is the result of matching: the route's index in the slice that the
// table was made from, and its parameters in the order of Route.Params.
type Match struct {
	Index  int
	Params []Value
}

// Get finds a parameter by name.
func (m Match) Get(name string) (Value, bool) {
	for _, v := range m.Params {
		if v.Name == name {
			return v, true
		}
	}
	return Value{}, false
}

// NewTable compiles routes that are in priority order.
func NewTable(routes []Route, o TableOptions) *Table {
	if o.TrailingSlash == "" {
		o.TrailingSlash = Ignore
	}
	t := &Table{options: o, static: make(map[string]fixed)}
	for i := range routes {
		if !routes[i].IsStatic() {
			t.dynamic = append(t.dynamic, compile(&routes[i], i, o.TrailingSlash))
		}
	}
	for i := range routes {
		if !routes[i].IsStatic() {
			continue
		}
		for _, path := range routes[i].spellings(o.TrailingSlash) {
			if _, taken := t.static[path]; !taken {
				m, ok := t.matchDynamic(path, -1)
				t.static[path] = fixed{i, ok && m.Index < i}
			}
		}
	}
	return t
}

// Match finds the first route for a decoded path without the base. A path that
// only a static route can match costs one map look-up and no allocation.
func (t *Table) Match(path string) (Match, bool) {
	path = t.prepare(path)
	if s, ok := t.static[path]; ok && !s.hidden {
		return Match{Index: s.index}, true
	}
	return t.matchDynamic(path, -1)
}

// MatchAfter finds the next route after the one with this index, for when that
// one declines: a prerendered route that did not generate the path.
func (t *Table) MatchAfter(path string, index int) (Match, bool) {
	path = t.prepare(path)
	next, found := t.matchDynamic(path, index)
	if s, ok := t.static[path]; ok && s.index > index && (!found || s.index < next.Index) {
		return Match{Index: s.index}, true
	}
	return next, found
}

func (t *Table) prepare(path string) string {
	if t.options.FileFormat {
		path = StripHTML(path)
	}
	if path == "" {
		return "/"
	}
	return path
}

func (t *Table) matchDynamic(path string, after int) (Match, bool) {
	for i := range t.dynamic {
		m := &t.dynamic[i]
		if m.index <= after || !strings.HasPrefix(path, m.prefix) {
			continue
		}
		if params, ok := m.match(path); ok {
			return Match{Index: m.index, Params: params}, true
		}
	}
	return Match{}, false
}

// spellings are the paths that a static route answers.
func (r *Route) spellings(slash TrailingSlash) []string {
	if len(r.Segments) == 0 {
		return []string{"/"}
	}
	var b strings.Builder
	for _, s := range r.Segments {
		b.WriteByte('/')
		for _, p := range s {
			b.WriteString(literal(p.Text))
		}
	}
	path := b.String()
	switch {
	case r.HasExtension || slash == Never:
		return []string{path}
	case slash == Always:
		return []string{path + "/"}
	}
	return []string{path, path + "/"}
}
