package vm

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"runtime/debug"

	"github.com/dop251/goja"
)

// Owner is on whose behalf JavaScript runs. What a script starts (a promise
// reaction, a timer, work on another goroutine) belongs to the owner that it
// ran for; so whoever brings a VM down is found, even long after an await.
type Owner struct {
	// Blame is called once, on any goroutine, when the VM is retired while it
	// ran for this owner, before anybody else hears of it.
	Blame func(cause error)
}

// Own makes o the owner of the task that runs, until it ends. It is called on
// the loop.
func (m *VM) Own(o *Owner) { m.owner.Store(o) }

// bind makes a task belong to the owner of now.
func (m *VM) bind(task func()) func() {
	o := m.owner.Load()
	if o == nil || task == nil {
		return task
	}
	return func() {
		m.owner.Store(o)
		task()
	}
}

// tracker passes owners on through promises.
type tracker struct {
	vm    *VM
	outer *Owner // of the task whose microtasks run
}

// Grab implements [goja.AsyncContextTracker].
func (t *tracker) Grab() any { return t.vm.owner.Load() }

// Resumed implements [goja.AsyncContextTracker].
func (t *tracker) Resumed(owner any) {
	t.outer = t.vm.owner.Load()
	o, _ := owner.(*Owner)
	t.vm.owner.Store(o)
}

// Exited implements [goja.AsyncContextTracker].
func (t *tracker) Exited() { t.vm.owner.Store(t.outer) }

// PanicError is the reason for retiring a VM below which Go code panicked: a
// fault of runner. The engine may have lost promise jobs on the way.
type PanicError struct {
	Value any
	Stack []byte
	ID    string // random, to find the log's record by
}

// NewPanicError is called where a panic is recovered, while its stack is there.
func NewPanicError(value any) *PanicError {
	id := make([]byte, 6)
	_, _ = rand.Read(id) // never fails
	return &PanicError{value, debug.Stack(), hex.EncodeToString(id)}
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v (error id %s)", e.Value, e.ID) }

var _ goja.AsyncContextTracker = (*tracker)(nil)
