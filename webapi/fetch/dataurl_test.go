package fetch

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"runner/webapi/mimesniff"
	"runner/webapi/url"
)

func TestProcessDataURL(t *testing.T) {
	for _, c := range []struct{ in, mimeType, body string }{
		{"data:,", "text/plain;charset=US-ASCII", ""},
		{"data:,a,b", "text/plain;charset=US-ASCII", "a,b"},
		{"data:text/html,%3Cp%3E", "text/html", "<p>"},
		{"data:;charset=x,a", "text/plain;charset=x", "a"},
		{"data:nonsense,a", "text/plain;charset=US-ASCII", "a"},
		{"data:;base64,YQ==", "text/plain;charset=US-ASCII", "a"},
		{"data:; BASE64,YQ", "text/plain;charset=US-ASCII", "a"},
		{"data:text/plain;base64 ,YQ", "text/plain", "a"},
		{"data:;base64;x=y,YQ==", "text/plain;x=y", "YQ=="},
		{"data:,%4", "text/plain;charset=US-ASCII", "%4"},
		{"data:,%ff", "text/plain;charset=US-ASCII", "\xff"},
	} {
		mimeType, body, ok := processDataURL(c.in)
		if !ok || mimeType != c.mimeType || body != c.body {
			t.Errorf("%s: %q %q %v, want %q %q", c.in, mimeType, body, ok, c.mimeType, c.body)
		}
	}
	for _, in := range []string{"data:", "data:text/plain", "data:;base64,%", "data:;base64,a"} {
		if _, _, ok := processDataURL(in); ok {
			t.Errorf("%s was accepted", in)
		}
	}
}

func FuzzProcessDataURL(f *testing.F) {
	for _, s := range []string{"data:,x", "data:text/html;charset=\"a\\\"b\";base64,YQ==", "data:;base64 ,%41%4", "data:a/b;;c=d,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse("data:"+s, nil)
		if err != nil {
			return
		}
		mimeType, _, ok := processDataURL(u.HrefWithoutFragment())
		if _, valid := mimesniff.Parse(mimeType); ok && !valid {
			t.Errorf("%q has the type %q", s, mimeType)
		}
	})
}

// The Web Platform Tests have tables for this, which can be read without their
// harness.
func TestDataURLsOfTheSuite(t *testing.T) {
	cache := os.Getenv("RUNNER_CACHE")
	if cache == "" {
		cache = filepath.Join("..", "..", ".cache")
	}
	folder := filepath.Join(cache, "wpt", "fetch", "data-urls", "resources")
	text, err := os.ReadFile(filepath.Join(folder, "data-urls.json"))
	if err != nil {
		t.Skip("the Web Platform Tests are not there; webapi/wpt/fetch.sh fetches them")
	}
	var cases [][]any
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		in := c[0].(string)
		mimeType, body, ok := "", "", false
		if u, err := url.Parse(in, nil); err == nil {
			mimeType, body, ok = processDataURL(u.HrefWithoutFragment())
		}
		if c[1] == nil {
			if ok {
				t.Errorf("%q was accepted", in)
			}
			continue
		}
		var want []byte
		for _, b := range c[2].([]any) {
			want = append(want, byte(b.(float64)))
		}
		if !ok || mimeType != c[1] || body != string(want) {
			t.Errorf("%q: got %v %q %q, want %q %q", in, ok, mimeType, body, c[1], want)
		}
	}
	t.Logf("%d cases", len(cases))
}
