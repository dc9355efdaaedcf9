package fetch_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/fetch"
	"runner/webapi/js"
)

func TestBodyStreams(t *testing.T) {
	m := vmtest.New(t, nil)
	_ = m.Eval(`
		globalThis.drain = async (s) => { const d = new TextDecoder(); let out = ""; const r = s.getReader(); for (;;) { const {done, value} = await r.read(); if (done) return out; out += d.decode(value, {stream: true}) } };
		globalThis.bytes = (s) => new TextEncoder().encode(s);
		globalThis.streamOf = (...chunks) => new ReadableStream({ start(c) { for (const x of chunks) c.enqueue(x); c.close() } })`)
	runCases(t, m, []scriptCase{
		{"body of a string", `const r = new Response("hello"); const b = r.body; return [b instanceof ReadableStream, r.body === b, r.bodyUsed, await drain(b), r.bodyUsed, b.locked]`, `[true,true,false,"hello",true,true]`},
		{"text after touching", `const r = new Response("hello"); r.body; return [await r.text(), r.bodyUsed, r.body.locked]`, `["hello",true,true]`},
		{"body after text", `const r = new Response("x"); await r.text(); return [r.body instanceof ReadableStream, r.body.locked, r.bodyUsed]`, "[true,true,true]"},
		{"stream chunks do not change the body", `const r = new Response("hello"), c = r.clone(); const {value} = await r.body.getReader().read(); value[0] = 120; return await c.text()`, "hello"},
		{"empty string has a body", `const r = new Response(""); return [r.body !== null, await drain(r.body)]`, `[true,""]`},
		{"locked", `const r = new Response("x"); r.body.getReader(); return [r.bodyUsed, await r.text().catch(e => e.message)]`, `[false,"Body is unusable: its stream is locked to a reader"]`},
		{"cancelled", `const r = new Response("x"); await r.body.cancel(); return [r.bodyUsed, await r.text().catch(e => e.name)]`, `[true,"TypeError"]`},
		{"released unread", `const r = new Response("x"); r.body.getReader().releaseLock(); return await r.text()`, "x"},
		{"from a stream", `const r = new Response(streamOf(bytes("a"), bytes("é"))); return [r.headers.get("content-type"), await r.text(), r.bodyUsed]`, `[null,"aé",true]`},
		{"same stream", `const s = streamOf(bytes("a")); return new Response(s).body === s`, "true"},
		{"used stream", `const s = streamOf(bytes("a")); await drain(s); new Response(s)`, "TypeError: The stream of the body is locked or has already been read"},
		{"locked stream", `const s = streamOf(bytes("a")); s.getReader(); new Response(s)`, "TypeError: The stream of the body is locked or has already been read"},
		{"string chunk", `return await new Response(streamOf("a")).text().catch(e => e.name)`, "TypeError"},
		{"failing stream", `return await new Response(new ReadableStream({start(c) { c.error(new RangeError("mine")) }})).text()`, "RangeError: mine"},
		{"json of a stream", `return (await new Response(streamOf(bytes("[1,"), bytes("2]"))).json())`, "[1,2]"},
		{"async iterable", `return await new Response({[Symbol.asyncIterator]() { let n = 0; return { next: async () => ({done: n++ > 2, value: bytes("x")}) } }}).text()`, "xxx"},
		{"clone a stream", `const r = new Response(streamOf(bytes("a"), bytes("b"))), c = r.clone(); return [await r.text(), await c.text()]`, `["ab","ab"]`},
		{"clone after touching", `const r = new Response("ab"); r.body; const c = r.clone(); return [await r.text(), await c.text(), r.bodyUsed]`, `["ab","ab",true]`},
		{"clone locked", `const r = new Response("ab"); r.body.getReader(); r.clone()`, "TypeError: Body is unusable: its stream is locked to a reader"},
		{"tee by hand", `const [a, b] = new Response("ab").body.tee(); return [await drain(a), await new Response(b).text()]`, `["ab","ab"]`},
		{"pipeThrough", `return await new Response(new Response("abc").body.pipeThrough(new TransformStream({transform(chunk, c) { c.enqueue(chunk); c.enqueue(chunk) }}))).text()`, "abcabc"},
		{"request takes over a stream", `const a = new Request("http://a.b", {method: "POST", body: streamOf(bytes("x")), duplex: "half"}); const s = a.body; const b = new Request(a); return [a.bodyUsed, s.locked, b.body !== s, await b.text(), a.body === s]`, `[true,true,true,"x",true]`},
		{"request takes over a touched string", `const a = new Request("http://a.b", {method: "POST", body: "x"}); const s = a.body; const b = new Request(a); return [a.bodyUsed, s.locked, b.body !== s, await b.text()]`, `[true,true,true,"x"]`},
		{"duplex", `new Request("http://a.b", {method: "POST", body: streamOf()})`, "TypeError: RequestInit: the option duplex: 'half' is required when the body is a stream."},
		{"keepalive", `new Request("http://a.b", {method: "POST", body: streamOf(), duplex: "half", keepalive: true})`, "TypeError: A request with keepalive cannot have a stream as its body"},
		{"for await", `let s = ""; const d = new TextDecoder(); const it = new Response("abc").body[Symbol.asyncIterator](); for (;;) { const {done, value} = await it.next(); if (done) break; s += d.decode(value) } return s`, "abc"},
		{"two reads at once", `const r = new Response(streamOf(bytes("a"))); const p = r.text(); return [await r.text().catch(e => e.name), await p]`, `["TypeError","a"]`},
	})
}

// failing is a reader that breaks off.
type failing struct{ closed bool }

func (f *failing) Read(p []byte) (int, error) { return copy(p, "abc"), errors.New("connection lost") }
func (f *failing) Close() error               { f.closed = true; return nil }

func TestBodyFromGo(t *testing.T) {
	m := vmtest.New(t, nil)
	_ = m.Eval(`globalThis.drain = async (s) => { const d = new TextDecoder(); let out = ""; const r = s.getReader(); for (;;) { const {done, value} = await r.read(); if (done) return out; out += d.decode(value, {stream: true}) } }`)
	failed := &failing{}
	prefetched := fetch.BodyFromReader(&failing{}, 5)
	prefetched.Prefetch = func() ([]byte, bool) { return []byte("there"), true }
	late := fetch.BodyFromReader(io.NopCloser(strings.NewReader("late")), -1)
	late.Prefetch = func() ([]byte, bool) { return nil, false }
	reader := func() *fetch.Body {
		return fetch.BodyFromReader(io.NopCloser(strings.NewReader(strings.Repeat("x", 3000))), -1)
	}
	for _, c := range []struct {
		name         string
		body         *fetch.Body
		script, want string
	}{
		{"reader", reader(), `const p = r.text(); const used = r.bodyUsed; return [used, (await p).length, await r.text().catch(e => e.name), r.body.locked]`, `[true,3000,"TypeError",true]`},
		{"stream", reader(), `return [(await drain(r.body)).length, r.bodyUsed]`, "[3000,true]"},
		{"touched, then text", reader(), `r.body; return [(await r.text()).length, r.bodyUsed, r.body.locked]`, "[3000,true,true]"},
		{"clone", reader(), `const c = r.clone(); return [(await r.text()).length, (await c.arrayBuffer()).byteLength]`, "[3000,3000]"},
		{"cancel", reader(), `await r.body.cancel(); return r.bodyUsed`, "true"},
		{"failure", fetch.BodyFromReader(failed, -1), `return await r.text().catch(e => [e.name, e.message, e.cause.message])`, `["TypeError","terminated","connection lost"]`},
		{"prefetched", prefetched, `return await r.text()`, "there"},
		{"not prefetched", late, `return await r.text()`, "late"},
		{"prefetched, cloned", fetch.BodyFromString("a"), `const c = r.clone(); return await r.text() + await c.text()`, "aa"},
	} {
		if err := m.Do(func() { _ = m.Set("r", m.Wrap(fetch.NewResponse(200, "", nil, c.body))) }); err != nil {
			t.Fatal(err)
		}
		if got := m.Eval(c.script); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
	m.Idle()
	if !failed.closed {
		t.Error("a reader that failed was not closed")
	}
}

func TestBodyTaken(t *testing.T) {
	m := vmtest.New(t, nil)
	take := func(script string, f func(*fetch.Response)) {
		t.Helper()
		if err := m.Do(func() {
			v, err := m.RunString(script)
			if err != nil {
				t.Fatal(err)
			}
			r, _ := js.State[*fetch.Response](v)
			f(r)
		}); err != nil {
			t.Fatal(err)
		}
	}
	take(`new Response("hé")`, func(r *fetch.Response) {
		if n := r.Body.Length(); n != 3 {
			t.Error(n)
		}
		if b, ok := r.Body.Bytes(); !ok || string(b) != "hé" {
			t.Error(b, ok)
		}
		if _, ok := r.Body.Bytes(); ok || !r.Body.Used() {
			t.Error("taken twice")
		}
		if v := r.Headers.All(); len(v) != 1 || v[0].Value != "text/plain;charset=UTF-8" {
			t.Error(v)
		}
	})
	take(`{ const r = new Response("touched"); r.body; r }`, func(r *fetch.Response) {
		if s, ok := r.Body.Text(); !ok || s != "touched" || !r.Body.Used() {
			t.Error(s, ok)
		}
	})
	take(`{ const r = new Response("locked"); r.body.getReader(); r }`, func(r *fetch.Response) {
		if _, ok := r.Body.Text(); ok {
			t.Error("took a locked body")
		}
	})
	take(`new Response(new ReadableStream())`, func(r *fetch.Response) {
		if _, ok := r.Body.Reader(); ok {
			t.Error("a script's stream has no Go reader")
		}
		if r.Body.Length() != -1 {
			t.Error("length")
		}
	})
}
