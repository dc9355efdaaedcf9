package urlpattern_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestURLPattern(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"named group", `return new URLPattern({pathname: "/blog/:slug"}).exec("https://h/blog/a-b").pathname.groups`, `{"slug":"a-b"}`},
		{"optional group", `const p = new URLPattern({pathname: "/a/:b?"}); return [p.exec("http://h/a").pathname.groups.b === undefined, p.exec("http://h/a/1").pathname.groups.b, p.test("http://h/a/")]`, `[true,"1",false]`},
		{"repeated group", `return new URLPattern({pathname: "/a/:b+"}).exec("http://h/a/1/2/3").pathname.groups.b`, "1/2/3"},
		{"wildcards", `return new URLPattern("https://*.example.com/*\\?q=*").exec("https://a.b.example.com/x/y?q=1").hostname.groups`, `{"0":"a.b"}`},
		{"optional wildcard that is empty", `return new URLPattern({pathname: "*{}**?"}).exec({pathname: "foobar"}).pathname.groups[1] === undefined`, "true"},
		{"regular expression", `const p = new URLPattern({pathname: "/:id(\\d+)"}); return [p.test("http://h/12"), p.test("http://h/x"), p.hasRegExpGroups]`, "[true,false,true]"},
		{"lookahead", `return new URLPattern({pathname: "/(?!x)*"}) `, "TypeError: Failed to construct 'URLPattern': pathname: a regular expression that starts with a question mark at position 1."},
		{"set operations", `return [new URLPattern({pathname: "/([[a-z]--[aeiou]]+)"}).test("http://h/xyz"), new URLPattern({pathname: "/([\\w&&[^\\d]]+)"}).test("http://h/x1"), new URLPattern({pathname: "/([^[a-c]]+)"}).test("http://h/x1")]`, "[true,false,true]"},
		{"property", `const p = new URLPattern({pathname: "/(\\p{Lu}[\\p{Ll}\\d]*)"}); return [p.test("http://h/Ab1"), p.test("http://h/ab")]`, "[true,false]"},
		{"invalid escape", `new URLPattern({pathname: "/(\\m)"})`, `TypeError: Failed to construct 'URLPattern': pathname: the regular expression is invalid.`},
		{"invalid expression", `new URLPattern({pathname: "/(a{2,1})"})`, "TypeError: Failed to construct 'URLPattern': pathname: the regular expression is invalid."},
		{"ignoreCase", `return [new URLPattern({pathname: "/Foo"}, {ignoreCase: true}).test("http://h/fOO"), new URLPattern({pathname: "/Foo"}).test("http://h/foo"), new URLPattern({pathname: "/(b+)"}, {ignoreCase: true}).test("http://h/BB")]`, "[true,false,true]"},
		{"canonical", `const p = new URLPattern({protocol: "https", hostname: "☕.example", port: "443", pathname: "/a b/../c"}); return [p.protocol, p.hostname, p.port, p.pathname, p.search]`, `["https","xn--53h.example","","/c","*"]`},
		{"pattern strings", `return [":a(.*)", "{a}{b}", "(.*)", "{:x}y", "/:a\\bar"].map(p => new URLPattern({pathname: p}).pathname)`, `[":a(.*)","ab","*","{:x}y","{/:a}bar"]`},
		{"dots that lead out", `new URLPattern({pathname: "../..(\\d+)"})`, `TypeError: Failed to construct 'URLPattern': pathname: "../.." leads out of the pathname.`},
		{"base URL", `const p = new URLPattern("../x/*", "http://h:81/a/b/c"); return [p.protocol, p.hostname, p.port, p.pathname, p.username]`, `["http","h","81","/a/x/*","*"]`},
		{"inputs", `return new URLPattern({pathname: "/x"}).exec("/x", "http://h").inputs`, `["/x","http://h"]`},
		{"members", `return Object.keys(new URLPattern().exec("http://h/"))`, `["hash","hostname","inputs","password","pathname","port","protocol","search","username"]`},
		{"URL object", `return new URLPattern({hostname: "h"}).test(new URL("http://h/"))`, "true"},
		{"relative without base", `new URLPattern("/x")`, "TypeError: Failed to construct 'URLPattern': a relative pattern without a base URL."},
		{"object and base", `new URLPattern({pathname: "/x"}, "http://h")`, "TypeError: Failed to construct 'URLPattern': a base URL beside an init object; put it into the object as baseURL."},
		{"duplicate name", `new URLPattern({pathname: "/:a/:a"})`, `TypeError: Failed to construct 'URLPattern': pathname: two groups with the name "a".`},
		{"unbalanced", `new URLPattern({pathname: "{a"})`, "TypeError: Failed to construct 'URLPattern': pathname: the pattern ends where a closing brace is expected."},
		{"input that is no URL", `return new URLPattern().test("::")`, "false"},
		{"prototype setters are not run", `Object.defineProperty(Object.prototype, "evil", {set() { throw 1 }, configurable: true}); const g = new URLPattern({pathname: "/:evil"}).exec("http://h/1").pathname.groups; delete Object.prototype.evil; return g`, `{"evil":"1"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func BenchmarkTest(b *testing.B) {
	m := vmtest.New(b, nil)
	for b.Loop() {
		m.Eval(`const p = new URLPattern({pathname: "/blog/:year/:slug"}); for (let i = 0; i < 1000; i++) p.test("https://example.com/blog/2024/post")`)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/call")
}
