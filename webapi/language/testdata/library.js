// Object, Map
const g = Object.groupBy([1,2,3,"x"], x => typeof x); return [g, Object.getPrototypeOf(g)]
const s = Symbol(); const g = Object.groupBy([1], () => s); return [Object.getOwnPropertySymbols(g).length, g[s]]
return Object.groupBy(5, x => x)
return Object.groupBy([1], 1)
return Object.groupBy(null, x => x)
return [...Map.groupBy([1,2,3,-0,0,NaN,NaN], x => x % 2)].map(([k, v]) => [String(k), Object.is(k, -0), v])
const o = {}; return [...Map.groupBy([1,2,3], x => x > 1 ? o : "1").entries()].map(([k, v]) => [k === o, v])
const o = {}; o.__defineGetter__("x", () => 5); let set; o.__defineSetter__("x", v => set = v); o.x = 7; return [o.x, set, Object.keys(o), typeof o.__lookupGetter__("x"), typeof o.__lookupSetter__("x"), o.__lookupGetter__("y"), Object.create(o).__lookupGetter__("x") === o.__lookupGetter__("x")]
({}).__defineGetter__("x", 5)
return Object.prototype.__defineGetter__.call(null, "x", () => 1)
const s = Symbol(), o = {}; o.__defineGetter__(s, () => 5); return [o[s], Object.__lookupGetter__("prototype")]
// String
return ["a", "\ud83d\ude00", "\ud83d", "\ude00a", "", "é"].map(s => [s.isWellFormed(), s.toWellFormed().codePointAt(0)])
return String.prototype.isWellFormed.call(null)
return ["ab".repeat(3), "ab".repeat(0), "".repeat(1e9), "é".repeat(2), "ab".repeat("2"), "x".repeat(2.9), "x".repeat(undefined)]
return "a".repeat(-1)
return "a".repeat(Infinity)
return "a".repeat(2**30)
return ["5".padStart(3, "0"), "5".padEnd(3), "abc".padStart(2), "a".padStart(5, "xy"), "a".padEnd(5, ""), "a".padStart(3, undefined), "é".padEnd(3, "😀")]
return "a".padEnd(2**30)
return "a".padStart(1e20)
return ["a".anchor('x"y'), "a".big(), "a".link("u"), "a".fontcolor("red"), "a".sup(), "é".bold(), "a".fixed(), "a".italics()]
// Promise
const {promise, resolve} = Promise.withResolvers(); resolve(5); return [await promise, Promise.withResolvers.length, Object.keys(Promise.withResolvers())]
class P extends Promise {} const w = P.withResolvers(); return w.promise instanceof P
return Promise.withResolvers.call(1)
return [await Promise.try(() => 5), await Promise.try((a, b) => a + b, 1, 2), await Promise.try(() => { throw new Error("x") }).catch(e => e.message), await Promise.try(async () => 7)]
return await Promise.try(5).catch(e => e.name)
// Array.fromAsync
return [await Array.fromAsync([1, Promise.resolve(2)]), await Array.fromAsync({length: 2, 0: 1, 1: Promise.resolve(5)}), await Array.fromAsync(new Set([1,2]), x => x * 2), await Array.fromAsync("ab", async x => x + x)]
async function* g() { yield 1; yield 2 } return [await Array.fromAsync(g()), await Array.fromAsync(g(), (x, i) => x * 10 + i)]
return await Array.fromAsync(null).catch(e => e.name)
return await Array.fromAsync([Promise.reject(new RangeError("x"))]).catch(e => e.name)
return await Array.fromAsync([1], 5).catch(e => e.name)
let closed = 0; const it = {[Symbol.asyncIterator]() { return {next: async () => ({done: false, value: 1}), return: async () => { closed++; return {} }} }}; try { await Array.fromAsync(it, () => { throw new Error("m") }) } catch (e) { return [e.message, closed] }
class A extends Array {} return [(await Array.fromAsync.call(A, [1,2])) instanceof A, await Array.fromAsync([]), Array.fromAsync.length]
return (await Array.fromAsync({length: 3000, 5: 1})).length
// numbers
return [0, -0, 1, 1.1, 65504, 65519, 65520, 1e-8, 5.960464477539063e-8, 2.980232238769531e-8, 3e-8, 0.1, 1/3, Infinity, -Infinity, NaN, 2049, 2051, -1.337, 6.103515625e-5, 6.1e-5].map(x => String(Math.f16round(x)) + Object.is(Math.f16round(x), -0))
const v = new DataView(new ArrayBuffer(8)); v.setFloat16(1, 1.337, true); v.setFloat16(4, -2.5); return [v.getFloat16(1, true), v.getFloat16(4), v.getUint16(4), v.getUint8(1)]
return new DataView(new ArrayBuffer(1)).getFloat16(0)
// Date
const d = new Date(Date.UTC(2024, 1, 29, 12)); return [d.toGMTString(), d.toGMTString === d.toUTCString, d.getYear(), (d.setYear(99), d.getFullYear()), (d.setYear(2001), d.getFullYear()), d.getMonth(), (d.setYear(NaN), d.getTime()), (d.setYear(50), d.getFullYear()), new Date(NaN).getYear()]
return Date.prototype.getYear.call({})
// WeakRef
const o = {}; const r = new WeakRef(o); return [r.deref() === o, Object.prototype.toString.call(r), WeakRef.length, WeakRef.name, r instanceof WeakRef, new WeakRef(Symbol()).deref().toString()]
return new WeakRef(1)
return WeakRef({})
return WeakRef.prototype.deref.call({})
class X extends WeakRef { #a = 1; get a() { return this.#a } } const o = {}; const x = new X(o); return [x.a, x.deref() === o]
const f = new FinalizationRegistry(() => {}); const t = {}; f.register({}, 1, t); return [f.unregister(t), f.unregister(t), f.register({}, 1), FinalizationRegistry.length, Object.prototype.toString.call(f), f.register.length]
return new FinalizationRegistry()
const f = new FinalizationRegistry(() => {}); const o = {}; f.register(o, o)
new FinalizationRegistry(() => {}).register(1, 2)
new FinalizationRegistry(() => {}).unregister(1)
// disposal
const log = []; { using a = {[Symbol.dispose]() { log.push("a") }}; using b = {[Symbol.dispose]() { log.push("b") }}; log.push("body") } return log
const log = []; { await using a = {async [Symbol.asyncDispose]() { log.push("a") }}; await using b = {[Symbol.dispose]() { log.push("b") }} } return log
const log = []; const s = new DisposableStack(); s.use({[Symbol.dispose]() { log.push(1) }}); s.adopt(5, v => log.push(v)); s.defer(() => log.push("d")); s.use(null); s.dispose(); s.dispose(); return [log, s.disposed, DisposableStack.prototype.dispose === DisposableStack.prototype[Symbol.dispose], s[Symbol.toStringTag]]
const s = new DisposableStack(); s.defer(() => { throw new Error("1") }); s.defer(() => { throw new Error("2") }); try { s.dispose() } catch (e) { return [e.name, e instanceof SuppressedError, e.error.message, e.suppressed.message, s.disposed] }
const s = new DisposableStack(); s.defer(() => { throw new Error("1") }); try { s.dispose() } catch (e) { return [e.name, e.message] }
const s = new DisposableStack(), log = []; s.defer(() => log.push(1)); const t = s.move(); return [s.disposed, t.disposed, t.dispose(), log, t instanceof DisposableStack]
const s = new DisposableStack(); s.dispose(); s.defer(() => {})
new DisposableStack().use({})
new DisposableStack().use(1)
DisposableStack()
const log = []; const s = new AsyncDisposableStack(); s.use({async [Symbol.asyncDispose]() { log.push(1) }}); s.use({[Symbol.dispose]() { log.push(2) }}); s.use(undefined); s.adopt(3, async v => log.push(v)); s.defer(() => log.push(4)); await s.disposeAsync(); await s.disposeAsync(); return [log, s.disposed, AsyncDisposableStack.prototype.disposeAsync === AsyncDisposableStack.prototype[Symbol.asyncDispose]]
const s = new AsyncDisposableStack(); s.defer(async () => { throw new Error("1") }); s.defer(() => { throw new Error("2") }); return await s.disposeAsync().catch(e => [e.name, e.error.message, e.suppressed.message])
return await AsyncDisposableStack.prototype.disposeAsync.call({}).catch(e => e.name)
const e = new SuppressedError(1, 2, "m"); return [e.error, e.suppressed, e.message, e.name, e instanceof Error, Object.keys(e), SuppressedError.length, String(e), Object.prototype.toString.call(e), typeof e.stack, Object.getPrototypeOf(SuppressedError) === Error]
class X extends SuppressedError {} const x = SuppressedError(1, 2); return [new X(1, 2) instanceof X, "message" in x, Object.hasOwn(x, "message"), Object.hasOwn(x, "error")]
// ArrayBuffer
const b = new Uint8Array([1,2,3]).buffer; const c = b.transfer(); return [b.detached, b.byteLength, c.byteLength, [...new Uint8Array(c)], c.detached]
const b = new Uint8Array([1,2,3]).buffer; return [[...new Uint8Array(b.transfer(5))], b.detached]
const b = new Uint8Array([1,2,3]).buffer; return [[...new Uint8Array(b.transferToFixedLength(2))], b.detached]
const b = new ArrayBuffer(1); b.transfer(); b.transfer()
new ArrayBuffer(1).transfer(-1)
const b = new ArrayBuffer(3); return [b.resizable, b.maxByteLength, ArrayBuffer.prototype.resize.length]
new ArrayBuffer(3).resize(1)
return ArrayBuffer.prototype.transfer.call({})
return Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "detached").get.call(new Uint8Array(1))
const n = 1e12; new ArrayBuffer(n)
const n = 1e12; new Uint8Array(n)
const n = 5; return [new Uint8Array(n).length, new Uint8Array([n]).length, new Uint8Array(new ArrayBuffer(n)).length, new Float64Array(...[n]).length]
// JSON
return [JSON.parse("1e400"), JSON.parse('"\\ud800"').charCodeAt(0), JSON.parse('{"a":[1,2,{"b":null}],"__proto__":1}'), Object.keys(JSON.parse('{"__proto__":1}')), JSON.parse(" 1 "), Object.is(JSON.parse("-0"), -0), JSON.parse(null), JSON.parse({toString() { return "[1]" }})]
return [JSON.parse('"\ud83d\ude00"'), JSON.parse('"\ud800"').charCodeAt(0), JSON.parse('"é"'), JSON.parse('{"\ud800":1}')["\ud800"]]
return JSON.parse("")
return JSON.parse("{a:1}")
return JSON.parse(undefined)
return JSON.parse(Symbol())
try { JSON.parse("[1,]") } catch (e) { return e.message }
try { JSON.parse("{\"a\":1,}") } catch (e) { return e.message }
return [JSON.parse("[1,2]", (k, v) => Array.isArray(v) ? v : k + v), JSON.parse('{"a":1}', function(k, v) { return k === "a" ? undefined : v }), JSON.parse("[1]", 5), JSON.parse.length, JSON.parse.name]
return JSON.parse('{"a":{"b":[1,true,"x",null,1.5,-2]},"b":{}}')
// Function
return [new Function("a", "b", "return a + b")(1, 2), Function("return 5")(), new Function().name, new Function("a,b", "c", "").length, String(new Function("a", "b", "return a")), new Function("return this")() === globalThis]
return [Function.length, Function.name, Function.prototype.constructor === Function, (() => {}).constructor === Function, (() => {}) instanceof Function, new Function("") instanceof Function, typeof Function.prototype]
return new Function("}, function() {")
return new Function("a) { return 1 } function x(b", "return 2")
return new Function("a", "/*", "*/){")
return new Function("(")
return [new Function("...a", "return a.length")(1, 2, 3), new Function("a = 5", "return a")(), new Function("{a}", "return a")({a: 7}), new Function("a //", "return a")(3), new Function("return arguments.length")(1, 2), new Function("return (() => arguments[0])()")(9)]
return [new Function("return /\\p{L}/u.test('é')")(), new Function("class A { get = 1 } return new A().get")()]
const G = Object.getPrototypeOf(function*(){}).constructor; const A = Object.getPrototypeOf(async function(){}).constructor; return [[...G("yield 1; yield 2")()], await A("return await 5")(), G.name, A.name, Object.getPrototypeOf(A) === Function, A("").constructor === A]
class F extends Function { constructor(b) { super(b); this.x = 1 } } const f = new F("return 7"); return [f(), f.x, f instanceof F]
return new Function("[".repeat(1000000))
return eval("[".repeat(1000000))
return (0, eval)("1 + 1") + eval("var q = 5; q")
// sets of maps
const m = new Map([["a", 1]]); return [m.get("a"), [...m.keys()].length]
