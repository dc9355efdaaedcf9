package vm_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"

	"runner/engine/vm"
)

// run compiles and runs a script on a VM and returns what the VM says of it.
func run(t testing.TB, m *vm.VM, code string) error {
	t.Helper()
	program, err := vm.Compile("test.js", code, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m.Do(func() {
		if _, err := m.RunProgram(program); err != nil && !m.Fatal(err) {
			t.Error(err)
		}
	})
}

func TestTimersFireInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := vm.New(vm.Options{})
		defer m.Close()
		var order []string
		note := func(s string) func() { return func() { order = append(order, s) } }
		m.Loop.AfterFunc(2*time.Millisecond, note("late"))
		m.Loop.AfterFunc(time.Millisecond, note("first"))
		m.Loop.AfterFunc(time.Millisecond, note("second"))
		m.Loop.AfterFunc(time.Millisecond, note("stopped")).Stop()
		m.Loop.AfterFunc(time.Hour, note("unreferenced")).Unref()
		if err := m.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(order, " "); got != "first second late" {
			t.Errorf("got %s", got)
		}
	})
}

func TestDoFromManyGoroutines(t *testing.T) {
	m := vm.New(vm.Options{})
	defer m.Close()
	var wg sync.WaitGroup
	count := 0 // touched on the loop only: the race detector watches
	for range 16 {
		wg.Go(func() {
			for range 500 {
				if err := m.Do(func() { count++ }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if count != 16*500 {
		t.Errorf("%d tasks ran", count)
	}
}

func TestGoComesBackOnTheLoop(t *testing.T) {
	m := vm.New(vm.Options{})
	defer m.Close()
	done := 0
	for range 10 {
		m.Loop.Go(func() func() { return func() { done++ } })
	}
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if done != 10 {
		t.Errorf("%d of 10 came back", done)
	}
}

func TestCPUBudget(t *testing.T) {
	m := vm.New(vm.Options{CPUBudget: 20 * time.Millisecond})
	defer m.Close()
	waiting := make(chan error, 1)
	err := run(t, m, "for (;;) {}")
	var exceeded *vm.CPUBudgetError
	if !errors.As(err, &exceeded) {
		t.Fatalf("got %v", err)
	}
	go func() { waiting <- m.Do(func() {}) }()
	if err := <-waiting; err == nil {
		t.Error("a retired VM ran a task")
	}
}

func TestBudgetIsForOneStretch(t *testing.T) {
	m := vm.New(vm.Options{CPUBudget: 100 * time.Millisecond})
	defer m.Close()
	// Together the tasks take longer than the budget; none does alone.
	for range 8 {
		if err := m.Do(func() { time.Sleep(30 * time.Millisecond) }); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStackOverflow(t *testing.T) {
	m := vm.New(vm.Options{})
	defer m.Close()
	var overflow *goja.StackOverflowError
	if err := run(t, m, "(function f() { f() })()"); !errors.As(err, &overflow) {
		t.Fatalf("got %v", err)
	}
}

func TestPanicEndsOneTask(t *testing.T) {
	var log atomic.Value
	m := vm.New(vm.Options{Log: func(level, message string) { log.Store(level + ": " + message) }})
	defer m.Close()
	if err := m.Do(func() { panic("a bug") }); err != nil {
		t.Fatal(err)
	}
	if got, _ := log.Load().(string); !strings.Contains(got, "error: panic: a bug") {
		t.Errorf("logged %q", got)
	}
	if err := run(t, m, "1 + 1"); err != nil {
		t.Error(err)
	}
}

func TestCloseWakesWaiters(t *testing.T) {
	m := vm.New(vm.Options{})
	m.Loop.AfterFunc(time.Hour, func() {})
	waiting := make(chan error, 1)
	go func() { waiting <- m.Wait(context.Background()) }()
	m.Close()
	if err := <-waiting; err == nil {
		t.Error("Wait said that everything was done")
	}
}

func TestCompileSurvivesTheParser(t *testing.T) {
	for _, code := range []string{"(", "class { }", "\x00\xff", strings.Repeat("[", 100000), `"\u{110000}"`} {
		if _, err := vm.Compile("bad.js", code, nil); err == nil {
			t.Errorf("%.20q compiled", code)
		}
	}
}

// BenchmarkNew is what a worker costs before any script.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		vm.New(vm.Options{}).Close()
	}
}

// BenchmarkLoop compares a call on this loop with one on goja_nodejs's, which
// keeps a goroutine to itself: from one goroutine, and from eight at once.
func BenchmarkLoop(b *testing.B) {
	const script = "(function() { return 1 })"
	m := vm.New(vm.Options{CPUBudget: time.Minute})
	defer m.Close()
	value, err := m.RunString(script)
	if err != nil {
		b.Fatal(err)
	}
	ours, _ := goja.AssertFunction(value)
	callOurs := func() { _ = m.Do(func() { _, _ = ours(nil) }) }

	node := eventloop.NewEventLoop()
	node.Start()
	defer node.Stop()
	var theirs goja.Callable
	ready := make(chan struct{})
	node.RunOnLoop(func(rt *goja.Runtime) {
		v, _ := rt.RunString(script)
		theirs, _ = goja.AssertFunction(v)
		close(ready)
	})
	<-ready
	callTheirs := func() {
		done := make(chan struct{})
		node.RunOnLoop(func(*goja.Runtime) { _, _ = theirs(nil); close(done) })
		<-done
	}
	for _, c := range []struct {
		name string
		call func()
	}{{"runner", callOurs}, {"goja_nodejs", callTheirs}} {
		b.Run(c.name+"/one", func(b *testing.B) {
			for b.Loop() {
				c.call()
			}
		})
		b.Run(c.name+"/eight", func(b *testing.B) {
			b.SetParallelism(4)
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					c.call()
				}
			})
		})
	}
}
