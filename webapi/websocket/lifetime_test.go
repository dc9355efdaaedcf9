package websocket_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"runner/engine/vm/vmtest"
)

// goroutines are the stacks of the client's goroutines.
func goroutines() (stacks []string) {
	buffer := make([]byte, 1<<20)
	for _, s := range strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n") {
		if strings.Contains(s, "webapi/websocket.(*connection)") {
			stacks = append(stacks, s)
		}
	}
	return stacks
}

// gone waits for the client's goroutines to end.
func gone(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
		stacks := goroutines()
		if len(stacks) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d goroutines are left:\n%s", len(stacks), strings.Join(stacks, "\n\n"))
		}
	}
}

// Whatever a connection is doing, it ends with the VM.
func TestVMCloses(t *testing.T) {
	s := origin(t)
	for _, test := range []struct{ name, script string }{
		{"connecting", `at("/slow")`},
		{"open", `const w = at("/echo"); await next(w, "open")`},
		{"receiving", `const w = at("/flood"); for (let i = 0; i < 100; i++) await next(w, "message")`},
		{"sending", `const w = at("/raw/deaf"); await next(w, "open"); for (let i = 0; i < 20; i++) w.send("x".repeat(1e6))`},
		{"closing", `const w = at("/raw/deaf"); await next(w, "open"); w.close()`},
		{"closing after sending", `const w = at("/raw/deaf"); await next(w, "open"); w.send("x".repeat(2e7)); w.close()`},
		{"abandoned before the loop comes to it", `at("/echo"); at("/flood").close()`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := vmtest.New(t, nil)
			if got := m.Eval(prelude(s) + test.script); got != "undefined" {
				t.Fatal(got)
			}
			start := time.Now()
			m.Close()
			gone(t)
			if took := time.Since(start); took > 4*time.Second {
				t.Errorf("the library's time limits were waited for: %v", took)
			}
		})
	}
}

// Whatever the script does, a connection that is closed leaves nothing.
func TestCloses(t *testing.T) {
	s := origin(t)
	m := vmtest.New(t, nil)
	for _, script := range []string{
		`at("/slow").close()`,
		`at("/echo").close()`,
		`for (let n = 0; n < 30; n++) { const w = at("/chatter"); for (let i = 0; i <= n; i++) await next(w, "message"); w.close(4000); const e = await next(w, "close"); if (e.code !== 4000 || !e.wasClean) return e.code }`,
		`const w = at("/echo"); w.onmessage = () => { throw new Error("mine") }; await next(w, "open"); w.send("x"); await next(w, "message"); w.close()`,
		`const all = []; for (let i = 0; i < 50; i++) { const w = at("/echo"); w.onopen = () => w.close(); all.push(next(w, "close")) }; await Promise.all(all)`,
	} {
		if got := m.Eval(prelude(s) + script); got != "undefined" {
			t.Errorf("%s: %s", script, got)
		}
	}
	m.Idle()
	gone(t)
	if log := m.Log(); strings.Count(log, "\n") > 3 || !strings.Contains(log, "Error: mine") {
		t.Error(log)
	}
}

// A server that does not take part in closing is left.
func TestCloseTimeout(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the library's time limit")
	}
	s := origin(t)
	m := vmtest.New(t, nil)
	if got := m.Eval(prelude(s) + `const w = at("/flood"); await next(w, "message"); w.close(4000); const e = await next(w, "close"); return [e.code, e.wasClean].join()`); got != "1006,false" {
		t.Error(got)
	}
	m.Idle()
}

// The loop is busy while a connection is open, and only then.
func TestBusy(t *testing.T) {
	s := origin(t)
	m := vmtest.New(t, nil)
	m.Eval(prelude(s) + `globalThis.w = at("/echo"); await next(w, "open")`)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if m.Wait(ctx) == nil {
		t.Error("an open connection does not keep the loop busy")
	}
	m.Eval(`w.close()`)
	m.Idle()
	if got := m.Eval(`return w.readyState`); got != "3" {
		t.Errorf("idle in state %s", got)
	}
}
