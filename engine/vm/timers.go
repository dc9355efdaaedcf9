package vm

import (
	"container/heap"
	"time"

	"runner/webapi/js"
)

// timers keeps the loop's timers in one heap behind one Go timer, so that they
// fire in the order of their deadlines and, for equal deadlines, of their
// creation (HTML, 8.6). The fields are guarded by the loop's lock.
type timers struct {
	loop *loop
	heap timerHeap
	last uint64
	wake *time.Timer
}

type timer struct {
	set   *timers
	at    time.Time
	id    uint64
	task  func()
	index int // in the heap, or -1
	ref   bool
}

func (t *timers) add(d time.Duration, task func()) js.Timer {
	l := t.loop
	l.mu.Lock()
	defer l.mu.Unlock()
	t.last++
	x := &timer{set: t, at: time.Now().Add(d), id: t.last, task: task, index: -1, ref: true}
	if l.closed {
		return x
	}
	l.pending++
	heap.Push(&t.heap, x)
	t.arm()
	return x
}

// arm sets the Go timer for the earliest deadline.
func (t *timers) arm() {
	if len(t.heap) == 0 {
		if t.wake != nil {
			t.wake.Stop()
		}
		return
	}
	d := time.Until(t.heap[0].at)
	if t.wake == nil {
		t.wake = time.AfterFunc(d, func() { t.loop.Post(t.fire) })
		return
	}
	t.wake.Reset(d)
}

// fire runs on the loop and posts every timer that is due as a task of its own.
func (t *timers) fire() {
	l := t.loop
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	for len(t.heap) > 0 && !t.heap[0].at.After(now) {
		x := heap.Pop(&t.heap).(*timer)
		l.queue = append(l.queue, func() { l.vm.run(x.run) })
	}
	t.arm()
}

// run runs the task unless the timer was stopped between its deadline and now.
func (x *timer) run() {
	l := x.set.loop
	l.mu.Lock()
	task := x.task
	x.drop()
	l.mu.Unlock()
	if task != nil {
		task()
	}
}

// drop forgets the task. The caller holds the lock.
func (x *timer) drop() {
	if x.task != nil && x.ref {
		x.set.loop.pending--
		x.set.loop.announceIdle()
	}
	x.task = nil
}

func (x *timer) Stop() bool {
	l := x.set.loop
	l.mu.Lock()
	defer l.mu.Unlock()
	was := x.task != nil
	if x.index >= 0 {
		first := x.index == 0
		heap.Remove(&x.set.heap, x.index)
		if first && !l.closed {
			x.set.arm()
		}
	}
	x.drop()
	return was
}

func (x *timer) Ref()   { x.setRef(true) }
func (x *timer) Unref() { x.setRef(false) }

func (x *timer) setRef(ref bool) {
	l := x.set.loop
	l.mu.Lock()
	defer l.mu.Unlock()
	if x.task != nil && x.ref != ref {
		if ref {
			l.pending++
		} else {
			l.pending--
			l.announceIdle()
		}
	}
	x.ref = ref
}

func (t *timers) stop() {
	if t.wake != nil {
		t.wake.Stop()
	}
	t.heap = nil
}

type timerHeap []*timer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].id < h[j].id
	}
	return h[i].at.Before(h[j].at)
}
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}
func (h *timerHeap) Push(x any) {
	t := x.(*timer)
	t.index = len(*h)
	*h = append(*h, t)
}
func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.index = -1
	return t
}

var _ js.Timer = (*timer)(nil)
