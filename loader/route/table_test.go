package route

import (
	"fmt"
	"strings"
	"testing"
)

// routesOf parses files in directory order and sorts them by priority.
func routesOf(t testing.TB, files ...string) []Route {
	t.Helper()
	var routes []Route
	for _, f := range files {
		r, err := Parse("src/pages/"+f, f)
		if err != nil {
			t.Fatal(err)
		}
		routes = append(routes, r)
	}
	Sort(routes)
	return routes
}

// show writes a match as "file name=value other=undefined".
func show(routes []Route, m Match, ok bool) string {
	if !ok {
		return "-"
	}
	var b strings.Builder
	b.WriteString(strings.TrimPrefix(routes[m.Index].Component, "src/pages/"))
	for _, v := range m.Params {
		if v.Present {
			fmt.Fprintf(&b, " %s=%s", v.Name, v.Value)
		} else {
			fmt.Fprintf(&b, " %s=undefined", v.Name)
		}
	}
	return b.String()
}

func TestMatch(t *testing.T) {
	tests := []struct {
		files                 string
		path                  string
		ignore, always, never string
	}{
		{"m.ts", "/m", "m.ts", "-", "m.ts"},
		{"m.ts", "/m/", "m.ts", "m.ts", "-"},
		{"m.ts", "/M", "-", "-", "-"},
		{"index.ts", "/", "index.ts", "index.ts", "index.ts"},
		{"index.ts", "", "index.ts", "index.ts", "index.ts"},
		{"data.json.ts", "/data.json", "data.json.ts", "data.json.ts", "data.json.ts"},
		{"data.json.ts", "/data.json/", "-", "-", "-"},
		{"[x]-[y].json.ts", "/a-b.json", "[x]-[y].json.ts x=a y=b", "[x]-[y].json.ts x=a y=b", "[x]-[y].json.ts x=a y=b"},
		{"[x]-[y].json.ts", "/a-b.json/", "-", "-", "-"},
		{"[x]-[y].json.ts", "/a-b-c.json", "[x]-[y].json.ts x=a y=b-c", "[x]-[y].json.ts x=a y=b-c", "[x]-[y].json.ts x=a y=b-c"},
		{"users/[id].ts", "/users/x.json", "users/[id].ts id=x.json", "-", "users/[id].ts id=x.json"},
		{"users/[id].ts", "/users/x.json/", "users/[id].ts id=x.json", "users/[id].ts id=x.json", "-"},
		{"users/[id].ts", "/users/5.html", "users/[id].ts id=5.html", "-", "users/[id].ts id=5.html"},
		{"users/[id].ts", "/users/", "-", "-", "-"},
		{"users/[id].ts", "/users//7", "-", "-", "-"},
		{"[id].json.ts", "/.json", "-", "-", "-"},
		{"[id].json.ts", "/a.json.json", "[id].json.ts id=a.json", "[id].json.ts id=a.json", "[id].json.ts id=a.json"},
		{"dir/[...p].ts", "/dir", "dir/[...p].ts p=undefined", "-", "dir/[...p].ts p=undefined"},
		{"dir/[...p].ts", "/dir/", "dir/[...p].ts p=undefined", "dir/[...p].ts p=undefined", "dir/[...p].ts p=undefined"},
		{"dir/[...p].ts", "/dir/a/b", "dir/[...p].ts p=a/b", "-", "dir/[...p].ts p=a/b"},
		{"dir/[...p].ts", "/dir/a/b/", "dir/[...p].ts p=a/b", "dir/[...p].ts p=a/b", "dir/[...p].ts p=a/b/"},
		{"dir/[...p].ts", "/dirx", "-", "-", "-"},
		{"[...p].ts", "/", "[...p].ts p=undefined", "[...p].ts p=undefined", "[...p].ts p=undefined"},
		{"l/[...r]x.ts", "/l/a/bx", "l/[...r]x.ts r=a/b", "-", "l/[...r]x.ts r=a/b"},
		{"l/[...r]x.ts", "/l/x", "l/[...r]x.ts r=undefined", "-", "l/[...r]x.ts r=undefined"},
		{"api/rest/[...s].txt.ts", "/api/rest/a/b.txt", "api/rest/[...s].txt.ts s=a/b", "api/rest/[...s].txt.ts s=a/b", "api/rest/[...s].txt.ts s=a/b"},
		{"[...a]/x/[b].ts", "/1/2/x/3", "[...a]/x/[b].ts a=1/2 b=3", "-", "[...a]/x/[b].ts a=1/2 b=3"},
		{"[...a]/x/[b].ts", "/x/3", "[...a]/x/[b].ts a=undefined b=3", "-", "[...a]/x/[b].ts a=undefined b=3"},
		{"[a]/[a].ts", "/1/2", "[a]/[a].ts a=2", "-", "[a]/[a].ts a=2"},
		{"a#b?.ts", "/a%23b%3F", "a#b?.ts", "-", "a#b?.ts"},
		{"%5Bx%5D.ts", "/[x]", "%5Bx%5D.ts", "-", "%5Bx%5D.ts"},
		{"[id].ts", "/ü", "[id].ts id=ü", "-", "[id].ts id=ü"},

		{"[a]-[b].ts pre-[id].ts", "/pre-1", "[a]-[b].ts a=pre b=1", "-", "[a]-[b].ts a=pre b=1"},
		{"[a]-[b].ts [id].json.ts", "/pre-5.json", "[a]-[b].ts a=pre b=5.json", "[id].json.ts id=pre-5", "[a]-[b].ts a=pre b=5.json"},
		{"foo.ts foo/[...bar].ts", "/foo", "foo.ts", "-", "foo.ts"},
		{"a.ts a/[...x]/[...y].ts", "/a", "a/[...x]/[...y].ts x=undefined y=undefined", "-", "a/[...x]/[...y].ts x=undefined y=undefined"},
		{"dup.js dup.ts", "/dup", "dup.js", "-", "dup.js"},
		{"api/x/index.ts api/x.ts", "/api/x", "api/x/index.ts", "-", "api/x/index.ts"},
		{"[id].ts [...p].ts s.ts", "/s", "s.ts", "-", "s.ts"},
		{"[id].ts [...p].ts s.ts", "/t", "[id].ts id=t", "-", "[id].ts id=t"},
		{"[id].ts [...p].ts s.ts", "/t/u", "[...p].ts p=t/u", "-", "[...p].ts p=t/u"},
	}
	for _, test := range tests {
		routes := routesOf(t, strings.Fields(test.files)...)
		for slash, want := range map[TrailingSlash]string{Ignore: test.ignore, Always: test.always, Never: test.never} {
			table := NewTable(routes, TableOptions{TrailingSlash: slash})
			m, ok := table.Match(test.path)
			if got := show(routes, m, ok); got != want {
				t.Errorf("%s, %s, %s: got %s, want %s", test.files, test.path, slash, got, want)
			}
		}
	}
}

func TestMatchAfter(t *testing.T) {
	routes := routesOf(t, "a/[...x]/[...y].ts", "a.ts", "[id].ts", "[...p].ts")
	table := NewTable(routes, TableOptions{})
	var got []string
	for m, ok := table.Match("/a"); ok; m, ok = table.MatchAfter("/a", m.Index) {
		got = append(got, show(routes, m, ok))
	}
	want := "a/[...x]/[...y].ts x=undefined y=undefined|a.ts|[id].ts id=a|[...p].ts p=a"
	if strings.Join(got, "|") != want {
		t.Errorf("got %s", strings.Join(got, "|"))
	}
}

func TestFileFormat(t *testing.T) {
	routes := routesOf(t, "m.ts", "index.ts")
	table := NewTable(routes, TableOptions{FileFormat: true})
	for path, want := range map[string]string{"/m.html": "m.ts", "/m/index.html": "m.ts", "/index.html": "index.ts", "/m": "m.ts"} {
		m, ok := table.Match(path)
		if got := show(routes, m, ok); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestStaticMatchDoesNotAllocate(t *testing.T) {
	table := NewTable(routesOf(t, "api/data.json.ts", "[id].ts"), TableOptions{})
	if n := testing.AllocsPerRun(100, func() { table.Match("/api/data.json") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestPriority(t *testing.T) {
	tests := []string{ // already in priority order
		"a/b/c.ts a/b/[x].ts a/b.ts a/[...r].ts a.ts",
		"a/b.ts a/[x].ts [x]/b.ts [x]/[y].ts",
		"foo.ts foo/[...bar].ts [...all].ts",
		"[a]-[b].ts pre-[id].ts [id].ts [...p].ts",
		"x-[...r].ts [id].ts [...r].ts",
		"_.ts 1.ts a.ts B.ts c.ts",
		"a.ts A.ts b.ts",
	}
	for _, want := range tests {
		files := strings.Fields(want)
		for i := 1; i < len(files); i++ {
			a, b := routesOf(t, files[i-1])[0], routesOf(t, files[i])[0]
			if strings.HasPrefix(want, "a/b/c") {
				continue // of different lengths: checked as a whole below
			}
			if Compare(&a, &b) >= 0 || Compare(&b, &a) <= 0 {
				t.Errorf("%s should come before %s", files[i-1], files[i])
			}
		}
	}
}

func TestCollisions(t *testing.T) {
	routes := routesOf(t, "dup.js", "dup.ts", "[a].ts", "[b].ts", "x/[a].ts", "y/[a].json.ts", "y/[b].json.ts")
	text := func(prerendered bool) string {
		var b strings.Builder
		for _, c := range Collisions(routes, func(int) bool { return prerendered }) {
			fmt.Fprintf(&b, "%s=%s %v;", routes[c.First].Pattern, routes[c.Second].Pattern, c.Static)
		}
		return b.String()
	}
	if got, want := text(true), "/dup=/dup true;"; got != want {
		t.Errorf("prerendered: got %s, want %s", got, want)
	}
	if got, want := text(false), "/dup=/dup true;/y/[a].json=/y/[b].json false;/[a]=/[b] false;"; got != want {
		t.Errorf("on demand: got %s, want %s", got, want)
	}
}

func TestCompareText(t *testing.T) {
	order := []string{"_a", "-a", "(a", "[a", "{a", "@a", "$a", "1", "10", "2", "a", "A", "à", "aa", "ab", "b", "B", "z", "Z", "ж", "日"}
	for i := range order {
		for j := range order {
			got := compareText(order[i], order[j])
			if i < j && got >= 0 || i > j && got <= 0 || i == j && got != 0 {
				t.Errorf("compareText(%q, %q) = %d", order[i], order[j], got)
			}
		}
	}
}
