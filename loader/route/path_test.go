package route

import (
	"strings"
	"testing"
)

func TestDecodeURI(t *testing.T) {
	tests := []struct {
		in, out string
		ok      bool
	}{
		{"/a%20b", "/a b", true},
		{"/%C3%BC", "/ü", true},
		{"/%F0%9F%98%80", "/😀", true},
		{"/a+b", "/a+b", true},
		{"/%23%24%26%2B%2c%2F%3A%3B%3D%3F%40", "/%23%24%26%2B%2c%2F%3A%3B%3D%3F%40", true},
		{"/%5Bx%5D", "/[x]", true},
		{"/%2Ejson", "/.json", true},
		{"/%25", "/%", true},
		{"/%", "", false},
		{"/%4", "", false},
		{"/%GG", "", false},
		{"/%C3", "", false},
		{"/%C3x", "", false},
		{"/%FF", "", false},
		{"/%C0%80", "", false},
		{"/%ED%A0%80", "", false},
		{"/%F4%90%80%80", "", false},
		{"/%80", "", false},
	}
	for _, test := range tests {
		got, err := DecodeURI(test.in)
		if (err == nil) != test.ok || got != test.out {
			t.Errorf("%s: got %q, %v", test.in, got, err)
		}
	}
}

func TestDecodePath(t *testing.T) {
	nested := func(n int) string { return "/%" + strings.Repeat("25", n) + "61" }
	tests := []struct {
		in, out string
		err     error
	}{
		{"/users/%2561", "/users/a", nil},
		{"/users/%25", "/users/%", nil},
		{"/users/a%252Fb", "/users/a%2Fb", nil},
		{nested(9), "/a", nil},
		{nested(10), "", ErrTooDeep},
		{"/%E0", "", ErrMalformed},
	}
	for _, test := range tests {
		if got, err := DecodePath(test.in); got != test.out || err != test.err {
			t.Errorf("%s: got %q, %v", test.in, got, err)
		}
	}
}

func TestRedirectTrailingSlash(t *testing.T) {
	tests := []struct{ path, ignore, always, never string }{
		{"/", "", "", ""},
		{"/m", "", "/m/", ""},
		{"/m/", "", "", "/m"},
		{"/m//", "/m/", "/m/", "/m"},
		{"/a.json", "", "", ""},
		{"/a.json/", "", "", "/a.json"},
		{"/users/x.json", "", "", ""},
		{"/_x/", "", "", ""},
		{"/.a//", "", "", ""},
		{"/@a", "", "", ""},
		{"//evil.example/", "", "", ""},
		{`/\evil/`, "", "", ""},
		{"/docs", "", "/docs/", ""},
	}
	for _, test := range tests {
		for slash, want := range map[TrailingSlash]string{Ignore: test.ignore, Always: test.always, Never: test.never} {
			got, ok := RedirectTrailingSlash(test.path, slash)
			if !ok {
				got = ""
			}
			if got != want {
				t.Errorf("%s %s: got %q, want %q", test.path, slash, got, want)
			}
		}
	}
}

func TestBase(t *testing.T) {
	normal := []struct{ base, ignore, always, never string }{
		{"/", "/", "/", "/"},
		{"docs", "/docs", "/docs/", "/docs"},
		{"/docs/", "/docs/", "/docs/", "/docs"},
	}
	for _, test := range normal {
		for slash, want := range map[TrailingSlash]string{Ignore: test.ignore, Always: test.always, Never: test.never} {
			if got := NormalizeBase(test.base, slash); got != want {
				t.Errorf("NormalizeBase(%q, %s) = %q, want %q", test.base, slash, got, want)
			}
		}
	}
	strip := []struct {
		path, base, want string
		in               bool
	}{
		{"/docs/m", "/docs", "/m", true},
		{"/docs/m", "/docs/", "/m", true},
		{"/docs", "/docs", "/", true},
		{"/docsX/m", "/docs", "/docsX/m", false},
		{"/m", "/docs", "/m", false},
		{"/m", "/", "/m", true},
	}
	for _, test := range strip {
		if got, in := StripBase(test.path, test.base); got != test.want || in != test.in {
			t.Errorf("StripBase(%q, %q) = %q, %v", test.path, test.base, got, in)
		}
	}
}

func TestCollapseSlashes(t *testing.T) {
	for in, want := range map[string]string{"//a///b/": "/a/b/", "/a": "/a", "": "", "/": "/", "a//": "a/"} {
		if got := CollapseSlashes(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	type values = map[string]string
	tests := []struct {
		file   string
		values values
		want   string // path, or "!" and the missing name
	}{
		{"data.json.ts", nil, "/data.json"},
		{"index.ts", nil, "/"},
		{"only/index.ts", nil, "/only"},
		{"n/[id].json.ts", values{"id": "a"}, "/n/a.json"},
		{"n/[id].json.ts", values{"id": "sp ace"}, "/n/sp ace.json"},
		{"n/[id].json.ts", values{"id": "ünï"}, "/n/ünï.json"},
		{"n/[id].json.ts", values{"id": "h#q?"}, "/n/h%23q%3F.json"},
		{"n/[id].json.ts", values{"id": "per%cent"}, "/n/per%cent.json"},
		{"n/[id].json.ts", values{"id": "/slash/"}, "/n/slash.json"},
		{"n/[id].json.ts", values{"id": "a/b", "extra": "x"}, "/n/a/b.json"},
		{"n/[id].json.ts", values{}, "!id"},
		{"n/[id].json.ts", values{"id": ""}, "!id"},
		{"r/[...slug].txt.ts", values{"slug": "a/b/c"}, "/r/a/b/c.txt"},
		{"r/[...slug].txt.ts", nil, "/r/.txt"},
		{"rs[...page].json.ts", nil, "/rs.json"},
		{"rs[...page].json.ts", values{"page": "2"}, "/rs2.json"},
		{"pre-[...slug].ts", values{"slug": "a/b"}, "/pre-a/b"},
		{"[...p].ts", nil, "/"},
		{"api/[...p].ts", values{"p": ""}, "/api"},
		{"[...p]/x.ts", nil, "/x"},
		{"%5Ba#.ts", nil, "/[a%23"},
	}
	for _, test := range tests {
		r, err := Parse("src/pages/"+test.file, test.file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Path(test.values)
		if m, ok := err.(*MissingParameterError); ok {
			got = "!" + m.Name
		}
		if got != test.want {
			t.Errorf("%s %v: got %q, want %q", test.file, test.values, got, test.want)
		}
	}
}

func TestWithTrailingSlash(t *testing.T) {
	tests := []struct {
		file  string
		slash TrailingSlash
		want  string
	}{
		{"m.ts", Always, "/m/"}, {"m.ts", Ignore, "/m"}, {"m.ts", Never, "/m"},
		{"a.json.ts", Always, "/a.json"}, {"index.ts", Always, "/"},
	}
	for _, test := range tests {
		r, _ := Parse(test.file, test.file)
		path, _ := r.Path(nil)
		if got := r.WithTrailingSlash(path, test.slash); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.file, test.slash, got, test.want)
		}
	}
}
