// Writes unicode.bin: what a regular expression has to know of Unicode, asked
// of the V8 that runs this file. Run with Node 24 or later:
//
//   node generate.mjs
//
// The file is compressed with DEFLATE. Numbers are unsigned LEB128. It holds
//   - the properties: for each its names ("name=value" or "name", joined by
//     "|"), the number of its ranges and the ranges, each as the gap to the
//     range before and the length minus one;
//   - the classes of code points that are equal without regard to case, first
//     with the flag u or v, then without: for each the number of members and
//     the members, each as the difference to the one before;
//   - the properties of strings: the name, the number of strings, and each
//     string as the number of its code points and the code points.
import { writeFileSync } from "node:fs";
import { deflateRawSync, constants } from "node:zlib";

const bytes = [];
const number = (n) => {
  for (; n > 0x7f; n = Math.floor(n / 128)) bytes.push((n & 0x7f) | 0x80);
  bytes.push(n);
};
const text = (s) => { number(s.length); for (const c of s) bytes.push(c.charCodeAt(0)); };

const ranges = (expression) => {
  const re = new RegExp(`^${expression}$`, "u"), list = [];
  let start = -1;
  for (let c = 0; c <= 0x110000; c++) {
    const yes = c < 0x110000 && re.test(String.fromCodePoint(c));
    if (yes && start < 0) start = c;
    if (!yes && start >= 0) { list.push([start, c - 1]); start = -1; }
  }
  return list;
};
const exists = (expression, flags = "u") => { try { new RegExp(expression, flags); return true; } catch { return false; } };

// Names of general categories and binary properties (ECMA-262, tables 68 to 71).
const categories = `Cased_Letter LC|Close_Punctuation Pe|Connector_Punctuation Pc|Control Cc cntrl|Currency_Symbol Sc|Dash_Punctuation Pd|Decimal_Number Nd digit|Enclosing_Mark Me|Final_Punctuation Pf|Format Cf|Initial_Punctuation Pi|Letter L|Letter_Number Nl|Line_Separator Zl|Lowercase_Letter Ll|Mark M Combining_Mark|Math_Symbol Sm|Modifier_Letter Lm|Modifier_Symbol Sk|Nonspacing_Mark Mn|Number N|Open_Punctuation Ps|Other C|Other_Letter Lo|Other_Number No|Other_Punctuation Po|Other_Symbol So|Paragraph_Separator Zp|Private_Use Co|Punctuation P punct|Separator Z|Space_Separator Zs|Spacing_Mark Mc|Surrogate Cs|Symbol S|Titlecase_Letter Lt|Unassigned Cn|Uppercase_Letter Lu`;
const binaries = `ASCII|ASCII_Hex_Digit AHex|Alphabetic Alpha|Any|Assigned|Bidi_Control Bidi_C|Bidi_Mirrored Bidi_M|Case_Ignorable CI|Cased|Changes_When_Casefolded CWCF|Changes_When_Casemapped CWCM|Changes_When_Lowercased CWL|Changes_When_NFKC_Casefolded CWKCF|Changes_When_Titlecased CWT|Changes_When_Uppercased CWU|Dash|Default_Ignorable_Code_Point DI|Deprecated Dep|Diacritic Dia|Emoji|Emoji_Component EComp|Emoji_Modifier EMod|Emoji_Modifier_Base EBase|Emoji_Presentation EPres|Extended_Pictographic ExtPict|Extender Ext|Grapheme_Base Gr_Base|Grapheme_Extend Gr_Ext|Hex_Digit Hex|IDS_Binary_Operator IDSB|IDS_Trinary_Operator IDST|ID_Continue IDC|ID_Start IDS|Ideographic Ideo|Join_Control Join_C|Logical_Order_Exception LOE|Lowercase Lower|Math|Noncharacter_Code_Point NChar|Pattern_Syntax Pat_Syn|Pattern_White_Space Pat_WS|Quotation_Mark QMark|Radical|Regional_Indicator RI|Sentence_Terminal STerm|Soft_Dotted SD|Terminal_Punctuation Term|Unified_Ideograph UIdeo|Uppercase Upper|Variation_Selector VS|White_Space space|XID_Continue XIDC|XID_Start XIDS`;
const scripts = `Adlam Adlm|Ahom Ahom|Anatolian_Hieroglyphs Hluw|Arabic Arab|Armenian Armn|Avestan Avst|Balinese Bali|Bamum Bamu|Bassa_Vah Bass|Batak Batk|Bengali Beng|Beria_Erfe Berf|Bhaiksuki Bhks|Bopomofo Bopo|Brahmi Brah|Braille Brai|Buginese Bugi|Buhid Buhd|Canadian_Aboriginal Cans|Carian Cari|Caucasian_Albanian Aghb|Chakma Cakm|Cham Cham|Cherokee Cher|Chorasmian Chrs|Common Zyyy|Coptic Copt Qaac|Cuneiform Xsux|Cypriot Cprt|Cypro_Minoan Cpmn|Cyrillic Cyrl|Deseret Dsrt|Devanagari Deva|Dives_Akuru Diak|Dogra Dogr|Duployan Dupl|Egyptian_Hieroglyphs Egyp|Elbasan Elba|Elymaic Elym|Ethiopic Ethi|Garay Gara|Georgian Geor|Glagolitic Glag|Gothic Goth|Grantha Gran|Greek Grek|Gujarati Gujr|Gunjala_Gondi Gong|Gurmukhi Guru|Gurung_Khema Gukh|Han Hani|Hangul Hang|Hanifi_Rohingya Rohg|Hanunoo Hano|Hatran Hatr|Hebrew Hebr|Hiragana Hira|Imperial_Aramaic Armi|Inherited Zinh Qaai|Inscriptional_Pahlavi Phli|Inscriptional_Parthian Prti|Javanese Java|Kaithi Kthi|Kannada Knda|Katakana Kana|Kawi Kawi|Kayah_Li Kali|Kharoshthi Khar|Khitan_Small_Script Kits|Khmer Khmr|Khojki Khoj|Khudawadi Sind|Kirat_Rai Krai|Lao Laoo|Latin Latn|Lepcha Lepc|Limbu Limb|Linear_A Lina|Linear_B Linb|Lisu Lisu|Lycian Lyci|Lydian Lydi|Mahajani Mahj|Makasar Maka|Malayalam Mlym|Mandaic Mand|Manichaean Mani|Marchen Marc|Masaram_Gondi Gonm|Medefaidrin Medf|Meetei_Mayek Mtei|Mende_Kikakui Mend|Meroitic_Cursive Merc|Meroitic_Hieroglyphs Mero|Miao Plrd|Modi Modi|Mongolian Mong|Mro Mroo|Multani Mult|Myanmar Mymr|Nabataean Nbat|Nag_Mundari Nagm|Nandinagari Nand|New_Tai_Lue Talu|Newa Newa|Nko Nkoo|Nushu Nshu|Nyiakeng_Puachue_Hmong Hmnp|Ogham Ogam|Ol_Chiki Olck|Ol_Onal Onao|Old_Hungarian Hung|Old_Italic Ital|Old_North_Arabian Narb|Old_Permic Perm|Old_Persian Xpeo|Old_Sogdian Sogo|Old_South_Arabian Sarb|Old_Turkic Orkh|Old_Uyghur Ougr|Oriya Orya|Osage Osge|Osmanya Osma|Pahawh_Hmong Hmng|Palmyrene Palm|Pau_Cin_Hau Pauc|Phags_Pa Phag|Phoenician Phnx|Psalter_Pahlavi Phlp|Rejang Rjng|Runic Runr|Samaritan Samr|Saurashtra Saur|Sharada Shrd|Shavian Shaw|Siddham Sidd|Sidetic Sidt|SignWriting Sgnw|Sinhala Sinh|Sogdian Sogd|Sora_Sompeng Sora|Soyombo Soyo|Sundanese Sund|Sunuwar Sunu|Syloti_Nagri Sylo|Syriac Syrc|Tagalog Tglg|Tagbanwa Tagb|Tai_Le Tale|Tai_Tham Lana|Tai_Viet Tavt|Tai_Yo Tayo|Takri Takr|Tamil Taml|Tangsa Tnsa|Tangut Tang|Telugu Telu|Thaana Thaa|Thai Thai|Tibetan Tibt|Tifinagh Tfng|Tirhuta Tirh|Todhri Todr|Tolong_Siki Tols|Toto Toto|Tulu_Tigalari Tutg|Ugaritic Ugar|Unknown Zzzz|Vai Vaii|Vithkuqi Vith|Wancho Wcho|Warang_Citi Wara|Yezidi Yezi|Yi Yiii|Zanabazar_Square Zanb`;

const properties = [];
const property = (names, expression) => {
  if (!exists(expression)) { console.error("V8 does not know", expression); return; }
  properties.push([names.filter(([, e]) => exists(e)).map(([n]) => n).join("|"), ranges(expression)]);
};
for (const group of categories.split("|")) {
  const names = group.split(" ");
  property(names.flatMap((n) => [[n, `\\p{${n}}`], [`gc=${n}`, `\\p{gc=${n}}`]]), `\\p{${names[0]}}`);
}
for (const group of binaries.split("|")) {
  const names = group.split(" ");
  property(names.map((n) => [n, `\\p{${n}}`]), `\\p{${names[0]}}`);
}
for (const group of scripts.split("|")) {
  const names = group.split(" ");
  for (const kind of ["sc", "scx"])
    property(names.map((n) => [`${kind}=${n}`, `\\p{${kind}=${n}}`]), `\\p{${kind}=${names[0]}}`);
}
number(properties.length);
for (const [names, list] of properties) {
  text(names);
  number(list.length);
  let last = -1;
  for (const [from, to] of list) { number(from - last - 1); number(to - from); last = to; }
}

const classes = (list) => {
  list = list.filter((c) => c.length > 1).map((c) => c.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
  number(list.length);
  for (const c of list) {
    number(c.length);
    c.forEach((member, i) => number(i ? member - c[i - 1] : member));
  }
};
// With u: the code points that V8 takes for equal. Candidates share a mapping.
const cased = [];
for (let c = 0; c < 0x110000; c++) {
  const s = String.fromCodePoint(c);
  if (/\p{CWCM}|\p{CWCF}/u.test(s)) cased.push(c);
}
const related = new Map();
for (const c of cased) {
  const s = String.fromCodePoint(c);
  for (const key of [s, s.toLowerCase(), s.toUpperCase(), s.toUpperCase().toLowerCase(), s.toLowerCase().toUpperCase(), s.normalize("NFC")]) {
    if (!related.has(key)) related.set(key, new Set());
    related.get(key).add(c);
  }
}
const seen = new Set(), withUnicode = [];
const escape = (c) => `\\u{${c.toString(16)}}`;
for (const c of cased) {
  if (seen.has(c)) continue;
  const group = new Set([c]);
  for (const member of group) {
    const s = String.fromCodePoint(member), re = new RegExp(`^${escape(member)}$`, "iu");
    const candidates = new Set();
    for (const key of [s, s.toLowerCase(), s.toUpperCase(), s.toUpperCase().toLowerCase(), s.toLowerCase().toUpperCase()])
      for (const other of related.get(key) ?? []) candidates.add(other);
    for (const other of candidates) if (re.test(String.fromCodePoint(other))) group.add(other);
  }
  for (const member of group) seen.add(member);
  withUnicode.push([...group]);
}
classes(withUnicode);
// Without u: Canonicalize is toUppercase of one code unit (ECMA-262, 22.2.2.7.3).
const upper = new Map();
for (let c = 0; c < 0x10000; c++) {
  const u = String.fromCharCode(c).toUpperCase();
  const k = u.length === 1 && !(c >= 128 && u.charCodeAt(0) < 128) ? u.charCodeAt(0) : c;
  if (!upper.has(k)) upper.set(k, []);
  upper.get(k).push(c);
}
classes([...upper.values()]);

// Properties of strings. There is no list to ask for, so likely strings are tried.
const points = (name) => { const list = []; for (const [a, b] of ranges(`\\p{${name}}`)) for (let c = a; c <= b; c++) list.push(String.fromCodePoint(c)); return list; };
const is = (name) => { const re = new RegExp(`^\\p{${name}}$`, "v"); return (s) => re.test(s); };
const tones = points("Emoji_Modifier"), emoji = points("Emoji"), bases = points("Emoji_Modifier_Base");
const zwj = "\u200d", vs = "\ufe0f";
const sequences = {
  Emoji_Keycap_Sequence: [..."0123456789#*"].map((c) => c + vs + "\u20e3"),
  RGI_Emoji_Modifier_Sequence: bases.flatMap((b) => tones.map((t) => b + t)),
  RGI_Emoji_Flag_Sequence: [], RGI_Emoji_Tag_Sequence: [], RGI_Emoji_ZWJ_Sequence: [], Basic_Emoji: [],
};
const letters = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(0x1f1e6 + i));
for (const a of letters) for (const b of letters) sequences.RGI_Emoji_Flag_Sequence.push(a + b);
const tag = (s) => "\u{1f3f4}" + [...s].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join("") + "\u{e007f}";
for (const s of ["gbeng", "gbsct", "gbwls"]) sequences.RGI_Emoji_Tag_Sequence.push(tag(s));
sequences.Basic_Emoji = [...emoji, ...emoji.map((e) => e + vs)];
{
  const parts = [...emoji, ...emoji.map((e) => e + vs), ...sequences.RGI_Emoji_Modifier_Sequence];
  const test = is("RGI_Emoji_ZWJ_Sequence");
  const heads = [...new Set([...bases, ...sequences.RGI_Emoji_Modifier_Sequence, ...["🏳️", "🏴", "👁️", "❤️", "⛓️", "🐦", "🐕", "🐈", "🐻", "😮", "😵", "😶", "🙂", "🍄", "🍋", "🧑", "👯", "🤼", "⛹️", "🏋️", "🏌️", "🕵️"]])];
  const found = new Set();
  const tryAll = (list, tails) => { for (const a of list) for (const b of tails) { const s = a + zwj + b; if (test(s)) found.add(s); } };
  tryAll(heads, parts);
  tryAll(parts.filter((p) => !heads.includes(p)), ["♂️", "♀️", "⚕️", "⚖️", "✈️", "🔥", "🩹", "⬛", "⬜", "➡️", "↔️", "↕️", "💨", "💫", "🟩", "🟫", "💥", "🌈", "☠️", "❄️", "🦺"]);
  for (const e of found) tryAll([e], ["➡️", "♂️", "♀️"]); // person, tool or sex, direction
  for (const e of [...found]) tryAll([e], ["➡️"]);
  const people = ["🧑", "👨", "👩", "👦", "👧", "🧒"].flatMap((p) => [p, ...tones.map((t) => p + t)]);
  for (const a of people) for (const b of people) for (const m of ["❤️", "❤️" + zwj + "💋", "🤝", "🐰", "🫯"]) { const s = [a, m, b].join(zwj); if (test(s)) found.add(s); }
  const family = ["🧑", "👨", "👩", "👦", "👧", "🧒"];
  let rows = family;
  for (let n = 2; n <= 4; n++) { rows = rows.flatMap((r) => family.map((f) => r + zwj + f)); for (const r of rows) if (test(r)) found.add(r); }
  sequences.RGI_Emoji_ZWJ_Sequence = [...found];
}
for (const name in sequences) sequences[name] = [...new Set(sequences[name])].filter(is(name));
sequences.RGI_Emoji = [...new Set(Object.values(sequences).flat())].filter(is("RGI_Emoji"));
number(Object.keys(sequences).length);
for (const name in sequences) {
  console.error(name, sequences[name].length);
  text(name);
  number(sequences[name].length);
  for (const s of sequences[name]) { const list = [...s]; number(list.length); for (const c of list) number(c.codePointAt(0)); }
}

const packed = deflateRawSync(Uint8Array.from(bytes), { level: 9, strategy: constants.Z_DEFAULT_STRATEGY });
writeFileSync(new URL("unicode.bin", import.meta.url), packed);
console.error(process.versions.unicode, "properties", properties.length, "bytes", bytes.length, "packed", packed.length);
