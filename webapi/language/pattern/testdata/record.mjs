// Writes what V8 says of random patterns, a line of JSON for each:
// [pattern, flags, subject, lastIndex, indices | null | "message"].
//
//   node record.mjs [seed] [count] > node.jsonl
let seed = Number(process.argv[2] ?? 1), count = Number(process.argv[3] ?? 3000);
const random = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return ((seed >>> 8) % 65536) % n; };
const pick = (list) => list[random(list.length)];

const plain = ["a", "b", "c", "A", "k", "0", "1", "_", " ", "\n", "é", "É", "ß", "ſ", "\u212a", "😀", "\ud83d", "\ude00", "ı", "İ", "σ", "ς", "Σ", "ǅ", "-", "\u2028", "ﬀ", "µ", "Ω", "Ω"];
const escapes = ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B", "\\n", "\\t", "\\x41", "\\u0061", "\\u{61}", "\\u{1F600}", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\cA", "\\c1", "\\0", "\\01", "\\101", "\\8", "\\-", "\\/", "\\.", "\\p{L}", "\\P{Lu}", "\\p{Script=Greek}", "\\p{scx=Latn}", "\\p{Emoji}", "\\p{Nope}", "\\p{gc=Ll}", "\\p{Any}", "\\p{ASCII}", "\\k<n>", "\\1", "\\2", "\\3", "\\q", "\\u12", "\\x1", "\\c", "\\k"];
const classAtoms = () => pick([() => pick(plain), () => pick(plain), () => pick(escapes), () => pick("abc0") + "-" + pick("bcz9"), () => pick(escapes) + "-" + pick(plain), () => pick(["^", "]", "[", "-", "\\b", "\\^", "&&", "--", "&", "|", "(", "/", "\\]"])])();
const setAtoms = (depth) => pick([() => pick(plain), () => pick(escapes), () => pick("abc0") + "-" + pick("bcz9"), () => depth ? setClass(depth - 1) : "a", () => "\\q{" + pick(["", "a", "ab", "abc|b", "a|", "ß|ss", "AB|é", "😀b"]) + "}", () => pick(["\\p{Emoji_Keycap_Sequence}", "\\p{RGI_Emoji_Flag_Sequence}", "\\P{RGI_Emoji}", "\\&", "\\-", "^", "&", "!", "\\b", "~~", "-"])])();
const many = (f, n) => { let s = ""; for (let i = random(n) + 1; i > 0; i--) s += f(); return s; };
const setClass = (depth) => {
  const operator = pick(["", "", "--", "&&"]);
  const list = []; for (let i = random(3) + 1; i > 0; i--) list.push(setAtoms(depth));
  return "[" + pick(["", "", "^"]) + list.join(operator) + "]";
};
let flagsNow = "";
const atom = (depth) => pick([
  () => pick(plain), () => pick(plain), () => pick(plain), () => pick(escapes), () => ".",
  () => pick(["^", "$", "\\b", "\\B"]),
  () => flagsNow.includes("v") ? setClass(2) : "[" + pick(["", "", "^"]) + many(classAtoms, 3) + "]",
  () => depth ? "(" + disjunction(depth - 1) + ")" : "a",
  () => depth ? "(?:" + disjunction(depth - 1) + ")" : "b",
  () => depth ? pick(["(?=", "(?!", "(?<=", "(?<!"]) + disjunction(depth - 1) + ")" : "c",
  () => depth ? "(?<" + pick(["n", "m", "π", "n"]) + ">" + disjunction(depth - 1) + ")" : "n",
  () => depth ? "(?" + pick(["i", "m", "s", "-i", "i-m", "im-s", "-", "ii", "x"]) + ":" + disjunction(depth - 1) + ")" : "d",
  () => random(40) ? "a" : pick(["{", "}", "]", ")", "(", "*", "{1}", "a{", "a{1", "a{2,1}", "(?", "(?<", "[", "\\", "(?<n", "(?<1>a)", "(?<>a)", "a**", "a{1}{2}", "(?i", "x{99999999999}"]),
])();
const quantifier = () => pick(["", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}", "{1,3}?", "{0,1}"]);
const term = (depth) => atom(depth) + quantifier();
const disjunction = (depth) => { const list = []; for (let i = pick([1, 1, 1, 2, 3]); i > 0; i--) list.push(random(10) ? many(() => term(depth), 3) : ""); return list.join("|"); };
const subjects = ["a", "b", "c", "A", "B", "k", "K", "ab", "aa", "0", "1", "_", " ", "\n", "\r", "é", "É", "ß", "ẞ", "s", "ſ", "\u212a", "😀", "\ud83d", "\ude00", "ı", "i", "İ", "I", "σ", "ς", "Σ", "ǆ", "Ǆ", "-", "\u2028", "1\ufe0f\u20e3", "🇩🇪", "ﬀ", "µ", "μ", "Ω", "n", "abab", "ss"];

for (let n = 0; n < count; n++) {
  flagsNow = pick(["", "", "i", "m", "s", "u", "u", "iu", "v", "v", "iv", "y", "im", "imsu"]);
  const source = disjunction(pick([0, 1, 1, 1, 2])), subject = random(12) ? many(() => pick(subjects), 7) : "", lastIndex = random(4) ? 0 : random(subject.length + 1);
  let result = null;
  try {
    const re = new RegExp(source, "dg" + flagsNow);
    re.lastIndex = lastIndex;
    const match = re.exec(subject);
    if (match && /[uv]/.test(flagsNow) && /[\udc00-\udfff]/.test(subject[match.index]) && /[\ud800-\udbff]/.test(subject[match.index - 1])) continue; // nor here
    if (match) result = [...match.indices].flatMap((pair) => pair ?? [-1, -1]);
  } catch (e) { result = e.message.slice(e.message.lastIndexOf("/" + "dg" + flagsNow.replace(/y/, "")) ).replace(/^\/[a-z]*: /, ""); }
  if (/^Duplicate/.test(result)) continue; // V8 is not exact here
  // JSON keeps unpaired surrogates as escapes.
  console.log(JSON.stringify([source, flagsNow, subject, lastIndex, result]));
}
