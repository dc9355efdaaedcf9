package engine_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"runner/engine"
	"runner/engine/static"
	"runner/loader"
)

// open loads a project and starts an engine for it.
func open(b testing.TB, root, command string) *engine.Engine {
	b.Helper()
	o := loader.Options{Command: command, OutDir: filepath.Join(b.TempDir(), "dist")}
	engine.Prepare(&o)
	site, err := loader.Load(root, o)
	if err != nil {
		b.Fatal(err)
	}
	e, err := engine.Open(site, engine.Options{Deadline: time.Minute, CPUBudget: 10 * time.Second})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { e.Close() })
	return e
}

const docs = "../fixtures/docs-server"

// examples are the requests of the benchmarks, each with a bare handler that
// writes the same bytes.
var examples = []struct {
	name, method, path, contentType, body string
	bare                                  http.HandlerFunc
}{
	{"builtwith", "GET", "/builtwith.json", "", "", text("text/plain;charset=UTF-8", `{"name":"Astro","url":"https://astro.build/"}`)},
	{"id", "GET", "/api/1.json", "", "", text("text/plain;charset=UTF-8", `{"name":"Chris"}`)},
	{"test-post", "POST", "/test-post.json", "application/json", `{"name":"Houston"}`, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		text("text/plain;charset=UTF-8", `{"message":"Your name was: Houston"}`)(w, r)
	}},
}

func text(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body)
	}
}

// discard is a ResponseWriter that costs as little as can be.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header               { return d.header }
func (d *discard) Write(p []byte) (int, error)       { return len(p), nil }
func (d *discard) WriteString(s string) (int, error) { return len(s), nil }
func (d *discard) WriteHeader(int)                   {}

// BenchmarkHandler is one request through the whole handler, in-process.
func BenchmarkHandler(b *testing.B) {
	e := open(b, docs, "serve")
	for _, x := range examples {
		for _, h := range []struct {
			name    string
			handler http.Handler
		}{{"runner", e}, {"net-http", x.bare}} {
			b.Run(x.name+"/"+h.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r := httptest.NewRequest(x.method, x.path, strings.NewReader(x.body))
					if x.contentType != "" {
						r.Header.Set("Content-Type", x.contentType)
					}
					h.handler.ServeHTTP(&discard{http.Header{}}, r)
				}
			})
		}
	}
}

// BenchmarkLoopback is requests over real sockets, from as many clients as the
// -cpu flag says times 8.
func BenchmarkLoopback(b *testing.B) {
	e := open(b, docs, "serve")
	for _, x := range examples {
		for _, h := range []struct {
			name    string
			handler http.Handler
		}{{"runner", e}, {"net-http", x.bare}} {
			b.Run(x.name+"/"+h.name, func(b *testing.B) { loopback(b, h.handler, x.method, x.path, x.contentType, x.body) })
		}
	}
}

func loopback(b *testing.B, handler http.Handler, method, path, contentType, body string) {
	server := httptest.NewServer(handler)
	defer server.Close()
	address := server.Listener.Addr().String()
	request := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: localhost:4321\r\n", method, path)
	if contentType != "" {
		request += fmt.Sprintf("Content-Type: %s\r\nContent-Length: %d\r\n", contentType, len(body))
	}
	request += "\r\n" + body
	b.SetParallelism(8)
	b.RunParallel(func(p *testing.PB) {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			b.Error(err)
			return
		}
		defer connection.Close()
		buffer := make([]byte, 4096)
		for p.Next() {
			if _, err := io.WriteString(connection, request); err != nil {
				b.Error(err)
				return
			}
			// The answers are small and come in one piece.
			if _, err := connection.Read(buffer); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
}

// BenchmarkColdStart is everything from the sources on disk to the first
// response.
func BenchmarkColdStart(b *testing.B) {
	for b.Loop() {
		e := open(b, docs, "serve")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", "/builtwith.json", nil))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body)
		}
		e.Close()
	}
}

// BenchmarkBuild writes an endpoint with 10,000 static paths.
func BenchmarkBuild(b *testing.B) {
	root := b.TempDir()
	pages := filepath.Join(root, "src", "pages")
	if err := os.MkdirAll(pages, 0o777); err != nil {
		b.Fatal(err)
	}
	source := `
export function getStaticPaths() {
  return Array.from({ length: 10000 }, (_, i) => ({ params: { id: String(i) } }));
}
export const GET = ({ params }) => new Response(JSON.stringify({ id: params.id, name: "item " + params.id }));
`
	if err := os.WriteFile(filepath.Join(pages, "[id].json.js"), []byte(source), 0o666); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		e := open(b, root, "build")
		result, err := e.Build(b.Context(), static.Options{})
		if err != nil || result.Files != 10000 {
			b.Fatal(result, err)
		}
		e.Close()
	}
}
