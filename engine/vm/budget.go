package vm

import (
	"sync"
	"sync/atomic"
	"time"
)

// budget interrupts a synchronous stretch of JavaScript that runs too long.
//
// Entering and leaving a stretch costs one atomic operation each. The timer
// runs only while there is work, and looks at whether it still sees the stretch
// that it saw a budget ago; so a stretch is stopped after one to two budgets. If
// that has no effect for another budget, Go code below the stretch is stuck, and
// the VM is given up.
type budget struct {
	limit     time.Duration
	interrupt func() // stops JavaScript
	abandon   func() // stops waiting for it

	stretch atomic.Uint64 // odd while JavaScript runs
	armed   atomic.Bool
	mu      sync.Mutex
	seen    uint64
	stopped bool // the stretch seen has been interrupted
	timer   *time.Timer
}

func (b *budget) enter() {
	b.stretch.Add(1)
	if b.limit > 0 && !b.armed.Load() {
		b.arm()
	}
}

func (b *budget) leave() { b.stretch.Add(1) }

func (b *budget) arm() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.armed.Swap(true) {
		return
	}
	b.seen, b.stopped = b.stretch.Load(), false
	if b.timer == nil {
		b.timer = time.AfterFunc(b.limit, b.check)
	} else {
		b.timer.Reset(b.limit)
	}
}

func (b *budget) check() {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.stretch.Load()
	switch {
	case now%2 == 0: // idle: the next stretch arms the timer again
		b.armed.Store(false)
	case now == b.seen && b.stopped:
		b.armed.Store(false)
		b.abandon()
	case now == b.seen:
		b.stopped = true
		b.interrupt()
		b.timer.Reset(b.limit)
	default:
		b.seen, b.stopped = now, false
		b.timer.Reset(b.limit)
	}
}
