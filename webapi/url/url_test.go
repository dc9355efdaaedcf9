package url_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestURL(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"attributes", `const u = new URL("HTTPS://u:p@EXAMPLE.com:8443/a/../b?x=1#y"); return [u.href, u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash]`,
			`["https://u:p@example.com:8443/b?x=1#y","https://example.com:8443","https:","u","p","example.com:8443","example.com","8443","/b","?x=1","#y"]`},
		{"base", `return new URL("../c", new URL("http://h/a/b/")).href`, "http://h/a/c"},
		{"undefined base", `return new URL("http://h/", undefined).href`, "http://h/"},
		{"null base", `new URL("x", null)`, "TypeError: Invalid URL"},
		{"invalid", `try { new URL("/x", "y:z") } catch (e) { return [e instanceof TypeError, e.code, e.input, e.base] }`, `[true,"ERR_INVALID_URL","/x","y:z"]`},
		{"no argument", `new URL()`, "TypeError: Failed to construct 'URL': 1 argument(s) required, but only 0 present."},
		{"unpaired surrogate", `return new URL("http://h/\uD800x").href`, "http://h/%EF%BF%BDx"},
		{"statics", `return [URL.canParse("x"), URL.canParse("x", "http://h"), URL.parse("::"), URL.parse("x", "http://h/") instanceof URL]`, "[false,true,null,true]"},
		{"stringify", `const u = new URL("http://h"); return [String(u), JSON.stringify({u}), u + ""]`, `["http://h/","{\"u\":\"http://h/\"}","http://h/"]`},
		{"same object", `const u = new URL("http://h/?a=1"); return u.searchParams === u.searchParams`, "true"},
		{"params to URL", `const u = new URL("http://h/?a=1"); u.searchParams.append("b c", "d&"); return u.href`, "http://h/?a=1&b+c=d%26"},
		{"URL to params", `const u = new URL("http://h/?a=1"), p = u.searchParams; u.search = "?b=2"; const one = p.get("b"); u.href = "http://h/?c=3"; return [one, p.get("c"), p === u.searchParams]`, `["2","3",true]`},
		{"last parameter deleted", `const u = new URL("http://h/?a=1"); u.searchParams.delete("a"); return u.href`, "http://h/"},
		{"href refused", `const u = new URL("http://h/x"); try { u.href = "::" } catch (e) { return [e.name, u.href] }`, `["TypeError","http://h/x"]`},
		{"setters", `const u = new URL("http://h/x"); u.protocol = "https"; u.host = "a:99"; u.username = "ü"; u.pathname = "p q"; u.search = "s"; u.hash = "h"; u.port = "443"; return u.href`, "https://%C3%BC@a/p%20q?s#h"},
		{"setters that change nothing", `const u = new URL("http://h:80/x"); u.protocol = "foo"; u.host = ""; u.port = "x"; u.hostname = "a b"; return u.href`, "http://h/x"},
		{"subclass", `class X extends URL { get both() { return this.host + this.pathname } } return new X("http://h/a").both`, "h/a"},
		{"brand", `Object.getOwnPropertyDescriptor(URL.prototype, "href").get.call({})`, "TypeError: Illegal invocation: URL.href was called on a value that is not a URL"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestURLSearchParams(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"string", `return new URLSearchParams("?a=b%20c&d=e+f&g").toString()`, "a=b+c&d=e+f&g="},
		{"record", `return String(new URLSearchParams({a: 1, b: null}))`, "a=1&b=null"},
		{"sequence", `return String(new URLSearchParams([["a", 1], new Set(["b", 2])]))`, "a=1&b=2"},
		{"iterable", `return String(new URLSearchParams(new Map([["a", 1]])))`, "a=1"},
		{"copy", `const a = new URLSearchParams("x=1"), b = new URLSearchParams(a); a.append("y", 2); return String(b)`, "x=1"},
		{"short item", `new URLSearchParams([["a"]])`, "TypeError: Failed to construct 'URLSearchParams': an item has 1 elements; expected a name and a value."},
		{"surrogate keys", `return [...new URLSearchParams({"x\uDC53": "1", "x\uDC5C": "2"})].length`, "1"},
		{"delete with value", `const p = new URLSearchParams("a=1&a=2"); p.delete("a", 1); return String(p)`, "a=2"},
		{"delete with undefined", `const p = new URLSearchParams("a=1&a=2"); p.delete("a", undefined); return String(p)`, ""},
		{"has with value", `const p = new URLSearchParams("a=1"); return [p.has("a"), p.has("a", "1"), p.has("a", "2"), p.has("a", undefined)]`, "[true,true,false,true]"},
		{"get", `const p = new URLSearchParams("a=1&a=2"); return [p.get("a"), p.get("b"), p.getAll("a"), p.size]`, `["1",null,["1","2"],2]`},
		{"set", `const p = new URLSearchParams("a=1&b=2&a=3"); p.set("a", 9); p.set("c", 8); return String(p)`, "a=9&b=2&c=8"},
		{"sort by code units", `const p = new URLSearchParams("\uFFFD=1&\u{1F308}=2&a=3"); p.sort(); return [...p.values()].join("")`, "321"},
		{"sort is stable", `const p = new URLSearchParams("b=1&a=2&b=3&a=4"); p.sort(); return String(p)`, "a=2&a=4&b=1&b=3"},
		{"live iteration", `const p = new URLSearchParams("a=1&b=2&c=3"); let s = ""; for (const [k] of p) { s += k; p.delete("b") } return s`, "ac"},
		{"forEach", `const out = []; new URLSearchParams("a=1").forEach((v, k) => out.push(v, k)); return out`, `["1","a"]`},
		{"subclass", `class X extends URLSearchParams { constructor(i) { super(i); this.append("z", 1) } } return String(new X({a: 1}))`, "a=1&z=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// BenchmarkScript measures what a script sees: the classes, not the parser.
func BenchmarkScript(b *testing.B) {
	for _, c := range []struct{ name, body string }{
		{"new URL", `new URL("https://www.example.com:8080/blog/2024/post?page=2&sort=asc")`},
		{"href", `u.href`},
		{"searchParams.get", `u.searchParams.get("sort")`},
		{"searchParams.set", `u.searchParams.set("page", "3")`},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := vmtest.New(b, nil)
			run := `const u = new URL("https://example.com/?page=2&sort=asc"); for (let i = 0; i < 1000; i++) ` + c.body
			for b.Loop() {
				m.Eval(run)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/call")
		})
	}
}
