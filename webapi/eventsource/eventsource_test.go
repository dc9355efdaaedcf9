package eventsource_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/fetch"
	"runner/webapi/js"
)

// origin is the server that the scripts talk to.
func origin(t testing.TB) *httptest.Server {
	mux := http.NewServeMux()
	stream := func(path string, serve func(w http.ResponseWriter, r *http.Request)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			serve(w, r)
		})
	}
	stream("/said", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.FormValue("body"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	stream("/drip", func(w http.ResponseWriter, r *http.Request) {
		for _, c := range []byte("\ufeffdata: ä\r\n\r\ndata: b\r\r") {
			_, _ = w.Write([]byte{c})
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	})
	stream("/request", func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Accept", "Accept-Encoding", "Cache-Control", "Pragma", "Last-Event-Id", "User-Agent", "Authorization"} {
			fmt.Fprintf(w, "data: %s=%s\n", name, strings.Join(r.Header[name], "|"))
		}
		fmt.Fprint(w, "\n")
	})
	// Each connection gets one event, with the number that the last one left.
	stream("/count", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.Header.Get("Last-Event-ID"))
		if n == 3 {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		fmt.Fprintf(w, "retry: 1\nid: %d\ndata: %q\n\ndata: lost", n+1, r.Header.Get("Last-Event-ID"))
	})
	stream("/id", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "retry: 1\ndata: %q\n\nid: ü%s\n\n", r.Header.Get("Last-Event-ID"), r.FormValue("id"))
	})
	var failures atomic.Int32
	stream("/cut", func(w http.ResponseWriter, r *http.Request) {
		if failures.Add(1) > 1 {
			fmt.Fprint(w, "data: again\n\n")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, "retry: 1\ndata: once\n\n")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	stream("/flood", func(w http.ResponseWriter, r *http.Request) {
		for {
			if _, err := fmt.Fprint(w, "data: x\n\n"); err != nil {
				return
			}
		}
	})
	stream("/redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/count", http.StatusFound) })
	mux.HandleFunc("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		code, _ := strconv.Atoi(r.PathValue("code"))
		w.WriteHeader(code)
	})
	mux.HandleFunc("/type", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = r.URL.Query()["is"]
		fmt.Fprint(w, "data: ok\n\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// prelude gives the scripts `at` (an EventSource on the origin), `said` (one
// whose stream is the text) and `story` (the first n things that happen to one,
// which is closed then).
func prelude(s *httptest.Server) string {
	return `const base = "` + s.URL + `", host = base.slice(7);
	const at = (path, ...rest) => new EventSource(base + path, ...rest);
	const said = text => at("/said?body=" + encodeURIComponent(text));
	const story = (e, n, types = ["message"]) => new Promise(resolve => {
		const told = [], tell = x => { told.push(x); if (told.length === n) { e.close(); resolve(told.join("; ")) } };
		e.onopen = () => tell("open " + e.readyState);
		e.onerror = v => tell(v.message.replaceAll(host, "HOST") + " " + e.readyState);
		for (const t of types) e.addEventListener(t, v => tell([v.type, v.data, v.lastEventId].join(" ")));
	});
	`
}

func TestEventSource(t *testing.T) {
	s := origin(t)
	m := vmtest.New(t, nil)
	for _, test := range []struct{ name, script, want string }{
		{"attributes", `const e = at("/slow?a b"), f = at("/slow", {withCredentials: true}), seen = [e.url.replace(host, "HOST"), e.readyState, e.withCredentials, f.withCredentials, e.onopen];
			e.close(); f.close(); return [...seen, e.readyState].join()`, "http://HOST/slow?a%20b,0,false,true,,2"},
		{"constants", `return [EventSource.CONNECTING, EventSource.OPEN, EventSource.CLOSED, EventSource.prototype.OPEN, EventSource.length, EventSource.name].join()`, "0,1,2,1,1,EventSource"},
		{"events", `return story(said("data: a\ndata: b\n\nid: 7\nevent: other\ndata: c\n\ndata: d\n\nevent: unheard\ndata: e\n\ndata: f\n\n"), 5, ["message", "other"])`,
			"open 1; message a\nb ; other c 7; message d 7; message f 7"},
		{"the event", `const e = said("data: a\n\n"); const v = await new Promise(resolve => e.onmessage = resolve); e.close();
			return [v instanceof MessageEvent, v.origin === base, v.isTrusted, v.cancelable, v.target === e, v.source, v.ports.length].join()`, "true,true,true,false,true,,0"},
		{"in drips", `return story(at("/drip"), 3)`, "open 1; message ä ; message b "},
		{"request", `return story(at("/request"), 2)`, "open 1; message Accept=text/event-stream\nAccept-Encoding=identity\nCache-Control=no-cache\nPragma=no-cache\nLast-Event-Id=\nUser-Agent=runner\nAuthorization= "},
		{"reconnecting until 204", `return story(at("/count"), 10)`,
			`open 1; message "" 1; the server ended the stream 0; open 1; message "1" 2; the server ended the stream 0; open 1; message "2" 3; the server ended the stream 0; the server answered with status 204 instead of 200 2`},
		{"redirect", `return story(at("/redirect"), 2)`, `open 1; message "" 1`},
		{"the ID of an event without data", `return story(at("/id"), 5)`, `open 1; message "" ; the server ended the stream 0; open 1; message "ü" ü`},
		{"a broken connection", `return (await story(at("/cut"), 5)).replace(/[^;]* 0;/, " ERROR 0;")`, "open 1; message once ; ERROR 0; open 1; message again "},
		{"status", `return story(at("/status/404"), 1)`, "the server answered with status 404 instead of 200 2"},
		{"no content", `return story(at("/status/204"), 1)`, "the server answered with status 204 instead of 200 2"},
		{"content type", `return story(at("/type?is=text/plain"), 1)`, `the server's content type is "text/plain" instead of text/event-stream 2`},
		{"no content type", `return story(at("/type"), 1)`, `the server's content type is "" instead of text/event-stream 2`},
		{"content type with a parameter", `return story(at("/type?is=Text/Event-Stream%3Bcharset%3Dwindows-1252"), 2)`, "open 1; message ok "},
		{"content type with nonsense", `return story(at("/type?is=text/event-stream%3Bfoo"), 2)`, "open 1; message ok "},
		{"content type that is none", `return story(at("/type?is=text/event-stream_"), 1)`, `the server's content type is "text/event-stream_" instead of text/event-stream 2`},
		{"bad port", `return story(new EventSource("http://localhost:1/"), 1)`, "bad port 2"},
		{"wrong scheme", `return story(new EventSource("ftp://localhost/"), 1)`, "URL scheme must be a HTTP(S) scheme 2"},
		{"nobody there", `return story(new EventSource("http://127.0.0.1:9999/"), 1)`, "connect ECONNREFUSED 127.0.0.1:9999 0"},
		{"closing in a listener", `const e = said("data: a\n\ndata: b\n\n"); let n = 0; await new Promise(resolve => e.onmessage = () => { n++; e.close(); setTimeout(resolve, 20) }); return [n, e.readyState].join()`, "1,2"},
		{"closing in an error listener", `const e = at("/count"); await new Promise(resolve => e.onerror = () => { e.close(); setTimeout(resolve, 20) }); return e.readyState`, "2"},
		{"closed before it opens", `const e = at("/count"); let n = 0; e.onopen = e.onmessage = e.onerror = () => n++; e.close(); e.close(); await new Promise(r => setTimeout(r, 30)); return [n, e.readyState].join()`, "0,2"},
		{"no second argument", `const e = at("/slow", null); e.close(); return e.withCredentials`, "false"},
		{"without a URL", `new EventSource()`, "TypeError: Failed to construct 'EventSource': 1 argument(s) required, but only 0 present."},
		{"bad URL", `new EventSource("http://this is invalid/")`, "SyntaxError: Failed to construct 'EventSource': Cannot open an EventSource to 'http://this is invalid/'. The URL is invalid."},
		{"relative URL", `new EventSource("/events")`, "SyntaxError: Failed to construct 'EventSource': Cannot open an EventSource to '/events'. The URL is invalid."},
		{"symbol", `new EventSource(Symbol())`, "TypeError: Cannot convert a Symbol value to a string"},
		{"init that is none", `new EventSource("http://localhost/", 1)`, "TypeError: The second argument of the EventSource constructor is not an object"},
		{"wrong this", `EventSource.prototype.close.call({})`, "TypeError: Illegal invocation: EventSource.close was called on a value that is not a EventSource"},
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

// roundTrip is a transport that stands in for the network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Where the network is replaced, nothing else is reached.
func TestTransport(t *testing.T) {
	m := vmtest.New(t, func(rt *js.Runtime) {
		fetch.SetTransport(rt, roundTrip(func(r *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprintf(w, "data: %s\n\n", r.URL)
			return w.Result(), nil
		}))
	})
	if got := m.Eval(`const e = new EventSource("https://example.com/x"); return new Promise(r => e.onmessage = v => { e.close(); r(v.data + " " + v.origin) })`); got != "https://example.com/x https://example.com" {
		t.Error(got)
	}
	m.Idle()
}

// The loop is busy while the source waits to connect again.
func TestBusy(t *testing.T) {
	s := origin(t)
	m := vmtest.New(t, nil)
	m.Eval(prelude(s) + `globalThis.n = 0; const e = at("/count"); e.onmessage = () => globalThis.n++;`)
	m.Idle()
	if got := m.Eval(`return n`); got != "3" {
		t.Errorf("%s events", got)
	}
}
