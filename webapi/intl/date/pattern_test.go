package date

import "testing"

// FuzzCompile: a pattern written back is the same pattern.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{"EEEE, d 'de' MMMM 'de' y", "h:mm\u202fa", "''yy''", "'o''clock' H", "'", "HH'h'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := source(compile(s))
		if twice := source(compile(once)); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
		parseSkeleton(s)
	})
}
