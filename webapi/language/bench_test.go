package language_test

import (
	"testing"

	"github.com/dop251/goja"

	"runner/engine/script"
	"runner/engine/vm/vmtest"
)

// BenchmarkRegExp compares with the engine alone.
func BenchmarkRegExp(b *testing.B) {
	const text = `const line = "The quick brown fox jumps over the lazy dog, 12345 times; see https://example.com/a?b=c#d or mail me@example.org.\n", text = line.repeat(100);`
	for _, c := range []struct{ name, setup, body string }{
		{"test literal", "", `/quick/.test(line)`},
		{"exec anchored, long text", "const r = /^\\s*x/;", `r.exec(text)`},
		{"exec groups", "const r = /(\\w+) (\\w+)/;", `r.exec(line)`},
		{"match g", "", `text.match(/\w+/g).length`},
		{"replace g", "", `text.replace(/o/g, "0").length`},
		{"replace function", "", `text.replace(/\d+/g, m => m + 1).length`},
		{"split", "", `text.split(/\s+/).length`},
		{"sticky tokens", "const r = /\\w+|\\s+|[^\\w\\s]/y;", `r.lastIndex = 0; let n = 0; while (r.test(text)) n++; n`},
		{"lookahead, long text", "const r = /(?=dog)d/g;", `r.lastIndex = 0; let n = 0; while (r.exec(text)) n++; n`},
	} {
		code := "(function() { " + text + c.setup + "return function() {" + c.body + "} })()"
		b.Run(c.name+"/runner", func(b *testing.B) {
			program, err := script.Compile("b.js", code, nil)
			if err != nil {
				b.Fatal(err)
			}
			bench(b, vmtest.New(b, nil).Runtime.Runtime, program)
		})
		b.Run(c.name+"/engine", func(b *testing.B) { bench(b, goja.New(), goja.MustCompile("b.js", code, false)) })
	}
}

func bench(b *testing.B, vm *goja.Runtime, program *goja.Program) {
	v, err := vm.RunProgram(program)
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f(nil); err != nil {
			b.Fatal(err)
		}
	}
}
