package fetch_test

import (
	"encoding/json"
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

// FuzzHeaders appends any name and value: either a TypeError comes back, or a
// header that can go over the wire as one line.
func FuzzHeaders(f *testing.F) {
	for _, seed := range [][2]string{
		{"a", "1"}, {"A-B", " x\t"}, {"a b", ""}, {"", "x"}, {"é", "x"}, {"a", "é"}, {"a", "Ā"},
		{"a", "1\r\nb: 2"}, {"a", "\n"}, {"a", "\x00"}, {"a:", "1"}, {"Set-Cookie", "a=1, b=2"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, name, value string) {
		args, err := json.Marshal([]string{name, value})
		if err != nil {
			t.Skip()
		}
		got := vmtest.New(t, nil).Eval(`const h = new Headers(); try { h.append(...` + string(args) + `) } catch (e) { return e.name } return [...h].map(p => p.join(": ")).join("; ")`)
		if strings.ContainsAny(got, "\x00\r\n") {
			t.Errorf("%q: %q became %q", name, value, got)
		}
		if line, _, ok := strings.Cut(got, ":"); got != "TypeError" && (!ok || line != strings.ToLower(name)) {
			t.Errorf("%q: %q became %q", name, value, got)
		}
	})
}
