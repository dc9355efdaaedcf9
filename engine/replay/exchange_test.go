package replay

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, src string
		want      []Exchange
	}{
		{"nothing", "", nil},
		{"comments alone", "# a file\n\n// of comments\n", nil},
		{"one line", "GET /a", []Exchange{
			{Name: "GET /a", Slug: "get-a", Line: 1, Method: "GET", Target: "/a", Host: DefaultHost, Follow: "astro-7"},
		}},
		{"version, headers and body", "### Post it!\r\nPOST /a?b=c HTTP/1.1\r\nHost: other\r\nX-A: ü\r\n\r\none\r\n\r\ntwo\r\n\r\n", []Exchange{
			{Name: "Post it!", Slug: "post-it", Line: 2, Method: "POST", Target: "/a?b=c", Host: "other",
				Header: []Field{{"X-A", "\xfc"}}, Body: []byte("one\n\ntwo"), Follow: "astro-7"},
		}},
		{"directives", "# @follow astro-5\n### a\n# @compare status Content-Type\n// @name A_b\nGET /\n### b\n# @follow astro-7\nHEAD *\n", []Exchange{
			{Name: "a", Slug: "a-b", Line: 5, Method: "GET", Target: "/", Host: DefaultHost, Compare: []string{"status", "content-type"}, Follow: "astro-5"},
			{Name: "b", Slug: "b", Line: 8, Method: "HEAD", Target: "*", Host: DefaultHost, Follow: "astro-7"},
		}},
		{"absolute", "GET http://shop.example:80?q\n", []Exchange{
			{Name: "GET /?q", Slug: "get-q", Line: 1, Method: "GET", Target: "/?q", Host: "shop.example:80", Follow: "astro-7"},
		}},
		{"file", "PUT /a\n\n< ./a b.bin\n", []Exchange{
			{Name: "PUT /a", Slug: "put-a", Line: 1, Method: "PUT", Target: "/a", Host: DefaultHost, BodyFile: "./a b.bin", Follow: "astro-7"},
		}},
		{"multipart", "POST /a\ncontent-type: Multipart/Form-Data; boundary=x\n\n--x\n\n--x--\n", []Exchange{
			{Name: "POST /a", Slug: "post-a", Line: 1, Method: "POST", Target: "/a", Host: DefaultHost,
				Header: []Field{{"content-type", "Multipart/Form-Data; boundary=x"}}, Body: []byte("--x\r\n\r\n--x--\r\n"), Follow: "astro-7"},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Parse([]byte(test.src))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ src, want string }{
		{"### a\n\nGET\n", "line 3: want a request line like GET /path"},
		{"GET a\n", "line 1: the path \"a\" must start with /"},
		{"GET /a\nno header\n", "line 2: want a header"},
		{"GET /a\nX: €\n", "line 2: a header cannot hold '€'"},
		{"# @compare\nGET /a\n", "line 1: the directive @compare needs a value"},
		{"# @folow astro-5\nGET /a\n", "line 1: unknown directive @folow"},
		{"# @follow astro-6\nGET /a\n", "line 1: @follow takes astro-5 or astro-7"},
		{"### a\nGET /a\n### A\nGET /b\n", "line 4: the recording \"a\" is already that of line 2"},
		{"### a\n# nothing here\n### b\nGET /\n", "line 1: no request follows"},
		{"### ü\nGET /\n", "the name \"ü\" has no letter"},
	}
	for _, test := range tests {
		_, err := Parse([]byte(test.src))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %s", test.src, err, test.want)
		}
	}
}

func TestWire(t *testing.T) {
	exchanges, err := Parse([]byte("### a\nPOST /a\nX-A: 1\n\nü\n### b\nPOST /b\n### c\nGET /c\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"POST /a HTTP/1.1\r\nHost: localhost:4321\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nü",
		"POST /b HTTP/1.1\r\nHost: localhost:4321\r\nContent-Length: 0\r\n\r\n",
		"GET /c HTTP/1.1\r\nHost: localhost:4321\r\n\r\n",
	}
	for i, ex := range exchanges {
		if got := string(ex.Wire()); got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

func TestLoadBodyFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "requests.http", "POST /a\n\n< ./body.bin\n")
	if _, err := Load(dir); err == nil {
		t.Error("a missing body file is no error")
	}
	write(t, dir, "body.bin", "\x00\xff\n\n")
	exchanges, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := exchanges[0].Body; !bytes.Equal(got, []byte("\x00\xff\n\n")) {
		t.Errorf("body %q", got)
	}
}

// What parses is well formed, and survives being written and parsed again.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("../../fixtures/*/requests.http")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte("### a\r\n# @name b\r\nGET http://h/\r\nA: b\r\n\r\n< f"))
	f.Add([]byte("POST /\nTransfer-Encoding: chunked\n\n0\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		exchanges, err := Parse(src)
		if err != nil {
			return
		}
		for _, ex := range exchanges {
			if ex.Method == "" || ex.Target == "" || ex.Slug == "" || slug(ex.Slug) != ex.Slug || ex.Line < 1 {
				t.Errorf("malformed %+v", ex)
			}
			again := ex
			head := "### " + ex.Name + "\n# @name " + ex.Slug + "\n# @follow " + ex.Follow + "\n" + string(ex.Wire()[:bytes.Index(ex.Wire(), []byte("\r\n"))]) + "\n"
			for _, f := range ex.Header {
				head += f.Name + ": " + utf8Text(f.Value) + "\n"
			}
			parsed, err := Parse([]byte(head))
			if err != nil || len(parsed) != 1 {
				t.Fatalf("%q does not parse again: %v", head, err)
			}
			again.Body, again.BodyFile, again.Compare, again.Line, again.Host = nil, "", nil, parsed[0].Line, DefaultHost
			if parsed[0].Name != ex.Name && strings.TrimLeft(ex.Name, "# ") == ex.Name || parsed[0].Target != again.Target || !reflect.DeepEqual(parsed[0].Header, again.Header) {
				t.Errorf("got %+v, want %+v", parsed[0], again)
			}
		}
	})
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
