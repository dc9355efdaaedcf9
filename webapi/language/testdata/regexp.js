// construction
return [RegExp("a").source, new RegExp("a/b").source, new RegExp("").source, new RegExp("[/]").source, new RegExp("\n").source, new RegExp("\\\n").source, String(new RegExp("/", "g"))]
return [/a/dgimsuy.flags, /a/v.flags, new RegExp(/a/g, "i").flags, new RegExp(/a/g).flags, RegExp(/x/gi).flags]
const r = /a/; return [RegExp(r) === r, new RegExp(r) === r, RegExp(r, "g") === r]
const r = /a/; r.constructor = 1; return RegExp(r) === r
return new RegExp("(")
return new RegExp("a", "gg")
return new RegExp("a", "uv")
return new RegExp(Symbol())
return [new RegExp(undefined).source, new RegExp(null).source, new RegExp(12).source, new RegExp("a", undefined).flags]
return [RegExp.name, RegExp.length, RegExp.prototype.constructor === RegExp, Object.prototype.toString.call(/a/), /a/ instanceof RegExp, Object.getPrototypeOf(/a/) === RegExp.prototype, RegExp[Symbol.species] === RegExp]
return Object.getOwnPropertyNames(RegExp.prototype).sort()
return ["exec","test","toString","compile"].map(n => { const d = Object.getOwnPropertyDescriptor(RegExp.prototype, n); return [d.writable, d.enumerable, d.configurable, d.value.name, d.value.length] })
return [Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split].map(n => { const d = Object.getOwnPropertyDescriptor(RegExp.prototype, n); return [d.writable, d.enumerable, d.configurable, d.value.name, d.value.length] })
return ["source","flags","global","hasIndices","unicodeSets","sticky"].map(n => { const d = Object.getOwnPropertyDescriptor(RegExp.prototype, n); return [d.enumerable, d.configurable, d.get.name, d.get.length, d.set === undefined] })
const d = Object.getOwnPropertyDescriptor(/a/, "lastIndex"); return [d.value, d.writable, d.enumerable, d.configurable, Object.getOwnPropertyNames(/a/)]
return [RegExp.prototype.source, RegExp.prototype.flags, RegExp.prototype.global, String(RegExp.prototype)]
return Object.getOwnPropertyDescriptor(RegExp.prototype, "source").get.call({})
return RegExp.prototype.exec.call({}, "a")
return Object.getOwnPropertyDescriptor(RegExp.prototype, "flags").get.call({global: 1, sticky: "x", hasIndices: true})
const d = Object.getOwnPropertyDescriptor(globalThis, "RegExp"); return [d.writable, d.enumerable, d.configurable]
// subclasses
class X extends RegExp { #p = 7; get p() { return this.#p } } const x = new X("(a)", "g"); return [x.p, x.exec("ba").index, x instanceof X, x instanceof RegExp, x.flags, "aXa".replace(x, "-"), "b,a,c".split(new X(",")), x.constructor === X]
class X extends RegExp { exec(s) { const r = super.exec(s); if (r) r[0] = r[0].toUpperCase(); return r } } return ["abab".replace(new X("b", "g"), "[$&]"), "abab".match(new X("b", "g")), "ab".search(new X("b")), new X("b").test("b")]
class X extends RegExp { [Symbol.replace](s, r) { return "mine " + super[Symbol.replace](s, r) } } return "aba".replace(new X("a", "g"), "x")
class X extends RegExp {} const x = new X("a", "g"); return [..."aaba".matchAll(x)].map(m => m.index)
return Reflect.construct(RegExp, ["a", "g"], Array) instanceof Array
const r = /a/g; r.exec = () => null; return ["aa".replace(r, "b"), r.test("a"), "aa".match(r)]
const r = /a/g; let n = 0; r.exec = function(s) { return n++ < 2 ? {index: n, 0: "b", length: 1} : null }; return "abcd".replace(r, "<$&>")
// exec
const m = /(?<y>\d{4})-(?<m>\d\d)?/.exec("on 2024- x"); return [m, m.index, m.input, m.groups, Object.getPrototypeOf(m.groups), m.length, Object.keys(m)]
const m = /a(?<x>b)?/d.exec("xab"); return [m.indices, m.indices.groups, Object.keys(m)]
const m = /(a)|(b)/d.exec("b"); return [m.indices[1], m.indices[2], m[1]]
const m = /(?<a>x)|(?<a>y)/.exec("y"); return [m.groups, m[1], m[2]]
const m = /(?<b>.)(?<a>.)/.exec("xy"); return Object.keys(m.groups)
const r = /a/g; return [r.exec("aba").index, r.lastIndex, r.exec("aba").index, r.lastIndex, r.exec("aba"), r.lastIndex]
const r = /a/y; return [r.test("ba"), r.lastIndex, (r.lastIndex = 1, r.test("ba")), r.lastIndex]
const r = /a/; r.lastIndex = 5; return [r.test("a"), r.lastIndex]
const r = /a/g; r.lastIndex = 5; return [r.test("a"), r.lastIndex]
const r = /a/g; r.lastIndex = {valueOf() { return 1 }}; return [r.exec("aa").index, r.lastIndex]
const r = /a/g; r.lastIndex = -1; return r.exec("a").index
const r = /a/g; Object.freeze(r); return r.test("b")
const r = /a/; Object.freeze(r); return r.test("a")
return [/undefined/.test(), /null/.exec(null)[0], /1/.test(1)]
const r = /\u{1F600}/ug; r.lastIndex = 1; return [r.exec("😀")?.index, r.lastIndex]
return /./.exec("😀")[0].length + /./u.exec("😀")[0].length
// unicode
return [/\p{L}/u.test("é"), /\p{L}/u.test("1"), /\p{Script=Greek}/u.test("α"), /\p{scx=Deva}/u.test("\u0964"), /\P{L}/u.test("é"), /[\p{L}\d]+/u.exec("aé1-")[0], /\p{Emoji}/u.test("😀")]
return [/^\p{Lu}\p{Ll}+$/u.test("Éric"), "Straße Ünal".match(/\p{L}+/gu), "a١٢b".replace(/\p{Nd}/gu, "#")]
return [/[\uD800-\uDBFF][\uDC00-\uDFFF]/g.test("😀"), "a😀b".replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "?"), /^[\uD83D][\uDE00]$/.test("😀")]
return [/^---$/m.test("a\r\n---\r\nb"), "a\r\nb".match(/^.*$/gm), "a\u2028b".match(/^b/m)?.index, /a$/m.test("a\u2029")]
return ["ΣΑΣ".match(/σ/gi).length, /ß/i.test("ẞ"), /ß/iu.test("ẞ"), /[a-z]/i.test("\u212a"), /[a-z]/iu.test("\u212a"), /\w/iu.test("ſ")]
return ["😀".match(/./gu), "😀".match(/./g).length, "😀x".split(/(?:)/u), "😀".split(/(?:)/).length]
return [/[^x]/u.exec("😀")[0].length, /\u{61}/.test("u".repeat(61)), /\u{61}/u.test("a")]
// v
return [/[\p{L}--[a-z]]/v.test("a"), /[\p{L}--[a-z]]/v.test("A"), /[[a-z]&&[aeiou]]/v.exec("xyze")[0], /^\p{RGI_Emoji}$/v.test("👨‍👩‍👧"), /^[\q{abc|d}x]$/v.test("abc"), /[^\p{Lu}]/iv.test("a")]
return "👨‍👩‍👧🇩🇪1️⃣".match(/\p{RGI_Emoji}/gv)
return new RegExp("[(]", "v")
return [/\p{Lowercase}/iv.test("A"), /[^\P{Lowercase}]/iv.test("A"), /\P{Lowercase}/iu.test("a")]
// groups and modifiers
return [/(?i:a)b/.test("Ab"), /(?i:a)b/.test("AB"), /(?-i:a)b/i.test("AB"), /(?s:.)./.test("\na"), /(?m:^a)/.test("b\na"), /^a/.test("b\na")]
return [/(z)((a+)?(b+)?(c))*/.exec("zaacbbbcac"), /(?:(a)|b)*/.exec("ab"), /(a*)*/.exec("b"), /(?=(a+))/.exec("baaabac"), /(?!(a))b\1/.exec("b")]
return [/(?<=\$)\d+/.exec("a $42")[0], /(?<!\$)\b\d+/.exec("$4 42")[0], /(?<=(\d+)(\d+))$/.exec("1053").slice(1), /(?<=\1(a))b/.exec("aab")]
return [/\k<a>(?<a>x)/.test("x"), /(?<π>a)\k<π>/u.test("aa"), /(?<𝒜>.)/u.exec("a").groups["𝒜"], /\k/.test("k")]
return [/a{,2}/.test("a{,2}"), /x{1/.test("x{1"), /]/.test("]"), /\8/.test("8"), /[\b]/.test("\b"), /\c/.test("\\c"), /[\c]/.test("\\"), /\ca/.test("\x01"), /\1(a)/.exec("aa")[0]]
return [/[^]/.test("\n"), /[]/.test("a"), /a|/.exec("b")[0], /(?:)/.exec("b").index, /^*/]
return [/a{0}b/.exec("ab").index, /a{2,3}?/.exec("aaaa")[0], /(?:a|ab)(?:c|bcd)(?:d*)/.exec("abcd")[0], /((a)|b){2}/.exec("ab")]
// match
return ["abcabc".match(/b/g), "abc".match(/x/g), "abc".match(/b/).index, "abc".match("b").index, "a.c".match(".")[0], "abc".match().length, "abc".match(null)]
return "aaa".match(/a*?/g)
const r = /a/g; r.lastIndex = 2; return ["aaa".match(r).length, r.lastIndex]
return "abab".match(/b/gy)
return "xaab".match({[Symbol.match](s) { return "own " + s }})
return "+1".match("\\p{L}")
return ["é".match("\\xe9")[0], "aB".match("(?i:b)")[0]]
// matchAll
const i = "a1b2".matchAll(/[a-z](\d)/g); return [Object.prototype.toString.call(i), [...i].map(m => m[1]), i.next().done, typeof i[Symbol.iterator], Object.getPrototypeOf(Object.getPrototypeOf(i)) === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))]
return "a".matchAll(/a/)
return [..."aXbX".matchAll("X")].map(m => m.index)
return [..."😀a".matchAll(/(?:)/gv)].map(m => m.index)
const r = /a/g; r.lastIndex = 1; return [[..."aaa".matchAll(r)].length, r.lastIndex]
// replace
return ["abc".replace(/b/, "[$&$`$'$$]"), "abc".replace(/(b)(c)/, "$2$1$3$10$01"), "abc".replace(/(?<x>b)/, "<$<x>$<y>>"), "abc".replace(/b/, "$<x>"), "abc".replace(/(?<x>b)/, "$<x")]
return "abc".replace(/(?<x>b)(z)?/, (...a) => JSON.stringify(a))
return ["aaa".replace(/a/g, (m, i) => i), "aaa".replace(/a/gy, "b"), "baa".replace(/a/gy, "b"), "aaa".replaceAll(/a/g, "$&$&"), "abc".replace(/x/g, "y")]
return "aaa".replaceAll(/a/, "b")
return ["x".replace(/(?:)/g, "-"), "😀".replace(/(?:)/gu, "-"), "😀".replace(/(?:)/g, "-").length, "abc".replace(/b*/g, "-")]
let n = 0; return "aba".replace(/a/g, () => { "xyz".replace(/y/g, "z"); return ++n })
const r = /a/g; r.lastIndex = 1; return ["aaa".replace(r, "b"), r.lastIndex]
const r = /a/y; return ["aab".replace(r, "x"), r.lastIndex, "aab".replace(r, "x"), r.lastIndex, "aab".replace(r, "x"), r.lastIndex]
return ["a\u0100b".replace(/b/, "é$&"), "ab".replace(/b/, "\u0100"), "é".replace(/é/, "e"), "a\ud83db".replace(/b/, "c").charCodeAt(1)]
return "abcdefghijkl".replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, "$11-$10-$1-$12-$0-$00")
return ["ab".replace(/(a)|(x)/g, "[$1$2]"), "ab".replace(/a/g, undefined), "ab".replace(/a/g, null), "ab".replace(/a/g, () => undefined)]
return "abc".replace(/b/, {toString() { return "$&$&" }})
// search, split, test
return ["abc".search(/c/), "abc".search(/x/), "abc".search("b"), "abc".search(/c/g), "abc".search(/c/y)]
const r = /c/g; r.lastIndex = 2; return ["abc".search(r), r.lastIndex]
return ["a,b,c".split(/,/), "a1b2c".split(/(\d)/), "abc".split(/(?:)/), "".split(/x/), "".split(/(?:)/), "a,b,c".split(/,/, 2), "a,b".split(/,/, 0), ",a,".split(/,/)]
return ["A<B>bold</B>and<CODE>coded</CODE>".split(/<(\/)?([^<>]+)>/), "ab".split(/a*?/), "ab".split(/a*/), "aXbxc".split(/x/i), "a b  c".split(/\s+/), "abc".split(/$/), "a\nb".split(/^/m)]
return ["test".split(/(?:)/, -1), "a,b".split(/,/y), "x".split(/(x)?/), "abc".split(/(b)|c/)]
return ["a1b".split({[Symbol.split](s, n) { return [s, n] }}, 3), "ab".split(/b/g)]
// rest
return [RegExp.escape("a.b*c"), RegExp.escape("1a"), RegExp.escape("-x"), RegExp.escape("é\n\u2028 "), RegExp.escape("\ud800"), RegExp.escape("😀_"), RegExp.escape("")]
return RegExp.escape(1)
/(b)(c)?/.exec("abd"); return [RegExp.$1, RegExp.$2, RegExp.$9, RegExp.lastMatch, RegExp["$&"], RegExp.leftContext, RegExp["$'"], RegExp.input, RegExp.lastParen]
"xay".replace(/a/g, "b"); return [RegExp.leftContext, RegExp.rightContext]
const r = /a/g; r.lastIndex = 3; r.compile("b", "i"); return [r.source, r.flags, r.lastIndex, r.test("B")]
function f() { return /a/ } return [f() === f(), f().lastIndex]
const out = []; for (let i = 0; i < 3; i++) { const r = /a/g; out.push(r.lastIndex); r.test("a") } return out
return [String(/[/]\/(?<a>)/v), eval("/\\d+/g").exec("a12")[0], new Function("return /(?<x>b)/")().exec("ab").groups.x, (0, eval)("/a/").test("a")]
return [JSON.stringify(/a/), Object.keys(/a/), {.../a/}, structuredClone(/a/gi).flags]
const w = new WeakMap([[/a/, 1]]); return w.has(/a/)
return [/(?:a+)+b/.test("aaaaaaaaaaab"), /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test("192.168.1.1")]
const s = "\ud83d\ude00x"; return [/\ud83d/.test(s), /\ud83d/u.test(s), /^[^x]$/.test("\ud83d"), /^[^x]$/u.test("😀")]
return [/\s/.test("\ufeff"), /\S/.test("\u180e"), /[\s\S]/.test("\n"), /[^\s]/.test("\u3000"), /\d/.test("١"), /\w/.test("é"), /\bé/.test("é")]
const text = new TextDecoder().decode(new Uint8Array([0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d])); return [text.replace(/b/, "X"), text.match(/é./u)[0], text.search(/b/), text.match(/[a-z]+/g)]
const r = (0, eval)("/a/gi"); return [r.flags, r.source, r.global, String(r), "AaA".replace(r, "x")]
