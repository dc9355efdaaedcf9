package server_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"runner/engine"
)

// culprits are the ways to bring a worker down.
const culprits = `
const loop = () => { for (;;) {} };
const dive = () => dive() + 1;
const ways = {
  loop, dive,
  awaited: async () => { await 0; loop(); },
  timed: async () => { await new Promise((r) => setTimeout(r, 5)); loop(); },
  timer: () => new Promise(() => setTimeout(loop, 5)),
  interval: () => new Promise(() => setInterval(loop, 5)),
  microtask: () => new Promise(() => queueMicrotask(loop)),
  deep: async () => { await new Promise((r) => setTimeout(r, 5)); dive(); },
  getter: () => ({ get then() { loop(); } }),
  body: async ({ request }) => { await request.text(); loop(); },
  stream: () => new Response(new ReadableStream({ start() { loop(); } })),
};
export const GET = (context) => ways[context.params.way](context);
export const POST = GET;
`

// firsts is a network that answers only what it was asked before: so whoever
// fetches waits on its first worker and goes on when it runs again.
type firsts struct {
	mu   sync.Mutex
	seen map[string]bool
}

// RoundTrip never answers the first request for a URL, and panics when told to.
func (f *firsts) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.Contains(r.URL.Path, "panic") {
		panic("the transport broke")
	}
	f.mu.Lock()
	first := !f.seen[r.URL.Path]
	f.seen[r.URL.Path] = true
	f.mu.Unlock()
	if first {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func (f *firsts) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.seen)
}

func TestCulpritsAndBystanders(t *testing.T) {
	for _, c := range []struct{ way, code string }{
		{"loop", "CPUBudgetExceeded"}, {"dive", "StackOverflow"}, {"awaited", "CPUBudgetExceeded"},
		{"timed", "CPUBudgetExceeded"}, {"timer", "CPUBudgetExceeded"}, {"interval", "CPUBudgetExceeded"},
		{"microtask", "CPUBudgetExceeded"}, {"deep", "StackOverflow"}, {"getter", "CPUBudgetExceeded"},
		{"body", "CPUBudgetExceeded"}, {"stream", "CPUBudgetExceeded"},
	} {
		t.Run(c.way, func(t *testing.T) {
			t.Parallel()
			transport := &firsts{seen: map[string]bool{}}
			s := serve(t, engine.Options{CPUBudget: 150 * time.Millisecond, Deadline: 20 * time.Second, Transport: transport}, map[string]string{
				"kill/[way].js": culprits,
				"wait/[id].js": `
					export const GET = async ({ params }) => { await fetch("http://origin/" + params.id); return new Response("done " + params.id); };
					export const POST = GET; export const PUT = GET;`,
				"stream.js": `export const GET = () => new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("begun")); } }));`,
				"count.js":  `let n = 0; export const GET = () => new Response(String(++n));`,
			})
			s.want("GET", "/count", "200 1")
			s.want("GET", "/count", "200 2")
			stream := s.get("/stream")
			defer stream.Body.Close()
			var wg sync.WaitGroup
			for _, b := range []struct{ method, path, want string }{
				{"GET", "/wait/a", "200 done a"}, {"GET", "/wait/b", "200 done b"},
				{"PUT", "/wait/c", "200 done c"}, {"POST", "/wait/d", "503 Service unavailable: please try again."},
			} {
				wg.Go(func() {
					if got := s.answer(b.method, b.path, "body"); got != b.want {
						t.Errorf("%s %s: %q", b.method, b.path, got)
					}
				})
			}
			eventually(t, func() string {
				if transport.count() < 4 {
					return "the bystanders do not wait"
				}
				return ""
			})
			method := "GET"
			if c.way == "body" {
				method = "POST"
			}
			if got := s.answer(method, "/kill/"+c.way, "body"); got != "500 " {
				t.Errorf("the culprit got %q", got)
			}
			wg.Wait()
			var rest bytes.Buffer
			if _, err := rest.ReadFrom(stream.Body); err == nil || rest.String() != "begun" {
				t.Errorf("the stream gave %q, %v", rest.String(), err)
			}
			s.want("GET", "/count", "200 1") // on a new worker
			s.log.has(t, "code of src/pages/kill/[way].js", c.code)
			if n := s.log.count(c.code); n != 1 {
				t.Errorf("%d workers went down", n)
			}
		})
	}
}

// TestTimerOfNobody: the culprit has its answer already; others are unharmed.
func TestTimerOfNobody(t *testing.T) {
	s := serve(t, engine.Options{CPUBudget: 50 * time.Millisecond}, map[string]string{
		"late.js": `export const GET = () => { setTimeout(() => { for (;;) {} }, 20); return new Response("fine"); };`,
		"ok.js":   `let n = 0; export const GET = async () => { await new Promise((r) => setTimeout(r, 1)); return new Response(String(++n)); };`,
	})
	s.want("GET", "/ok", "200 1")
	s.want("GET", "/late", "200 fine")
	s.log.has(t, "CPUBudgetExceeded", "src/pages/late.js")
	s.want("GET", "/ok", "200 1")
}

func TestTwoWorkers(t *testing.T) {
	s := serve(t, engine.Options{Workers: 2, CPUBudget: 100 * time.Millisecond, Transport: &firsts{seen: map[string]bool{}}}, map[string]string{
		"id.js":         `const id = Math.random(); let n = 0; export const GET = async ({ url }) => { n++; if (url.search) await fetch("http://origin/hold"); return new Response(id + " " + n); };`,
		"kill/[way].js": culprits,
	})
	// One request is held by one worker, so the next goes to the other one.
	ctx, leave := context.WithCancel(t.Context())
	held := make(chan struct{})
	go func() {
		defer close(held)
		if r, err := s.do(ctx, "GET", "/id?hold", nil); err == nil {
			r.Body.Close()
		}
	}()
	ids := map[string]bool{}
	eventually(t, func() string {
		id, _, _ := strings.Cut(s.answer("GET", "/id", ""), " ")
		ids[s.answer("GET", "/id", "")] = true
		return map[bool]string{true: "", false: id}[len(ids) > 1]
	})
	leave()
	<-held
	// Both are killed at once, again and again, and stay in service.
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if got := s.answer("GET", "/kill/loop", ""); got != "500 " && got != "503 Service unavailable: please try again." {
				t.Error(got)
			}
		})
	}
	wg.Wait()
	if got := s.answer("GET", "/id", ""); !strings.HasSuffix(got, " 1") {
		t.Errorf("state of a retired worker: %q", got)
	}
}

func TestDeadline(t *testing.T) {
	s := serve(t, engine.Options{Deadline: 60 * time.Millisecond}, map[string]string{
		"never.js": `
			let aborted = "not aborted";
			export const GET = ({ url, request }) => {
				if (url.search) return new Response(aborted);
				request.signal.addEventListener("abort", () => { aborted = request.signal.reason.name; });
				return new Promise(() => {});
			};`,
		"load.js": `await new Promise(() => {}); export const GET = () => new Response("x");`,
		"slow.js": `
			export const GET = () => new Response(new ReadableStream({
				async pull(c) { this.n = (this.n ?? 0) + 1; if (this.n > 10) { c.close(); return; } await new Promise((r) => setTimeout(r, 15)); c.enqueue(new TextEncoder().encode("x")); },
			}));`,
		"late.js": `
			let cancelled = 0;
			export const GET = async ({ url }) => {
				if (url.search) return new Response(String(cancelled));
				await new Promise((r) => setTimeout(r, 120));
				return new Response(new ReadableStream({ cancel() { cancelled++; } }));
			};`,
		"spin.js": `export const GET = async ({ url }) => { const end = Date.now() + 400; while (Date.now() < end) {} return new Response("spun"); };`,
	})
	s.want("GET", "/never", "503 The request took too long.")
	s.log.has(t, "DeadlineExceeded", "src/pages/never.js did not answer within 60ms.")
	s.want("GET", "/never?", "503 The request took too long.")
	s.until("/never?aborted", "200 TimeoutError")
	s.want("GET", "/load", "503 The request took too long.")
	s.want("GET", "/slow", "200 xxxxxxxxxx")
	s.want("GET", "/late", "503 The request took too long.")
	s.until("/late?cancelled", "200 1") // an answer that nobody waits for is cancelled

	// Who waits for the loop has a deadline, too.
	done := make(chan string, 1)
	go func() { done <- s.answer("GET", "/spin", "") }()
	eventually(t, func() string {
		if got := s.answer("GET", "/never?aborted", ""); got != "503 The request took too long." {
			return got
		}
		return ""
	})
	if got := <-done; got != "200 spun" {
		t.Error(got)
	}
}

func TestGoPanics(t *testing.T) {
	transport := &firsts{seen: map[string]bool{}}
	s := serve(t, engine.Options{Deadline: 10 * time.Second, Transport: transport}, map[string]string{
		"panic.js":     `export const GET = async () => { await fetch("http://origin/panic"); return new Response("?"); };`,
		"wait/[id].js": `export const GET = async ({ params }) => { await fetch("http://origin/" + params.id); return new Response("done " + params.id); };`,
	})
	waiting := make(chan string, 1)
	go func() { waiting <- s.answer("GET", "/wait/a", "") }()
	eventually(t, func() string {
		if transport.count() == 0 {
			return "nobody waits"
		}
		return ""
	})
	response := s.get("/panic")
	response.Body.Close()
	id := response.Header.Get("X-Error-Id")
	if response.StatusCode != 500 || len(id) < 8 {
		t.Fatalf("got %d, id %q", response.StatusCode, id)
	}
	s.log.has(t, "ERROR panic: the transport broke (error id "+id+")", "limits_test.go")
	s.log.has(t, "InternalError", id, "path=/panic")
	if got := <-waiting; got != "200 done a" {
		t.Error(got)
	}
}
