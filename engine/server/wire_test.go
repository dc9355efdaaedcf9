package server_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"runner/engine"
)

// wire answers with what came over the wire.
const wire = `
export const ALL = async ({ request, url }) => {
  const reason = url.searchParams.get("reason");
  const size = Number(url.searchParams.get("size") ?? 0);
  if (size) return new Response("x".repeat(size), { status: Number(url.searchParams.get("status") ?? 200), statusText: reason ?? "" });
  if (reason) return new Response(reason, { status: Number(url.searchParams.get("status") ?? 200), statusText: reason });
  return new Response(request.method + " " + url.href + " " + (await request.text()));
};
`

func TestRawRequests(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"w.js": wire, "[...rest].js": wire})
	for _, c := range []struct{ name, request, status, body string }{
		{"plain", "GET /w HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK", "GET http://a/w "},
		{"HTTP/1.0", "GET /w HTTP/1.0\r\n\r\n", "HTTP/1.0 200 OK", "GET http://localhost/w "},
		{"absolute form", "GET http://b/w?x=1 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK", "GET http://b/w?x=1 "},
		{"chunked", "POST /w HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "HTTP/1.1 200 OK", "POST http://a/w abcde"},
		{"expect", "POST /w HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 100 Continue", "POST http://a/w ab"},
		{"expect unknown", "POST /w HTTP/1.1\r\nHost: a\r\nExpect: money\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 417 Expectation Failed", ""},
		{"options", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK", ""},
		{"propfind", "PROPFIND /w HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n\r\n", "HTTP/1.1 200 OK", "PROPFIND http://a/w "},
		{"no host", "GET /w HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"two hosts", "GET /w HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"bad host", "GET /w HTTP/1.1\r\nHost: a b\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"unknown method", "FOO /w HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 Bad Request", ""},
		{"lower case method", "put /w HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 Bad Request", ""},
		{"trace", "TRACE /w HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 405 Method Not Allowed", ""},
		{"connect", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 405 Method Not Allowed", ""},
		{"no version", "GET /w\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"garbage", "\x16\x03\x01\x00\x05hello\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"space in the target", "GET /w x HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"no colon", "GET /w HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"space before colon", "GET /w HTTP/1.1\r\nHost: a\r\nx : y\r\n\r\n", "HTTP/1.1 400 Bad Request", "*"},
		{"two lengths", "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 400 Bad Request", "*"},
		{"negative length", "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nab", "HTTP/1.1 400 Bad Request", "*"},
		{"unknown encoding", "POST /w HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: money\r\n\r\n", "HTTP/1.1 501 Not Implemented", "*"},
		{"huge header", "GET /w HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 2<<20) + "\r\n\r\n", "HTTP/1.1 431 Request Header Fields Too Large", "*"},
		{"undecodable", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 Bad Request", "Bad request."},
		{"nul", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK", "GET http://a/%00 "},
		{"dots", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK", "GET http://a/etc/passwd "},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn, r := s.raw("")
			go func() { _, _ = io.WriteString(conn, c.request) }()
			line, err := r.ReadString('\n')
			if err != nil || !strings.HasPrefix(line, c.status) {
				t.Fatalf("got %q, %v", line, err)
			}
			if strings.Contains(line, " 100 ") {
				_, _ = r.ReadString('\n')
				line, _ = r.ReadString('\n')
			}
			response, err := http.ReadResponse(newReader(line, r), nil)
			if err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(response.Body); c.body != "*" && (err != nil || string(body) != c.body) {
				t.Errorf("body %q, %v", body, err)
			}
		})
	}
	s.want("GET", "/w", "200 GET http://"+s.address+"/w ")
}

// TestShortBodies: the client promises more than it sends, and leaves.
func TestShortBodies(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"b.js": `
		const seen = {};
		export const GET = () => Response.json(seen);
		export const POST = async ({ request, url }) => {
			try { await request.text(); } catch (e) { seen[url.search] = e.name; }
			return new Response("?");
		};`})
	for _, head := range []string{
		"POST /b?long HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 1000000\r\n\r\nabc",
		"POST /b?chunked HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
		"POST /b?bad HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nTransfer-Encoding: chunked\r\n\r\nmoney\r\nabc",
	} {
		conn, _ := s.raw(head)
		conn.Close()
	}
	conn, r := s.raw("POST /b?short HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 1000\r\n\r\nabc")
	_ = conn.(interface{ CloseWrite() error }).CloseWrite()
	if response, err := http.ReadResponse(r, nil); err != nil || response.StatusCode != 400 {
		t.Error(response, err)
	}
	s.until("/b", `200 {"?long":"TypeError","?chunked":"TypeError","?bad":"TypeError"}`)
}

// TestHeaderInjection: nothing that a script can set ends a header line.
func TestHeaderInjection(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"i.js": `
		const tries = [
			() => new Response("", { headers: { x: "a\r\nevil: 1" } }),
			() => new Response("", { headers: { "x\r\nevil": "1" } }),
			() => new Response("", { statusText: "OK\r\nevil: 1" }),
			() => Response.redirect("http://a/\r\nevil: 1").headers.get("location").includes("\n") && "evil",
			({ cookies }) => { cookies.set("a", "b\r\nevil: 1", { encode: (v) => v }); return new Response(""); },
			({ cookies }) => { cookies.set("a\r\nevil: 1", "b"); return new Response(""); },
			({ cookies }) => { cookies.set("a", "b", { path: "/\r\nevil: 1" }); return new Response(""); },
			({ redirect }) => redirect("/x\r\nevil: 1"),
			() => { const r = new Response(""); r.headers.append("set-cookie", "a=b\nevil: 1"); return r; },
		];
		export const GET = (context) => {
			try {
				return tries[Number(context.url.search.slice(1))](context) || new Response("");
			} catch (e) { return new Response(e.name); }
		};`})
	for i := range 9 {
		conn, r := s.raw(fmt.Sprintf("GET /i?%d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", i))
		all, err := io.ReadAll(r)
		if err != nil || strings.Contains(string(all), "\nevil") || strings.Contains(string(all), "\revil") || !strings.HasPrefix(string(all), "HTTP/1.1 ") {
			t.Errorf("%d: %q, %v", i, all, err)
		}
		conn.Close()
	}
}

// TestReasons: every response has its own reason phrase, however they follow
// each other on a connection.
func TestReasons(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"w.js": wire})
	type exchange struct{ query, status string }
	exchanges := []exchange{
		{"?reason=Fine", "200 Fine"}, {"", "200 OK"}, {"?status=404&reason=Product+Not+Here", "404 Product Not Here"},
		{"?status=404&size=5", "404 Not Found"}, {"?status=299&size=100000", "299 unknown"}, {"?reason=Big&size=300000", "200 Big"},
		{"?status=413&size=1", "413 Payload Too Large"}, {"?reason=" + strings.Repeat("long+", 2000) + "end", "200 " + strings.Repeat("long ", 2000) + "end"},
		{"?reason=caf%C3%A9", "200 caf\xe9"}, {"?size=200000", "200 OK"},
	}
	var text strings.Builder
	for range 5 {
		for _, x := range exchanges {
			fmt.Fprintf(&text, "GET /w%s HTTP/1.1\r\nHost: a\r\n\r\n", x.query)
		}
	}
	conn, r := s.raw("")
	go func() { _, _ = io.WriteString(conn, text.String()) }() // pipelined
	for range 5 {
		for _, x := range exchanges {
			response, err := http.ReadResponse(r, nil)
			if err != nil {
				t.Fatal(err)
			}
			if response.Status != x.status {
				t.Errorf("%.40s: got %.40q, want %.40q", x.query, response.Status, x.status)
			}
			if _, err := io.Copy(io.Discard, response.Body); err != nil {
				t.Fatal(err)
			}
		}
	}
	// With HTTP/1.0 the line begins otherwise.
	_, r = s.raw("GET /w?reason=Fine HTTP/1.0\r\n\r\n")
	if line, _ := r.ReadString('\n'); line != "HTTP/1.0 200 Fine\r\n" {
		t.Errorf("HTTP/1.0: %q", line)
	}
	// And after an interim response.
	_, r = s.raw("POST /w?reason=Fine HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx")
	if line, _ := r.ReadString('\n'); line != "HTTP/1.1 200 Fine\r\n" {
		t.Errorf("expect: %q", line)
	}
}
