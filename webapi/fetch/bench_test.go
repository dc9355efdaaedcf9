package fetch_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/fetch"
	"runner/webapi/js"
)

// benchmark runs a function expression once per iteration, on the loop.
func benchmark(b *testing.B, script string, size int, after func(goja.Value)) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		v, err := m.RunString("(" + script + ")")
		if err != nil {
			b.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			result, err := f(goja.Undefined())
			if err != nil {
				b.Fatal(err)
			}
			if after != nil {
				after(result)
			}
		}
	})
}

func BenchmarkHeaders(b *testing.B) {
	for _, c := range []struct{ name, script string }{
		{"new", `() => new Headers()`},
		{"new from record", `() => new Headers({"content-type": "text/html", "x-a": "1", "cache-control": "no-store"})`},
		{"get", `(h => () => h.get("content-type"))(new Headers({"content-type": "text/html", "x-a": "1"}))`},
		{"set", `(h => () => h.set("x-a", "2"))(new Headers({"content-type": "text/html", "x-a": "1"}))`},
		{"iterate 10", `(h => () => { let n = 0; for (const [k, v] of h) n += v.length; return n })(new Headers(Array.from({length: 10}, (_, i) => ["x-" + i, "v" + i])))`},
		{"forEach 10", `(h => () => { let n = 0; h.forEach(v => n += v.length); return n })(new Headers(Array.from({length: 10}, (_, i) => ["x-" + i, "v" + i])))`},
	} {
		b.Run(c.name, func(b *testing.B) { benchmark(b, c.script, 0, nil) })
	}
}

// What one answer costs: made in JavaScript, read from Go.
func BenchmarkResponse(b *testing.B) {
	read := func(v goja.Value) {
		r, _ := js.State[*fetch.Response](v)
		if _, ok := r.Body.Bytes(); !ok {
			b.Fatal("not in memory")
		}
	}
	for _, c := range []struct{ name, script string }{
		{"nothing", `() => ({})`},
		{"string", `() => new Response("hello, world")`},
		{"string with headers", `() => new Response("hello, world", {status: 201, headers: {"content-type": "text/html"}})`},
		{"json", `() => Response.json({id: 1, name: "a", tags: ["x", "y"]})`},
	} {
		after := read
		if c.name == "nothing" {
			after = nil
		}
		b.Run(c.name, func(b *testing.B) { benchmark(b, c.script, 0, after) })
	}
}

// What reading a body costs that came in from Go.
func BenchmarkBody(b *testing.B) {
	row := `{"id":12345,"name":"A product name","price":19.99,"tags":["a","b","c"],"active":true},`
	list := "[" + strings.Repeat(row, 1000) + "0]"
	form := strings.Repeat("--b\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nsome value\r\n", 20) + "--b--\r\n"
	for _, c := range []struct{ name, body, method, contentType string }{
		{"text 1 MB", strings.Repeat("0123456789abcde\n", 1<<16), "text", ""},
		{"text 1 MB, not ASCII", strings.Repeat("0123456789abcé\n", 1<<16), "text", ""},
		{"bytes 1 MB", strings.Repeat("0123456789abcde\n", 1<<16), "bytes", ""},
		{"json small", row[:len(row)-1], "json", ""},
		{"json 90 KB", list, "json", ""},
		{"formData 20", form, "formData", "multipart/form-data; boundary=b"},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := vmtest.New(b, nil)
			_ = m.Do(func() {
				v, err := m.RunString("(r => r." + c.method + "())")
				if err != nil {
					b.Fatal(err)
				}
				f, _ := goja.AssertFunction(v)
				b.SetBytes(int64(len(c.body)))
				b.ReportAllocs()
				for b.Loop() {
					r := fetch.NewResponse(200, "", fetch.NewHeaders(fetch.GuardNone, fetch.Header{Name: "content-type", Value: c.contentType}), fetch.BodyFromString(c.body))
					p, err := f(nil, m.Wrap(r))
					if err != nil || p.Export().(*goja.Promise).State() != goja.PromiseStateFulfilled {
						b.Fatal(err, p)
					}
				}
			})
		})
	}
}

// What the server pays for a request that the script hardly looks at.
func BenchmarkRequest(b *testing.B) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		v, err := m.RunString("(r => r.url)")
		if err != nil {
			b.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		b.ReportAllocs()
		for b.Loop() {
			r := fetch.NewRequest(fetch.RequestInit{Method: "GET", URL: "http://localhost/a"})
			if _, err := f(nil, m.Wrap(r)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// A round trip over loopback, and a download that is read as a whole.
func BenchmarkFetch(b *testing.B) {
	big := []byte(strings.Repeat("0123456789abcde\n", 1<<18)) // 4 MB
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/big" {
			w.Write(big)
			return
		}
		io.WriteString(w, "hello")
	}))
	b.Cleanup(s.Close)
	for _, c := range []struct {
		path string
		size int
	}{{"/hello", 5}, {"/big", len(big)}} {
		b.Run(c.path[1:], func(b *testing.B) {
			m := newVM(b, s)
			b.SetBytes(int64(c.size))
			b.ReportAllocs()
			for b.Loop() {
				if got := m.Eval(`return (await (await fetch(origin + "` + c.path + `")).text()).length`); got != strconv.Itoa(c.size) {
					b.Fatal(got)
				}
			}
		})
	}
}
