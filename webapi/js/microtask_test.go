package js_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
)

func TestMicrotask(t *testing.T) {
	m := vmtest.New(t, nil)
	var order []string
	note := func(s string) func() { return func() { order = append(order, s) } }
	note2 := func(s string) func(goja.Value) { return func(goja.Value) { note(s)() } }
	m.Do(func() {
		m.Enter(func() {
			m.Then(m.Resolved(1), note2("reaction 1"), nil)
			m.Microtask(func() {
				note("task 1")()
				m.Microtask(note("task 3"))
				p := m.Promise()
				m.Then(p.Value, note2("reaction 3"), nil)
				p.Resolve(1) // does not run the reactions in the middle of this
				m.Call(mustFunction(t, m.Get("Array")), nil)
				note("task 1 ends")()
			})
			m.Then(m.Resolved(1), note2("reaction 2"), nil)
			m.Microtask(note("task 2"))
			note("script")()
		})
		note("end")()
	})
	want := "script, reaction 1, task 1, task 1 ends, reaction 2, task 2, task 3, reaction 3, end"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func mustFunction(t *testing.T, v goja.Value) goja.Callable {
	f, ok := goja.AssertFunction(v)
	if !ok {
		t.Fatal("not a function")
	}
	return f
}

// A reaction in Go runs to its end before the microtasks that it causes.
func TestThenRunsToCompletion(t *testing.T) {
	m := vmtest.New(t, nil)
	var order []string
	m.Do(func() {
		p, q := m.Promise(), m.Promise()
		m.Then(q.Value, func(goja.Value) { order = append(order, "q") }, nil)
		m.Then(p.Value, func(goja.Value) {
			q.Resolve(1)
			order = append(order, "p")
		}, nil)
		p.Resolve(1)
	})
	if got := strings.Join(order, " "); got != "p q" {
		t.Error(got)
	}
}

func TestMicrotaskReportsExceptions(t *testing.T) {
	m := vmtest.New(t, nil)
	after := false
	m.Do(func() {
		m.Enter(func() {
			m.Microtask(func() { m.ThrowTypeError("from a microtask") })
			m.Microtask(func() { after = true })
		})
	})
	if log := m.Log(); !strings.Contains(log, "TypeError: from a microtask") || !after {
		t.Errorf("log %q, next microtask ran: %v", log, after)
	}
}
