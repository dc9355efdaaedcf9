package vm

import (
	"context"
	"sync"
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
	run    func(task func()) // runs one task, with the guards of the VM
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

func newLoop(run func(func())) *loop {
	l := &loop{run: run}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.timers.loop = l
	return l
}

// Do runs task on the loop and returns when it has run. It reports false when
// the loop is closed before that.
func (l *loop) Do(task func()) bool {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return false
	}
	if !l.busy {
		l.busy = true
		l.mu.Unlock()
		l.run(task)
		l.drain(batch)
		return true
	}
	done := make(chan struct{})
	l.queue = append(l.queue, func() {
		defer close(done)
		l.run(task)
	})
	l.mu.Unlock()
	select {
	case <-done:
		return true
	case <-l.ctx.Done():
		return false
	}
}

// Post implements [js.Loop].
func (l *loop) Post(task func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.queue = append(l.queue, func() { l.run(task) })
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

// Go implements [js.Loop].
func (l *loop) Go(work func() (done func())) {
	l.hold()
	go func() {
		done := work()
		l.Post(func() {
			defer l.release()
			if done != nil {
				done()
			}
		})
	}()
}

// AfterFunc implements [js.Loop].
func (l *loop) AfterFunc(d time.Duration, task func()) js.Timer {
	return l.timers.add(d, task)
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
