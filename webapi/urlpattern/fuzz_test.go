package urlpattern

import (
	"testing"
)

// FuzzPattern checks that a pattern string that the package makes parses to the
// same pattern string.
func FuzzPattern(f *testing.F) {
	for _, s := range []string{"/a/:b?", "/:x(\\d+)*", "{a:b}c", "*{}**?", "https://*.h:8/:p?q#:h", "\\(", "([[a-z]--a])", "{/:a}bar", "../..(a)"} {
		f.Add(s)
	}
	custom := func(expression string, _ bool) (matcher, error) {
		if _, err := withoutV(expression); err != nil {
			return nil, err
		}
		return anyMatcher{}, nil
	}
	f.Fuzz(func(t *testing.T, input string) {
		if p, err := createFromString(input, nil, false, custom); err == nil {
			p.match(&values{})
		}
		o := options{delimiter: "/", prefix: "/"}
		c, err := compile(input, canonicalizePathname, o, custom)
		if err != nil {
			return
		}
		again, err := compile(c.pattern, canonicalizePathname, o, custom)
		if err != nil {
			t.Fatalf("%q gives %q, which fails: %v", input, c.pattern, err)
		}
		if again.pattern != c.pattern {
			t.Fatalf("%q gives %q, which gives %q", input, c.pattern, again.pattern)
		}
	})
}
