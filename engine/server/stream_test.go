package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"runner/engine"
)

// streams is an endpoint with streams of all kinds, and what became of them.
const streams = `
const encode = (s) => new TextEncoder().encode(s);
const seen = globalThis.seen = { pulls: 0, cancelled: 0, aborted: 0, pending: 0 };
let release;
export const GET = ({ url, request }) => {
  switch (url.searchParams.get("kind")) {
  case "seen":
    return Response.json(seen);
  case "release": // lets the second chunk of "two" go
    release();
    return new Response("released");
  case "two":
    return new Response(new ReadableStream({
      async start(c) {
        c.enqueue(encode("one"));
        await new Promise((r) => { release = r; });
        c.enqueue(encode("two"));
        c.close();
      },
    }));
  case "gated":
    return new Response(new ReadableStream({
      async start(c) {
        c.enqueue(encode("one"));
        await fetch("http://origin/gate");
        c.enqueue(encode("two"));
        c.close();
      },
    }));
  case "endless":
    return new Response(new ReadableStream({
      pull(c) { seen.pulls++; c.enqueue(new Uint8Array(16384)); },
      cancel() { seen.cancelled++; },
    }));
  case "silent":
    request.signal.addEventListener("abort", () => { seen.aborted++; });
    return new Response(new ReadableStream({
      start(c) { c.enqueue(encode("begun")); },
      cancel() { seen.cancelled++; },
    }));
  case "pending":
    seen.pending++;
    request.signal.addEventListener("abort", () => { seen.aborted++; });
    return new Promise(() => {});
  case "error":
    return new Response(new ReadableStream({
      async start(c) {
        c.enqueue(encode("begun"));
        await new Promise((r) => setTimeout(r, 1));
        c.error(new Error("the source broke"));
      },
    }));
  case "events":
    return new Response(new ReadableStream({
      start() { this.left = Number(url.searchParams.get("n")); },
      async pull(c) {
        if (this.left-- === 0) { c.close(); return; }
        await 0;
        c.enqueue(encode("data: an event of some length, so that it would be seen if it stayed\n\n"));
      },
    }), { headers: { "content-type": "text/event-stream" } });
  case "big":
    return new Response(new ReadableStream({
      start() { this.left = Number(url.searchParams.get("n")); },
      pull(c) { if (this.left-- === 0) c.close(); else c.enqueue(new Uint8Array(65536)); },
    }));
  case "tick":
    return new Response(new ReadableStream({
      start(c) { c.enqueue(encode("data: hello\n\n")); },
      cancel() { seen.cancelled++; },
    }), { headers: { "content-type": "text/event-stream" } });
  }
};
export const POST = ({ request, url }) => {
  if (url.searchParams.has("text")) return request.arrayBuffer().then((b) => new Response(String(b.byteLength)));
  return new Response(request.body);
};
export const PUT = async ({ request }) => {
  let n = 0;
  for await (const chunk of request.body) n += chunk.byteLength;
  return new Response(String(n));
};
`

func TestChunksAreFlushed(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	response := s.get("/s?kind=two")
	defer response.Body.Close()
	chunk := make([]byte, 3)
	if _, err := io.ReadFull(response.Body, chunk); err != nil || string(chunk) != "one" {
		t.Fatal(string(chunk), err)
	}
	s.want("GET", "/s?kind=release", "200 released") // only now is there a second one
	if rest, err := io.ReadAll(response.Body); err != nil || string(rest) != "two" {
		t.Error(string(rest), err)
	}
}

func TestSlowReaderSlowsTheProducer(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	conn, r := s.raw("GET /s?kind=endless HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if _, err := r.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	// The sockets' buffers fill; then nothing more is produced.
	last := ""
	eventually(t, func() string {
		time.Sleep(50 * time.Millisecond)
		now := s.answer("GET", "/s?kind=seen", "")
		same := now == last && !strings.Contains(now, `"pulls":0`)
		last = now
		return map[bool]string{false: "the producer goes on: " + now}[same]
	})
	var pulls int
	_, _ = fmt.Sscanf(last, `200 {"pulls":%d`, &pulls)
	if pulls > 2000 { // 32 MB, more than what the kernel keeps
		t.Errorf("%d pulls", pulls)
	}
	conn.Close()
	eventually(t, func() string {
		if got := s.answer("GET", "/s?kind=seen", ""); !strings.Contains(got, `"cancelled":1`) {
			return got
		}
		return ""
	})
}

func TestErrorInTheMiddleCuts(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	if got := s.answer("GET", "/s?kind=error", ""); !strings.HasPrefix(got, "200 begun") || !strings.HasSuffix(got, ", cut") {
		t.Error(got)
	}
	s.log.has(t, "ResponseStreamFailed", "the source broke")
	s.want("HEAD", "/s?kind=silent", "200 ")
	s.until("/s?kind=seen", `200 {"pulls":0,"cancelled":1,"aborted":0,"pending":0}`)
}

// TestClientsThatLeave: 1,000 of them, and nothing of them stays.
func TestClientsThatLeave(t *testing.T) {
	for _, kind := range []string{"pending", "silent", "endless"} {
		t.Run(kind, func(t *testing.T) {
			s := serve(t, engine.Options{Deadline: time.Minute}, map[string]string{"s.js": streams})
			const total, parallel = 1000, 20
			round := func(n int) {
				var wg sync.WaitGroup
				for range parallel {
					wg.Go(func() {
						for range n / parallel {
							leave(t, s, kind)
						}
					})
				}
				wg.Wait()
			}
			seen := func(n int) {
				want := map[string]string{
					"silent":  fmt.Sprintf(`"cancelled":%d,"aborted":%d`, n, n),
					"endless": fmt.Sprintf(`"cancelled":%d`, n),
				}[kind]
				eventually(t, func() string {
					got := s.answer("GET", "/s?kind=seen", "")
					if kind == "pending" {
						// A client that is quick has left before its turn comes:
						// then the handler does not run.
						_, counts, _ := strings.Cut(got, `"aborted":`)
						var aborted, pending int
						_, _ = fmt.Sscanf(counts, `%d,"pending":%d`, &aborted, &pending)
						if int(s.left.Load()) == n && aborted == pending && pending > 0 {
							return ""
						}
					} else if strings.Contains(got, want) {
						return ""
					}
					return fmt.Sprintf("%s, want %d", got, n)
				})
			}
			round(parallel) // what is made on first use
			seen(parallel)
			before, used := runtime.NumGoroutine(), heap()
			round(total - parallel)
			seen(total)
			s.goroutines(t, before)
			if grown := heap() - used; grown > 4<<20 {
				t.Errorf("the heap grew by %d bytes", grown)
			}
		})
	}
}

// leave sends a request and closes the connection: for a pending handler once
// everything is sent, for a stream when its first bytes are there.
func leave(t *testing.T, s *site, kind string) {
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	if _, err := fmt.Fprintf(conn, "GET /s?kind=%s HTTP/1.1\r\nHost: localhost\r\n\r\n", kind); err != nil {
		t.Error(err)
	}
	if kind == "pending" {
		s.answer("GET", "/s?kind=seen", "")
		return
	}
	if _, err := bufio.NewReader(conn).ReadString('\n'); err != nil {
		t.Error(err)
	}
}

func TestServerSentEventsStayFlat(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	events := func(n int) {
		response := s.get(fmt.Sprintf("/s?kind=events&n=%d", n))
		defer response.Body.Close()
		if got, err := io.Copy(io.Discard, response.Body); err != nil || got != int64(n)*70 {
			t.Errorf("%d bytes of %d, %v", got, n*70, err)
		}
	}
	events(100)
	before, used := runtime.NumGoroutine(), heap()
	events(20_000)
	s.goroutines(t, before)
	if grown := heap() - used; grown > 1<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

// zeros is a body of n bytes that watches the heap while it is sent.
type zeros struct {
	left, most int64
	count      int
}

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	if z.count++; z.count%500 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		z.most = max(z.most, int64(m.HeapAlloc))
	}
	n := min(int64(len(p)), z.left)
	z.left -= n
	return int(n), nil
}

func TestLargeBodiesStayFlat(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	const size = 100 << 20
	for _, c := range []struct{ name, method, path, want string }{
		{"echo", "POST", "/s", ""}, {"read", "PUT", "/s", fmt.Sprint(size)}, {"produce", "GET", fmt.Sprintf("/s?kind=big&n=%d", size/65536), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			used := heap()
			body := &zeros{left: size}
			var send io.Reader = body
			if c.method == "GET" {
				send = nil
			}
			response, err := s.do(t.Context(), c.method, c.path, send)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			watch := &watcher{}
			n, err := io.Copy(watch, response.Body)
			if err != nil || c.want == "" && n != size || c.want != "" && watch.text.String() != c.want {
				t.Errorf("%d bytes, %q, %v", n, watch.text.String(), err)
			}
			if grown := max(body.most, watch.most) - used; grown > 24<<20 {
				t.Errorf("the heap grew by %d bytes on the way", grown)
			}
		})
	}
}

// watcher counts what it is given, and watches the heap.
type watcher struct {
	text  strings.Builder
	count int
	most  int64
}

func (w *watcher) Write(p []byte) (int, error) {
	if w.count++; w.count%500 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most = max(w.most, int64(m.HeapAlloc))
	}
	if w.text.Len() < 64 {
		w.text.Write(p[:min(len(p), 64)])
	}
	return len(p), nil
}

// gate is a network that answers when it is opened.
type gate chan struct{}

func (g gate) RoundTrip(r *http.Request) (*http.Response, error) {
	<-g
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func TestGracefulStop(t *testing.T) {
	g := make(gate)
	s := serve(t, engine.Options{Grace: time.Minute, Transport: g}, map[string]string{"s.js": streams})
	events := s.get("/s?kind=tick")
	defer events.Body.Close()
	slow := s.get("/s?kind=gated")
	defer slow.Body.Close()
	s.stop()
	if text, err := io.ReadAll(events.Body); err != nil || string(text) != "data: hello\n\n" {
		t.Errorf("events: %q, %v", text, err) // they end in good order
	}
	eventually(t, func() string {
		if conn, err := net.Dial("tcp", s.address); err == nil {
			conn.Close()
			return "new connections are accepted"
		}
		return ""
	})
	select {
	case err := <-s.stopped:
		t.Error("it did not wait", err)
	default:
	}
	close(g)
	if text, err := io.ReadAll(slow.Body); err != nil || string(text) != "onetwo" {
		t.Errorf("in flight: %q, %v", text, err)
	}
	if err := <-s.stopped; err != nil {
		t.Error(err)
	}
}

func TestGraceEnds(t *testing.T) {
	s := serve(t, engine.Options{Grace: 30 * time.Millisecond}, map[string]string{"s.js": streams})
	stream := s.get("/s?kind=silent")
	defer stream.Body.Close()
	pending := make(chan string, 1)
	go func() { pending <- s.answer("GET", "/s?kind=pending", "") }()
	s.until("/s?kind=seen", `200 {"pulls":0,"cancelled":0,"aborted":0,"pending":1}`)
	s.stop()
	if got := <-pending; got != "503 Service unavailable: please try again." {
		t.Error(got)
	}
	if text, err := io.ReadAll(stream.Body); err == nil || string(text) != "begun" {
		t.Errorf("%q, %v", text, err)
	}
	if err := <-s.stopped; err != nil {
		t.Error(err)
	}
}

func TestForcedStop(t *testing.T) {
	s := serve(t, engine.Options{}, map[string]string{"s.js": streams})
	stream := s.get("/s?kind=silent")
	defer stream.Body.Close()
	pending := make(chan string, 1)
	go func() { pending <- s.answer("GET", "/s?kind=pending", "") }()
	s.until("/s?kind=seen", `200 {"pulls":0,"cancelled":0,"aborted":0,"pending":1}`)
	s.stop()
	s.force()
	if err := <-s.stopped; err != nil {
		t.Error(err)
	}
	if _, err := io.ReadAll(stream.Body); err == nil {
		t.Error("the stream ended in good order")
	}
	if got := <-pending; got != "error" && !strings.HasPrefix(got, "503") {
		t.Error(got)
	}
}

// BenchmarkEvents sends one event to each of 100 clients that listen.
func BenchmarkEvents(b *testing.B) {
	s := serve(b, engine.Options{}, map[string]string{"e.js": `
		const clients = new Set();
		export const GET = () => {
			let me;
			return new Response(new ReadableStream({
				start(c) { me = c; clients.add(c); c.enqueue(new TextEncoder().encode("data: hello\n\n")); },
				cancel() { clients.delete(me); },
			}), { headers: { "content-type": "text/event-stream" } });
		};
		export const POST = () => {
			const event = new TextEncoder().encode("data: an event\n\n");
			for (const c of clients) c.enqueue(event);
			return new Response(String(clients.size));
		};`})
	const clients = 100
	ctx, leave := context.WithCancel(b.Context())
	defer leave()
	var readers []*bufio.Reader
	next := func(r *bufio.Reader) {
		for range 2 {
			if _, err := r.ReadString('\n'); err != nil {
				b.Fatal(err)
			}
		}
	}
	for range clients {
		response, err := s.do(ctx, "GET", "/e", nil)
		if err != nil {
			b.Fatal(err)
		}
		defer response.Body.Close()
		r := bufio.NewReader(response.Body)
		next(r)
		readers = append(readers, r)
	}
	for b.Loop() {
		if got := s.answer("POST", "/e", ""); got != "200 100" {
			b.Fatal(got)
		}
		for _, r := range readers {
			next(r)
		}
	}
	b.ReportMetric(float64(b.N)*clients/b.Elapsed().Seconds(), "events/s")
}
