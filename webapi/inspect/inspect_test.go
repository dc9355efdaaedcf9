package inspect_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/inspect"
	"runner/webapi/js"
)

var (
	formatLine  = regexp.MustCompile(`^format: (.*)$`)
	optionsLine = regexp.MustCompile(`^options (\{.*?\}): (.*)$`)
)

// differences are expressions whose output is another one here, with the reason
// and the output.
var differences = map[string]struct{ reason, output string }{}

// TestLikeNode compares with what Node prints for the same expressions
// (testdata/expected.mjs).
func TestLikeNode(t *testing.T) {
	b, err := os.ReadFile("testdata/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var expected struct {
		Node   string
		Output map[string]string
	}
	if err := json.Unmarshal(b, &expected); err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := vmtest.New(t, nil)
	for line := range strings.Lines(string(lines)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		want, ok := expected.Output[line]
		if !ok {
			t.Fatalf("no expected output for %q: run testdata/expected.mjs", line)
		}
		if d, ok := differences[line]; ok {
			want = d.output
		}
		t.Run(line, func(t *testing.T) {
			var got string
			_ = m.Do(func() { got = show(t, m.Runtime, line) })
			if got != want {
				t.Errorf("got\n%s\nwant (Node %s)\n%s", got, expected.Node, want)
			}
		})
	}
}

func show(t *testing.T, rt *js.Runtime, line string) string {
	run := func(text string) goja.Value {
		v, err := rt.RunScript("expression.js", text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if f := formatLine.FindStringSubmatch(line); f != nil {
		list := run("[" + f[1] + "]").(*goja.Object)
		var args []goja.Value
		rt.ForOf(list, func(v goja.Value) bool {
			args = append(args, v)
			return true
		})
		return inspect.Format(rt, args, inspect.Defaults())
	}
	options := inspect.Defaults()
	if o := optionsLine.FindStringSubmatch(line); o != nil {
		options = options.From(rt, run("("+o[1]+")").(*goja.Object))
		line = o[2]
	}
	return inspect.Value(rt, run("("+line+")"), options)
}
