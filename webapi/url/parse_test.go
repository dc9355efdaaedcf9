package url_test

import (
	"testing"

	"runner/webapi/url"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ input, base, want string }{
		{"http://example.com", "", "http://example.com/"},
		{"HTTPS://EXAMPLE.com:443/a/./b/../c?d#e", "", "https://example.com/a/c?d#e"},
		{"  http://a/\t\n b ", "", "http://a/%20b"},
		{"http://user:p@ss@h/", "", "http://user:p%40ss@h/"},
		{"http://0x7f.1/", "", "http://127.0.0.1/"},
		{"http://256.256.256.256/", "", "error: IPv4-out-of-range-part"},
		{"http://1.2.3.4.5/", "", "error: IPv4-too-many-parts"},
		{"http://[1:0:0:2:0:0:0:3]/", "", "http://[1:0:0:2::3]/"},
		{"http://[::]/", "", "http://[::]/"},
		{"http://[1::]/", "", "http://[1::]/"},
		{"http://[::127.0.0.1]/", "", "http://[::7f00:1]/"},
		{"http://[::1", "", "error: IPv6-unclosed"},
		{"http://faß.ExAmPlE/", "", "http://xn--fa-hia.example/"},
		{"http://☕.example", "", "http://xn--53h.example/"},
		{"http://FAẞ.de/", "", "http://xn--fa-hia.de/"},
		{"http://a。b．c/", "", "http://a.b.c/"},
		{"http://ＧＯ.com/", "", "http://go.com/"},
		{"http://\u0300.example/", "", "error: domain-to-ASCII"},
		{"http://אa.example/", "", "error: domain-to-ASCII"},
		{"http://a\u200Db.é/", "", "error: domain-to-ASCII"},
		{"http://xn--a.é/", "", "error: domain-to-ASCII"},
		{"http://xn--8i7caa/", "", "http://xn--8i7caa/"},
		{"http://%E2%98%95/", "", "http://xn--53h/"},
		{"http://%ff/", "", "error: domain-to-ASCII"},
		{"http://a b/", "", "error: domain-invalid-code-point"},
		{"http://a:65536/", "", "error: port-out-of-range"},
		{"http://a:00080/", "", "http://a/"},
		{"http://a:x/", "", "error: port-invalid"},
		{"http://", "", "error: host-missing"},
		{"http://user@/x", "", "error: host-missing"},
		{"a", "", "error: missing-scheme-non-relative-URL"},
		{"../x?y", "http://h/a/b/c?q#f", "http://h/a/x?y"},
		{"?y", "http://h/a/b?q#f", "http://h/a/b?y"},
		{"#y", "http://h/a/b?q#f", "http://h/a/b?q#y"},
		{"", "http://h/a/b?q#f", "http://h/a/b?q"},
		{"//x/y", "http://h/a", "http://x/y"},
		{"http:x", "http://h/a/b", "http://h/a/x"},
		{"\\\\x\\y", "http://h/a", "http://x/y"},
		{"%2e%2E/x", "http://h/a/b/c", "http://h/a/x"},
		{"file:///C|/x/../..", "", "file:///C:/"},
		{"/x", "file:///C:/a", "file:///C:/x"},
		{"file://localhost/x", "", "file:///x"},
		{"mailto:a b@c ?d", "", "mailto:a b@c%20?d"},
		{"#f", "mailto:a", "mailto:a#f"},
		{"x", "mailto:a", "error: missing-scheme-non-relative-URL"},
		{"web+demo:/.//not-a-host/", "", "web+demo:/.//not-a-host/"},
		{"foo://h", "", "foo://h"},
		{"foo://h?'", "", "foo://h?'"},
		{"http://h?'", "", "http://h/?%27"},
	} {
		u, err := url.ParseWithBase(c.input, c.base, c.base != "")
		got := ""
		if err != nil {
			got = "error: " + err.(*url.Error).Reason
		} else {
			got = u.Href()
		}
		if got != c.want {
			t.Errorf("%q on %q: got %s, want %s", c.input, c.base, got, c.want)
		}
	}
}

func TestOrigin(t *testing.T) {
	for input, want := range map[string]string{
		"https://a:8080/x":        "https://a:8080",
		"blob:https://a/1234":     "https://a",
		"blob:mailto:x":           "null",
		"file:///x":               "null",
		"data:text/plain,x":       "null",
		"wss://example.org:443/x": "wss://example.org",
	} {
		u, err := url.Parse(input, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.Origin(); got != want {
			t.Errorf("%s: got %s, want %s", input, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://a/b?c#d", "file:///C|/..", "http://[::1]:8/", "x:y", "//a\\b", "http://☕/%zz", "http://xn--a/", "web+demo:/.//x"} {
		f.Add(s, "http://user:pw@host:8080/a/b?c#d")
		f.Add(s, "file:///C:/x")
	}
	f.Fuzz(func(t *testing.T, input, base string) {
		u, err := url.ParseWithBase(input, base, base != "")
		if err != nil {
			return
		}
		href := u.Href()
		again, err := url.Parse(href, nil)
		if err != nil {
			t.Fatalf("%q gives %q, which does not parse: %v", input, href, err)
		}
		if again.Href() != href {
			t.Fatalf("%q gives %q, which gives %q", input, href, again.Href())
		}
		c := again.Clone()
		c.SetHostPort(input)
		c.SetPathname(input)
		c.SetSearch(input)
		c.SetHash(input)
		c.SetPort(input)
		c.SetProtocol(input)
		c.SetUsername(input)
		if _, err := url.Parse(c.Href(), nil); err != nil {
			t.Fatalf("setting %q gives %q, which does not parse: %v", input, c.Href(), err)
		}
	})
}

func FuzzForm(f *testing.F) {
	for _, s := range []string{"a=b&c", "a+b=%20", "%", "&&=", "%ff=%C2x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, input string) {
		text := url.SerializeForm(url.ParseForm(input))
		if again := url.SerializeForm(url.ParseForm(text)); again != text {
			t.Fatalf("%q gives %q, which gives %q", input, text, again)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	base, _ := url.Parse("https://example.com/a/b", nil)
	for _, c := range []struct {
		name, input string
		base        *url.Record
	}{
		{"plain", "https://www.example.com:8080/blog/2024/post?page=2&sort=asc#top", nil},
		{"ipv4", "http://127.0.0.1:3000/api/items?id=1", nil},
		{"relative", "../c?d=e", base},
		{"idna", "https://bücher.example/", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := url.Parse(c.input, c.base); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseForm(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		url.ParseForm("page=2&sort=asc&q=hello+world&tag=%C3%A9")
	}
}
