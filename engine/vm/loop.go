package vm

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"runner/webapi/js"
)

// loop is the event loop: a queue with a lock instead of a thread.
//
// Whoever has a task for an idle loop runs it at once, on its own goroutine;
// only when somebody else is running does the task wait in the queue. So a
// request that finds the loop free costs no hand-over between goroutines, and
// under load one goroutine serves a batch for the others.
type loop struct {
	vm     *VM // whose guards every task runs with
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	queue   []func()
	busy    bool
	closed  bool
	pending int // Go work and referenced timers that a graceful stop waits for
	idle    chan struct{}
	timers  timers
}

// batch is how many queued tasks a visitor runs before it hands the queue to a
// goroutine of its own and goes home.
const batch = 64

func newLoop(m *VM) *loop {
	l := &loop{vm: m}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.timers.loop = l
	return l
}

// Do runs task on the loop and returns when it has run. It fails when the loop is
// closed before that, or when the context of limits, which may be nil, ends
// before task has begun.
func (l *loop) Do(limits func() (context.Context, context.CancelFunc), task func()) error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return errRetired
	}
	if !l.busy {
		l.busy = true
		l.mu.Unlock()
		l.vm.run(task)
		l.drain(batch)
		return nil
	}
	var begun atomic.Bool // or given up: whoever sets it decides
	done := make(chan struct{})
	l.queue = append(l.queue, func() {
		defer close(done)
		if !begun.Swap(true) {
			l.vm.run(task)
		}
	})
	l.mu.Unlock()
	var gaveUp <-chan struct{}
	var ctx context.Context
	if limits != nil {
		var cancel context.CancelFunc
		ctx, cancel = limits()
		defer cancel()
		gaveUp = ctx.Done()
	}
	for {
		select {
		case <-done:
			return nil
		case <-l.ctx.Done():
			return errRetired
		case <-gaveUp:
			if !begun.Swap(true) {
				return context.Cause(ctx)
			}
			gaveUp = nil // too late: it runs
		}
	}
}

// Post implements [js.Loop].
func (l *loop) Post(task func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.queue = append(l.queue, func() { l.vm.run(task) })
	if !l.busy {
		l.busy = true
		go l.drain(0)
	}
}

// drain runs queued tasks until there are none. With a limit, it leaves the
// rest to a goroutine after that many.
func (l *loop) drain(limit int) {
	for n := 1; ; n++ {
		l.mu.Lock()
		if len(l.queue) == 0 || l.closed {
			l.queue = nil
			l.busy = false
			l.announceIdle()
			l.mu.Unlock()
			return
		}
		if limit > 0 && n > limit {
			l.mu.Unlock()
			go l.drain(0)
			return
		}
		task := l.queue[0]
		l.queue[0] = nil
		l.queue = l.queue[1:]
		l.mu.Unlock()
		task()
	}
}

// Go implements [js.Loop]. What work does wrong, the task that asked for it did.
func (l *loop) Go(work func() (done func())) {
	l.hold()
	owner := l.vm.owner.Load()
	go func() {
		var done func()
		p := l.vm.attempt(func() { done = work() })
		l.Post(func() {
			defer l.release()
			l.vm.owner.Store(owner)
			if p != nil {
				panic(p)
			}
			if done != nil {
				done()
			}
		})
	}()
}

// AfterFunc implements [js.Loop].
func (l *loop) AfterFunc(d time.Duration, task func()) js.Timer {
	return l.timers.add(d, l.vm.bind(task))
}

// Context implements [js.Loop].
func (l *loop) Context() context.Context { return l.ctx }

// hold and release count what a graceful stop waits for.
func (l *loop) hold() {
	l.mu.Lock()
	l.pending++
	l.mu.Unlock()
}

func (l *loop) release() {
	l.mu.Lock()
	l.pending--
	l.announceIdle()
	l.mu.Unlock()
}

// announceIdle wakes Wait when nothing is left. The caller holds the lock.
func (l *loop) announceIdle() {
	if l.idle != nil && !l.busy && len(l.queue) == 0 && l.pending == 0 {
		close(l.idle)
		l.idle = nil
	}
}

// Wait returns when no task, timer or Go work is left, or ctx or the loop ends.
func (l *loop) Wait(ctx context.Context) error {
	l.mu.Lock()
	if !l.busy && len(l.queue) == 0 && l.pending == 0 {
		l.mu.Unlock()
		return nil
	}
	if l.idle == nil {
		l.idle = make(chan struct{})
	}
	idle := l.idle
	l.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-l.ctx.Done():
		return errRetired
	}
}

// Close drops everything that waits.
func (l *loop) Close() {
	l.mu.Lock()
	l.closed = true
	l.timers.stop()
	l.mu.Unlock()
	l.cancel()
}

var _ js.Loop = (*loop)(nil)
