// Package vmtest runs scripts in a real VM for the tests of Web APIs.
package vmtest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	"runner/engine/vm"
	"runner/webapi/js"
)

// VM is a VM for one test, closed when the test ends.
type VM struct {
	*vm.VM
	t testing.TB

	mu  sync.Mutex
	log []string
}

// New makes a VM. setup may be nil.
func New(t testing.TB, setup func(*js.Runtime)) *VM {
	m := &VM{t: t}
	m.VM = vm.New(vm.Options{CPUBudget: 20 * time.Second, Setup: setup, Log: func(level, message string) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.log = append(m.log, level+": "+message)
	}})
	t.Cleanup(m.Close)
	return m
}

// Log returns what the VM has logged so far, a line each: "level: message".
func (m *VM) Log() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return strings.Join(m.log, "\n")
}

// Eval runs body as the body of an async function and returns what it returns,
// as text: strings as they are, other values as JSON. A throw is returned as
// "Name: message".
func (m *VM) Eval(body string) string {
	m.t.Helper()
	result := make(chan string, 1)
	err := m.Do(func() {
		program, err := vm.Compile("test.js", "(async function() {"+body+"\n})", nil)
		if err != nil {
			result <- err.Error()
			return
		}
		f, err := m.RunProgram(program)
		if err != nil {
			result <- err.Error()
			return
		}
		call, _ := goja.AssertFunction(f)
		promise, err := call(goja.Undefined())
		if err != nil {
			result <- err.Error()
			return
		}
		m.Then(promise, func(v goja.Value) { result <- m.text(v) }, func(v goja.Value) { result <- exceptionText(v) })
	})
	if err != nil {
		m.t.Fatalf("the VM was retired: %v", err)
	}
	select {
	case text := <-result:
		return text
	case <-m.Retired():
		m.t.Fatalf("the VM was retired: %v", m.Cause())
	case <-time.After(20 * time.Second):
		m.t.Fatalf("the script did not finish:\n%s", body)
	}
	return ""
}

// Idle waits until nothing is left to run.
func (m *VM) Idle() {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := m.Wait(ctx); err != nil {
		m.t.Fatal(err)
	}
}

func (m *VM) text(v goja.Value) string {
	if goja.IsString(v) || goja.IsUndefined(v) {
		return v.String()
	}
	stringify, _ := goja.AssertFunction(m.Get("JSON").(*goja.Object).Get("stringify"))
	text, err := stringify(goja.Undefined(), v)
	if err != nil {
		return err.Error()
	}
	return text.String()
}

func exceptionText(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if name := o.Get("name"); name != nil {
			return fmt.Sprintf("%v: %v", name, o.Get("message"))
		}
	}
	return "thrown: " + v.String()
}
