package encoding_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/encoding"
	"runner/webapi/js"
)

func TestAPI(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"encode", `return [...new TextEncoder().encode("aé\ud800€")]`, "[97,195,169,239,191,189,226,130,172]"},
		{"encode nothing", `return [new TextEncoder().encode().length, new TextEncoder().encode(undefined).length]`, "[0,0]"},
		{"encode converts", `return [...new TextEncoder().encode(null)]`, "[110,117,108,108]"},
		{"encodeInto", `const b = new Uint8Array(6); const r = new TextEncoder().encodeInto("a😀é", b); return [r, [...b]]`, `[{"read":3,"written":5},[97,240,159,152,128,0]]`},
		{"encodeInto an offset view", `const b = new Uint8Array(6); const r = new TextEncoder().encodeInto("xyz", b.subarray(4)); return [r, [...b]]`, `[{"read":2,"written":2},[0,0,0,0,120,121]]`},
		{"encodeInto lone surrogate", `const b = new Uint8Array(4); return new TextEncoder().encodeInto("\ud800\ud800", b)`, `{"read":1,"written":3}`},
		{"encodeInto other view", `new TextEncoder().encodeInto("", new Uint8ClampedArray(1))`, "TypeError: Failed to execute 'encodeInto' on 'TextEncoder': parameter 2 is not of type 'Uint8Array'."},
		{"decode", `return new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 97, 0xe2, 0x82, 0xac]))`, "a€"},
		{"decode, surrogate pairs are two units", `return new TextDecoder().decode(new Uint8Array([0xf0, 0x9f, 0x98, 0x80])).length`, "2"},
		{"decode view and buffer", `const b = new Uint8Array([97, 98, 99]); return [new TextDecoder().decode(b.subarray(1)), new TextDecoder().decode(b.buffer), new TextDecoder().decode(new DataView(b.buffer, 2)), new TextDecoder().decode()]`, `["bc","abc","c",""]`},
		{"stream", `const d = new TextDecoder(); let s = ""; for (const x of [0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac, 0xf0]) s += d.decode(new Uint8Array([x]), {stream: true}); return s + d.decode() + d.decode(new Uint8Array([0xef, 0xbb, 0xbf, 97]))`, "€\ufffda"},
		{"only one BOM goes", `return new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf])).length`, "1"},
		{"ignoreBOM", `return new TextDecoder("utf-8", {ignoreBOM: true}).decode(new Uint8Array([0xef, 0xbb, 0xbf])).charCodeAt(0)`, "65279"},
		{"utf-16 BOM", `return new TextDecoder("utf-16").decode(new Uint8Array([0xff, 0xfe, 97, 0]))`, "a"},
		{"fatal", `new TextDecoder("utf-8", {fatal: true}).decode(new Uint8Array([0xff]))`, "TypeError: The encoded data was not valid for encoding utf-8"},
		{"fatal stream", `const d = new TextDecoder("euc-jp", {fatal: true}); d.decode(new Uint8Array([0xa4]), {stream: true}); d.decode()`, "TypeError: The encoded data was not valid for encoding euc-jp"},
		{"after fatal", `const d = new TextDecoder("utf-8", {fatal: true}); try { d.decode(new Uint8Array([0xc3])) } catch {}; return d.decode(new Uint8Array([97]))`, "a"},
		{"attributes", `const d = new TextDecoder("Latin1", {fatal: 1}); return [d.encoding, d.fatal, d.ignoreBOM, new TextEncoder().encoding]`, `["windows-1252",true,false,"utf-8"]`},
		{"bad label", `new TextDecoder("utf-7")`, `RangeError: Failed to construct 'TextDecoder': The encoding label provided ("utf-7") is invalid.`},
		{"replacement", `new TextDecoder("iso-2022-kr")`, `RangeError: Failed to construct 'TextDecoder': The encoding label provided ("iso-2022-kr") is invalid.`},
		{"bad options", `new TextDecoder("utf-8", 5)`, "TypeError: The options argument is not an object"},
		{"bad input", `new TextDecoder().decode("abc")`, "TypeError: Failed to execute 'decode' on 'TextDecoder': parameter 1 is not an ArrayBuffer or a view on one."},
		{"null input", `new TextDecoder().decode(null)`, "TypeError: Failed to execute 'decode' on 'TextDecoder': parameter 1 is not an ArrayBuffer or a view on one."},
		{"encoder stream", `const e = new TextEncoderStream(), w = e.writable.getWriter(); for (const c of ["a\ud83d", "", "\ude00b\ud800", 5, "\ud800"]) w.write(c); w.close(); const out = []; for (const r = e.readable.getReader();;) { const {done, value} = await r.read(); if (done) return out; out.push([...value]) }`, "[[97],[240,159,152,128,98],[239,191,189,53],[239,191,189]]"},
		{"decoder stream", `const d = new TextDecoderStream("shift_jis"), w = d.writable.getWriter(); for (const c of [[0x82], [], [0xa0, 97], [0x82]]) w.write(Uint8Array.from(c)); w.close(); const out = []; for (const r = d.readable.getReader();;) { const {done, value} = await r.read(); if (done) return [d.encoding, ...out]; out.push(value) }`, `["shift_jis","あa","�"]`},
		{"decoder stream, BOM", `const d = new TextDecoderStream(), w = d.writable.getWriter(); for (const c of [0xef, 0xbb, 0xbf, 97]) w.write(Uint8Array.of(c)); w.close(); return new Response(d.readable.pipeThrough(new TextEncoderStream())).text()`, "a"},
		{"decoder stream, fatal", `const d = new TextDecoderStream("utf-8", {fatal: true}), w = d.writable.getWriter(); w.write(Uint8Array.of(0xc3)).catch(() => {}); w.close().catch(() => {}); await d.readable.getReader().read()`, "TypeError: The encoded data was not valid for encoding utf-8"},
		{"decoder stream, no bytes", `const d = new TextDecoderStream(), w = d.writable.getWriter(); w.write("x").catch(() => {}); w.closed.catch(() => {}); await d.readable.getReader().read()`, "TypeError: A chunk for TextDecoderStream is an ArrayBuffer or a view on one."},
		{"the input is copied", `const b = new Uint8Array([97, 98]); const s = new TextDecoder().decode(b); b[0] = 120; return s`, "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestUTF8(t *testing.T) {
	for _, c := range []struct{ bytes, decoded, withoutBOM string }{
		{"abc", "abc", "abc"},
		{"\xef\xbb\xbfa\xff", "a\ufffd", "\ufeffa\ufffd"},
		{"\xef\xbb\xbf\xef\xbb\xbf", "\ufeff", "\ufeff\ufeff"},
		{"\xe2\x82", "\ufffd", "\ufffd"},
		{"", "", ""},
	} {
		if got := encoding.DecodeUTF8([]byte(c.bytes)).String(); got != c.decoded {
			t.Errorf("DecodeUTF8(%q) = %q, want %q", c.bytes, got, c.decoded)
		}
		if got := encoding.DecodeUTF8WithoutBOM([]byte(c.bytes)).String(); got != c.withoutBOM {
			t.Errorf("DecodeUTF8WithoutBOM(%q) = %q, want %q", c.bytes, got, c.withoutBOM)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for _, text := range []struct{ name, value string }{
		{"ascii 16", "hello, world ...."},
		{"ascii 64K", strings.Repeat("hello, world ...", 4096)},
		{"mixed 64K", strings.Repeat("grüße aus Köln €", 4096)},
	} {
		for _, op := range []struct{ name, script string }{
			{"encode", `const e = new TextEncoder(); return () => e.encode(text)`},
			{"encodeInto", `const e = new TextEncoder(), into = new Uint8Array(text.length * 3); return () => e.encodeInto(text, into)`},
			{"decode", `const d = new TextDecoder(), bytes = new TextEncoder().encode(text); return () => d.decode(bytes)`},
		} {
			b.Run(op.name+"/"+text.name, func(b *testing.B) {
				m := vmtest.New(b, func(rt *js.Runtime) { rt.Set("text", text.value) })
				m.Eval(`globalThis.run = (() => {` + op.script + `})(); globalThis.many = n => { for (let i = 0; i < n; i++) run() }`)
				b.SetBytes(int64(len(text.value)))
				b.ReportAllocs()
				m.Do(func() {
					var many func(int)
					m.ExportTo(m.Get("many"), &many)
					b.ResetTimer()
					many(b.N)
				})
			})
		}
	}
}
