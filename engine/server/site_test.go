package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"runner/engine"
	"runner/engine/server"
	"runner/loader"
)

// site is a project that is served on a loopback port.
type site struct {
	t       testing.TB
	engine  *engine.Engine
	address string
	client  *http.Client
	log     *record
	stop    context.CancelFunc // gracefully
	force   context.CancelFunc
	stopped chan error
	left    atomic.Int32 // clients that did not wait for their answer
}

// serve writes the files of a project, by path below src/pages, and serves it.
func serve(t testing.TB, o engine.Options, files map[string]string) *site {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, "src", "pages", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	lo := loader.Options{Command: "serve", OutDir: filepath.Join(root, "dist")}
	engine.Prepare(&lo)
	loaded, err := loader.Load(root, lo)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, log: &record{}, stopped: make(chan error, 1)}
	o.Log = slog.New(s.log)
	o.Access = func(a server.Access) {
		if a.Status == 499 {
			s.left.Add(1)
		}
	}
	if s.engine, err = engine.Open(loaded, o); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	var stop, force context.Context
	stop, s.stop = context.WithCancel(context.Background())
	force, s.force = context.WithCancel(context.Background())
	go func() {
		err := s.engine.Serve(stop, force, listener)
		s.stopped <- err
		close(s.stopped)
	}()
	transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
	s.client = &http.Client{Transport: transport}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		s.stop()
		s.force()
		<-s.stopped
		_ = s.engine.Close()
	})
	return s
}

// do sends a request.
func (s *site) do(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, "http://"+s.address+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Origin", "http://"+s.address)
	return s.client.Do(r)
}

// get sends a GET and returns the response, to be read and closed.
func (s *site) get(path string) *http.Response {
	s.t.Helper()
	response, err := s.do(context.Background(), "GET", path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return response
}

// answer is what a whole request comes to: "200 text" or "error".
func (s *site) answer(method, path, body string) string {
	response, err := s.do(context.Background(), method, path, strings.NewReader(body))
	if err != nil {
		return "error"
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Sprintf("%d %s, cut", response.StatusCode, data)
	}
	return fmt.Sprintf("%d %s", response.StatusCode, data)
}

// want fails the test unless a request comes to the answer.
func (s *site) want(method, path, want string) {
	s.t.Helper()
	if got := s.answer(method, path, ""); got != want {
		s.t.Errorf("%s %s: got %q, want %q", method, path, got, want)
	}
}

// until asks for a path until it gives the answer.
func (s *site) until(path, want string) {
	s.t.Helper()
	eventually(s.t, func() string {
		if got := s.answer("GET", path, ""); got != want {
			return fmt.Sprintf("%s: got %q, want %q", path, got, want)
		}
		return ""
	})
}

// raw sends bytes over a connection of their own and returns its reader.
func (s *site) raw(text string) (net.Conn, *bufio.Reader) {
	s.t.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(conn, text); err != nil {
		s.t.Fatal(err)
	}
	return conn, bufio.NewReader(conn)
}

// eventually waits until check has no complaint.
func eventually(t testing.TB, check func() string) {
	t.Helper()
	complaint := ""
	for range 2000 {
		if complaint = check(); complaint == "" {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error(complaint)
}

// goroutines waits until not many more run than before.
func (s *site) goroutines(t testing.TB, before int) {
	t.Helper()
	eventually(t, func() string {
		s.client.CloseIdleConnections() // they have some
		if now := runtime.NumGoroutine(); now > before+10 {
			return fmt.Sprintf("%d goroutines, %d before", now, before)
		}
		return ""
	})
}

// heap is what is in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// record keeps a log.
type record struct {
	mu    sync.Mutex
	lines []string
}

func (l *record) Enabled(_ context.Context, level slog.Level) bool { return true }
func (l *record) WithAttrs([]slog.Attr) slog.Handler               { return l }
func (l *record) WithGroup(string) slog.Handler                    { return l }

func (l *record) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool {
		line += " " + a.String()
		return true
	})
	l.mu.Lock()
	l.lines = append(l.lines, line)
	l.mu.Unlock()
	return nil
}

// has waits for a line with all the texts.
func (l *record) has(t testing.TB, texts ...string) {
	t.Helper()
	eventually(t, func() string {
		l.mu.Lock()
		defer l.mu.Unlock()
	lines:
		for _, line := range l.lines {
			for _, text := range texts {
				if !strings.Contains(line, text) {
					continue lines
				}
			}
			return ""
		}
		return fmt.Sprintf("no line with %q in %.2000q", texts, l.lines)
	})
}

// count counts the lines with a text.
func (l *record) count(text string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range l.lines {
		if strings.Contains(line, text) {
			n++
		}
	}
	return n
}

// newReader reads a line that was read already, and then the rest.
func newReader(line string, rest io.Reader) *bufio.Reader {
	return bufio.NewReader(io.MultiReader(strings.NewReader(line), rest))
}
