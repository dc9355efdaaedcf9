package route

import (
	"strings"
	"testing"
)

// FuzzMatch checks that matching never panics, that the hand-written matcher
// agrees with the regular expression, and that a match can be turned back into
// the path.
func FuzzMatch(f *testing.F) {
	for _, file := range []string{"[id].json.ts", "a/[...r].ts", "[a]-[b].ts", "[...a]/x/[...b].ts", "pre-[...r]x.ts", "[].ts", "a/[b]/c.ts"} {
		for _, path := range []string{"/", "/a", "/a/b/c", "/1.json", "/a/", "//", "/x-y-z", "/%2F", "/a/x/b", "/pre-x"} {
			f.Add(file, path)
		}
	}
	f.Fuzz(func(t *testing.T, file, path string) {
		r, err := Parse(file, file)
		if err != nil || r.Pattern != "/" && strings.Contains(r.Pattern+"/", "//") {
			return // no file has an empty name
		}
		path = "/" + strings.ToValidUTF8(strings.TrimPrefix(path, "/"), "") // as a decoded path is
		for _, slash := range []TrailingSlash{Ignore, Always, Never} {
			m, ok := NewTable([]Route{r}, TableOptions{TrailingSlash: slash}).Match(path)
			if !r.IsStatic() {
				agrees(t, &r, slash, path, m, ok)
			}
			if ok && CollapseSlashes(path) == path { // as the router gives it
				roundTrip(t, &r, path, m)
			}
		}
	})
}

func agrees(t *testing.T, r *Route, slash TrailingSlash, path string, m Match, ok bool) {
	slow := compile(r, 0, slash)
	slow.pattern, slow.groups = expression(r, slow.end)
	params, slowOK := slow.match(path)
	if ok != slowOK {
		t.Fatalf("%s on %q, %s: fast %v, expression %v", r.Pattern, path, slash, ok, slowOK)
	}
	for i := range params {
		if params[i] != m.Params[i] {
			t.Fatalf("%s on %q, %s: fast %v, expression %v", r.Pattern, path, slash, m.Params, params)
		}
	}
}

func roundTrip(t *testing.T, r *Route, path string, m Match) {
	values := map[string]string{}
	for _, v := range m.Params {
		if strings.HasPrefix(v.Value, "/") || strings.HasSuffix(v.Value, "/") || strings.ContainsAny(v.Value, "#?") {
			return // generating changes such values
		}
		values[v.Name] = v.Value
	}
	repeated := 0
	for _, s := range r.Segments {
		for _, p := range s {
			if p.Kind != Static {
				repeated++
			}
		}
	}
	if repeated != len(r.Params) {
		return
	}
	got, err := r.Path(values)
	if err != nil {
		t.Fatalf("%s on %q: %v", r.Pattern, path, err)
	}
	if strings.TrimSuffix(got, "/") != strings.TrimSuffix(path, "/") {
		t.Fatalf("%s on %q with %v gives back %q", r.Pattern, path, m.Params, got)
	}
}

func FuzzDecodePath(f *testing.F) {
	f.Add("/%2561")
	f.Add("/%C3%BC/%")
	f.Fuzz(func(t *testing.T, path string) {
		decoded, err := DecodePath(path)
		if err != nil {
			return
		}
		if again, err := DecodePath(decoded); err == nil && again != decoded {
			t.Fatalf("%q is not a fixed point: %q", decoded, again)
		}
	})
}

func benchmarkTable(b *testing.B) *Table {
	return NewTable(routesOf(b, "builtwith.json.ts", "api/[id].json.ts", "links/[id].js", "files/[...path].ts",
		"[a]-[b].json.ts", "users/[id]/posts/[post].ts", "methods.json.ts"), TableOptions{})
}

func BenchmarkMatch(b *testing.B) {
	for _, bench := range []struct{ name, path string }{
		{"static", "/builtwith.json"},
		{"param", "/api/3.json"},
		{"deep", "/users/7/posts/12"},
		{"rest", "/files/a/b/c.txt"},
		{"expression", "/x-y.json"},
		{"none", "/nothing/here"},
	} {
		table := benchmarkTable(b)
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				table.Match(bench.path)
			}
		})
	}
}
