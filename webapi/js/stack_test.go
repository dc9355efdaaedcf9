package js

import (
	"reflect"
	"testing"
)

func TestFormatStack(t *testing.T) {
	for _, c := range []struct{ name, stack, want string }{
		{"engine", "Error: a\nb\n\tat f.js:1:32(4)\n\tat fn (d/f.js:1:77(2))\n\tat runner/webapi/js.X.func1 (native)\n\tat map (native)\n\tat anonymous (<eval>:3:8(7))\n",
			"Error: a\nb\n    at f.js:1:32\n    at fn (d/f.js:1:77)\n    at map (<anonymous>)\n    at anonymous (<eval>:3:8)"},
		{"v8", "Error: a\n    at f.js:1:32\n    at fn (f.js:1:77)", "Error: a\n    at f.js:1:32\n    at fn (f.js:1:77)"},
		{"no frames", "Error: a\n", "Error: a"},
		{"empty", "", ""},
		{"a file name with a scheme", "E\n\tat f (file:///a/b.ts:10:2(99))\n", "E\n    at f (file:///a/b.ts:10:2)"},
		{"odd lines", "E\n\tat \n\tat x\n\tat a:b\n\tat :1:2(3)\n", "E\n    at <anonymous>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := FormatStack(c.stack); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestSplitStack(t *testing.T) {
	message, frames := SplitStack("TypeError: x\n\tat f (a.js:2:3(1))\n\tat b.js:4:5(6)\n")
	want := []Frame{{"f", "a.js", 2, 3}, {"", "b.js", 4, 5}}
	if message != "TypeError: x" || !reflect.DeepEqual(frames, want) {
		t.Errorf("%q %v", message, frames)
	}
}

func FuzzFormatStack(f *testing.F) {
	f.Add("Error: a\n\tat f (a.js:1:2(3))\n")
	f.Add("\tat (\n    at )")
	f.Fuzz(func(t *testing.T, s string) {
		message, frames := SplitStack(s)
		if len(message) > len(s) || len(frames) > len(s) {
			t.Errorf("%q became %q and %v", s, message, frames)
		}
	})
}
