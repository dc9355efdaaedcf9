package eventsource_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"runner/engine/vm/vmtest"
)

// gone waits for the client's goroutines to end.
func gone(t *testing.T) {
	t.Helper()
	buffer := make([]byte, 1<<20)
	for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
		stacks := string(buffer[:runtime.Stack(buffer, true)])
		if !strings.Contains(stacks, "webapi/eventsource.(*EventSource)") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("goroutines are left:\n%s", stacks)
		}
	}
}

// Whatever a source is doing, it ends with the VM, and with close().
func TestEnds(t *testing.T) {
	s := origin(t)
	for _, test := range []struct{ name, script string }{
		{"connecting", `e = at("/slow")`},
		{"open", `e = at("/said?body="); await new Promise(r => e.onopen = r)`},
		{"receiving", `e = at("/flood"); let n = 0; await new Promise(r => e.onmessage = () => ++n === 1000 && r())`},
		{"waiting to connect again", `e = at("/request"); await new Promise(r => e.onerror = r)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := vmtest.New(t, nil)
			for _, script := range []string{test.script + "; e.close()", test.script} {
				if got := m.Eval(prelude(s) + "let e; " + script); got != "undefined" {
					t.Fatal(got)
				}
				if strings.HasSuffix(script, "close()") {
					m.Idle()
				} else {
					m.Close()
				}
				gone(t)
			}
		})
	}
}
