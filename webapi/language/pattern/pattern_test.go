package pattern_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"runner/webapi/language/pattern"
)

func compile(t testing.TB, source, flags string) *pattern.Pattern {
	t.Helper()
	f, ok := pattern.ParseFlags(flags)
	if !ok {
		t.Fatalf("flags %q", flags)
	}
	p, err := pattern.New(pattern.Units(source), f)
	if err != nil {
		t.Fatalf("/%s/%s: %v", source, flags, err)
	}
	return p
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ source, flags, want string }{
		{`(`, "", "Unterminated group"},
		{`)`, "", "Unmatched ')'"},
		{`*`, "", "Nothing to repeat"},
		{`^*`, "", "Nothing to repeat"},
		{`(?=a)*`, "u", "Invalid quantifier"},
		{`a{2,1}`, "", "numbers out of order in {} quantifier"},
		{`a{1`, "u", "Incomplete quantifier"},
		{`{`, "u", "Lone quantifier brackets"},
		{`]`, "u", "Lone quantifier brackets"},
		{`[`, "", "Unterminated character class"},
		{`[b-a]`, "", "Range out of order in character class"},
		{`[\d-a]`, "u", "Invalid character class"},
		{`\`, "", `\ at end of pattern`},
		{`\q`, "u", "Invalid escape"},
		{`\u{110000}`, "u", "Invalid Unicode escape"},
		{`\p{Nope}`, "u", "Invalid property name"},
		{`[\p{Nope}]`, "u", "Invalid property name in character class"},
		{`\01`, "u", "Invalid decimal escape"},
		{`(?<a>.)(?<a>.)`, "", "Duplicate capture group name"},
		{`(?<1>.)`, "", "Invalid capture group name"},
		{`(?<a>.)\k`, "", "Invalid named reference"},
		{`(?<a>.)\k<b>`, "", "Invalid named capture referenced"},
		{`(?ii:a)`, "", "Repeated flag in flag group"},
		{`(?--:a)`, "", "Multiple dashes in flag group"},
		{`(?-:a)`, "", "Invalid flag group"},
		{`(?x:a)`, "", "Invalid group"},
		{`[a--b&&c]`, "v", "Invalid set operation in character class"},
		{`[(]`, "v", "Invalid character in character class"},
		{`[^\q{ab}]`, "v", "Negated character class may contain strings"},
		{strings.Repeat("(", 5000), "", "Regular expression too large"},
		{strings.Repeat("[", 5000), "v", "Regular expression too large"},
	} {
		f, _ := pattern.ParseFlags(c.flags)
		_, err := pattern.New(pattern.Units(c.source), f)
		if err == nil || err.Error() != c.want {
			t.Errorf("/%.20s/%s: got %v, want %s", c.source, c.flags, err, c.want)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, s := range []string{"gg", "x", "uv", "vgu"} {
		if _, ok := pattern.ParseFlags(s); ok {
			t.Error(s)
		}
	}
	if f, _ := pattern.ParseFlags("yvsmigd"); f.String() != "dgimsvy" {
		t.Error(f)
	}
}

// What V8 gets wrong, by the standard.
func TestStandard(t *testing.T) {
	for _, c := range []struct {
		source, flags, subject string
		want                   int32 // where the match ends, after its start at 0
	}{
		{`(?:|a)?`, "", "a", 1}, // an empty iteration that need not be is no match
	} {
		got, err := compile(t, c.source, c.flags).MatchASCII(c.subject, 0, false, nil)
		if err != nil || got == nil || got[1] != c.want {
			t.Errorf("/%s/%s on %q: %v, %v", c.source, c.flags, c.subject, got, err)
		}
	}
	if got, _ := compile(t, `\B`, "u").Match(pattern.Units(" 😀"), 0, false, nil); got[0] != 0 {
		t.Error(got)
	}
	// From the middle of a surrogate pair, the whole character is looked at.
	if got, _ := compile(t, `^.`, "u").Match(pattern.Units("😀"), 1, false, nil); got == nil || got[0] != 0 {
		t.Error(got)
	}
}

func TestLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, c := range []struct{ source, subject string }{
		{`(a+)+$(?=x)`, strings.Repeat("a", 40)},
		{`(?:a|a)*b`, strings.Repeat("a", 60)},
		{`(a*)*b`, strings.Repeat("a", 60)},
		{`\d+x`, strings.Repeat("1", 10_000_000)},
		{`(?:.|\n)*x`, strings.Repeat("ab", 20_000_000)},
	} {
		start := time.Now()
		_, err := compile(t, c.source, "").MatchASCII(c.subject, 0, false, nil)
		if !errors.Is(err, pattern.ErrTooLong) && !errors.Is(err, pattern.ErrTooLarge) {
			t.Errorf("/%s/: %v", c.source, err)
		}
		if d := time.Since(start); d > 3*pattern.Limit {
			t.Errorf("/%s/ took %v", c.source, d)
		}
	}
}

// Deep repetition needs no deep stack of Go's.
func TestDepth(t *testing.T) {
	long := strings.Repeat("ab", 200_000)
	for _, source := range []string{`(?:ab)*$`, `(?:a|b)*$`, `(a|b)*?$`, `(?:(?=a)a|b)*$`} {
		got, err := compile(t, source, "").MatchASCII(long, 0, false, nil)
		if err != nil || got[1] != int32(len(long)) {
			t.Errorf("/%s/: %v, %v", source, got, err)
		}
	}
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{`(a|b)*?\1`, `[\p{L}--[a-z]]`, `(?<=a{2,3})\b`, `(?i-m:[^\w])`, `\u{1F600}`, `(?<n>a)|\k<n>(?<n>b)`} {
		f.Add(s, "v", "aabb")
		f.Add(s, "i", "AB😀")
	}
	f.Fuzz(func(t *testing.T, source, flags, subject string) {
		parsed, ok := pattern.ParseFlags(flags)
		if !ok || len(subject) > 100 || len(source) > 200 {
			return
		}
		p, err := pattern.New(pattern.Units(source), parsed)
		if err != nil {
			return
		}
		units := pattern.Units(subject)
		match, _ := p.Match(units, 0, false, nil)
		for _, at := range match {
			if at < -1 || int(at) > len(units) {
				t.Errorf("/%s/%s on %q: %v", source, flags, subject, match)
			}
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	text := strings.Repeat("The quick brown fox jumps over the lazy dog, 12345 times; see https://example.com/a?b=c#d or mail me@example.org.\n", 100)
	for _, c := range []struct{ name, source, flags string }{
		{"words", `\w+`, ""},
		{"literal", `example`, ""},
		{"url", `https?:\/\/[^\s\/$.?#].[^\s]*`, ""},
		{"mail", `[\w.+-]+@[\w-]+\.[\w.]+`, ""},
		{"ignore case", `lazy|QUICK`, "i"},
		{"property", `\p{Lu}\p{Ll}+`, "u"},
		{"lazy", `".*?"|T.*?x`, ""},
		{"groups", `(\d+)\s(\w+);`, ""},
	} {
		p := compile(b, c.source, c.flags)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			var captures []int32
			matches := 0
			for b.Loop() {
				for at := 0; ; {
					match, _ := p.MatchASCII(text, at, false, captures[:0])
					if match == nil {
						break
					}
					captures = match
					at = max(int(match[1]), at+1)
					matches++
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(matches), "ns/match")
		})
	}
}

func BenchmarkNew(b *testing.B) {
	source := pattern.Units(`^(?:(?:https?|ftp):\/\/)(?:\S+(?::\S*)?@)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{2,5})?(?:\/\S*)?$`)
	for b.Loop() {
		p, _ := pattern.New(source, pattern.IgnoreCase)
		p.MatchASCII("x", 0, false, nil)
	}
}
