package streams_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

// all reads a stream by its async iterator; the engine has no `for await`.
const all = `async function all(s) { const out = []; for (const i = s[Symbol.asyncIterator]();;) { const {value, done} = await i.next(); if (done) return out; out.push(value) } }
`

// The Web Platform Tests judge the interfaces (webapi/wpt, area "streams"). What
// is here runs without the suite: one case or more of each part, and bad input.
func TestStreams(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"default source", `const out = []; for (const r = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2); c.close() }}).getReader();;) { const {value, done} = await r.read(); if (done) return out; out.push(value) }`, "[1,2]"},
		{"pull as needed", `let n = 0; const s = new ReadableStream({pull(c) { c.enqueue(n++) }}, {highWaterMark: 3}); await new Promise(r => setTimeout(r)); return n`, "3"},
		{"pull rejects", `await new ReadableStream({pull() { return Promise.reject(new RangeError("x")) }}).getReader().read()`, "RangeError: x"},
		{"start throws", `new ReadableStream({start() { throw new RangeError("x") }})`, "RangeError: x"},
		{"size throws", `let c; const s = new ReadableStream({start(x) { c = x }}, {size() { throw new RangeError("x") }}); try { c.enqueue(1) } catch (e) { return e.message }`, "x"},
		{"size is no number", `let c; new ReadableStream({start(x) { c = x }}, {size() { return -1 }}); c.enqueue(1)`, "RangeError: The size of a chunk must be a finite number that is not negative, not -1."},
		{"high water mark", `new ReadableStream({}, {highWaterMark: NaN})`, "RangeError: The high water mark NaN is not a number from 0 up."},
		{"source is null", `new ReadableStream(null)`, "TypeError: Failed to construct 'ReadableStream': argument 1 is not an object."},
		{"pull is no function", `new ReadableStream({pull: 1})`, "TypeError: The member 'pull' is not a function."},
		{"type", `new ReadableStream({type: "x"})`, `TypeError: "x" is not a type of a stream; the only one is "bytes".`},
		{"symbol type", `new ReadableStream({type: Symbol()})`, `TypeError: Cannot convert a Symbol value to a string`},
		{"async iteration", `return all(new ReadableStream({start(c) { c.enqueue("a"); c.enqueue("b"); c.close() }}))`, `["a","b"]`},
		{"break cancels", `let why = "no"; const s = new ReadableStream({start(c) { c.enqueue(1) }, cancel(r) { why = String(r) }}); const i = s[Symbol.asyncIterator](); await i.next(); await i.return(); return [why, s.locked]`, `["undefined",false]`},
		{"preventCancel", `let why = "no"; const s = new ReadableStream({start(c) { c.enqueue(1) }, cancel() { why = "yes" }}); const i = s.values({preventCancel: true}); await i.next(); await i.return(); return why`, "no"},
		{"from array", `return all(ReadableStream.from([1, Promise.resolve(2)]))`, "[1,2]"},
		{"from number", `ReadableStream.from(1)`, "TypeError: The value is neither iterable nor async iterable"},
		{"from null", `ReadableStream.from(null)`, "TypeError: null is not iterable"},
		{"bytes", `const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 2, 3])); c.close() }}); return [...(await s.getReader().read()).value]`, "[1,2,3]"},
		{"enqueue detaches", `let c; new ReadableStream({type: "bytes", start(x) { c = x }}); const a = new Uint8Array(3); c.enqueue(a); return [a.length, a.byteLength]`, "[0,0]"},
		{"enqueue a detached chunk", `let c; new ReadableStream({type: "bytes", start(x) { c = x }}); const a = new Uint8Array(3); c.enqueue(a); c.enqueue(a)`, "TypeError: The chunk is empty or its buffer is detached"},
		{"enqueue no view", `let c; new ReadableStream({type: "bytes", start(x) { c = x }}); c.enqueue("x")`, "TypeError: Failed to execute 'enqueue': argument 1 is not an ArrayBufferView."},
		{"byob", `const s = new ReadableStream({type: "bytes", pull(c) { c.byobRequest.view[0] = 7; c.byobRequest.respond(1) }}); const {value} = await s.getReader({mode: "byob"}).read(new Uint8Array(4)); return [value.length, value[0], value.buffer.byteLength]`, "[1,7,4]"},
		{"byob, other elements", `const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 0, 2, 0, 3])) }}); const {value} = await s.getReader({mode: "byob"}).read(new Uint16Array(8)); return [value.constructor.name, ...value]`, `["Uint16Array",1,2]`},
		{"byob min", `let n = 0; const s = new ReadableStream({type: "bytes", pull(c) { c.enqueue(new Uint8Array([n++])) }}); return [...(await s.getReader({mode: "byob"}).read(new Uint8Array(8), {min: 3})).value]`, "[0,1,2]"},
		{"byob of a default stream", `new ReadableStream().getReader({mode: "byob"})`, "TypeError: A BYOB reader needs a byte stream"},
		{"byob request twice", `let r; const s = new ReadableStream({type: "bytes", pull(c) { r = c.byobRequest; r.respond(1) }}); await s.getReader({mode: "byob"}).read(new Uint8Array(4)); r.respond(1)`, "TypeError: This BYOB request has been responded to already"},
		{"autoAllocateChunkSize", `const s = new ReadableStream({type: "bytes", autoAllocateChunkSize: 16, pull(c) { const v = c.byobRequest.view; v[0] = 9; c.byobRequest.respond(1) }}); const {value} = await s.getReader().read(); return [value.length, value[0], value.buffer.byteLength]`, "[1,9,16]"},
		{"autoAllocateChunkSize, too much", `await new ReadableStream({type: "bytes", autoAllocateChunkSize: 2 ** 50}).getReader().read()`, "RangeError: Array buffer allocation failed"},
		{"release rejects reads", `const r = new ReadableStream().getReader(); const p = r.read(); r.releaseLock(); await p`, "TypeError: The reader has been released"},
		{"tee", `const [a, b] = new ReadableStream({start(c) { c.enqueue({}); c.close() }}).tee(); return (await a.getReader().read()).value === (await b.getReader().read()).value`, "true"},
		{"tee bytes", `const [a, b] = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([5])); c.close() }}).tee(); const x = (await a.getReader().read()).value, y = (await b.getReader().read()).value; return [x[0], y[0], x.buffer === y.buffer]`, "[5,5,false]"},
		{"writable", `const out = []; const w = new WritableStream({write(x) { out.push(x) }, close() { out.push("closed") }}).getWriter(); w.write(1); w.write(2); await w.close(); return out`, `[1,2,"closed"]`},
		{"writable type", `new WritableStream({type: "bytes"})`, "RangeError: An underlying sink has no type"},
		{"write fails", `const w = new WritableStream({write() { throw new RangeError("x") }}).getWriter(); await w.write(1)`, "RangeError: x"},
		{"abort", `let why, signal; const s = new WritableStream({start(c) { signal = c.signal }, abort(r) { why = r }}); await s.abort("r"); return [why, signal.aborted, signal.reason]`, `["r",true,"r"]`},
		{"signal after abort", `let c; const s = new WritableStream({start(x) { c = x }}); await s.abort("r"); return [c.signal.aborted, c.signal === c.signal]`, "[true,true]"},
		{"desiredSize", `const s = new WritableStream({}, new CountQueuingStrategy({highWaterMark: 3})); const w = s.getWriter(); w.write(1); return w.desiredSize`, "2"},
		{"pipeTo", `const out = []; await new ReadableStream({start(c) { c.enqueue(1); c.close() }}).pipeTo(new WritableStream({write(x) { out.push(x) }})); return out`, "[1]"},
		{"pipeTo signal", `let why; const a = new AbortController(); const p = new ReadableStream({cancel(r) { why = r.name }}).pipeTo(new WritableStream(), {signal: a.signal}); a.abort(); try { await p } catch (e) { return [e.name, why] }`, `["AbortError","AbortError"]`},
		{"pipeTo bad signal", `await new ReadableStream().pipeTo(new WritableStream(), {signal: {}})`, "TypeError: The signal of a pipe is not an AbortSignal."},
		{"pipeTo nothing", `await new ReadableStream().pipeTo({})`, "TypeError: The destination of pipeTo is not a WritableStream."},
		{"pipeThrough", `const t = new TransformStream({transform(x, c) { c.enqueue(x * 2) }, flush(c) { c.enqueue("end") }}); return all(ReadableStream.from([1, 2]).pipeThrough(t))`, `[2,4,"end"]`},
		{"transform throws", `const t = new TransformStream({transform() { throw new RangeError("x") }}); t.writable.getWriter().write(1).catch(() => {}); await t.readable.getReader().read()`, "RangeError: x"},
		{"transform cancel", `let why; const t = new TransformStream({cancel(r) { why = r }}); await t.readable.cancel("r"); return why`, "r"},
		{"transform cancelled while it is written", `let go; const t = new TransformStream({cancel() { return new Promise(r => go = r) }}, {highWaterMark: 2}, {highWaterMark: 2}); await 0; const w = t.writable.getWriter(); const p = t.readable.cancel(); const q = w.write(1); go(); await p; return q.then(() => "written", () => "refused")`, "refused"},
		{"byteLength", `const s = new ByteLengthQueuingStrategy({highWaterMark: 4}); return [s.highWaterMark, s.size(new Uint8Array(3)), s.size === new ByteLengthQueuingStrategy({highWaterMark: 1}).size]`, "[4,3,true]"},
		{"strategy without mark", `new CountQueuingStrategy({})`, "TypeError: Failed to construct 'CountQueuingStrategy': the member 'highWaterMark' is required."},
		{"size of undefined", `new ByteLengthQueuingStrategy({highWaterMark: 4}).size()`, "TypeError: Cannot read the byteLength of undefined"},
		{"illegal constructor", `new ReadableStreamDefaultController()`, "TypeError: Illegal constructor"},
		{"closed of another", `await Object.getOwnPropertyDescriptor(ReadableStreamDefaultReader.prototype, "closed").get.call({})`, "TypeError: Illegal invocation: ReadableStreamDefaultReader.closed was called on a value that is not a ReadableStreamDefaultReader"},
		{"microtasks in order", `const out = []; let c; const s = new ReadableStream({start(x) { c = x }}); s.getReader().read().then(() => out.push("read")); Promise.resolve().then(() => out.push("before")); c.enqueue(1); Promise.resolve().then(() => out.push("after")); await new Promise(r => setTimeout(r)); return out`, `["before","read","after"]`},
		{"a deep queue", `let c; const s = new ReadableStream({start(x) { c = x }}); for (let i = 0; i < 20000; i++) c.enqueue(i); c.close(); let n = 0; const w = new WritableStream({write() { n++ }}); await s.pipeTo(w); return n`, "20000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(all + c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if log := m.Log(); log != "" {
		t.Errorf("logged: %s", log)
	}
}
