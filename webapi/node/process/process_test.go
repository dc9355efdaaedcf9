package process_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
	"runner/webapi/node/process"
)

// newVM makes a VM with an environment and a require for host modules.
func newVM(t testing.TB) *vmtest.VM {
	return vmtest.New(t, func(rt *js.Runtime) {
		process.Configure(rt, process.Settings{Environ: []string{"HOME=/home/me", "EMPTY="}, Argv: []string{"serve"}, Dir: "/site"})
		require := rt.NativeFunc("require", 1, func(fc goja.FunctionCall) goja.Value {
			if name := fc.Argument(0).String(); name != "path-cwd" {
				return rt.Module("node:" + strings.TrimPrefix(name, "node:"))
			}
			return rt.ToValue("/site")
		})
		if err := rt.Set("require", require); err != nil {
			t.Fatal(err)
		}
	})
}

// TestLikeNode runs every line of testdata/cases.js and compares with what Node
// answered.
func TestLikeNode(t *testing.T) {
	var recorded struct{ Answers map[string]string }
	data, err := os.ReadFile("testdata/node.json")
	if err == nil {
		err = json.Unmarshal(data, &recorded)
	}
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadFile("testdata/cases.js")
	if err != nil {
		t.Fatal(err)
	}
	show, err := os.ReadFile("testdata/show.js")
	if err != nil {
		t.Fatal(err)
	}
	m := newVM(t)
	for _, line := range strings.Split(string(cases), "\n") {
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		quoted, _ := json.Marshal(line)
		got := m.Eval("return await " + string(show) + "(" + string(quoted) + ")")
		if want, ok := recorded.Answers[line]; !ok {
			t.Errorf("%s\n is not recorded: run testdata/record.mjs", line)
		} else if got != want {
			t.Errorf("%s\n got  %s\n want %s", line, got, want)
		}
	}
}

func TestOwn(t *testing.T) {
	m := newVM(t)
	for _, c := range []struct{ name, script, want string }{
		{"environment", `return [process.env.HOME, process.env.EMPTY, Object.keys(process.env)]`, `["/home/me","",["HOME","EMPTY"]]`},
		{"cwd", `return process.cwd()`, "/site"},
		{"argv", `return process.argv.slice(1)`, `["serve"]`},
		{"exit", `process.exit(1)`, "Error: process.exit() is refused: an endpoint must not end the server; return a Response, or throw"},
		{"chdir", `process.chdir("/")`, "Error: process.chdir() is refused: the working directory is the whole server's; resolve paths against process.cwd() instead"},
		{"umask", `process.umask(0)`, "Error: process.umask(mask) is refused: the mask is the whole server's; give a mode to the function that makes the file"},
		{"absent", `return [process.binding, process.dlopen, process.send].map(v => typeof v)`, `["undefined","undefined","undefined"]`},
		{"isTTY", `return [process.stdin.isTTY, process.stdout.isTTY, process.stderr.isTTY]`, "[false,false,false]"},
		{"tick that throws", `let after = false; process.once("uncaughtException", (e, origin) => { after = e.message + origin }); process.nextTick(() => { throw new Error("boom ") }); await null; await null; return after`, "boom uncaughtException"},
		{"replaceable", `const old = process; process = 5; const seen = process; globalThis.process = old; return seen`, "5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestOutput(t *testing.T) {
	m := newVM(t)
	m.Eval(`process.stdout.write("one\ntw"); process.stdout.write("o\nthr"); process.stdout.write(Buffer.from("ee")); process.stderr.write("bad\n"); process.emitWarning("careful", "W", "C"); process.nextTick(() => { throw new Error("unseen") })`)
	m.Idle()
	got := m.Log()
	for _, want := range []string{"info: one\ninfo: two\nerror: bad", "[C] W: careful", "Uncaught Error: unseen", "info: three"} {
		if !strings.Contains(got, want) {
			t.Errorf("the log lacks %q:\n%s", want, got)
		}
	}
}

func TestEmit(t *testing.T) {
	m := newVM(t)
	m.Eval(`process.on("unhandledRejection", r => { globalThis.seen = r })`)
	if err := m.Do(func() {
		if process.Emit(m.Runtime, "nothing") {
			t.Error("an event without listeners was reported as handled")
		}
		if !process.Emit(m.Runtime, "unhandledRejection", m.ToValue("why")) {
			t.Error("the listener was not called")
		}
	}); err != nil {
		t.Fatal(err)
	}
	if got := m.Eval(`return seen`); got != "why" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkNextTick(b *testing.B) {
	m := newVM(b)
	for b.Loop() {
		m.Eval(`await new Promise(r => { let n = 1000; for (let i = 0; i < 1000; i++) process.nextTick(() => { if (--n === 0) r() }) })`)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/call")
}
