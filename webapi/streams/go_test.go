package streams_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
	"runner/webapi/streams"
)

// source is a Go reader that counts and can block.
type source struct {
	io.Reader
	reads  int
	closed chan struct{}
	once   sync.Once
}

func newSource(r io.Reader) *source { return &source{Reader: r, closed: make(chan struct{})} }

func (s *source) Read(b []byte) (int, error) { s.reads++; return s.Reader.Read(b) }
func (s *source) Close() error               { s.once.Do(func() { close(s.closed) }); return nil }

func (s *source) mustClose(t *testing.T) {
	t.Helper()
	select {
	case <-s.closed:
	case <-time.After(10 * time.Second):
		t.Error("the reader was not closed")
	}
}

// blocked blocks until it is closed.
type blocked struct{ *source }

func newBlocked() blocked { return blocked{newSource(nil)} }

func (b blocked) Read([]byte) (int, error) { <-b.closed; return 0, errors.New("closed under the read") }

// withStream makes a VM whose global s is the stream.
func withStream(t testing.TB, build func(rt *js.Runtime) *streams.ReadableStream) (*vmtest.VM, *streams.ReadableStream) {
	var s *streams.ReadableStream
	m := vmtest.New(t, func(rt *js.Runtime) {
		s = build(rt)
		rt.Set("s", rt.Wrap(s))
	})
	return m, s
}

func fromReader(r io.ReadCloser) func(*js.Runtime) *streams.ReadableStream {
	return func(rt *js.Runtime) *streams.ReadableStream { return streams.FromReader(rt, r) }
}

func fromBytes(b string) func(*js.Runtime) *streams.ReadableStream {
	return func(rt *js.Runtime) *streams.ReadableStream { return streams.FromBytes(rt, []byte(b)) }
}

// fromScript makes a stream by a script, whose value is the stream.
func fromScript(script string) func(*js.Runtime) *streams.ReadableStream {
	return func(rt *js.Runtime) *streams.ReadableStream {
		v, err := rt.RunString(script)
		if err != nil {
			panic(err)
		}
		s, _ := js.State[*streams.ReadableStream](v)
		return s
	}
}

const text = `async function text(s) { let out = ""; for (const r = s.getReader();;) { const {value, done} = await r.read(); if (done) return out; out += String.fromCharCode(...value) } }
`

func TestFromReader(t *testing.T) {
	for _, c := range []struct {
		name   string
		r      io.Reader
		script string
		want   string
	}{
		{"text", strings.NewReader("hello"), `return text(s)`, "hello"},
		{"byte by byte", iotest.OneByteReader(strings.NewReader("hello")), `return text(s)`, "hello"},
		{"empty", strings.NewReader(""), `return text(s)`, ""},
		{"data with EOF", iotest.DataErrReader(strings.NewReader("hello")), `return text(s)`, "hello"},
		{"error", iotest.ErrReader(errors.New("disk on fire")), `return text(s)`, "TypeError: disk on fire"},
		{"error after data", io.MultiReader(strings.NewReader("hello"), iotest.ErrReader(errors.New("torn"))), `const r = s.getReader(); await r.read(); await r.read()`, "TypeError: torn"},
		{"an error that is an exception", iotest.ErrReader(abortError{}), `try { await text(s) } catch (e) { return e.name }`, "AbortError"},
		{"byob", strings.NewReader("hello"), `const r = s.getReader({mode: "byob"}); const a = await r.read(new Uint8Array(3)), b = await r.read(new Uint8Array(3)), c = await r.read(new Uint8Array(3)); return [...a.value, ...b.value, c.done, c.value.byteLength]`, "[104,101,108,108,111,true,0]"},
		{"tee", strings.NewReader("hello"), `const [a, b] = s.tee(); return Promise.all([text(a), text(b)])`, `["hello","hello"]`},
		{"pipe", strings.NewReader("hello"), `let n = 0; await s.pipeTo(new WritableStream({write(c) { n += c.length }})); return n`, "5"},
		{"is a byte stream", strings.NewReader(""), `const locked = s.locked, r = s.getReader({mode: "byob"}); await r.cancel(); return [s.constructor.name, locked, r.constructor.name]`, `["ReadableStream",false,"ReadableStreamBYOBReader"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newSource(c.r)
			m, _ := withStream(t, fromReader(r))
			if got := m.Eval(text + c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			r.mustClose(t)
		})
	}
}

type abortError struct{}

func (abortError) Error() string { return "aborted" }
func (abortError) Exception(rt *js.Runtime) goja.Value {
	return rt.DOMException("AbortError", "aborted")
}

func TestFromReaderReadsOnDemand(t *testing.T) {
	r := newSource(strings.NewReader("hello"))
	m, _ := withStream(t, fromReader(r))
	m.Idle()
	if r.reads != 0 {
		t.Errorf("%d reads before anybody asked", r.reads)
	}
	m.Eval(`await s.getReader().read()`)
	m.Idle()
	if r.reads != 1 {
		t.Errorf("%d reads for one chunk", r.reads)
	}
}

func TestCancelClosesReader(t *testing.T) {
	r := newBlocked()
	m, _ := withStream(t, fromReader(r))
	if got := m.Eval(`const r = s.getReader(); const p = r.read(); await r.cancel(); return await p`); got != `{"done":true}` {
		t.Error(got)
	}
	r.mustClose(t)
	m.Idle()
}

func TestTakeReader(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         bool
	}{
		{"untouched", ``, true},
		{"looked at", `s.locked`, true},
		{"reader released", `s.getReader().releaseLock()`, true},
		{"locked", `s.getReader()`, false},
		{"read", `const r = s.getReader(); await r.read(); r.releaseLock()`, false},
		{"cancelled", `await s.cancel()`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, s := withStream(t, fromReader(newSource(strings.NewReader("hello"))))
			m.Eval(c.script)
			m.Do(func() {
				r, ok := s.TakeReader()
				if ok != c.want {
					t.Fatalf("taken: %v", ok)
				}
				if !ok {
					return
				}
				if b, _ := io.ReadAll(r); string(b) != "hello" {
					t.Errorf("read %q", b)
				}
				if !s.Locked() || !s.Disturbed() {
					t.Error("not locked and disturbed")
				}
				if _, again := s.TakeReader(); again {
					t.Error("taken twice")
				}
			})
		})
	}
	m, s := withStream(t, fromScript(`new ReadableStream({type: "bytes"})`))
	m.Do(func() {
		if _, ok := s.TakeReader(); ok {
			t.Error("taken from a script's stream")
		}
	})
}

func TestFromBytes(t *testing.T) {
	for _, c := range []struct{ content, script, want string }{
		{"hello", `const r = s.getReader(); const a = await r.read(), b = await r.read(); return [a.value.length, a.done, b.done]`, "[5,false,true]"},
		{"", `return text(s)`, ""},
		{"hello", `await s.cancel(); return text(s)`, ""},
		{"hello", `const [a, b] = s.tee(); return Promise.all([text(a), text(b)])`, `["hello","hello"]`},
		{"hello", `const {value, done} = await s.getReader({mode: "byob"}).read(new Uint8Array(9)); return [value.length, done]`, "[5,false]"},
	} {
		m, _ := withStream(t, fromBytes(c.content))
		if got := m.Eval(text + c.script); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.script, got, c.want)
		}
	}
}

func TestTee(t *testing.T) {
	for name, build := range map[string]func(*js.Runtime) *streams.ReadableStream{
		"bytes":  fromBytes("hello"),
		"reader": fromReader(newSource(strings.NewReader("hello"))),
		"script": fromScript(`new ReadableStream({start(c) { c.enqueue(new Uint8Array([104, 101, 108, 108, 111])); c.close() }})`),
	} {
		t.Run(name, func(t *testing.T) {
			m, s := withStream(t, build)
			m.Do(func() {
				a, b := s.Tee(m.Runtime)
				m.Set("a", m.Wrap(a))
				m.Set("b", m.Wrap(b))
			})
			if got := m.Eval(text + `const [x, y] = [a, b].map(x => x.getReader()); const [v, w] = [await x.read(), await y.read()]; return [s.locked, ...v.value, ...w.value, v.value.buffer === w.value.buffer]`); got != "[true,104,101,108,108,111,104,101,108,108,111,false]" {
				t.Error(got)
			}
		})
	}
	m, s := withStream(t, fromScript(`const x = new ReadableStream(); x.getReader(); x`))
	m.Do(func() {
		if m.Try(func() { s.Tee(m.Runtime) }) == nil {
			t.Error("a locked stream was teed")
		}
	})
}

func TestReadAllBytes(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(*js.Runtime) *streams.ReadableStream
		want  string
	}{
		{"bytes", fromBytes("hello"), "hello"},
		{"reader", fromReader(newSource(iotest.OneByteReader(strings.NewReader("hello")))), "hello"},
		{"broken reader", fromReader(newSource(iotest.ErrReader(errors.New("torn")))), "TypeError: torn"},
		{"script", fromScript(`new ReadableStream({start(c) { c.enqueue(new Uint8Array([104])); c.enqueue(new Uint8Array([105])); c.close() }})`), "hi"},
		{"byte stream", fromScript(`let n = 0; new ReadableStream({type: "bytes", pull(c) { n++ < 3 ? c.enqueue(new Uint8Array([96 + n])) : c.close() }})`), "abc"},
		{"many chunks", fromScript(`new ReadableStream({start(c) { for (let i = 0; i < 10000; i++) c.enqueue(new Uint8Array([97])); c.close() }})`), strings.Repeat("a", 10000)},
		{"strings", fromScript(`new ReadableStream({start(c) { c.enqueue("x") }})`), "TypeError: A chunk of the stream is not a Uint8Array"},
		{"other views", fromScript(`new ReadableStream({start(c) { c.enqueue(new Uint16Array(1)) }})`), "TypeError: A chunk of the stream is not a Uint8Array"},
		{"errored", fromScript(`new ReadableStream({start(c) { c.error(new RangeError("x")) }})`), "RangeError: x"},
		{"locked", fromScript(`const l = new ReadableStream(); l.getReader(); l`), "TypeError: The stream is locked to a reader"},
		{"used", streams.Used, "TypeError: The stream is locked to a reader"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, s := withStream(t, c.build)
			got := make(chan string, 2)
			m.Do(func() {
				streams.ReadAllBytes(m.Runtime, s, func(b []byte, exception goja.Value) {
					if exception != nil {
						got <- exception.String()
					} else {
						got <- string(b)
					}
				})
			})
			if text := <-got; text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
			m.Idle()
			if len(got) > 0 {
				t.Error("done was called twice")
			}
		})
	}
}

// sink records what it is given.
type sink struct {
	mu      sync.Mutex
	chunks  []string
	end     string
	done    chan struct{}
	write   func([]byte) error
	writing int
}

func newSink() *sink { return &sink{done: make(chan struct{})} }

func (s *sink) Write(b []byte) error {
	s.mu.Lock()
	s.writing++
	if s.writing > 1 {
		s.chunks = append(s.chunks, "TWO AT ONCE")
	}
	s.chunks = append(s.chunks, string(b))
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.writing--; s.mu.Unlock() }()
	if s.write != nil {
		return s.write(b)
	}
	return nil
}

func (s *sink) Close() error       { s.finish("closed"); return nil }
func (s *sink) Abort(reason error) { s.finish("aborted: " + strings.Split(reason.Error(), "\n")[0]) }

func (s *sink) finish(end string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end != "" {
		end = "TWO ENDS"
	}
	if s.writing > 0 {
		end = "END DURING A WRITE"
	}
	s.end = end
	close(s.done)
}

func (s *sink) wait(t *testing.T) string {
	t.Helper()
	select {
	case <-s.done:
	case <-time.After(10 * time.Second):
		t.Fatal("the pipe did not end")
	}
	return strings.Join(s.chunks, "|") + " " + s.end
}

func TestPipeToGo(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(*js.Runtime) *streams.ReadableStream
		want  string
	}{
		{"bytes", fromBytes("hello"), "hello closed"},
		{"no bytes", fromBytes(""), " closed"},
		{"reader", fromReader(newSource(strings.NewReader("hello"))), "hello closed"},
		{"broken reader", fromReader(newSource(io.MultiReader(strings.NewReader("he"), iotest.ErrReader(errors.New("torn"))))), "he aborted: torn"},
		{"script", fromScript(`new ReadableStream({start(c) { c.enqueue(new Uint8Array([104])); c.enqueue(new Uint8Array([105])); c.close() }})`), "h|i closed"},
		{"byte stream", fromScript(`let n = 0; new ReadableStream({type: "bytes", pull(c) { n++ < 3 ? c.enqueue(new Uint8Array([96 + n])) : c.close() }})`), "a|b|c closed"},
		{"strings", fromScript(`new ReadableStream({start(c) { c.enqueue("x") }})`), " aborted: TypeError: A chunk of the stream is not a Uint8Array"},
		{"errored", fromScript(`new ReadableStream({pull(c) { throw new RangeError("x") }})`), " aborted: RangeError: x"},
		{"throws no error", fromScript(`new ReadableStream({pull(c) { throw 7 }})`), " aborted: 7"},
		{"locked", fromScript(`const l = new ReadableStream(); l.getReader(); l`), " aborted: the stream is locked to a reader"},
		{"through a transform", fromScript(`ReadableStream.from(["a", "b"]).pipeThrough(new TransformStream({transform(x, c) { c.enqueue(new Uint8Array([x.charCodeAt(0)])) }}))`), "a|b closed"},
		{"a tee of a reader", func(rt *js.Runtime) *streams.ReadableStream {
			a, b := fromReader(newSource(strings.NewReader("hello")))(rt).Tee(rt)
			b.Cancel(rt, nil)
			return a
		}, "hello closed"},
		{"a proxy", func(rt *js.Runtime) *streams.ReadableStream {
			return fromScript(`new ReadableStream({start(c) { c.enqueue(new Uint8Array([104])); c.close() }})`)(rt).Proxy(rt)
		}, "h closed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, s := withStream(t, c.build)
			out := newSink()
			m.Do(func() { streams.PipeToGo(m.Runtime, s, out) })
			if got := out.wait(t); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			m.Idle()
		})
	}
}

func TestPipeToGoFailingWrite(t *testing.T) {
	for name, build := range map[string]func(*js.Runtime) *streams.ReadableStream{
		"reader": fromReader(newSource(iotest.OneByteReader(strings.NewReader("hello")))),
		"script": fromScript(`globalThis.why = ""; new ReadableStream({pull(c) { c.enqueue(new Uint8Array([104])) }, cancel(r) { why = String(r) }})`),
	} {
		t.Run(name, func(t *testing.T) {
			m, s := withStream(t, build)
			out := newSink()
			out.write = func([]byte) error { return errors.New("pipe broken") }
			m.Do(func() { streams.PipeToGo(m.Runtime, s, out) })
			if got := out.wait(t); got != "h aborted: pipe broken" {
				t.Errorf("got %q", got)
			}
			m.Idle()
			if name == "script" {
				if got := m.Eval(`return why`); got != "TypeError: pipe broken" {
					t.Errorf("cancelled with %q", got)
				}
			}
		})
	}
}

func TestPipeToGoAbort(t *testing.T) {
	t.Run("reader", func(t *testing.T) {
		r := newBlocked()
		m, s := withStream(t, fromReader(r))
		out := newSink()
		var p *streams.Pipe
		m.Do(func() { p = streams.PipeToGo(m.Runtime, s, out) })
		p.Abort(errors.New("client left"))
		p.Abort(errors.New("again"))
		if got := out.wait(t); got != " aborted: client left" {
			t.Errorf("got %q", got)
		}
		r.mustClose(t)
		m.Idle()
	})
	t.Run("script", func(t *testing.T) {
		m, s := withStream(t, fromScript(`globalThis.why = ""; new ReadableStream({cancel(r) { why = String(r) }})`))
		out := newSink()
		var p *streams.Pipe
		m.Do(func() { p = streams.PipeToGo(m.Runtime, s, out) })
		p.Abort(errors.New("client left"))
		if got := out.wait(t); got != " aborted: client left" {
			t.Errorf("got %q", got)
		}
		if got := m.Eval(`return why`); got != "TypeError: client left" {
			t.Errorf("cancelled with %q", got)
		}
	})
	t.Run("during a write", func(t *testing.T) {
		m, s := withStream(t, fromScript(`new ReadableStream({pull(c) { c.enqueue(new Uint8Array([104])) }})`))
		out := newSink()
		writing, resume := make(chan struct{}), make(chan struct{})
		out.write = func([]byte) error { close(writing); <-resume; return nil }
		var p *streams.Pipe
		m.Do(func() { p = streams.PipeToGo(m.Runtime, s, out) })
		<-writing
		p.Abort(errors.New("client left"))
		m.Do(func() {})
		close(resume)
		if got := out.wait(t); got != "h aborted: client left" {
			t.Errorf("got %q", got)
		}
	})
	for name, build := range map[string]func(*js.Runtime) *streams.ReadableStream{
		"the loop is closed under a reader": fromReader(newBlocked()),
		"the loop is closed under a script": fromScript(`new ReadableStream()`),
		"the loop is closed under a write":  fromScript(`new ReadableStream({pull(c) { c.enqueue(new Uint8Array([104])) }})`),
	} {
		t.Run(name, func(t *testing.T) {
			m, s := withStream(t, build)
			out := newSink()
			writing, resume := make(chan struct{}), make(chan struct{})
			out.write = func([]byte) error { close(writing); <-resume; return nil }
			m.Do(func() { streams.PipeToGo(m.Runtime, s, out) })
			want := " aborted: the JavaScript runtime was closed"
			if strings.HasSuffix(name, "write") {
				<-writing
				want = "h" + want
			}
			m.Close()
			close(resume)
			if got := out.wait(t); got != want {
				t.Errorf("got %q", got)
			}
		})
	}
	t.Run("after the end", func(t *testing.T) {
		m, s := withStream(t, fromBytes("x"))
		out := newSink()
		var p *streams.Pipe
		m.Do(func() { p = streams.PipeToGo(m.Runtime, s, out) })
		out.wait(t)
		m.Idle()
		p.Abort(errors.New("client left"))
		m.Idle()
	})
}

// A slow sink slows the source: no more than the stream's own queue is ahead.
func TestPipeToGoBackpressure(t *testing.T) {
	m, s := withStream(t, fromScript(`globalThis.pulled = 0; new ReadableStream({pull(c) { pulled++; c.enqueue(new Uint8Array([1])) }})`))
	out := newSink()
	step := make(chan struct{})
	out.write = func([]byte) error { <-step; return nil }
	var p *streams.Pipe
	m.Do(func() { p = streams.PipeToGo(m.Runtime, s, out) })
	for i := range 3 {
		step <- struct{}{}
		if got := m.Eval(`await new Promise(r => setTimeout(r)); return pulled <= ` + fmt.Sprint(i+4)); got != "true" {
			t.Errorf("pulled too much after %d writes: %s", i+1, m.Eval(`return pulled`))
		}
	}
	p.Abort(nil)
	close(step)
	out.wait(t)
}

// upper is a transform in Go.
type upper struct{ cancelled bool }

func (*upper) Transform(t *streams.Transform, chunk goja.Value) {
	b, ok := t.Bytes(chunk)
	if !ok {
		t.ThrowTypeError("not bytes")
	}
	t.EnqueueBytes(bytes.ToUpper(b))
}
func (*upper) Flush(t *streams.Transform) { t.Enqueue(t.ToValue("end")) }
func (u *upper) Cancel(goja.Value)        { u.cancelled = true }

// slow is a transform that works off the loop.
type slow struct{}

func (slow) Work(t *streams.Transform, chunk goja.Value) func() ([][]byte, error) {
	if chunk == nil {
		return func() ([][]byte, error) { return [][]byte{[]byte("e"), []byte("nd")}, nil }
	}
	b, ok := t.Bytes(chunk)
	if !ok {
		t.ThrowTypeError("not bytes")
	}
	b = bytes.Clone(b)
	return func() ([][]byte, error) {
		if string(b) == "!" {
			return nil, errors.New("bad data")
		}
		return [][]byte{bytes.ToUpper(b)}, nil
	}
}

func TestNewTransform(t *testing.T) {
	const write = `const w = writable.getWriter(); const b = s => new Uint8Array([...s].map(c => c.charCodeAt(0))); const q = x => w.write(x).catch(() => {}); const r = readable.getReader(); const next = async () => { const {value, done} = await r.read(); return done ? "done" : typeof value === "string" ? value : String.fromCharCode(...value) };
`
	u := &upper{}
	for _, c := range []struct {
		name   string
		make   func(rt *js.Runtime) *streams.Transform
		script string
		want   string
	}{
		{"sync", func(rt *js.Runtime) *streams.Transform { return streams.NewTransform(rt, &upper{}) }, `q(b("ab")); w.close(); return [await next(), await next(), await next()]`, `["AB","end","done"]`},
		{"sync throws", func(rt *js.Runtime) *streams.Transform { return streams.NewTransform(rt, &upper{}) }, `q(1); await next()`, "TypeError: not bytes"},
		{"cancel", func(rt *js.Runtime) *streams.Transform { return streams.NewTransform(rt, u) }, `await r.cancel(); return next()`, "done"},
		{"async", func(rt *js.Runtime) *streams.Transform { return streams.NewAsyncTransform(rt, slow{}) }, `q(b("ab")); q(b("c")); w.close(); return [await next(), await next(), await next(), await next(), await next()]`, `["AB","C","e","nd","done"]`},
		{"async throws", func(rt *js.Runtime) *streams.Transform { return streams.NewAsyncTransform(rt, slow{}) }, `q(1); await next()`, "TypeError: not bytes"},
		{"async fails", func(rt *js.Runtime) *streams.Transform { return streams.NewAsyncTransform(rt, slow{}) }, `q(b("!")); await next()`, "TypeError: bad data"},
		{"async, cancelled while working", func(rt *js.Runtime) *streams.Transform { return streams.NewAsyncTransform(rt, slow{}) }, `const n = next(); q(b("a")); await r.cancel(); return n`, "done"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := vmtest.New(t, func(rt *js.Runtime) {
				transform := c.make(rt)
				rt.Set("readable", rt.Wrap(transform.Readable))
				rt.Set("writable", rt.Wrap(transform.Writable))
			})
			if got := m.Eval(write + c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			m.Idle()
			if log := m.Log(); log != "" {
				t.Errorf("logged: %s", log)
			}
		})
	}
	if !u.cancelled {
		t.Error("Cancel was not called")
	}
}

// Cancel from Go while a script reads.
func TestCancel(t *testing.T) {
	m, s := withStream(t, fromScript(`globalThis.why = ""; new ReadableStream({cancel(r) { why = r }})`))
	m.Do(func() { s.Cancel(m.Runtime, m.ToValue("gone")) })
	if got := m.Eval(`return why`); got != "gone" || !s.Closed() {
		t.Error(got)
	}
}
