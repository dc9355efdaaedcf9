package streams_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

// steps are what a script may do to streams in any order, also from inside the
// callbacks of a stream. Each may throw; none may panic.
const steps = `
const quiet = p => { if (p && p.then) p.then(() => {}, () => {}); return p };
const bytes = n => new Uint8Array(n || 1);
let rs, c, bs, bc, ws, wc, ts, tc, reader, byob, writer, request, views = [], depth = 0, code, at = 0;
const make = [
  () => { rs = new ReadableStream({start(x) { c = x; inner() }, pull() { return inner() }, cancel() { return inner() }}, {highWaterMark: 2, size() { inner(); return 1 }}) },
  () => { bs = new ReadableStream({type: "bytes", start(x) { bc = x }, pull() { return inner() }, cancel() { return inner() }}, {highWaterMark: 3}) },
  () => { bs = new ReadableStream({type: "bytes", autoAllocateChunkSize: 4, start(x) { bc = x }, pull() { return inner() }}) },
  () => { ws = new WritableStream({start(x) { wc = x }, write() { return inner() }, close() { return inner() }, abort() { return inner() }}, {highWaterMark: 2, size() { inner(); return 1 }}) },
  () => { ts = new TransformStream({start(x) { tc = x }, transform(x, t) { inner(); t.enqueue(x) }, flush() { return inner() }, cancel() { return inner() }}, {highWaterMark: 1}, {highWaterMark: 1}); rs = ts.readable; ws = ts.writable },
];
const step = [
  ...make,
  () => c.enqueue(1), () => c.enqueue({get then() { inner() }}), () => c.close(), () => c.error("e"), () => c.desiredSize,
  () => bc.enqueue(bytes(3)), () => bc.enqueue(new Uint16Array(2)), () => bc.close(), () => bc.error("e"), () => bc.desiredSize,
  () => { request = bc.byobRequest }, () => request.respond(1), () => request.respond(0), () => request.respond(3), () => request.respondWithNewView(request.view.subarray(0, 2)), () => request.respondWithNewView(bytes(4)),
  () => structuredClone(request.view.buffer, {transfer: [request.view.buffer]}), () => { request.view[0] = 1 }, () => request.respondWithNewView(new Uint8Array(structuredClone(request.view.buffer, {transfer: [request.view.buffer]}), 0, 1)),
  () => { reader = rs.getReader() }, () => { reader = bs.getReader() }, () => { byob = bs.getReader({mode: "byob"}) }, () => { byob = rs.getReader({mode: "byob"}) },
  () => quiet(reader.read()), () => quiet(reader.read()), () => quiet(byob.read(bytes(4))), () => quiet(byob.read(new Uint32Array(2), {min: 2})), () => quiet(byob.read(new DataView(new ArrayBuffer(8), 2, 3))), () => { const v = bytes(2); quiet(byob.read(v)); quiet(byob.read(v)) },
  () => reader.releaseLock(), () => byob.releaseLock(), () => quiet(reader.cancel()), () => quiet(byob.cancel()), () => quiet(reader.closed), () => quiet(byob.closed), () => quiet(rs.cancel("r")), () => quiet(bs.cancel("r")),
  () => { [rs] = rs.tee() }, () => { [, rs] = bs.tee() }, () => { [bs] = bs.tee() }, () => { const [a, b] = bs.tee(); bs = a; quiet(b.getReader({mode: "byob"}).read(bytes(4))) },
  () => { writer = ws.getWriter() }, () => quiet(writer.write(1)), () => quiet(writer.close()), () => quiet(writer.abort("a")), () => writer.releaseLock(), () => quiet(writer.ready), () => quiet(writer.closed), () => writer.desiredSize, () => quiet(ws.abort()), () => quiet(ws.close()), () => wc.error("e"), () => wc.signal,
  () => tc.enqueue(1), () => tc.error("e"), () => tc.terminate(), () => tc.desiredSize,
  () => quiet(rs.pipeTo(ws)), () => quiet(bs.pipeTo(ws, {preventClose: true, preventAbort: true, preventCancel: true})), () => { rs = bs.pipeThrough(new TransformStream()) }, () => { const a = new AbortController(); quiet(rs.pipeTo(ws, {signal: a.signal})); a.abort() },
  () => { const i = rs.values(); quiet(i.next()); quiet(i.return()) }, () => { rs = ReadableStream.from([1, Promise.reject(1), 2]) },
  () => { throw 1 }, () => new Promise(() => {}), () => Promise.reject(1), () => ({then() { throw 1 }}), () => ({then(f) { inner(); f() }}),
];
const next = () => at < code.length ? code.charCodeAt(at++) % step.length : -1;
const inner = () => { if (depth > 3) return; depth++; try { const n = next(); if (n >= 0) return step[n]() } finally { depth-- } };
`

func FuzzStreams(f *testing.F) {
	for _, seed := range []string{"\x00\x05\x18\x1c", "\x01\x1a\x1e\x0f\x10", "\x02\x19\x1c\x0f\x10\x11", "\x03\x2d\x2e\x2f\x30", "\x04\x2d\x2e\x3e\x18\x1c", "\x01\x1a\x1f\x0a\x0c", "\x01\x2c\x1a\x1e\x0f\x13\x0c", "\x01'A\n;-\r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if len(code) > 60 {
			return
		}
		m := vmtest.New(t, nil)
		script := strings.Builder{}
		script.WriteString(steps + "code = ")
		script.WriteString(quoteBytes(code))
		script.WriteString(`; for (const f of make) { try { f() } catch {} } at = 0; for (let n; (n = next()) >= 0;) { try { quiet(step[n]()) } catch {} if (n % 3 === 0) await null } for (let i = 0; i < 30; i++) await null; return "done"`)
		if got := m.Eval(script.String()); got != "done" {
			t.Error(got)
		}
		if log := m.Log(); strings.Contains(log, "panic:") || strings.Contains(log, "Uncaught") {
			t.Error(log)
		}
	})
}

// quoteBytes writes a string literal whose code units are the bytes of s.
func quoteBytes(s string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		b.WriteString(`\x`)
		b.WriteByte(hex[s[i]>>4])
		b.WriteByte(hex[s[i]&15])
	}
	b.WriteByte('"')
	return b.String()
}
