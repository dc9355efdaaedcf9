package intl_test

import (
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/intl"
	"runner/webapi/js"
)

// BenchmarkJS runs loops in the engine, so each figure includes some 100 ns of
// it.
func BenchmarkJS(b *testing.B) {
	for _, c := range []struct{ name, setup, body string }{
		{"NumberFormat/new", "", "new Intl.NumberFormat('de', {style: 'currency', currency: 'EUR'})"},
		{"NumberFormat/format", "const f = new Intl.NumberFormat('de', {style: 'currency', currency: 'EUR'}).format", "f(1234567.891)"},
		{"DateTimeFormat/new", "", "new Intl.DateTimeFormat('de', {dateStyle: 'full', timeZone: 'Europe/Berlin'})"},
		{"DateTimeFormat/format", "const f = new Intl.DateTimeFormat('de', {dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Berlin'}).format", "f(1e12)"},
		{"Number.toLocaleString", "const n = 1234.5", "n.toLocaleString('en-US')"},
		{"Date.toLocaleDateString", "const d = new Date(1e12)", "d.toLocaleDateString('en-US')"},
		{"localeCompare", "", "'résumé'.localeCompare('resume')"},
		{"PluralRules/select", "const p = new Intl.PluralRules('ar')", "p.select(11)"},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := vmtest.New(b, nil)
			var run goja.Callable
			m.Do(func() {
				v, err := m.RunString("(function() {" + c.setup + "; return function(n) { for (let i = 0; i < n; i++) " + c.body + " } })()")
				if err != nil {
					b.Error(err)
					return
				}
				run, _ = goja.AssertFunction(v)
				run(goja.Undefined(), m.ToValue(1))
				b.ResetTimer()
				run(goja.Undefined(), m.ToValue(b.N))
			})
		})
	}
}

// BenchmarkStart is what a VM costs, and what the methods add to it.
func BenchmarkStart(b *testing.B) {
	b.Run("runtime", func(b *testing.B) {
		for range b.N {
			js.New(nil, nil)
		}
	})
	b.Run("with methods", func(b *testing.B) {
		for range b.N {
			intl.InstallMethods(js.New(nil, nil))
		}
	})
}
