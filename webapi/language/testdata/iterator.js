const it = [1,2,3].values(); return [typeof Iterator, Iterator.name, Iterator.length, it instanceof Iterator, Iterator.prototype === Object.getPrototypeOf(Object.getPrototypeOf(it)), new Set().values() instanceof Iterator]
return Object.getOwnPropertyNames(Iterator.prototype).sort()
return ["map","reduce","toArray","take"].map(n => { const d = Object.getOwnPropertyDescriptor(Iterator.prototype, n); return [d.writable, d.enumerable, d.configurable, d.value.name, d.value.length] })
const d = Object.getOwnPropertyDescriptor(Iterator.prototype, Symbol.toStringTag); return [typeof d.get, typeof d.set, d.enumerable, d.configurable, Iterator.prototype[Symbol.toStringTag]]
return new Iterator()
return Iterator()
class X extends Iterator { next() { return {done: this.n > 2, value: this.n++} } n = 0 } const x = new X(); return [x instanceof Iterator, [...x], new X().map(v => v * 2).toArray(), Object.prototype.toString.call(x)]
return [1,2,3,4].values().filter(x => x % 2).map(x => x * 10).toArray()
return [[1,2,3].values().take(2).toArray(), [1,2,3].values().drop(1).toArray(), [1,2,3].values().drop(5).toArray(), [1].values().take(Infinity).toArray(), [1].values().take(0).toArray()]
return [1].values().take(-1)
return [1].values().take(NaN)
return [1].values().take("x")
return [1].values().drop()
return [[1,2].values().flatMap(x => [x, x]).toArray(), [["a"],["b","c"]].values().flatMap(x => x).toArray()]
return ["ab"].values().flatMap(x => x).toArray()
return [[1,2,3].values().reduce((a, b) => a + b), [1].values().reduce((a, b) => a + b, 5), [].values().reduce((a, b) => a, "x")]
return [].values().reduce((a, b) => a)
return [[1,2].values().some(x => x > 1), [1,2].values().every(x => x > 1), [1,2].values().find(x => x > 1), [1,2].values().find(x => x > 5)]
const out = []; [5,6].values().forEach((v, i) => out.push(v, i)); return out
const out = []; [5,6].values().map((v, i) => out.push(v, i)).toArray(); return out
return [].values().map(1)
const h = [1,2].values().map(x => x); return [Object.prototype.toString.call(h), h.next(), h.return(), h.next(), Object.getOwnPropertyNames(Object.getPrototypeOf(h)).sort(), h[Symbol.iterator]() === h]
let closed = 0; const it = {__proto__: Iterator.prototype, next: () => ({done: false, value: 1}), return() { closed++; return {} }}; try { it.map(() => { throw new Error("x") }).next() } catch (e) { return [e.message, closed] }
let closed = 0; const it = {__proto__: Iterator.prototype, next: () => ({done: false, value: 1}), return() { closed++; return {} }}; return [it.take(2).toArray(), closed, it.some(x => true), closed, it.find(x => true), closed]
let closed = 0; const it = {__proto__: Iterator.prototype, next: () => ({done: false, value: 1}), return() { closed++; return {} }}; const h = it.filter(x => true); h.next(); h.return(); h.return(); return closed
const log = []; const inner = {[Symbol.iterator]() { return {next() { return {done: false, value: 7} }, return() { log.push("inner"); return {} }} }}; const it = {__proto__: Iterator.prototype, next: () => ({done: false, value: 1}), return() { log.push("outer"); return {} }}; const h = it.flatMap(() => inner); h.next(); h.return(); return log
return [Iterator.from([1,2]).toArray(), Iterator.from("ab").toArray(), Iterator.from({next() { return {done: true} }}).toArray(), Iterator.from([1].values()) instanceof Iterator]
const w = Iterator.from({next() { return {done: false, value: 5} }}); return [w.next(), w.take(2).toArray(), w.return(), w instanceof Iterator]
return Iterator.from(5)
return Iterator.prototype.map.call({next: () => ({done: true})}, x => x).next()
function* g() { yield 1; yield 2 } return [g().map(x => x + 1).toArray(), g() instanceof Iterator, new Map([[1,2]]).entries().map(([k, v]) => k + v).toArray(), "aé😀".matchAll(/./gu).map(m => m[0]).toArray()]
let gen; function* g() { yield 1; gen.next() } gen = g().map(x => x); gen.next(); return gen.next()
const h = [1].values().map(() => h.next()); return h.next()
const it = [1,2].values(); it[Symbol.toStringTag] = "mine"; return [Object.prototype.toString.call(it), Object.keys(it)]
Iterator.prototype.constructor = 5
for (const x of new Set([1,2,3]).values().filter(x => x > 1)) return x
const it = {__proto__: Iterator.prototype, next() { return 5 }}; return it.toArray()
const it = {__proto__: Iterator.prototype, next: 5}; return it.toArray()
