package blob_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/blob"
	"runner/webapi/js"
)

func TestBlob(t *testing.T) {
	m := vmtest.New(t, func(rt *js.Runtime) {
		rt.Set("fromGo", rt.Wrap(blob.NewFile([]byte("go"), "a.txt", "text/plain", 7)))
	})
	for _, c := range []struct{ name, script, want string }{
		{"parts", `const b = new Blob(["aé", new Uint8Array([1, 2]).subarray(1), new Uint8Array([3]).buffer, new Blob(["z"]), null, 5]); return [b.size, [...await b.bytes()]]`, "[11,[97,195,169,2,3,122,110,117,108,108,53]]"},
		{"text drops a BOM and replaces", `return new Blob([new Uint8Array([0xef, 0xbb, 0xbf, 97, 0xff])]).text()`, "a\ufffd"},
		{"lone surrogates", `return [...await new Blob(["\ud800"]).bytes()]`, "[239,191,189]"},
		{"native endings", `return JSON.stringify(await new Blob(["a\r\nb\rc\n"], {endings: "native"}).text())`, `"a\nb\nc\n"`},
		{"bad endings", `new Blob([], {endings: "x"})`, `TypeError: The option "endings" is "x"; it can be "transparent" or "native".`},
		{"type", `return [new Blob([], {type: "Text/HTML"}).type, new Blob([], {type: "é"}).type, new Blob([], {type: "a\tb"}).type]`, `["text/html","",""]`},
		{"slice", `const b = new Blob(["0123456789"]); return Promise.all([b.slice(2, 4), b.slice(-3), b.slice(5, 2), b.slice(0, -8), b.slice(20), b.slice(NaN, 2.5), b.slice(null, undefined)].map(x => x.text()))`, `["23","789","","01","","01","0123456789"]`},
		{"slice of a slice", `return new Blob(["0123456789"]).slice(2, 8).slice(1, 3, "A/B").text()`, "34"},
		{"slice type", `return [new Blob(["x"], {type: "a/b"}).slice().type, new Blob([]).slice(0, 1, "A/B").type]`, `["","a/b"]`},
		{"arrayBuffer is a copy", `const b = new Blob(["abc"]); new Uint8Array(await b.arrayBuffer())[0] = 120; (await b.bytes())[0] = 121; return b.text()`, "abc"},
		{"the parts are copied", `const v = new Uint8Array([97]); const b = new Blob([v]); v[0] = 98; return b.text()`, "a"},
		{"not a sequence", `new Blob("abc")`, "TypeError: Failed to construct 'Blob': the parts are not a sequence."},
		{"not iterable", `new Blob({})`, "TypeError: The list of parts is not iterable"},
		{"symbol", `new Blob([Symbol()])`, "TypeError: Cannot convert a Symbol value to a string"},
		{"brand becomes a rejection", `return Blob.prototype.text.call({}).catch(e => e.name)`, "TypeError"},
		{"file", `const f = new File(["abc"], "é.txt", {type: "text/plain", lastModified: 5}); return [f.name, f.type, f.size, f.lastModified, await f.text(), f instanceof Blob, String(f), f.slice(1) instanceof File]`, `["é.txt","text/plain",3,5,"abc",true,"[object File]",false]`},
		{"file, default time", `const f = new File([], "x"); return Math.abs(f.lastModified - Date.now()) < 5000`, "true"},
		{"file, arguments", `new File([])`, "TypeError: Failed to construct 'File': 2 argument(s) required, but only 1 present."},
		{"blob of a file", `return new Blob([new File(["a"], "x"), "b"]).text()`, "ab"},
		{"a file of Go", `return [fromGo.name, fromGo.lastModified, fromGo.type, await fromGo.text(), fromGo instanceof File]`, `["a.txt",7,"text/plain","go",true]`},
		{"structuredClone", `const f = structuredClone({f: new File(["abc"], "n", {lastModified: 3}), b: new Blob(["x"], {type: "a/b"})}); return [f.f instanceof File, f.f.name, f.f.lastModified, await f.f.text(), f.b instanceof File, f.b.type, await f.b.text()]`, `[true,"n",3,"abc",false,"a/b","x"]`},
		{"stream", `const b = new Blob(["abc"]); const {value} = await b.stream().getReader().read(); value[0] = 120; const r = b.stream().getReader({mode: "byob"}); const two = await r.read(new Uint8Array(2)); return [[...two.value], await b.text()]`, `[[97,98],"abc"]`},
		{"stream of a large blob", `const b = new Blob([new Uint8Array(200000).fill(7)]); let n = 0, chunks = 0; for (const r = b.stream().getReader();;) { const {done, value} = await r.read(); if (done) return [n, chunks > 1, b.size]; chunks++; n += value.length; value.fill(0) }`, "[200000,true,200000]"},
		{"object URL", `const u = URL.createObjectURL(new Blob(["x"])); return [/^blob:null\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(u), URL.revokeObjectURL(u)]`, `[true,null]`},
		{"object URL of nothing", `URL.createObjectURL({})`, "TypeError: Failed to execute 'createObjectURL' on 'URL': parameter 1 is not of type 'Blob'."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestResolveObjectURL(t *testing.T) {
	m := vmtest.New(t, nil)
	url := m.Eval(`return URL.createObjectURL(new Blob(["abc"], {type: "a/b"}))`)
	resolve := func(url string) (text string) {
		m.Do(func() {
			if b, ok := blob.ResolveObjectURL(m.Runtime, url); ok {
				text = string(b.Bytes()) + " " + b.Type()
			}
		})
		return text
	}
	if got := resolve(url + "#x"); got != "abc a/b" {
		t.Errorf("%s#x is %q", url, got)
	}
	m.Eval(`URL.revokeObjectURL("` + url + `#x")`)
	if got := resolve(url); got != "abc a/b" {
		t.Errorf("%s is %q after revoking another URL", url, got)
	}
	m.Eval(`URL.revokeObjectURL("` + url + `")`)
	if got := resolve(url); got != "" {
		t.Errorf("%s is %q after it was revoked", url, got)
	}
}

func BenchmarkBlob(b *testing.B) {
	m := vmtest.New(b, func(rt *js.Runtime) { rt.Set("text", strings.Repeat("x", 1<<16)) })
	m.Eval(`globalThis.many = n => { for (let i = 0; i < n; i++) new Blob([text, "y"], {type: "text/plain"}).slice(5, 10).size }`)
	b.ReportAllocs()
	m.Do(func() {
		var many func(int)
		m.ExportTo(m.Get("many"), &many)
		b.ResetTimer()
		many(b.N)
	})
}
