package compression_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
)

const prelude = `
const bytes = async s => { const out = []; for (const r = s.getReader();;) { const {done, value} = await r.read(); if (done) return new Blob(out).bytes(); out.push(value) } };
const through = async (t, ...chunks) => { const w = t.writable.getWriter(); for (const c of chunks) w.write(c).catch(() => {}); w.close().catch(() => {}); return bytes(t.readable) };
const text = async b => new TextDecoder().decode(await b), b = s => new TextEncoder().encode(s);
const zip = (f, ...c) => through(new CompressionStream(f), ...c), unzip = (f, ...c) => through(new DecompressionStream(f), ...c);
const fails = p => p.then(() => "no error", e => e.name + ": " + e.message);
const formats = ["gzip", "deflate", "deflate-raw", "brotli", "zstd"];
`

// readers are decompressors that the code under test does not use, where there
// are any.
var readers = map[string]func(io.Reader) (io.Reader, error){
	"gzip":        func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	"deflate":     func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) },
	"deflate-raw": func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil },
	"brotli":      func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd":        func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
}

func TestCompressionStream(t *testing.T) {
	for format, open := range readers {
		var got []byte
		m := vmtest.New(t, func(rt *js.Runtime) {
			rt.Set("give", func(b []byte) { got = bytes.Clone(b) })
		})
		m.Eval(prelude + `give(await zip("` + format + `", b("a".repeat(5)), new Uint8Array(0), new Uint8Array(100000).fill(98).buffer, new DataView(b("xyz").buffer, 1)))`)
		r, err := open(bytes.NewReader(got))
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		text, err := io.ReadAll(r)
		if want := "aaaaa" + string(bytes.Repeat([]byte("b"), 100000)) + "yz"; err != nil || string(text) != want {
			t.Errorf("%s: %d bytes, %v", format, len(text), err)
		}
	}
}

func TestStreams(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"round trip", `const out = []; for (const f of formats) out.push(await text(unzip(f, await zip(f, b("héllo"))))); return out.join()`, "héllo,héllo,héllo,héllo,héllo"},
		{"byte by byte", `const out = []; for (const f of formats) { const z = await zip(f, b("hello, hello")); out.push(await text(unzip(f, ...[...z].map(x => Uint8Array.of(x))))) } return [...new Set(out)]`, `["hello, hello"]`},
		{"large", `const d = new Uint8Array(300000).map((_, i) => i * i >> 7); const out = []; for (const f of formats) { const z = await zip(f, d); const u = await unzip(f, z.subarray(0, 5000), z.subarray(5000)); out.push(u.length === d.length && u.every((x, i) => x === d[i])) } return out`, "[true,true,true,true,true]"},
		{"nothing", `const out = []; for (const f of formats) out.push((await unzip(f, await zip(f))).length); return out`, "[0,0,0,0,0]"},
		{"truncated", `const out = []; for (const f of formats) out.push(await fails(unzip(f, (await zip(f, b("hello"))).slice(0, -1)))); return [...new Set(out)]`, `["TypeError: The compressed data is not complete"]`},
		{"no input", `const out = []; for (const f of formats) out.push(await fails(unzip(f))); return [...new Set(out)]`, `["TypeError: The compressed data is not complete"]`},
		{"trailing, same chunk", `const out = []; for (const f of formats) out.push(await fails(unzip(f, Uint8Array.of(...await zip(f, b("x")), 0)))); return out.every(x => x.startsWith("TypeError: "))`, "true"},
		{"trailing, next chunk", `const out = []; for (const f of formats) out.push(await fails(unzip(f, await zip(f, b("x")), Uint8Array.of(0)))); return out.every(x => x.startsWith("TypeError: "))`, "true"},
		{"trailing, after the text", `const d = new DecompressionStream("gzip"), w = d.writable.getWriter(), r = d.readable.getReader(); w.write(Uint8Array.of(...await zip("gzip", b("x")), 0)).catch(() => {}); w.closed.catch(() => {}); const first = await r.read(); return [[...first.value], await fails(r.read())]`, `[[120],"TypeError: There is data after the end of the compressed data"]`},
		{"junk", `const out = []; for (const f of formats) out.push(await fails(unzip(f, new Uint8Array(20).fill(255)))); return out.every(x => x.startsWith("TypeError: "))`, "true"},
		{"the chunk is copied", `const d = new Uint8Array(100000), c = new CompressionStream("gzip"), w = c.writable.getWriter(); w.write(d).catch(() => {}); w.close(); const p = bytes(c.readable); await new Promise(r => setTimeout(r)); d.fill(1); return (await unzip("gzip", await p)).every(x => x === 0)`, "true"},
		{"bad chunk", `return [await fails(zip("gzip", "abc")), await fails(unzip("gzip", null)), await fails(zip("gzip", [1]))]`, `["TypeError: A chunk for CompressionStream is an ArrayBuffer or a view on one.","TypeError: A chunk for DecompressionStream is an ArrayBuffer or a view on one.","TypeError: A chunk for CompressionStream is an ArrayBuffer or a view on one."]`},
		{"bad format", `new CompressionStream("GZIP")`, `TypeError: Failed to construct 'CompressionStream': Unsupported compression format: "GZIP"`},
		{"no format", `new DecompressionStream()`, "TypeError: Failed to construct 'DecompressionStream': 1 argument(s) required, but only 0 present."},
		{"cancel half-way", `const d = new DecompressionStream("gzip"), w = d.writable.getWriter(); w.write((await zip("gzip", b("hello"))).slice(0, 12)).catch(() => {}); await d.readable.cancel(new Error("gone")); return fails(w.write(b("x")))`, "Error: gone"},
		{"pipeThrough", `return new Response(new Blob(["hello"]).stream().pipeThrough(new CompressionStream("deflate")).pipeThrough(new DecompressionStream("deflate"))).text()`, "hello"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(prelude + c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if log := m.Log(); log != "" {
		t.Errorf("logged: %s", log)
	}
}

// A stream that is dropped half-way must not keep its goroutine.
func TestForgotten(t *testing.T) {
	m := vmtest.New(t, nil)
	before := runtime.NumGoroutine()
	percent := debug.SetGCPercent(-1)
	m.Eval(prelude + `for (let i = 0; i < 50; i++) new DecompressionStream("gzip").writable.getWriter().write((await zip("gzip", b("hello"))).slice(0, 12))`)
	started := runtime.NumGoroutine()
	debug.SetGCPercent(percent)
	if started < before+40 {
		t.Fatalf("the streams do not run: %d goroutines before, %d with them", before, started)
	}
	for range 200 {
		if runtime.NumGoroutine() <= before+5 {
			break
		}
		runtime.GC()
		runtime.Gosched()
	}
	if after := runtime.NumGoroutine(); after > before+5 {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

func BenchmarkStreams(b *testing.B) {
	for _, format := range []string{"gzip", "brotli", "zstd"} {
		for _, op := range []string{"zip", "unzip"} {
			b.Run(op+"/"+format, func(b *testing.B) {
				m := vmtest.New(b, nil)
				m.Eval(prelude + `
globalThis.drain = async (t, c) => { const w = t.writable.getWriter(); w.write(c); w.close(); for (const r = t.readable.getReader(); !(await r.read()).done;); };
globalThis.plain = b(Array.from({length: 20000}, (_, i) => "{\"id\":" + i + ",\"n\":" + (i * 7919 % 1000) + "}").join()); globalThis.packed = await zip("` + format + `", plain)`)
				script := `await drain(new CompressionStream("` + format + `"), plain); return plain.length`
				if op == "unzip" {
					script = `await drain(new DecompressionStream("` + format + `"), packed); return plain.length`
				}
				b.SetBytes(450_000)
				b.ReportAllocs()
				for b.Loop() {
					m.Eval(script)
				}
			})
		}
	}
}
