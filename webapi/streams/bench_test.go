package streams_test

import (
	"io"
	"runtime"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
	"runner/webapi/streams"
)

// count counts what it is given.
type count struct {
	bytes int64
	done  chan error
}

func newCount() *count { return &count{done: make(chan error, 1)} }

func (c *count) Write(b []byte) error { c.bytes += int64(len(b)); return nil }
func (c *count) Close() error         { c.done <- nil; return nil }
func (c *count) Abort(reason error)   { c.done <- reason }

// generator is a reader of n bytes, which it really copies.
type generator struct{ n int64 }

var pattern = make([]byte, 1<<20)

func (g *generator) Read(b []byte) (int, error) {
	if g.n == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(int64(len(b)), g.n)], pattern)
	g.n -= int64(n)
	return n, nil
}

func (*generator) Close() error { return nil }

// benchmarkPipe sends a stream to Go, b.N times, and reports how much the heap
// grew at most between the chunks.
func benchmarkPipe(b *testing.B, size int64, build func(*js.Runtime) *streams.ReadableStream) {
	m := vmtest.New(b, nil)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		out := newCount()
		m.Do(func() { streams.PipeToGo(m.Runtime, build(m.Runtime), out) })
		if err := <-out.done; err != nil {
			b.Fatal(err)
		}
		if out.bytes != size {
			b.Fatalf("%d bytes arrived", out.bytes)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.HeapSys)/(1<<20), "heap-MB")
}

// 1 GB from a reader to a sink, without JavaScript.
func BenchmarkPipeReader1GB(b *testing.B) {
	benchmarkPipe(b, 1<<30, func(rt *js.Runtime) *streams.ReadableStream {
		return streams.FromReader(rt, &generator{1 << 30})
	})
}

// The same through the standard's machinery, as when a script teed the stream.
func BenchmarkPipeReaderTee64MB(b *testing.B) {
	benchmarkPipe(b, 64<<20, func(rt *js.Runtime) *streams.ReadableStream {
		one, two := streams.FromReader(rt, &generator{64 << 20}).Tee(rt)
		two.Cancel(rt, nil)
		return one
	})
}

// A script's stream of 64 KB chunks.
func BenchmarkPipeScript64MB(b *testing.B) {
	benchmarkPipe(b, 64<<20, fromScript(`(() => { let n = 0; return new ReadableStream({pull(c) { n++ < 1024 ? c.enqueue(new Uint8Array(65536)) : c.close() }}) })()`))
}

// Many small chunks, as of a rendered page or of events.
func BenchmarkPipeScript1000Small(b *testing.B) {
	benchmarkPipe(b, 100*1000, fromScript(`(() => { let n = 0; const chunk = new Uint8Array(100); return new ReadableStream({pull(c) { n++ < 1000 ? c.enqueue(chunk) : c.close() }}) })()`))
}

// One identity TransformStream, and three, between script and Go.
func BenchmarkPipeTransform(b *testing.B) {
	benchmarkPipe(b, 1000<<10, fromScript(`(() => { let n = 0; const chunk = new Uint8Array(1024); return new ReadableStream({pull(c) { n++ < 1000 ? c.enqueue(chunk) : c.close() }}).pipeThrough(new TransformStream()) })()`))
}

func BenchmarkPipeTransform3(b *testing.B) {
	benchmarkPipe(b, 1000<<10, fromScript(`(() => { let n = 0; const chunk = new Uint8Array(1024); return new ReadableStream({pull(c) { n++ < 1000 ? c.enqueue(chunk) : c.close() }}).pipeThrough(new TransformStream()).pipeThrough(new TransformStream()).pipeThrough(new TransformStream()) })()`))
}

// 1000 chunks read by a script.
func BenchmarkRead1000(b *testing.B) {
	m := vmtest.New(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		m.Eval(`let n = 0; const r = new ReadableStream({pull(c) { n++ < 1000 ? c.enqueue(n) : c.close() }}).getReader(); while (!(await r.read()).done);`)
	}
}

// What a body that nobody looks at costs.
func BenchmarkFromBytes(b *testing.B) {
	m := vmtest.New(b, nil)
	b.ReportAllocs()
	m.Do(func() {
		for b.Loop() {
			s := streams.FromBytes(m.Runtime, []byte("hello"))
			if _, ok := s.TakeReader(); !ok {
				b.Fatal("not taken")
			}
		}
	})
}

func BenchmarkMicrotask(b *testing.B) {
	m := vmtest.New(b, nil)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		m.Do(func() {
			m.Enter(func() {
				for range 1000 {
					m.Microtask(func() { n++ })
				}
			})
		})
	}
}
