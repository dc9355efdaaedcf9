package replay

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// site is a handler with an answer for each thing that recordings hold.
func site(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/json":
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Date", "now")
		w.Header().Set("Content-Length", "7")
		fmt.Fprint(w, `{"a":1}`)
	case "/text":
		w.Header()["Content-Type"] = nil
		w.(StatusTexter).SetStatusText("Not Here")
		w.WriteHeader(http.StatusNotFound)
		w.Header().Set("X-Late", "not sent")
		fmt.Fprint(w, "one\ntwo\n")
	case "/cookies":
		w.Header().Add("Set-Cookie", "b=1")
		w.Header().Add("Set-Cookie", "a=\xfc")
		w.WriteHeader(http.StatusNoContent)
	case "/file":
		w.Header().Set("ETag", `W/"1"`)
		w.Header().Set("Last-Modified", "today")
		w.Write([]byte{0, 1, 2})
	case "/form":
		w.Header().Set("Content-Type", "multipart/form-data; boundary=abc123")
		fmt.Fprint(w, "--abc123--\r\n")
	case "/echo":
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s %s %s %v", r.Method, r.RequestURI, r.Host, r.RemoteAddr, body, r.Header)
	case "/cut":
		fmt.Fprint(w, "a start")
		panic(http.ErrAbortHandler)
	case "/closed":
		panic(http.ErrAbortHandler)
	case "/panic":
		panic("on purpose")
	}
}

const requests = `### json
GET /json

### head
HEAD /json

### text
GET /text

### part
# @compare status x-part
GET /text

### cookies
GET /cookies

### file
GET /file

### form
GET /form

### echo
POST /echo?a=b
X-A: 1
x-a: 2

body

### cut
GET /cut

### refused
GET /a%zz
`

// recorded are the answers of site, as Update must write them.
var recorded = map[string]string{
	"json":    "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"a\":1}",
	"head":    "HTTP/1.1 200 OK\ncontent-length: 7\ncontent-type: application/json\n\n",
	"text":    "HTTP/1.1 404 Not Here\n\none\ntwo\n",
	"part":    "HTTP/1.1 404\n\n",
	"cookies": "HTTP/1.1 204 No Content\nset-cookie: b=1\nset-cookie: a=ü\n\n",
	"file":    "HTTP/1.1 200 OK\ncontent-type: application/octet-stream\netag: *\nlast-modified: *\n\n\x00\x01\x02",
	"form":    "HTTP/1.1 200 OK\ncontent-type: multipart/form-data; boundary=BOUNDARY\n\n--BOUNDARY--\r\n",
	"echo":    "HTTP/1.1 200 OK\ncontent-type: text/plain; charset=utf-8\n\nPOST /echo?a=b localhost:4321 127.0.0.1:1234 body map[Content-Length:[4] X-A:[1 2]]",
	"cut":     "HTTP/1.1 200 OK\ncontent-type: text/plain; charset=utf-8\n:cut: the connection broke\n\na start",
	"refused": "HTTP/1.1 400 Bad Request\ncontent-type: text/plain; charset=utf-8\n\n400 Bad Request",
}

func fixture(t *testing.T) string {
	dir := t.TempDir()
	write(t, dir, "requests.http", requests)
	for slug, text := range recorded {
		write(t, dir, "expected/"+slug+".http", text)
	}
	return dir
}

func replay(t *testing.T, dir string) map[string]Result {
	t.Helper()
	results, err := Replay(context.Background(), http.HandlerFunc(site), dir)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Result{}
	for _, r := range results {
		byName[r.Name] = r
	}
	return byName
}

func TestReplayEqual(t *testing.T) {
	for name, r := range replay(t, fixture(t)) {
		if !r.OK() {
			t.Errorf("%s:\n%s", name, r.Diff)
		}
	}
}

// Every part of an answer that is compared must be able to fail.
func TestReplayDifferent(t *testing.T) {
	tests := []struct{ name, recorded, want string }{
		{"json", "HTTP/1.1 201 OK\ncontent-type: application/json\n\n{\"a\":1}", "status\n  - 201 OK\n  + 200 OK"},
		{"json", "HTTP/1.1 200 Fine\ncontent-type: application/json\n\n{\"a\":1}", "status\n  - 200 Fine\n  + 200 OK"},
		{"json", "HTTP/1.1 200 OK\ncontent-type: text/json\n\n{\"a\":1}", "content-type\n  - text/json\n  + application/json"},
		{"json", "HTTP/1.1 200 OK\n\n{\"a\":1}", "content-type\n  - (none)\n  + application/json"},
		{"json", "HTTP/1.1 200 OK\ncontent-type: application/json\nx-a: 1\n\n{\"a\":1}", "x-a\n  - 1\n  + (none)"},
		{"json", "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"a\":2}", "body\n    {\n  -   \"a\": 2\n  +   \"a\": 1\n    }"},
		{"json", "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"a\": 1}", "body\n  - {\"a\": 1} (no line end)\n  + {\"a\":1} (no line end)"},
		{"head", "HTTP/1.1 200 OK\ncontent-length: 8\ncontent-type: application/json\n\n", "content-length\n  - 8\n  + 7"},
		{"text", "HTTP/1.1 404 Not Here\n\none\ntwo", "body\n    one\n  - two (no line end)\n  + two"},
		{"text", "HTTP/1.1 404 Not Here\n\none\ntwo (no line end)", "body\n"},
		{"text", "HTTP/1.1 404 Not Here\n\none\r\ntwo\n", "body\n  - one\\r\n  + one"},
		{"part", "HTTP/1.1 200\n\n", "status\n  - 200\n  + 404"},
		{"part", "HTTP/1.1 404\nx-part: yes\n\n", "x-part\n  - yes\n  + (none)"},
		{"cookies", "HTTP/1.1 204 No Content\nset-cookie: a=ü\nset-cookie: b=1\n\n", "set-cookie\n  - a=ü\n    b=1\n  + b=1\n    a=ü"},
		{"cookies", "HTTP/1.1 204 No Content\nset-cookie: b=1\n\n", "set-cookie\n"},
		{"file", "HTTP/1.1 200 OK\ncontent-type: application/octet-stream\n\n\x00\x01\x02", "etag\n  - (none)\n  + *"},
		{"file", "HTTP/1.1 200 OK\ncontent-type: application/octet-stream\netag: *\nlast-modified: *\n\n\x00\x01\x03\x04", "first difference at byte 2; 4 bytes recorded, 3 answered\n  - 00000000  00 01 03 04\n  + 00000000  00 01 02"},
		{"cut", "HTTP/1.1 200 OK\ncontent-type: text/plain; charset=utf-8\n\na start", "end\n  - the body ended\n  + the connection broke"},
	}
	for _, test := range tests {
		dir := fixture(t)
		write(t, dir, "expected/"+test.name+".http", test.recorded)
		if got := replay(t, dir)[test.name].Diff; !strings.HasPrefix(got, test.want) && !strings.Contains(got, "\n  "+test.want) {
			t.Errorf("%s recorded as %q: got\n%s\nwant\n%s", test.name, test.recorded, got, test.want)
		}
	}
}

// To HEAD, a server may add the length of the body that it left out.
func TestReplayHeadLength(t *testing.T) {
	dir := fixture(t)
	write(t, dir, "expected/head.http", "HTTP/1.1 200 OK\ncontent-type: application/json\n\n")
	if r := replay(t, dir)["head"]; !r.OK() {
		t.Error(r.Diff)
	}
}

func TestReplayMissingAndBadRecordings(t *testing.T) {
	dir := fixture(t)
	if err := os.Remove(filepath.Join(dir, "expected/json.http")); err != nil {
		t.Fatal(err)
	}
	if r := replay(t, dir)["json"]; !strings.Contains(r.Diff, "no recording") || !strings.Contains(r.Diff, `{"a":1}`) {
		t.Errorf("diff %q", r.Diff)
	}
	for _, bad := range []string{"", "HTTP/1.1 200 OK\n", "HTTP/2 200\n\n", "HTTP/1.1 abc\n\n", "HTTP/1.1 200\nno header\n\n", "HTTP/1.1 200\nx: €\n\n"} {
		write(t, dir, "expected/json.http", bad)
		if _, err := Replay(context.Background(), http.HandlerFunc(site), dir); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestReplayFollow(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "requests.http", "### seven\nGET /json\n### five\n# @follow astro-5\nGET /json\n")
	for _, slug := range []string{"seven", "five"} {
		for _, version := range []string{"astro-5", "astro-7"} {
			write(t, dir, "expected/"+slug+"."+version+".http", recorded["json"])
		}
	}
	write(t, dir, "expected/seven.astro-5.http", recorded["text"])
	write(t, dir, "expected/five.astro-7.http", recorded["text"])
	for name, r := range replay(t, dir) {
		if !r.OK() {
			t.Errorf("%s, compared with %s:\n%s", name, r.File, r.Diff)
		}
	}
}

func TestReplayFailures(t *testing.T) {
	for path, want := range map[string]string{"/panic": "panic: on purpose", "/closed": "closed without an answer"} {
		dir := t.TempDir()
		write(t, dir, "requests.http", "### it\nGET "+path+"\n")
		write(t, dir, "expected/it.http", "HTTP/1.1 200 OK\n\n")
		if got := replay(t, dir)["it"].Diff; !strings.Contains(got, want) {
			t.Errorf("%s: got %q", path, got)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Replay(ctx, http.HandlerFunc(site), fixture(t)); err == nil {
		t.Error("no error for a cancelled context")
	}
}

// An answer may depend on how often one asked.
func TestUpdateSendsOnce(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "requests.http", "### first\nGET /\n### second\nGET /\n")
	asked := 0
	count := func(w http.ResponseWriter, _ *http.Request) { asked++; fmt.Fprint(w, asked) }
	if _, err := Update(context.Background(), http.HandlerFunc(count), dir); err != nil || asked != 2 {
		t.Errorf("asked %d times, %v", asked, err)
	}
}

func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "requests.http", requests)
	if _, err := Update(context.Background(), http.HandlerFunc(site), dir); err != nil {
		t.Fatal(err)
	}
	for slug, want := range recorded {
		got, err := os.ReadFile(filepath.Join(dir, "expected", slug+".http"))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", slug, got, err, want)
		}
	}
	results, err := Update(context.Background(), http.HandlerFunc(site), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !r.OK() {
			t.Errorf("%s changed again:\n%s", r.Name, r.Diff)
		}
	}
}
