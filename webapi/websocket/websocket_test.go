package websocket_test

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"runner/engine/vm/vmtest"
	"runner/webapi/fetch"
	"runner/webapi/js"
)

// origin is the server that the scripts talk to.
func origin(t testing.TB) *httptest.Server {
	mux := http.NewServeMux()
	accept := func(path string, options *websocket.AcceptOptions, serve func(*websocket.Conn, *http.Request)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			c, err := websocket.Accept(w, r, options)
			if err != nil {
				return
			}
			defer c.CloseNow()
			c.SetReadLimit(-1)
			serve(c, r)
		})
	}
	echo := func(c *websocket.Conn, r *http.Request) {
		for {
			typ, data, err := c.Read(r.Context())
			if err != nil || c.Write(r.Context(), typ, data) != nil {
				return
			}
		}
	}
	accept("/echo", nil, echo)
	accept("/protocol", &websocket.AcceptOptions{Subprotocols: []string{"second"}}, echo)
	accept("/deflate", &websocket.AcceptOptions{CompressionMode: websocket.CompressionContextTakeover, CompressionThreshold: 1}, echo)
	accept("/request", nil, func(c *websocket.Conn, r *http.Request) {
		lines := []string{r.Method, r.Host, r.RequestURI}
		for _, name := range []string{"Authorization", "Cookie", "Origin", "Pragma", "Cache-Control", "User-Agent", "X-Own", "Sec-Websocket-Version", "Sec-Websocket-Extensions", "Sec-Websocket-Protocol"} {
			lines = append(lines, name+"="+strings.Join(r.Header[name], "|"))
		}
		_ = c.Write(r.Context(), websocket.MessageText, []byte(strings.Join(lines, "\n")))
		_, _, _ = c.Read(r.Context())
	})
	accept("/fragments", nil, func(c *websocket.Conn, r *http.Request) {
		w, _ := c.Writer(r.Context(), websocket.MessageText)
		for _, part := range []string{"ä"[:1], "ä"[1:] + "b", "", "c"} {
			_, _ = w.Write([]byte(part))
		}
		_ = w.Close()
		_, _, _ = c.Read(r.Context())
	})
	accept("/close", nil, func(c *websocket.Conn, r *http.Request) { _ = c.Close(4321, "the end") })
	accept("/close/empty", nil, func(c *websocket.Conn, r *http.Request) { _ = c.Close(websocket.StatusNoStatusRcvd, "") })
	accept("/flood", nil, func(c *websocket.Conn, r *http.Request) {
		for {
			if c.Write(r.Context(), websocket.MessageBinary, make([]byte, 1000)) != nil {
				return
			}
		}
	})
	accept("/chatter", nil, func(c *websocket.Conn, r *http.Request) {
		go func() { _, _, _ = c.Read(r.Context()) }()
		for {
			if c.Write(r.Context(), websocket.MessageBinary, make([]byte, 5000)) != nil {
				return
			}
		}
	})
	mux.HandleFunc("/status/404", http.NotFound)
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/echo", http.StatusFound) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/hang-up", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	})
	// The rest has no server that keeps to the protocol: raw answers to a good
	// handshake, and to what comes first after it.
	raw := func(path, header string, serve func(net.Conn, *bufio.ReadWriter)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			c, rw, _ := w.(http.Hijacker).Hijack()
			defer c.Close()
			sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
			fmt.Fprintf(c, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+header+"\r\n",
				"Sec-WebSocket-Accept: "+base64.StdEncoding.EncodeToString(sum[:])+"\r\n")
			serve(c, rw)
		})
	}
	send := func(frames string) func(net.Conn, *bufio.ReadWriter) {
		return func(c net.Conn, rw *bufio.ReadWriter) {
			fmt.Fprint(c, frames)
			_, _ = rw.ReadByte() // until the client answers or leaves
			time.Sleep(10 * time.Millisecond)
		}
	}
	leave := func(net.Conn, *bufio.ReadWriter) {}
	raw("/raw/no-accept", "%.0s", leave)
	raw("/raw/wrong-accept", "Sec-WebSocket-Accept: x\r\n%.0s", leave)
	raw("/raw/protocol", "%sSec-WebSocket-Protocol: unasked\r\n", leave)
	raw("/raw/extension", "%sSec-WebSocket-Extensions: unknown\r\n", leave)
	raw("/raw/vanish", "%s", func(c net.Conn, _ *bufio.ReadWriter) { fmt.Fprint(c, "\x81\x02hi") })
	raw("/raw/half", "%s", func(c net.Conn, _ *bufio.ReadWriter) { fmt.Fprint(c, "\x81\x05hi") })
	raw("/raw/not-utf8", "%s", send("\x81\x02\xff\xfe"))
	raw("/raw/opcode", "%s", send("\x83\x00"))
	raw("/raw/code", "%s", send("\x88\x02\x03\x00")) // 768 is no code for closing
	raw("/raw/reason", "%s", send("\x88\x04\x03\xe8\xff\xfe"))
	raw("/raw/other-code", "%s", func(c net.Conn, rw *bufio.ReadWriter) {
		_, _ = rw.ReadByte()
		fmt.Fprint(c, "\x88\x05\x0f\xa0bye") // 4000
		time.Sleep(10 * time.Millisecond)
	})
	raw("/raw/no-answer", "%s", func(c net.Conn, rw *bufio.ReadWriter) { _, _ = rw.ReadByte() })
	over := make(chan struct{})
	raw("/raw/deaf", "%s", func(net.Conn, *bufio.ReadWriter) { <-over })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(over) })
	return s
}

// prelude gives the scripts `at` (a WebSocket on the origin) and `story` (what
// happens to one until it is closed).
func prelude(s *httptest.Server) string {
	return `const base = "` + strings.Replace(s.URL, "http", "ws", 1) + `", host = base.slice(5);
	const at = (path, ...rest) => new WebSocket(base + path, ...rest);
	const next = (w, type) => new Promise(resolve => w.addEventListener(type, resolve, {once: true}));
	const story = (w, onopen) => new Promise(resolve => {
		const told = [];
		w.onopen = () => { told.push("open"); onopen && onopen(w) };
		w.onmessage = e => told.push(e.data);
		w.onerror = e => told.push(e.message.replaceAll(host, "HOST"));
		w.onclose = e => { told.push(e.code, e.reason, e.wasClean, w.readyState); resolve(told.join(" ")) };
	});
	`
}

func TestWebSocket(t *testing.T) {
	s := origin(t)
	m := vmtest.New(t, nil)
	for _, test := range []struct{ name, script, want string }{
		{"states and attributes", `const w = at("/echo"), seen = [w.url === base + "/echo", w.readyState, w.binaryType, w.protocol, w.extensions, w.bufferedAmount];
			await next(w, "open"); seen.push(w.readyState); w.close(); seen.push(w.readyState);
			await next(w, "close"); seen.push(w.readyState); return seen.join()`, "true,0,blob,,,0,1,2,3"},
		{"constants", `return [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED, WebSocket.prototype.CLOSED, WebSocket.length, WebSocket.name].join()`, "0,1,2,3,3,1,WebSocket"},
		{"text", `const w = at("/echo"); await next(w, "open"); w.send("grüße \u{1F600}"); const e = await next(w, "message"); w.close();
			return [e.data, e.origin === base, e instanceof MessageEvent, e.isTrusted, e.target === w].join()`, "grüße \U0001F600,true,true,true,true"},
		{"lone surrogates", `const w = at("/echo"); await next(w, "open"); w.send("a\ud800"); const e = await next(w, "message"); w.close(); return e.data`, "a\uFFFD"},
		{"values that are not data are text", `const w = at("/echo"); await next(w, "open"); const got = []; w.onmessage = e => got.push(e.data);
			for (const v of [undefined, null, 12, {}, ""]) w.send(v); w.send("."); while (got.length < 6) await next(w, "message"); w.close(); return got.join()`, "undefined,null,12,[object Object],,."},
		{"binary as a blob", `const w = at("/echo"); await next(w, "open"); w.send(new Uint8Array([1, 2, 255])); const e = await next(w, "message"); w.close();
			return [e.data instanceof Blob, e.data.size, e.data.type, await e.data.bytes()].join()`, "true,3,,1,2,255"},
		{"binary as an ArrayBuffer", `const w = at("/echo"); w.binaryType = "arraybuffer"; await next(w, "open"); w.send(new Blob(["ab"])); const e = await next(w, "message"); w.close();
			return [e.data instanceof ArrayBuffer, new Uint8Array(e.data)].join()`, "true,97,98"},
		{"part of a buffer, changed after sending", `const w = at("/echo"); w.binaryType = "arraybuffer"; await next(w, "open");
			const b = new Uint8Array([1, 2, 3, 4]); w.send(new DataView(b.buffer, 1, 2)); w.send(b.buffer); b.fill(9);
			const got = []; w.onmessage = e => got.push(new Uint8Array(e.data)); while (got.length < 2) await next(w, "message"); w.close(); return got.join(";")`, "2,3;1,2,3,4"},
		{"binaryType ignores what it does not know", `const w = at("/echo"); w.binaryType = "arraybuffer"; w.binaryType = "text"; w.close(); return w.binaryType`, "arraybuffer"},
		{"fragments", `return story(at("/fragments"), w => next(w, "message").then(() => w.close()))`, "open äbc 1005  true 3"},
		{"large", `const w = at("/echo"); await next(w, "open"); w.send("x".repeat(3000000)); const b = w.bufferedAmount, e = await next(w, "message"); const after = w.bufferedAmount; w.close(); return [b, e.data.length, after].join()`, "3000000,3000000,0"},
		{"order", `const w = at("/echo"), got = []; await next(w, "open"); for (let i = 0; i < 500; i++) w.send(i); w.onmessage = e => got.push(e.data);
			while (got.length < 500) await next(w, "message"); w.close(); return got.every((v, i) => v == i)`, "true"},
		{"compression", `const w = at("/deflate"), text = "compress me ".repeat(1000); await next(w, "open"); for (let i = 0; i < 3; i++) w.send(text + i);
			const got = []; w.onmessage = e => got.push(e.data); while (got.length < 3) await next(w, "message"); w.close();
			return [w.extensions, got.every((v, i) => v === text + i)].join()`, "permessage-deflate,true"},
		{"handshake", `const w = at("/request?a=%zz|b"); const e = await next(w, "message"); w.close(); return e.data.replace(host, "HOST")`,
			"GET\nHOST\n/request?a=%zz|b\nAuthorization=\nCookie=\nOrigin=\nPragma=no-cache\nCache-Control=no-cache\nUser-Agent=runner\nX-Own=\nSec-Websocket-Version=13\nSec-Websocket-Extensions=permessage-deflate\nSec-Websocket-Protocol="},
		{"header, user and password", `const w = new WebSocket("http://user:p%40ss@" + host + "/request", {headers: {"X-Own": "1", Cookie: "a=b", "User-Agent": "mine", Upgrade: "no", "Sec-WebSocket-Version": "9"}, protocols: []});
			const e = await next(w, "message"); w.close(); return w.url.replace(host, "HOST") + " " + e.data.replace(host, "HOST").split("\n").filter((l, i) => i > 2).join()`,
			"ws://user:p%40ss@HOST/request Authorization=Basic dXNlcjpwQHNz,Cookie=a=b,Origin=,Pragma=no-cache,Cache-Control=no-cache,User-Agent=mine,X-Own=1,Sec-Websocket-Version=13,Sec-Websocket-Extensions=permessage-deflate,Sec-Websocket-Protocol="},
		{"protocol", `const w = at("/protocol", ["first", "second"]); await next(w, "open"); w.close(); return w.protocol`, "second"},
		{"protocol in options", `const w = at("/protocol", {protocols: "second"}); await next(w, "open"); w.close(); return w.protocol`, "second"},
		{"protocol refused", `return story(at("/protocol", "first"))`, "the server did not choose one of the subprotocols first 1006  false 3"},
		{"protocol not asked for", `return story(at("/raw/protocol"))`, `the server's handshake is wrong: unexpected Sec-WebSocket-Protocol from server: "unasked" 1006  false 3`},
		{"no accept", `return (await story(at("/raw/no-accept"))).replace(/key ".*"/, "")`, `the server's handshake is wrong: invalid Sec-WebSocket-Accept "",  1006  false 3`},
		{"wrong accept", `return (await story(at("/raw/wrong-accept"))).replace(/key ".*"/, "")`, `the server's handshake is wrong: invalid Sec-WebSocket-Accept "x",  1006  false 3`},
		{"status", `return story(at("/status/404"))`, "the server answered the handshake with status 404 instead of 101 1006  false 3"},
		{"redirect", `return story(at("/redirect"))`, "the server answered the handshake with status 302 instead of 101 1006  false 3"},
		{"hang up", `return story(at("/hang-up"))`, "other side closed 1006  false 3"},
		{"refused", `return (await story(new WebSocket("ws://127.0.0.1:1/")))`, "bad port 1006  false 3"},
		{"nobody there", `return (await story(new WebSocket("ws://127.0.0.1:9999/")))`, "connect ECONNREFUSED 127.0.0.1:9999 1006  false 3"},
		{"the server closes", `return story(at("/close"))`, "open 4321 the end true 3"},
		{"the server closes without a code", `return story(at("/close/empty"))`, "open 1005  true 3"},
		{"close with code and reason", `return story(at("/echo"), w => w.close(3000, "grüße"))`, "open 3000 grüße true 3"},
		{"close with a reason only", `return story(at("/echo"), w => w.close(undefined, "why"))`, "open 1000 why true 3"},
		{"close after sending", `return story(at("/echo"), w => { w.send("last"); next(w, "message").then(() => w.close(1000)) })`, "open last 1000  true 3"},
		{"the server answers with another code", `return story(at("/raw/other-code"), w => w.close(1000))`, "open 4000 bye true 3"},
		{"the server does not answer", `return story(at("/raw/no-answer"), w => w.close(1000))`, "open the connection ended without a closing handshake 1006  false 3"},
		{"vanished", `return story(at("/raw/vanish"))`, "open hi the connection ended without a closing handshake 1006  false 3"},
		{"vanished in a message", `return story(at("/raw/half"))`, "open the connection ended without a closing handshake 1006  false 3"},
		{"not UTF-8", `return story(at("/raw/not-utf8"))`, "open the server sent text that is not UTF-8 1006  false 3"},
		{"reason not UTF-8", `return story(at("/raw/reason"))`, "open the server sent text that is not UTF-8 1006  false 3"},
		{"unknown opcode", `return story(at("/raw/opcode"))`, "open received unknown opcode opcode(3) 1006  false 3"},
		{"unknown code", `return story(at("/raw/code"))`, "open failed to handle control frame opClose: received invalid close payload: invalid status code StatusCode(768) 1006  false 3"},
		{"unknown extension", `return story(at("/raw/extension"))`, "the server's handshake is wrong: unsupported extensions from server: [] 1006  false 3"},
		{"close while connecting", `const w = at("/slow"); w.close(); const told = story(w); return [w.readyState, await told].join()`, "2,the WebSocket was closed before the connection was established 1006  false 3"},
		{"sending after closing", `const w = at("/echo"); await next(w, "open"); w.close(); const b = w.bufferedAmount; w.send("abc"); w.send(new Uint8Array(4)); const c = w.bufferedAmount;
			await next(w, "close"); w.send("d"); return [b, c, w.bufferedAmount].join()`, "0,7,8"},
		{"closing twice", `return story(at("/echo"), w => { w.close(3001, "a"); w.close(3002, "b") })`, "open 3001 a true 3"},
		{"microtasks after each listener", `const w = at("/echo"), log = []; w.addEventListener("open", () => { log.push(1); Promise.resolve().then(() => log.push(2)) });
			w.addEventListener("open", () => log.push(3)); await next(w, "close", w.addEventListener("open", () => w.close())); return log.join()`, "1,2,3"},
		{"subclass", `class S extends WebSocket { constructor(p) { super(base + p) } }; const w = new S("/echo"); await next(w, "open"); w.close(); return w instanceof S && w instanceof EventTarget`, "true"},
		{"close event", `const w = at("/close"), e = await next(w, "close"); return [e instanceof CloseEvent, e.isTrusted, e.bubbles].join()`, "true,true,false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := m.Eval(prelude(s) + test.script); got != test.want {
				t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
			}
		})
	}
	m.Idle()
	if log := m.Log(); log != "" {
		t.Error(log)
	}
}

func TestBadInput(t *testing.T) {
	m := vmtest.New(t, nil)
	const protocols = `for (const p of [%s]) { try { new WebSocket("ws://localhost/", p); return "no error for " + p } catch (e) { if (e.name !== "SyntaxError" || !(e instanceof DOMException)) return String(e) } } return "ok"`
	for _, test := range []struct{ script, want string }{
		{`new WebSocket()`, "TypeError: Failed to construct 'WebSocket': 1 argument(s) required, but only 0 present."},
		{`WebSocket("ws://localhost/")`, "TypeError: Class constructor WebSocket cannot be invoked without 'new'"},
		{`new WebSocket("/relative")`, "SyntaxError: Failed to construct 'WebSocket': The URL '/relative' is invalid."},
		{`new WebSocket("ws://local host/")`, "SyntaxError: Failed to construct 'WebSocket': The URL 'ws://local host/' is invalid."},
		{`new WebSocket("ftp://localhost/")`, "SyntaxError: Failed to construct 'WebSocket': The URL's scheme must be 'ws', 'wss', 'http' or 'https'; 'ftp' is not allowed."},
		{`new WebSocket("ws://localhost/#x")`, "SyntaxError: Failed to construct 'WebSocket': The URL contains a fragment ('#x'), which is not allowed."},
		{`new WebSocket("ws://localhost/#")`, "SyntaxError: Failed to construct 'WebSocket': The URL contains a fragment (''), which is not allowed."},
		{`new WebSocket(Symbol())`, "TypeError: Cannot convert a Symbol value to a string"},
		{`new WebSocket("ws://localhost/", Symbol())`, "TypeError: Cannot convert a Symbol value to a string"},
		{`new WebSocket("ws://localhost/", {dispatcher: {}})`, "TypeError: Failed to construct 'WebSocket': the option 'dispatcher' is not supported; connections go the way that fetch() goes."},
		{`new WebSocket("ws://localhost/", {headers: {"a b": "1"}})`, `TypeError: "a b" is not a valid HTTP header name.`},
		{fmt.Sprintf(protocols, `"", "a b", "a,b", "ü", "a\n", ["a", "a"], ["a", "A"], ["a", ""], {protocols: "a/b"}, null + "/"`), "ok"},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.send("x")`, "InvalidStateError: Failed to execute 'send' on 'WebSocket': still in CONNECTING state."},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.send()`, "TypeError: Failed to execute 'send' on 'WebSocket': 1 argument required, but only 0 present."},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.send(Symbol())`, "TypeError: Cannot convert a Symbol value to a string"},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); const r = []; for (const c of [0, 999, 1001, 1005, 2999, 5000, -1, 1e9, NaN, "x", null]) { try { w.close(c); r.push(c) } catch (e) { r.push(e.name === "InvalidAccessError") } } return r.every(v => v === true)`, "true"},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.close(1000, "ü".repeat(62))`, "SyntaxError: Failed to execute 'close' on 'WebSocket': the reason must not be longer than 123 bytes."},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.close(999.7, "x"); return "ok"`, "ok"},
		{`const w = new WebSocket("ws://127.0.0.1:9/"); w.close(4999, "x".repeat(123)); return w.readyState`, "2"},
		{`WebSocket.prototype.close.call({})`, "TypeError: Illegal invocation: WebSocket.close was called on a value that is not a WebSocket"},
		{`return WebSocket.prototype.readyState`, "TypeError: Illegal invocation: WebSocket.readyState was called on a value that is not a WebSocket"},
		{`const w = new WebSocket("https://localhost:443/a b?c"); w.close(); return w.url`, "wss://localhost/a%20b?c"},
	} {
		if got := m.Eval(test.script); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
	m.Idle()
}

// roundTrip is a transport that stands in for the network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Where the network is replaced, nothing else is reached.
func TestTransport(t *testing.T) {
	s := origin(t)
	for _, test := range []struct {
		name      string
		transport roundTrip
		want      string
	}{
		{"fails", func(*http.Request) (*http.Response, error) { return nil, errors.New("no recorded origin") },
			"no recorded origin 1006  false 3"},
		{"answers", func(*http.Request) (*http.Response, error) { return httptest.NewRecorder().Result(), nil },
			"the server answered the handshake with status 200 instead of 101 1006  false 3"},
		{"passes on", func(r *http.Request) (*http.Response, error) { return http.DefaultTransport.RoundTrip(r) },
			"open 4321 the end true 3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := vmtest.New(t, func(rt *js.Runtime) { fetch.SetTransport(rt, test.transport) })
			if got := m.Eval(prelude(s) + `return story(at("/close"))`); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := websocket.Accept(w, r, nil)
		if err == nil {
			_ = c.Close(4000, r.Proto)
		}
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	m := vmtest.New(t, nil)
	if got := m.Eval(strings.Replace(prelude(s), "https", "wss", 1) + `return story(new WebSocket("` + s.URL + `"))`); !strings.Contains(got, "certificate") {
		t.Errorf("a certificate of nobody: %s", got)
	}
	m = vmtest.New(t, func(rt *js.Runtime) { fetch.SetTransport(rt, s.Client().Transport) })
	if got := m.Eval(prelude(s) + `return story(new WebSocket("` + s.URL + `"))`); got != "open 4000 HTTP/1.1 true 3" {
		t.Error(got)
	}
}
