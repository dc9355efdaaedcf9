package console_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

// TestLikeNode compares with what Node prints for the same programs
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
	programs, err := os.ReadFile("testdata/programs.txt")
	if err != nil {
		t.Fatal(err)
	}
	level := regexp.MustCompile(`(?m)^(debug|info|warn|error): `)
	for program := range strings.Lines(string(programs)) {
		program = strings.TrimSpace(program)
		t.Run(program, func(t *testing.T) {
			m := vmtest.New(t, nil)
			m.Eval(program)
			got := level.ReplaceAllString(m.Log(), "") + "\n"
			if want := expected.Output[program]; got != want {
				t.Errorf("got\n%s\nwant (Node %s)\n%s", got, expected.Node, want)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	m := vmtest.New(t, nil)
	m.Eval(`console.log(1); console.info(2); console.debug(3); console.warn(4); console.error(5); console.assert(0); console.assert(0, {a: 1}); console.countReset("x"); console.timeEnd("y"); console.timeLog("z")`)
	want := "info: 1\ninfo: 2\ndebug: 3\nwarn: 4\nerror: 5\nerror: Assertion failed\nerror: Assertion failed { a: 1 }\nwarn: Count for 'x' does not exist\nwarn: No such label 'y' for console.timeEnd()\nwarn: No such label 'z' for console.timeLog()"
	if got := m.Log(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTimers(t *testing.T) {
	m := vmtest.New(t, nil)
	m.Eval(`console.time(); console.time(); console.timeLog("default", {a: 1}); console.timeEnd(); console.time("x"); console.timeEnd("x")`)
	want := regexp.MustCompile(`^warn: Label 'default' already exists for console.time\(\)
info: default: [\d.]+ms \{ a: 1 \}
info: default: [\d.]+ms
info: x: [\d.]+ms$`)
	if got := m.Log(); !want.MatchString(got) {
		t.Errorf("got\n%s", got)
	}
}

func TestTrace(t *testing.T) {
	m := vmtest.New(t, nil)
	m.Eval(`(function here() { console.trace("why %s", 1) })()`)
	if got := m.Log(); !regexp.MustCompile(`^info: Trace: why 1\n    at here \(test.js:1:\d+\)\n    at `).MatchString(got) {
		t.Errorf("got\n%s", got)
	}
}

func TestNamespace(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ script, want string }{
		{`const {log} = console; log("free"); return String(console)`, "[object console]"},
		{`return [console.log.name, console.log.length, Object.keys(Object.getPrototypeOf(console)).length]`, `["log",0,0]`},
		{`console.count({toString() { throw new RangeError("label") }})`, "RangeError: label"},
		{`console.log(new Proxy({}, {get() { throw 1 }, ownKeys() { throw 2 }})); return "fine"`, "fine"},
	} {
		if got := m.Eval(c.script); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.script, got, c.want)
		}
	}
}

func BenchmarkLog(b *testing.B) {
	m := vmtest.New(b, nil)
	for b.Loop() {
		m.Eval(`console.log("request %s took %d ms", "/path", 12)`)
	}
}
