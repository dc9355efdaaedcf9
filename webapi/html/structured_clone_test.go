package html_test

import (
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/html"
)

func TestStructuredClone(t *testing.T) {
	runCases(t, []scriptCase{
		{"primitives", `return [structuredClone(1), structuredClone("\ud800") === "\ud800", structuredClone(null), typeof structuredClone(undefined), structuredClone(10n) === 10n, Object.is(structuredClone(-0), -0)]`, `[1,true,null,"undefined",true,true]`},
		{"objects and arrays", `return structuredClone({a: [1, {b: 2}], ["__proto__"]: 3})`, `{"a":[1,{"b":2}],"__proto__":3}`},
		{"cycles and shared", `const o = {}; o.o = o; o.l = [o, o]; const c = structuredClone(o); return [c !== o, c.o === c, c.l[0] === c, c.l[1] === c]`, "[true,true,true,true]"},
		{"sparse", `const a = new Array(5); a[3] = 1; a.x = 2; const c = structuredClone(a); return [c.length, 2 in c, c[3], c.x]`, "[5,false,1,2]"},
		{"wrappers", `const c = structuredClone([new Boolean(false), new Number(-0), new String("\ud800"), Object(3n)]); return [c[0] instanceof Boolean && c[0] == false, Object.is(+c[1], -0), c[2] instanceof String && c[2] == "\ud800", typeof c[3] === "object" && c[3] == 3n]`, "[true,true,true,true]"},
		{"date", `const d = structuredClone(new Date(NaN)), e = structuredClone(new Date(5)); return [d instanceof Date, isNaN(d), +e]`, "[true,true,5]"},
		{"regexp", `const r = /a\/b/giu; r.lastIndex = 2; const c = structuredClone(r); return [c.source, c.flags, c.lastIndex, c !== r]`, `["a\\/b","giu",0,true]`},
		{"map and set", `const k = {}; const m = new Map([[k, 1], ["x", k]]); m.set("m", m); const c = structuredClone({m, s: new Set([k, 1]), k}); return [c.m.get(c.k), c.m.get("x") === c.k, c.m.get("m") === c.m, c.s.has(c.k), c.s.size, [...c.m.keys()].length]`, "[1,true,true,true,2,3]"},
		{"errors", `class E extends TypeError {} const c = structuredClone(new E("m", {cause: [1]})); return [c.constructor === TypeError, c.message, c.cause, Object.getOwnPropertyNames(c).sort()]`, `[true,"m",[1],["cause","message","stack"]]`},
		{"error stack", `const e = new RangeError("m"); return structuredClone(e).stack === e.stack`, "true"},
		{"error with an odd name", `const e = new Error("m"); e.name = "X"; const c = structuredClone(e); return [c.name, Object.hasOwn(structuredClone(new Error()), "message")]`, `["Error",false]`},
		{"DOMException", `const c = structuredClone(new DOMException("m", "AbortError")); return [c.name, c.message, c.code, c instanceof DOMException]`, `["AbortError","m",20,true]`},
		{"buffers", `const b = new Uint8Array([1, 2, 3, 4]).buffer; const c = structuredClone({b, v: new Uint8Array(b, 1, 2), d: new DataView(b, 2), f: new Float64Array([1.5])}); return [c.b !== b, c.v.buffer === c.b, [...c.v], c.v.byteOffset, c.d.getUint8(1), c.d.buffer === c.b, c.f[0], c.v.constructor.name]`, `[true,true,[2,3],1,4,true,1.5,"Uint8Array"]`},
		{"transfer", `const b = new Uint8Array([1, 2]).buffer, v = new Uint8Array(b); const c = structuredClone({v, b}, {transfer: [b]}); return [b.byteLength, v.length, [...c.v], c.v.buffer === c.b]`, "[0,0,[1,2],true]"},
		{"transfer twice", `const b = new ArrayBuffer(1); structuredClone(b, {transfer: [b, b]})`, "DataCloneError: The transfer list names an object twice."},
		{"transfer a detached buffer", `const b = new ArrayBuffer(1); structuredClone(b, {transfer: [b]}); structuredClone(1, {transfer: [b]})`, "DataCloneError: An ArrayBuffer is detached and could not be transferred."},
		{"nothing is transferred when the copy fails", `const b = new ArrayBuffer(1); try { structuredClone([b, () => {}], {transfer: [b]}) } catch {} return b.byteLength`, "1"},
		{"transfer something else", `structuredClone(1, {transfer: [{}]})`, "DataCloneError: Value of the transfer list could not be transferred."},
		{"transfer a primitive", `structuredClone(1, {transfer: [1]})`, "TypeError: An item of the transfer list is not an object"},
		{"detached", `const b = new ArrayBuffer(1); structuredClone(b, {transfer: [b]}); structuredClone(b)`, "DataCloneError: An ArrayBuffer is detached and could not be cloned."},
		{"a view on a detached buffer", `const v = new Uint8Array(1); structuredClone(v.buffer, {transfer: [v.buffer]}); structuredClone(v)`, "DataCloneError: An ArrayBuffer is detached and could not be cloned."},
		{"symbol", `structuredClone(Symbol("s"))`, "DataCloneError: Symbol(s) could not be cloned."},
		{"function", `structuredClone(() => 1)`, "DataCloneError: () => 1 could not be cloned."},
		{"async function", `structuredClone({f: async () => {}})`, "DataCloneError: async () => {} could not be cloned."},
		{"promise", `structuredClone(Promise.resolve())`, "DataCloneError: #<Promise> could not be cloned."},
		{"weak map", `structuredClone(new WeakMap())`, "DataCloneError: #<WeakMap> could not be cloned."},
		{"generator", `structuredClone((function* g() {})())`, "DataCloneError: #<Object> could not be cloned."},
		{"proxy", `structuredClone(new Proxy({}, {}))`, "DataCloneError: #<Object> could not be cloned."},
		{"wrapped symbol", `structuredClone(Object(Symbol("s")))`, "DataCloneError: Object(Symbol(s)) could not be cloned."},
		{"platform object", `structuredClone(new EventTarget())`, "DataCloneError: #<EventTarget> could not be cloned."},
		{"a port that is not transferred", `structuredClone(new MessageChannel().port1)`, "DataCloneError: A MessagePort could not be cloned because it was not transferred."},
		{"class instance", `class A { x = 1; #y = 2; get z() { return 3 } } const c = structuredClone(new A()); return [c.constructor === Object, Object.keys(c)]`, `[true,["x"]]`},
		{"getters run once", `let n = 0; const c = structuredClone({get x() { return ++n }}); return [c.x, c.x, n]`, "[1,1,1]"},
		{"getters that throw", `structuredClone({get x() { throw new RangeError("r") }})`, "RangeError: r"},
		{"getter removes a property", `const o = {get a() { delete o.b; return 1 }, b: 2}; return structuredClone(o)`, `{"a":1}`},
		{"non-enumerable and symbol keys", `const o = {[Symbol("s")]: 1, y: 2}; Object.defineProperty(o, "x", {value: 1}); return structuredClone(o)`, `{"y":2}`},
		{"arguments", `return (function () { return structuredClone(arguments) })(1, 2)`, `{"0":1,"1":2}`},
		{"polluted prototypes", `Object.defineProperty(Object.prototype, "polluted", {set() { throw 1 }, configurable: true}); try { return Object.keys(structuredClone({polluted: 1})) } finally { delete Object.prototype.polluted }`, `["polluted"]`},
		{"missing argument", `structuredClone()`, "TypeError: Failed to execute 'structuredClone': 1 argument required, but only 0 present."},
		{"options", `return [structuredClone(1, null), structuredClone(1, undefined), structuredClone(1, {})]`, "[1,1,1]"},
		{"options of the wrong type", `structuredClone(1, 1)`, "TypeError: The options of structuredClone is not an object"},
		{"endless", `let o = {}; for (let i = 0; i < 30000; i++) o = {o}; structuredClone(o)`, "RangeError: Maximum call stack size exceeded: the value to clone is nested too deeply"},
	})
}

func TestMessageChannel(t *testing.T) {
	runCases(t, []scriptCase{
		{"round trip", `const {port1, port2} = new MessageChannel(); const p = new Promise(r => port1.onmessage = r); port2.postMessage({a: [1]}); const e = await p; return [e.data, e instanceof MessageEvent, e.isTrusted, e.ports.length, e.target === port1]`, `[{"a":[1]},true,true,0,true]`},
		{"copied when posted", `const {port1, port2} = new MessageChannel(); const o = {n: 1}; const p = new Promise(r => port1.onmessage = r); port2.postMessage(o); o.n = 2; return (await p).data`, `{"n":1}`},
		{"addEventListener needs start", `const {port1, port2} = new MessageChannel(), out = []; port1.addEventListener("message", e => out.push(e.data)); port2.postMessage(1); await new Promise(r => setTimeout(r, 2)); out.push("-"); port1.start(); port2.postMessage(2); await new Promise(r => setTimeout(r, 2)); return out`, `["-",1,2]`},
		{"asynchronous, in order", `const {port1, port2} = new MessageChannel(), out = []; port1.onmessage = e => out.push(e.data); port2.postMessage(1); port2.postMessage(2); out.push("sync"); await new Promise(r => setTimeout(r, 2)); return out`, `["sync",1,2]`},
		{"transfer a buffer", `const {port1, port2} = new MessageChannel(); const p = new Promise(r => port1.onmessage = r); const b = new ArrayBuffer(3); port2.postMessage(b, [b]); return [b.byteLength, (await p).data.byteLength]`, "[0,3]"},
		{"transfer a port", `const a = new MessageChannel(), b = new MessageChannel(); b.port1.postMessage("early"); const p = new Promise(r => a.port1.onmessage = r); a.port2.postMessage({p: b.port2}, {transfer: [b.port2]}); const e = await p; const q = new Promise(r => e.ports[0].onmessage = r); return [e.data.p === e.ports[0], (await q).data]`, `[true,"early"]`},
		{"transfer through itself", `const {port1} = new MessageChannel(); port1.postMessage(1, [port1])`, "DataCloneError: A port cannot be transferred through itself."},
		{"a transferred port", `const {port1} = new MessageChannel(); structuredClone(port1, {transfer: [port1]}); structuredClone(port1, {transfer: [port1]})`, "DataCloneError: A MessagePort of the transfer list is detached."},
		{"structuredClone of a port", `const {port1, port2} = new MessageChannel(); const copy = structuredClone(port2, {transfer: [port2]}); const p = new Promise(r => port1.onmessage = r); copy.postMessage("hi"); return [(await p).data, copy !== port2, copy instanceof MessagePort]`, `["hi",true,true]`},
		{"close", `const {port1, port2} = new MessageChannel(), out = []; port1.onmessage = e => out.push(e.data); port1.onclose = () => out.push("closed"); port2.postMessage(1); port2.close(); port2.postMessage(2); port1.postMessage(3); await new Promise(r => setTimeout(r, 2)); return out`, `[1,"closed"]`},
		{"constructor", `new MessagePort()`, "TypeError: Illegal constructor"},
		{"broadcast", `const a = new BroadcastChannel("x"), b = new BroadcastChannel("x"), c = new BroadcastChannel("y"), out = []; a.onmessage = () => out.push("a"); b.onmessage = e => out.push("b" + e.data.n); c.onmessage = () => out.push("c"); a.postMessage({n: 1}); await new Promise(r => setTimeout(r, 2)); b.close(); a.postMessage({n: 2}); await new Promise(r => setTimeout(r, 2)); a.close(); c.close(); return [out, a.name]`, `[["b1"],"x"]`},
		{"broadcast when closed", `const a = new BroadcastChannel("x"); a.close(); a.postMessage(1)`, "InvalidStateError: The BroadcastChannel is closed."},
		{"broadcast a function", `const a = new BroadcastChannel("x"); try { a.postMessage(() => {}) } finally { a.close() }`, "DataCloneError: () => {} could not be cloned."},
	})
}

func TestBase64AndNavigator(t *testing.T) {
	runCases(t, []scriptCase{
		{"btoa", `return [btoa(""), btoa("a"), btoa("\xff\xfe"), btoa(null), btoa(12)]`, `["","YQ==","//4=","bnVsbA==","MTI="]`},
		{"btoa outside of latin1", `btoa("\u0100")`, "InvalidCharacterError: The string to be encoded contains characters outside of the Latin1 range."},
		{"atob", `return [atob(""), atob("YQ=="), atob("YQ"), atob(" Y\tQ\n=\f= "), atob("//4=") === "\xff\xfe", atob("YR")]`, `["","a","a","a",true,"a"]`},
		{"atob, bad", `const out = []; for (const s of ["=", "a", "a=", "ab=", "abc==", "ab=c", "a-_b", "ab\u00a0cd", "====", "\u0100", "abcde", "YQ=\u000bQ"]) { try { atob(s); out.push(s) } catch (e) { if (e.name !== "InvalidCharacterError") out.push(e) } } return out`, "[]"},
		{"navigator", `return [/^runner\/\S+$/.test(navigator.userAgent), navigator.hardwareConcurrency > 0, navigator.language, navigator.languages, Object.isFrozen(navigator.languages), typeof navigator.platform, navigator instanceof Navigator, navigator === navigator]`, `[true,true,"en-US",["en-US"],true,"string",true,true]`},
		{"self", `return [self === globalThis, globalThis.self === self]`, "[true,true]"},
	})
}

func FuzzForgivingBase64(f *testing.F) {
	for _, s := range []string{"", "YQ==", "YQ", "=", "a b c d", "ab=c", "////"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		decoded, ok := html.ForgivingBase64Decode(data)
		if ok && len(decoded) > len(data) {
			t.Errorf("%q became longer", data)
		}
	})
}

func BenchmarkStructuredClone(b *testing.B) {
	bench(b, `const o = {id: 1, name: "x", tags: ["a", "b", "c"], nested: {a: 1, b: [1, 2, 3]}}; () => structuredClone(o)`)
}

func BenchmarkSetTimeout(b *testing.B) {
	bench(b, `const f = () => {}; () => clearTimeout(setTimeout(f, 1000))`)
}

func BenchmarkAtob(b *testing.B) {
	bench(b, `const s = btoa("x".repeat(10000)); () => atob(s)`)
}

func bench(b *testing.B, script string) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		v, err := m.RunString(script)
		if err != nil {
			b.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		for b.Loop() {
			if _, err := f(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
