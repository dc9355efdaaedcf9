package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"runner/engine/vm/vmtest"
	"runner/webapi/fetch"
	"runner/webapi/js"
)

// origin is the server that the scripts talk to.
func origin(t testing.TB) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("x-method", r.Method)
		w.Header().Set("x-uri", r.RequestURI)
		w.Header().Set("x-length", fmt.Sprint(r.ContentLength))
		w.Header().Set("x-host", r.Host)
		for _, name := range []string{"Content-Type", "User-Agent", "Accept", "Accept-Encoding", "Authorization", "Cookie", "X-Custom"} {
			w.Header().Set("x-got-"+name, strings.Join(r.Header[name], "|"))
		}
		w.Write(body)
	})
	mux.HandleFunc("/hello", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") })
	mux.HandleFunc("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.PathValue("code"), &code)
		w.WriteHeader(code)
	})
	mux.HandleFunc("/redirect/{code}", func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.PathValue("code"), &code)
		io.Copy(io.Discard, r.Body)
		w.Header()["Location"] = []string{r.URL.Query().Get("to")}
		w.WriteHeader(code)
		io.WriteString(w, "moved")
	})
	mux.HandleFunc("/no-location", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(302) })
	mux.HandleFunc("/cookies", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/slow-body", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "first")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "abc")
	})
	mux.HandleFunc("/hang-up", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	})
	mux.HandleFunc("/garbage", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		io.WriteString(c, "nonsense\r\n\r\n")
		c.Close()
	})
	mux.HandleFunc("/encoded/{coding}", func(w http.ResponseWriter, r *http.Request) {
		coding := r.PathValue("coding")
		w.Header().Set("Content-Encoding", coding)
		data := []byte(strings.Repeat("encoded ", 100))
		for _, c := range strings.Split(coding, ", ") {
			data = encode(c, data)
		}
		w.Write(data)
	})
	mux.HandleFunc("/encoded-nothing", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Encoding", "gzip") })
	mux.HandleFunc("/encoded-badly", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, "this is not gzip")
	})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("x-uri", r.RequestURI)
		if !strings.Contains(r.RequestURI, "odd") { // the mux would clean the URL
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func encode(coding string, data []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip", "x-gzip", "GZIP":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	case "raw":
		w, _ = flate.NewWriter(&b, 5)
	default:
		return data
	}
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func newVM(t testing.TB, s *httptest.Server) *vmtest.VM {
	return vmtest.New(t, func(rt *js.Runtime) {
		_ = rt.Set("origin", s.URL)
		_, err := rt.RunString(`
			function why(p) { return p.then(() => "no error", e => e instanceof Error || e instanceof DOMException ? [e.name, e.message, e.cause && e.cause.message, e.cause && e.cause.code].filter(x => x !== undefined) : e) }
			function bytes(s) { return new TextEncoder().encode(s) }
			function streamOf(...chunks) { return new ReadableStream({ pull(c) { if (chunks.length) c.enqueue(chunks.shift()); else c.close() } }) }`)
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestFetch(t *testing.T) {
	s := origin(t)
	m := newVM(t, s)
	runCases(t, m, []scriptCase{
		{"get", `const r = await fetch(origin + "/hello#frag"); return [r.type, r.url === origin + "/hello", r.redirected, r.status, r.ok, r.statusText, r.headers.get("content-length"), await r.text()]`, `["basic",true,false,200,true,"OK","5","hello"]`},
		{"defaults", `const h = (await fetch(origin + "/echo")).headers; return ["x-method", "x-got-user-agent", "x-got-accept", "x-got-accept-encoding", "x-got-content-type"].map(n => h.get(n))`, `["GET","runner","*/*","gzip, deflate, br, zstd",""]`},
		{"own headers", `const h = (await fetch(origin + "/echo", {headers: {"user-agent": "me", host: "example.com", "x-custom": "é", cookie: "a=1", connection: "upgrade", "transfer-encoding": "x"}})).headers; return ["x-got-user-agent", "x-host", "x-got-x-custom", "x-got-cookie"].map(n => h.get(n))`, `["me","example.com","é","a=1"]`},
		{"headers twice", `const r = await fetch(origin + "/echo", {headers: [["x-custom", "1"], ["x-custom", "2"], ["cookie", "a=1"], ["cookie", "b=2"]]}); return [r.headers.get("x-got-x-custom"), r.headers.get("x-got-cookie")]`, `["1|2","a=1; b=2"]`},
		{"range", `const h = (await fetch(origin + "/echo", {headers: {range: "bytes=0-1"}})).headers; return h.get("x-got-accept-encoding")`, "identity"},
		{"post", `const r = await fetch(origin + "/echo", {method: "POST", body: "hé"}); return [r.headers.get("x-method"), r.headers.get("x-length"), r.headers.get("x-got-content-type"), await r.text()]`, `["POST","3","text/plain;charset=UTF-8","hé"]`},
		{"post nothing", `const r = await fetch(origin + "/echo", {method: "POST"}); return r.headers.get("x-length")`, "0"},
		{"post empty", `const r = await fetch(origin + "/echo", {method: "POST", body: ""}); return r.headers.get("x-length")`, "0"},
		{"post bytes", `return await (await fetch(origin + "/echo", {method: "PUT", body: bytes("abc")})).text()`, "abc"},
		{"post a form", `const f = new FormData(); f.append("a", "1"); f.append("b", new File(["x"], "n.txt")); const g = await (await fetch(origin + "/echo", {method: "POST", body: f})).text(); return [g.includes('name="a"'), g.includes('filename="n.txt"')]`, "[true,true]"},
		{"post params", `const r = await fetch(origin + "/echo", {method: "POST", body: new URLSearchParams("a=b c")}); return [r.headers.get("x-got-content-type"), await r.text()]`, `["application/x-www-form-urlencoded;charset=UTF-8","a=b+c"]`},
		{"post a stream", `const r = await fetch(origin + "/echo", {method: "POST", body: streamOf(bytes("a"), bytes("b")), duplex: "half"}); return [r.headers.get("x-length"), await r.text()]`, `["-1","ab"]`},
		{"post a stream with its length", `const r = await fetch(origin + "/echo", {method: "POST", headers: {"content-length": "2"}, body: streamOf(bytes("a"), bytes("b")), duplex: "half"}); return [r.headers.get("x-length"), await r.text()]`, `["2","ab"]`},
		{"post an async iterable", `const r = await fetch(origin + "/echo", {method: "POST", duplex: "half", body: {[Symbol.asyncIterator]() { let n = 0; return {next: async () => ({done: n++ == 2, value: bytes("x")})} }}}); return await r.text()`, "xx"},
		{"post a response body", `const a = await fetch(origin + "/hello"); const r = await fetch(origin + "/echo", {method: "POST", body: a.body, duplex: "half"}); return await r.text()`, "hello"},
		{"request object", `const q = new Request(origin + "/echo", {method: "POST", body: "x", headers: {"x-custom": "1"}}); const r = await fetch(q, {headers: {"x-custom": "2"}}); return [r.headers.get("x-got-x-custom"), await r.text(), q.bodyUsed]`, `["2","x",true]`},
		{"URL object", `return await (await fetch(new URL("/hello", origin))).text()`, "hello"},
		{"odd URLs", `const out = []; for (const u of ["/odd?b=|^%zz", "//odd/y", "/odd b?c d", "/odd/%2F/é?", "/odd;b=c", "/odd/a|b^c"]) out.push((await fetch(origin + u)).headers.get("x-uri").replace(origin, "")); return out`, `["/odd?b=|^%zz","//odd/y","/odd%20b?c%20d","/odd/%2F/%C3%A9?","/odd;b=c","/odd/a|b%5Ec"]`},
		{"immutable", `const r = await fetch(origin + "/hello"); r.headers.set("a", "b")`, "TypeError: immutable: these headers cannot be changed"},
		{"set-cookie", `return (await fetch(origin + "/cookies")).headers.getSetCookie()`, `["a=1","b=2"]`},
		{"null bodies", `const out = []; for (const s of [204, 205, 304]) { const r = await fetch(origin + "/status/" + s); out.push(r.body, await r.text()) } const h = await fetch(origin + "/hello", {method: "HEAD"}); out.push(h.body, h.headers.get("content-length")); return out`, `[null,"",null,"",null,"",null,"5"]`},
		{"empty body", `const r = await fetch(origin + "/status/200"); return [r.body !== null, await r.text(), r.bodyUsed]`, `[true,"",true]`},
		{"error status", `const r = await fetch(origin + "/status/503"); return [r.ok, r.status, r.statusText]`, `[false,503,"Service Unavailable"]`},
		{"clone", `const r = await fetch(origin + "/hello"), c = r.clone(); return [await r.text(), await c.text(), c.url === r.url, c.type]`, `["hello","hello",true,"basic"]`},
		{"stream", `const r = await fetch(origin + "/hello"); let s = ""; const d = new TextDecoder(), reader = r.body.getReader(); for (;;) { const {done, value} = await reader.read(); if (done) return s; s += d.decode(value) }`, "hello"},
		{"response again", `const r = await fetch(origin + "/hello"); return await new Response(r.body, r).text()`, "hello"},
		{"many at once", `const all = await Promise.all(Array.from({length: 50}, (_, i) => fetch(origin + "/echo", {method: "POST", body: "n" + i}).then(r => r.text()))); return all.every((s, i) => s === "n" + i)`, "true"},
		{"no arguments", `fetch().catch(() => {}); return await why(fetch())`, `["TypeError","Failed to execute 'fetch': 1 argument required, but only 0 present."]`},
		{"relative", `return await why(fetch("/x"))`, `["TypeError","Failed to parse URL from /x"]`},
		{"shape", `return [fetch.length, fetch.name]`, `[1,"fetch"]`},
	})
}

func TestFetchRedirects(t *testing.T) {
	s, other := origin(t), origin(t)
	m := newVM(t, s)
	_ = m.Eval(fmt.Sprintf(`globalThis.other = %q; globalThis.to = (code, target) => origin + "/redirect/" + code + "?to=" + encodeURIComponent(target)`, other.URL))
	runCases(t, m, []scriptCase{
		{"follow", `const r = await fetch(to(302, "/hello")); return [r.url === origin + "/hello", r.redirected, await r.text()]`, `[true,true,"hello"]`},
		{"twice", `const r = await fetch(to(302, to(307, "/hello"))); return [r.redirected, await r.text()]`, `[true,"hello"]`},
		{"manual", `const r = await fetch(to(302, "/hello"), {redirect: "manual"}); return [r.type, r.status, r.redirected, r.headers.get("location"), await r.text()]`, `["basic",302,false,"/hello","moved"]`},
		{"error", `return await why(fetch(to(302, "/hello"), {redirect: "error"}))`, `["TypeError","fetch failed","unexpected redirect"]`},
		{"methods", `const out = []; for (const code of [301, 302, 303, 307, 308]) { const r = await fetch(to(code, "/echo"), {method: "POST", body: "x"}); out.push([code, r.headers.get("x-method"), r.headers.get("x-got-content-type"), await r.text()].join()) } return out`, `["301,GET,,","302,GET,,","303,GET,,","307,POST,text/plain;charset=UTF-8,x","308,POST,text/plain;charset=UTF-8,x"]`},
		{"other methods", `const out = []; for (const code of [301, 302, 303]) out.push((await fetch(to(code, "/echo"), {method: "PUT", body: "x"})).headers.get("x-method")); out.push((await fetch(to(303, "/echo"), {method: "HEAD"})).headers.get("x-method")); return out`, `["PUT","PUT","GET","HEAD"]`},
		{"stream and 307", `return await why(fetch(to(307, "/echo"), {method: "POST", body: streamOf(bytes("x")), duplex: "half"}))`, `["TypeError","fetch failed","the body is a stream, which cannot be sent again after a redirect"]`},
		{"stream and 303", `const r = await fetch(to(303, "/echo"), {method: "POST", body: streamOf(bytes("x")), duplex: "half"}); return r.headers.get("x-method")`, "GET"},
		{"no location", `const r = await fetch(origin + "/no-location"); return [r.status, r.redirected]`, `[302,false]`},
		{"loop", `const loop = origin + "/redirect/302"; return await why(fetch(to(302, "?to=" + encodeURIComponent("/redirect/302"))))`, `["TypeError","fetch failed","redirect count exceeded"]`},
		{"twenty", `let u = "/hello"; for (let i = 0; i < 20; i++) u = "/redirect/302?to=" + encodeURIComponent(u); return await (await fetch(origin + u)).text()`, "hello"},
		{"twenty-one", `let u = "/hello"; for (let i = 0; i < 21; i++) u = "/redirect/302?to=" + encodeURIComponent(u); return await why(fetch(origin + u))`, `["TypeError","fetch failed","redirect count exceeded"]`},
		{"other scheme", `return await why(fetch(to(302, "data:,x")))`, `["TypeError","fetch failed","URL scheme must be a HTTP(S) scheme"]`},
		{"bad location", `return await why(fetch(to(302, "http://[")))`, `["TypeError","fetch failed","the redirect has an invalid location"]`},
		{"authorization stays on the origin", `const h = (await fetch(to(302, "/echo"), {headers: {authorization: "Bearer x"}})).headers; return h.get("x-got-authorization")`, "Bearer x"},
		{"authorization leaves elsewhere", `const h = (await fetch(to(302, other + "/echo"), {headers: {authorization: "Bearer x", cookie: "a=1", "x-custom": "1"}})).headers; return [h.get("x-got-authorization"), h.get("x-got-cookie"), h.get("x-got-x-custom")]`, `["","","1"]`},
		{"credentials in the location", `return await why(fetch(to(302, other.replace("http://", "http://u:p@") + "/echo")))`, `["TypeError","fetch failed","cross origin redirect to a URL with credentials"]`},
		{"own credentials in the location", `const h = (await fetch(to(302, origin.replace("http://", "http://u:p@") + "/echo"))).headers; return h.get("x-got-authorization")`, "Basic dTpw"},
	})
}

func TestFetchErrors(t *testing.T) {
	s := origin(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	m := newVM(t, s)
	_ = m.Eval(fmt.Sprintf(`globalThis.gone = %q; globalThis.secure = %q`, gone.URL, secure.URL))
	runCases(t, m, []scriptCase{
		{"refused", `try { await fetch(gone) } catch (e) { const c = e.cause; return [e.name, e.message, c.code, c.syscall, c.address, c.errno < 0, String(c.port) === new URL(gone).port, c.message === "connect ECONNREFUSED 127.0.0.1:" + c.port, Object.keys(e)] }`, `["TypeError","fetch failed","ECONNREFUSED","connect","127.0.0.1",true,true,true,[]]`},
		{"hung up", `return await why(fetch(origin + "/hang-up"))`, `["TypeError","fetch failed","other side closed","UND_ERR_SOCKET"]`},
		{"garbage", `try { await fetch(origin + "/garbage") } catch (e) { return [e.message, e.cause.name, e.cause.code] }`, `["fetch failed","HTTPParserError","HPE_INVALID_CONSTANT"]`},
		{"cut off", `const r = await fetch(origin + "/cut"); return await why(r.text())`, `["TypeError","terminated","other side closed","UND_ERR_SOCKET"]`},
		{"cut off in a stream", `const r = await fetch(origin + "/cut"); const reader = r.body.getReader(); const first = (await reader.read()).value.length; return [first, (await why(reader.read()))[1]]`, `[3,"terminated"]`},
		{"certificate", `return (await why(fetch(secure)))[3]`, "DEPTH_ZERO_SELF_SIGNED_CERT"},
		{"bad port", `return await why(fetch("http://127.0.0.1:6000/"))`, `["TypeError","fetch failed","bad port"]`},
		{"file", `return await why(fetch("file:///etc/hosts"))`, `["TypeError","fetch failed","file: URLs cannot be fetched; read the file with node:fs"]`},
		{"unknown scheme", `return await why(fetch("foo:bar"))`, `["TypeError","fetch failed","unknown scheme"]`},
		{"about", `return await why(fetch("about:blank"))`, `["TypeError","fetch failed","about scheme is not supported"]`},
		{"failing upload", `return await why(fetch(origin + "/echo", {method: "POST", duplex: "half", body: new ReadableStream({pull(c) { c.error(new Error("mine")) }})}))`, `["TypeError","fetch failed","mine"]`},
		{"bad chunk", `return (await why(fetch(origin + "/echo", {method: "POST", duplex: "half", body: streamOf("text")}))).slice(0, 3)`, `["TypeError","fetch failed","A chunk of the stream is not a Uint8Array"]`},
		{"upload to nobody", `let reason; const body = new ReadableStream({pull(c) { c.enqueue(bytes("x")) }, cancel(r) { reason = r }}); await fetch(gone, {method: "POST", body, duplex: "half"}).catch(() => {}); await new Promise(r => setTimeout(r, 20)); return reason !== undefined`, "true"},
		{"integrity", `const ok = await fetch(origin + "/hello", {integrity: "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="}); return [await ok.text(), await why(fetch(origin + "/hello", {integrity: "sha256-AAAA"})), await (await fetch(origin + "/hello", {integrity: "unknown-x"})).text()]`, `["hello",["TypeError","fetch failed","integrity mismatch"],"hello"]`},
		{"bad gzip", `return (await why((await fetch(origin + "/encoded-badly")).text()))[1]`, "terminated"},
	})
}

func TestFetchEncodings(t *testing.T) {
	s := origin(t)
	m := newVM(t, s)
	for _, coding := range []string{"gzip", "x-gzip", "GZIP", "deflate", "br", "zstd", "gzip, br", "identity"} {
		got := m.Eval(fmt.Sprintf(`const r = await fetch(origin + "/encoded/" + encodeURIComponent(%q)); return [r.headers.get("content-encoding"), await r.text() === "encoded ".repeat(100)]`, coding))
		if want := fmt.Sprintf("[%q,true]", coding); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := m.Eval(`return await (await fetch(origin + "/encoded/foo")).text() === "encoded ".repeat(100)`); got != "true" {
		t.Error("an unknown coding is left alone:", got)
	}
	if got := m.Eval(`return await (await fetch(origin + "/encoded-nothing")).text()`); got != "" {
		t.Error(got)
	}
}

func TestFetchAbort(t *testing.T) {
	s := origin(t)
	m := newVM(t, s)
	runCases(t, m, []scriptCase{
		{"before", `return await why(fetch(origin + "/hello", {signal: AbortSignal.abort()}))`, `["AbortError","This operation was aborted"]`},
		{"before, with a reason", `return await why(fetch(origin + "/hello", {signal: AbortSignal.abort("why")}))`, "why"},
		{"before, stream", `let reason; await fetch(origin + "/echo", {method: "POST", duplex: "half", body: new ReadableStream({cancel(r) { reason = r }}), signal: AbortSignal.abort("why")}).catch(() => {}); return reason`, "why"},
		{"at once", `const c = new AbortController(); const p = why(fetch(origin + "/hello", {signal: c.signal})); c.abort(); return await p`, `["AbortError","This operation was aborted"]`},
		{"while waiting", `const c = new AbortController(); setTimeout(() => c.abort("late"), 20); return await why(fetch(origin + "/slow", {signal: c.signal}))`, "late"},
		{"timeout", `return await why(fetch(origin + "/slow", {signal: AbortSignal.timeout(20)}))`, `["TimeoutError","The operation was aborted due to timeout"]`},
		{"any", `const c = new AbortController(); setTimeout(() => c.abort("any"), 20); return await why(fetch(origin + "/slow", {signal: AbortSignal.any([c.signal, AbortSignal.timeout(10000)])}))`, "any"},
		{"request's signal", `const c = new AbortController(); const q = new Request(origin + "/slow", {signal: c.signal}); setTimeout(() => c.abort("q"), 20); return [await why(fetch(q)), q.signal.aborted, q.signal.reason]`, `["q",true,"q"]`},
		{"in the body", `const c = new AbortController(); const r = await fetch(origin + "/slow-body", {signal: c.signal}); setTimeout(() => c.abort("body"), 20); return await why(r.text())`, "body"},
		{"in the stream", `const c = new AbortController(); const r = await fetch(origin + "/slow-body", {signal: c.signal}); const reader = r.body.getReader(); const first = new TextDecoder().decode((await reader.read()).value); setTimeout(() => c.abort("stream"), 20); return [first, await why(reader.read())]`, `["first","stream"]`},
		{"before the body", `const c = new AbortController(); const r = await fetch(origin + "/slow-body", {signal: c.signal}); c.abort("b"); const log = []; const p = r.text().catch(e => log.push(e)); Promise.resolve().then(() => log.push("next")); await p; return [log, await why(r.json())]`, `[["b","next"],"b"]`},
		{"after the end", `const c = new AbortController(); const r = await fetch(origin + "/hello", {signal: c.signal}); const t = await r.text(); c.abort(); return t`, "hello"},
		{"while uploading", `const c = new AbortController(); let cancelled; const body = new ReadableStream({pull() { return new Promise(() => {}) }, cancel(r) { cancelled = r }}); setTimeout(() => c.abort("up"), 20); const p = await why(fetch(origin + "/echo", {method: "POST", body, duplex: "half", signal: c.signal})); await new Promise(r => setTimeout(r, 20)); return [p, cancelled]`, `["up","up"]`},
		{"cancelling the body ends it", `const r = await fetch(origin + "/slow-body"); await r.body.cancel(); return r.bodyUsed`, "true"},
		{"clone", `const c = new AbortController(); const q = new Request(origin, {signal: c.signal}).clone(); c.abort("x"); return [q.signal.aborted, q.signal.reason]`, `[true,"x"]`},
		{"new Request without the signal", `const c = new AbortController(); const q = new Request(new Request(origin, {signal: c.signal}), {signal: null}); c.abort("x"); return q.signal.aborted`, "false"},
	})
}

func TestFetchLocal(t *testing.T) {
	m := newVM(t, origin(t))
	runCases(t, m, []scriptCase{
		{"data", `const r = await fetch("data:text/plain,hi%20there#x"); return [r.type, r.url, r.status, r.statusText, r.headers.get("content-type"), await r.text()]`, `["basic","data:text/plain,hi%20there",200,"OK","text/plain","hi there"]`},
		{"data HEAD", `const r = await fetch("data:text/plain,hi", {method: "HEAD"}); return [r.status, r.body, await r.text()]`, `[200,null,""]`},
		{"data base64", `const r = await fetch("data:;charset=utf-8;base64,aMOp"); return [r.headers.get("content-type"), await r.text()]`, `["text/plain;charset=utf-8","hé"]`},
		{"data without a comma", `return await why(fetch("data:x"))`, `["TypeError","fetch failed","failed to fetch the data URL"]`},
		{"blob", `const r = await fetch(URL.createObjectURL(new Blob(["abc"], {type: "a/b"}))); return [r.type, r.status, [...r.headers], await r.text()]`, `["basic",200,[["content-length","3"],["content-type","a/b"]],"abc"]`},
		{"blob range", `const u = URL.createObjectURL(new Blob(["abcdef"])); const out = []; for (const range of ["bytes=1-2", "bytes=-2", "bytes=4-", "bytes=0-100"]) { const r = await fetch(u, {headers: {range}}); out.push(r.status, r.headers.get("content-range"), await r.text()) } return out`, `[206,"bytes 1-2/6","bc",206,"bytes 4-5/6","ef",206,"bytes 4-5/6","ef",206,"bytes 0-5/6","abcdef"]`},
		{"blob bad range", `const u = URL.createObjectURL(new Blob(["abcdef"])); return [await why(fetch(u, {headers: {range: "bytes=9-"}})), await why(fetch(u, {headers: {range: "x"}}))].map(x => x[0])`, `["TypeError","TypeError"]`},
		{"blob revoked", `const u = URL.createObjectURL(new Blob(["abc"])); URL.revokeObjectURL(u); return (await why(fetch(u)))[1]`, "fetch failed"},
		{"blob POST", `return (await why(fetch(URL.createObjectURL(new Blob(["abc"])), {method: "POST"})))[1]`, "fetch failed"},
	})
}

// A transport can be given to one runtime.
func TestSetTransport(t *testing.T) {
	m := vmtest.New(t, func(rt *js.Runtime) {
		fetch.SetTransport(rt, roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/a" {
				return &http.Response{StatusCode: 302, ProtoMajor: 1, Status: "302 Found", Header: http.Header{"Location": {"https://other.test/b?c"}}, Body: http.NoBody}, nil
			}
			return &http.Response{StatusCode: 200, ProtoMajor: 1, Status: "200 Fine", Header: http.Header{}, Body: io.NopCloser(strings.NewReader(r.Method + " " + r.URL.String())), ContentLength: -1}, nil
		}))
	})
	if got := m.Eval(`const r = await fetch("https://example.test/a"); return [r.url, r.statusText, await r.text()]`); got != `["https://other.test/b?c","Fine","GET https://other.test/b?c"]` {
		t.Error(got)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Nothing is left running when everything was read, given up, or forgotten.
func TestFetchLeaks(t *testing.T) {
	s := origin(t)
	client := &http.Transport{}
	before := runtime.NumGoroutine()
	m := vmtest.New(t, func(rt *js.Runtime) {
		fetch.SetTransport(rt, client)
		_ = rt.Set("origin", s.URL)
	})
	for range 20 {
		m.Eval(`
			const c = new AbortController();
			await (await fetch(origin + "/hello")).text();
			await (await fetch(origin + "/slow-body")).body.cancel();
			await fetch(origin + "/slow-body", {signal: c.signal});
			c.abort();
			await fetch(origin + "/slow-body");
			await fetch(origin + "/slow", {signal: AbortSignal.timeout(1)}).catch(() => {});`)
	}
	for range 100 {
		runtime.GC()
		client.CloseIdleConnections()
		if runtime.NumGoroutine() <= before+5 { // the server's own
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	buf := make([]byte, 1<<20)
	t.Errorf("%d goroutines, before %d:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
}
