package vm

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"runner/engine/script"
	"runner/webapi"
	"runner/webapi/js"
	"runner/webapi/language"
	"runner/webapi/node/process"
)

// errRetired is what waits on a VM get when it is replaced.
var errRetired = errors.New("vm: retired")

// CPUBudgetError is the reason for retiring a VM whose script ran for too long
// without giving way.
type CPUBudgetError struct{ Limit time.Duration }

func (e *CPUBudgetError) Error() string {
	return fmt.Sprintf("a script ran for more than %v without a pause", e.Limit)
}

// Options are the limits and outlets of a VM.
type Options struct {
	// CPUBudget is how long JavaScript may run without giving way; 0: no limit.
	CPUBudget time.Duration

	// MaxCallStack is the depth of JavaScript calls; 0 takes the default.
	MaxCallStack int

	// Log receives console output and reports of the VM itself. level is
	// "debug", "info", "warn" or "error".
	Log func(level, message string)

	// Uncaught receives an exception that no script can catch any more, on the
	// loop. rejected tells a promise's from a thrown one. nil: it is logged.
	Uncaught func(exception goja.Value, rejected bool)

	// Setup runs before any program, on the loop. It connects the platform to
	// its surroundings: the environment, the network.
	Setup func(*js.Runtime)
}

// defaultCallStack is deep enough for recursive parsers and templates, and
// shallow enough that unwinding it stays under a second (it is quadratic).
const defaultCallStack = 4000

// VM is a JavaScript runtime with its event loop.
type VM struct {
	*js.Runtime
	loop    *loop
	budget  budget
	options Options
	owner   atomic.Pointer[Owner]

	rejected map[*goja.Promise]struct{} // in this task, without a handler
	notified map[*goja.Promise]struct{} // of which a script is still to be told
	failed   atomic.Bool                // fail was called
	cause    error                      // why it was retired; set before retired is closed
	retired  chan struct{}
}

// New makes a VM with the whole platform installed.
func New(o Options) *VM {
	if o.Log == nil {
		o.Log = func(string, string) {}
	}
	if o.MaxCallStack == 0 {
		o.MaxCallStack = defaultCallStack
	}
	m := &VM{options: o, retired: make(chan struct{}), rejected: map[*goja.Promise]struct{}{}, notified: map[*goja.Promise]struct{}{}}
	m.loop = newLoop(m)
	m.Runtime = js.New(m.loop, m)
	m.budget.limit = o.CPUBudget
	m.budget.interrupt = func() { m.Interrupt(&CPUBudgetError{o.CPUBudget}) }
	m.budget.abandon = func() { m.fail(&CPUBudgetError{o.CPUBudget}) }
	m.SetMaxCallStackSize(o.MaxCallStack)
	m.SetPromiseRejectionTracker(m.trackRejection)
	m.SetAsyncContextTracker(&tracker{vm: m})
	webapi.Install(m.Runtime)
	language.UseCompiler(m.Runtime, script.CompileFunction)
	if o.Setup != nil {
		_ = m.Do(func() { o.Setup(m.Runtime) }) // a new VM is not retired
	}
	return m
}

// Do runs task on the loop, with the loop's microtasks after it, and returns
// when it has run. It fails only when the VM is retired before or while task
// runs; then the error says why.
func (m *VM) Do(task func()) error { return m.DoWithin(nil, task) }

// DoWithin is Do for a task that need not run when it has to wait too long for
// its turn. limits is called only if it has to wait at all. When the context
// that it returns ends before the turn comes, the task never runs and the error
// is the context's cause.
func (m *VM) DoWithin(limits func() (context.Context, context.CancelFunc), task func()) error {
	if err := m.loop.Do(limits, task); err != nil {
		if errors.Is(err, errRetired) {
			return m.Cause()
		}
		return err
	}
	select {
	case <-m.retired:
		return m.Cause()
	default:
		return nil
	}
}

// Wait returns when nothing is left to run: no task, no referenced timer, no
// pending work.
func (m *VM) Wait(ctx context.Context) error { return m.loop.Wait(ctx) }

// Retired is closed when the VM cannot be used any more.
func (m *VM) Retired() <-chan struct{} { return m.retired }

// Cause says why the VM was retired, or nil.
func (m *VM) Cause() error {
	select {
	case <-m.retired:
		if m.cause != nil {
			return m.cause
		}
		return errRetired
	default:
		return nil
	}
}

// Close retires the VM and drops what it still had to do.
func (m *VM) Close() { m.retire(nil) }

func (m *VM) retire(cause error) {
	m.loop.mu.Lock()
	select {
	case <-m.retired:
	default:
		m.cause = cause
		close(m.retired)
	}
	m.loop.mu.Unlock()
	m.loop.Close()
}

// fail retires the VM because of what it is doing now. The owner hears of it
// first, and if there is none the log does.
func (m *VM) fail(cause error) {
	if m.failed.Swap(true) {
		return
	}
	if o := m.owner.Load(); o != nil {
		o.Blame(cause)
	} else if m.Cause() == nil {
		m.options.Log("error", "The worker was replaced because of code that runs for no request: "+cause.Error())
	}
	m.retire(cause)
}

// run is what the loop runs each task with.
func (m *VM) run(task func()) {
	m.budget.enter()
	defer m.leave()
	p := m.attempt(task)
	if p == nil && len(m.rejected) == 0 {
		return
	}
	// Reporting may run JavaScript, too: handlers, getters of an exception.
	for p != nil {
		escaped := p
		if p = m.attempt(func() { m.recovered(escaped) }); m.Cause() != nil {
			return
		}
	}
	if p = m.attempt(m.reportRejections); p != nil {
		m.attempt(func() { m.recovered(p) })
	}
}

func (m *VM) leave() {
	m.owner.Store(nil)
	m.budget.leave()
}

// attempt runs task and returns what it let escape, with the stack if that is a
// fault of Go code.
func (m *VM) attempt(task func()) (escaped any) {
	defer func() {
		switch p := recover().(type) {
		case nil, goja.Value, *goja.Exception, *goja.InterruptedError, *goja.StackOverflowError, *PanicError:
			escaped = p
		default:
			escaped = NewPanicError(p)
		}
	}()
	task()
	return nil
}

// recovered deals with what a task let escape.
func (m *VM) recovered(p any) {
	switch p := p.(type) {
	case goja.Value:
		m.Host.ReportException(p)
	case *goja.Exception:
		m.Host.ReportException(p.Value())
	case *PanicError:
		m.options.Log("error", fmt.Sprintf("%v\n%s", p, p.Stack))
		m.fail(p)
	case error:
		m.Fatal(p)
	}
}

// Fatal retires the VM if err is one that it cannot survive, and reports
// whether it was. Whoever calls into JavaScript passes the errors it gets here.
func (m *VM) Fatal(err error) bool {
	var interrupted *goja.InterruptedError
	var overflow *goja.StackOverflowError
	switch {
	case errors.As(err, &interrupted):
		if cause, ok := interrupted.Value().(error); ok {
			err = cause
		}
	case errors.As(err, &overflow):
	default:
		return false
	}
	m.fail(err)
	return true
}

// trackRejection collects promises that were rejected without a handler.
func (m *VM) trackRejection(p *goja.Promise, op goja.PromiseRejectionOperation) {
	if op == goja.PromiseRejectionReject {
		m.rejected[p] = struct{}{}
		return
	}
	if _, waiting := m.rejected[p]; !waiting && m.RejectionHandled != nil {
		m.loop.Post(func() { m.RejectionHandled(p) }) // it has been reported already
	}
	delete(m.rejected, p)
	delete(m.notified, p)
}

// reportRejections reports those that still have none once the microtasks have
// run (HTML, 8.1.7.3).
func (m *VM) reportRejections() {
	if len(m.rejected) == 0 {
		return
	}
	for p := range m.rejected {
		delete(m.rejected, p)
		if m.UnhandledRejection == nil {
			m.reportRejection(p)
			continue
		}
		m.notified[p] = struct{}{}
		m.loop.Post(func() {
			if _, still := m.notified[p]; !still {
				return
			}
			delete(m.notified, p)
			if !m.UnhandledRejection(p) {
				m.reportRejection(p)
			}
		})
	}
}

func (m *VM) reportRejection(p *goja.Promise) {
	if m.options.Uncaught != nil {
		m.options.Uncaught(p.Result(), true)
		return
	}
	m.options.Log("error", "Unhandled rejection: "+js.ErrorText(p.Result()))
}

// Log implements [js.Host].
func (m *VM) Log(level, message string) { m.options.Log(level, message) }

// ReportException implements [js.Host].
func (m *VM) ReportException(exception goja.Value) {
	if process.Emit(m.Runtime, "uncaughtException", exception) {
		return
	}
	if m.options.Uncaught != nil {
		m.options.Uncaught(exception, false)
		return
	}
	m.options.Log("error", "Uncaught "+js.ErrorText(exception))
}

var _ js.Host = (*VM)(nil)

// Handled takes a rejected promise off the list of unhandled ones: whoever
// reads its state from Go is the handler.
func (m *VM) Handled(p *goja.Promise) { delete(m.rejected, p) }
