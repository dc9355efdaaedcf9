package formdata_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/formdata"
	"runner/webapi/mimesniff"
)

func TestFormData(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"entries", `const f = new FormData(); f.append("a", "1"); f.append("b", 2); f.append("a", null); return [[...f], f.get("a"), f.getAll("a"), f.has("b"), f.get("x"), f.getAll("x")]`, `[[["a","1"],["b","2"],["a","null"]],"1",["1","null"],true,null,[]]`},
		{"set", `const f = new FormData(); f.append("a", "1"); f.append("b", "2"); f.append("a", "3"); f.set("a", "x"); f.set("c", "y"); return [...f].join(";")`, "a,x;b,2;c,y"},
		{"delete", `const f = new FormData(); f.append("a", "1"); f.append("b", "2"); f.append("a", "3"); f.delete("a"); return [...f.keys()].join() + [...f.values()]`, "b2"},
		{"surrogates", `const f = new FormData(); f.append("\ud800", "\udc00"); return [...f][0].every(s => s === "\ufffd")`, "true"},
		{"three arguments", `new FormData().append("a", "b", "c")`, "TypeError: Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'."},
		{"missing arguments", `new FormData().set("a")`, "TypeError: Failed to execute 'set' on 'FormData': 2 arguments required, but only 1 present."},
		{"form element", `new FormData({})`, "TypeError: Failed to construct 'FormData': there are no form elements on a server; append the entries."},
		{"undefined form", `return [...new FormData(undefined)].length`, "0"},
		{"forEach", `const f = new FormData(); f.append("a", "1"); let s = ""; f.forEach((v, k, self) => s += k + v + (self === f)); return s`, "a1true"},
		{"shape", `return [FormData.length, FormData.prototype.append.length, FormData.prototype.get.length, String(new FormData()), FormData.prototype[Symbol.iterator] === FormData.prototype.entries]`, `[0,2,1,"[object FormData]",true]`},
		{"multipart out", `const f = new FormData(); f.append('a"\n', "1\n2\r3\r\n4"); const r = new Response(f); const type = r.headers.get("content-type"); const boundary = type.split("boundary=")[1]; return [type.startsWith("multipart/form-data; boundary=----"), (await r.text()).replaceAll(boundary, "B")]`, `[true,"--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0A\"\r\n\r\n1\r\n2\r\n3\r\n4\r\n--B--\r\n"]`},
		{"empty form", `const r = new Response(new FormData()), boundary = r.headers.get("content-type").split("boundary=")[1]; const text = await r.clone().text(); return [text === "--" + boundary + "--\r\n", [...await r.formData()].length]`, "[true,0]"},
		{"round trip", `const f = new FormData(); f.append("é", "ü"); f.append("x", ""); return [...await new Response(f).formData()]`, `[["é","ü"],["x",""]]`},
		{"file part", `const body = '--b\r\nContent-Disposition: form-data; name="f"; filename="a%22.txt"\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--'; const f = (await new Response(body, {headers: {"content-type": "multipart/form-data; boundary=b"}}).formData()).get("f"); return [f instanceof File, f.name, f.type, f.size, await f.text()]`, `[true,"a\".txt","text/html",3,"<p>"]`},
		{"file part without a type", `const body = '--b\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n\r\n--b--'; const f = (await new Response(body, {headers: {"content-type": "multipart/form-data; boundary=b"}}).formData()).get("f"); return [f.name, f.type, f.size]`, `["","text/plain",0]`},
		{"file out", `const f = new FormData(); f.append("f", new Blob(["x\n"])); f.append("g", new File(["y"], 'a"b', {type: "t/t"})); f.append("h", new File(["z"], "old"), "new"); const r = new Response(f), b = r.headers.get("content-type").split("boundary=")[1]; return (await r.text()).replaceAll(b, "B")`,
			"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"blob\"\r\nContent-Type: application/octet-stream\r\n\r\nx\n\r\n--B\r\nContent-Disposition: form-data; name=\"g\"; filename=\"a%22b\"\r\nContent-Type: t/t\r\n\r\ny\r\n--B\r\nContent-Disposition: form-data; name=\"h\"; filename=\"new\"\r\nContent-Type: application/octet-stream\r\n\r\nz\r\n--B--\r\n"},
		{"blob becomes a file", `const f = new FormData(); f.append("f", new Blob(["x"], {type: "a/b"})); const file = f.get("f"); return [file instanceof File, file.name, file.type, f.get("f") === file]`, `[true,"blob","a/b",true]`},
		{"file stays the same", `const f = new FormData(), file = new File(["x"], "n"); f.append("f", file); return f.get("f") === file`, "true"},
		{"urlencoded", `return [...await new Response("a=1&b=%C3%A9+x&a=2", {headers: {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}}).formData()]`, `[["a","1"],["b","é x"],["a","2"]]`},
		{"URLSearchParams body", `const r = new Response(new URLSearchParams({a: "b c"})); return [r.headers.get("content-type"), (await r.formData()).get("a")]`, `["application/x-www-form-urlencoded;charset=UTF-8","b c"]`},
		{"no type", `await new Response(new Uint8Array(3)).formData()`, `TypeError: Failed to parse the body as FormData: the content type is neither "multipart/form-data" nor "application/x-www-form-urlencoded"`},
		{"no boundary", `await new Response("", {headers: {"content-type": "multipart/form-data"}}).formData()`, "TypeError: Failed to parse the body as FormData: the content type has no boundary"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func parse(body string) (string, error) {
	f, err := formdata.Parse(body, &mimesniff.Type{Essence: "multipart/form-data", Parameters: []mimesniff.Parameter{{Name: "boundary", Value: "b"}}})
	if err != nil {
		return "", err
	}
	var out []string
	for _, e := range f.Entries() {
		s := e.Name + "=" + e.Value
		if e.File != nil {
			s += "[" + e.File.Name() + " " + e.File.Type() + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, ";"), nil
}

func TestMultipart(t *testing.T) {
	const field = "Content-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
	for _, c := range []struct{ name, body, want string }{
		{"one", "--b\r\n" + field + "--b--\r\n", "a=1"},
		{"two", "--b\r\n" + field + "--b\r\n" + field + "--b--", "a=1;a=1"},
		{"none", "--b--", ""},
		{"leading line ends", "\r\n\r\n--b\r\n" + field + "--b--", "a=1"},
		{"epilogue", "--b\r\n" + field + "--b--\r\nmore", "a=1"},
		{"padding", "--b \t\r\n" + field + "--b--", "a=1"},
		{"dashes in the value", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b\r\n--b--", "a=--b"},
		{"other headers", "--b\r\nX-Y: z\r\nContent-Disposition: form-data; name=a\r\nContent-Length: 1\r\n\r\nv\r\n--b--", "a=v"},
		{"case", "--b\r\ncontent-disposition: FORM-DATA; NAME=\"a\"\r\n\r\nv\r\n--b--", "a=v"},
		{"no space", "--b\r\nContent-Disposition:form-data;name=\"a\";filename=\"f\"\r\n\r\nv\r\n--b--", "a=[f text/plain]"},
		{"filename", "--b\r\nContent-Disposition: form-data; filename=\"C:\\x\\f\"; name=\"a\"\r\nContent-Type: t/u\r\n\r\nv\r\n--b--", `a=[C:\x\f t/u]`},
		{"escapes", "--b\r\nContent-Disposition: form-data; name=\"%22%0D%0A%41\"\r\n\r\nv\r\n--b--", "\"\r\n%41=v"},
		{"bad UTF-8", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--b--", "a=\ufffd"},
		{"empty value", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--", "a="},
		{"empty body", "", "error"},
		{"preamble", "x\r\n--b\r\n" + field + "--b--", "error"},
		{"no end", "--b\r\n" + field, "error"},
		{"cut after the boundary", "--b", "error"},
		{"cut in the header", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n", "error"},
		{"no name", "--b\r\nContent-Disposition: form-data\r\n\r\nv\r\n--b--", "error"},
		{"no disposition", "--b\r\nX: y\r\n\r\nv\r\n--b--", "error"},
		{"other disposition", "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nv\r\n--b--", "error"},
		{"open quote", "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n--b--", "error"},
		{"header without a colon", "--b\r\nContent-Disposition\r\n\r\nv\r\n--b--", "error"},
		{"bare line feeds", "--b\nContent-Disposition: form-data; name=a\n\nv\n--b--", "error"},
		{"huge header", "--b\r\n" + strings.Repeat("X: y\r\n", 20000) + field + "--b--", "error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := parse(c.body)
			if err != nil {
				got = "error"
			}
			if got != c.want {
				t.Errorf("got %q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

func FuzzMultipart(f *testing.F) {
	f.Add("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n")
	f.Add("--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"%0A\"\r\nContent-Type: x/y\r\n\r\n1\r\n--b--\r\n")
	f.Add("--b--")
	f.Fuzz(func(t *testing.T, body string) {
		form, err := formdata.Parse(body, &mimesniff.Type{Essence: "multipart/form-data", Parameters: []mimesniff.Parameter{{Name: "boundary", Value: "b"}}})
		if err != nil {
			return
		}
		for _, e := range form.Entries() {
			if e.File != nil {
				return
			}
		}
		// What was read can be written and read again, line ends apart.
		var text strings.Builder
		for _, p := range form.Multipart("b0undary") {
			text.WriteString(p.Text)
		}
		if strings.Contains(body, "b0undary") {
			return
		}
		again, err := formdata.Parse(text.String(), &mimesniff.Type{Essence: "multipart/form-data", Parameters: []mimesniff.Parameter{{Name: "boundary", Value: "b0undary"}}})
		if err != nil || len(again.Entries()) != len(form.Entries()) {
			t.Fatalf("%q: %v", text.String(), err)
		}
		lines := strings.NewReplacer("\r\n", "\n", "\r", "\n")
		for i, e := range again.Entries() {
			if o := form.Entries()[i]; lines.Replace(e.Name) != lines.Replace(o.Name) || lines.Replace(e.Value) != lines.Replace(o.Value) {
				t.Fatalf("%q %q became %q %q", o.Name, o.Value, e.Name, e.Value)
			}
		}
	})
}

func BenchmarkFormData(b *testing.B) {
	body := strings.Repeat("--b\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nsome value\r\n", 20) + "--b--\r\n"
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(body); err != nil {
			b.Fatal(err)
		}
	}
}
