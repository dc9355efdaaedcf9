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

func TestPanicBlamesTheOwner(t *testing.T) {
	for name, start := range map[string]func(*vm.VM){
		"task":       func(*vm.VM) { panic("a bug") },
		"work":       func(m *vm.VM) { m.Loop.Go(func() func() { panic("a bug") }) },
		"after work": func(m *vm.VM) { m.Loop.Go(func() func() { return func() { panic("a bug") } }) },
		"timer":      func(m *vm.VM) { m.Loop.AfterFunc(0, func() { panic("a bug") }) },
		"timer of work": func(m *vm.VM) {
			m.Loop.Go(func() func() { return func() { m.Loop.AfterFunc(0, func() { panic("a bug") }) } })
		},
		"microtask": func(m *vm.VM) {
			promise, resolve, _ := m.NewPromise()
			m.Then(m.ToValue(promise), func(goja.Value) { panic("a bug") }, nil)
			m.Loop.AfterFunc(0, func() {
				m.Own(nil) // somebody else resolves it
				_ = resolve(1)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			var log atomic.Value
			m := vm.New(vm.Options{Log: func(level, message string) { log.Store(level + ": " + message) }})
			defer m.Close()
			blamed := make(chan error, 1)
			_ = m.Do(func() {
				m.Own(&vm.Owner{Blame: func(cause error) { blamed <- cause }})
				start(m)
			})
			<-m.Retired()
			var p *vm.PanicError
			if err := <-blamed; !errors.As(err, &p) || !errors.As(m.Cause(), &p) {
				t.Fatal(err)
			}
			if got, _ := log.Load().(string); !strings.Contains(got, "error: panic: a bug (error id "+p.ID+")") || !strings.Contains(got, "loop_test.go") {
				t.Errorf("logged %q", got)
			}
		})
	}
}

func TestNobodyToBlame(t *testing.T) {
	var log atomic.Value
	m := vm.New(vm.Options{CPUBudget: 10 * time.Millisecond, Log: func(level, message string) { log.Store(level + ": " + message) }})
	defer m.Close()
	_ = run(t, m, "setTimeout(() => { for (;;) {} })")
	<-m.Retired()
	if got, _ := log.Load().(string); !strings.Contains(got, "error: The worker was replaced because of code that runs for no request") {
		t.Errorf("logged %q", got)
	}
}

// TestStuckGoCode: an interrupt has no effect on Go code, so the VM is given up
// while the code still runs.
func TestStuckGoCode(t *testing.T) {
	m := vm.New(vm.Options{CPUBudget: 10 * time.Millisecond})
	unstick := make(chan struct{})
	begun := make(chan struct{})
	go func() {
		_ = m.Do(func() {
			close(begun)
			<-unstick
		})
	}()
	<-begun
	var exceeded *vm.CPUBudgetError
	if err := m.Do(func() { t.Error("ran") }); !errors.As(err, &exceeded) {
		t.Errorf("got %v", err)
	}
	close(unstick)
}

func TestDoWithinGivesUp(t *testing.T) {
	m := vm.New(vm.Options{})
	defer m.Close()
	unstick := make(chan struct{})
	begun := make(chan struct{})
	go func() {
		_ = m.Do(func() {
			close(begun)
			<-unstick
		})
	}()
	<-begun
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	limits := func() (context.Context, context.CancelFunc) { return ctx, cancel }
	if err := m.DoWithin(limits, func() { t.Error("ran") }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(unstick)
	if err := m.Do(func() {}); err != nil {
		t.Error(err)
	}
}

// TestReportingIsGuarded: what is called with an exception that nobody caught is
// under the same limits.
func TestReportingIsGuarded(t *testing.T) {
	for name, code := range map[string]string{
		"rejection": "process.on('unhandledRejection', () => { for (;;) {} }); Promise.reject(1)",
		"getter":    "Promise.reject({ get stack() { for (;;) {} }, get message() { for (;;) {} }, toString() { for (;;) {} } })",
		"exception": "process.on('uncaughtException', () => { for (;;) {} }); setTimeout(() => { throw 1 })",
	} {
		t.Run(name, func(t *testing.T) {
			m := vm.New(vm.Options{CPUBudget: 10 * time.Millisecond})
			defer m.Close()
			if err := run(t, m, code); err != nil {
				return
			}
			if err := m.Wait(t.Context()); err == nil && name != "getter" {
				t.Error("it ended")
			}
		})
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
