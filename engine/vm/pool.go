package vm

import (
	"sync"
	"sync/atomic"
)

// Pool is a fixed number of workers, each a VM with an A loaded into it. A
// worker whose VM is retired is replaced when it is next asked for.
type Pool[A any] struct {
	make  func() (*VM, A, error)
	slots []slot[A]
}

type slot[A any] struct {
	mu     sync.Mutex // held while the worker is replaced
	worker atomic.Pointer[Worker[A]]
}

// Worker is one VM and what was loaded into it.
type Worker[A any] struct {
	*VM
	App A

	inFlight atomic.Int32
}

// NewPool makes n workers. make builds a VM with its A.
func NewPool[A any](n int, make_ func() (*VM, A, error)) (*Pool[A], error) {
	p := &Pool[A]{make: make_, slots: make([]slot[A], max(n, 1))}
	for i := range p.slots {
		if _, err := p.renew(&p.slots[i], nil); err != nil {
			p.Close()
			return nil, err
		}
	}
	return p, nil
}

// Acquire returns the worker with the least to do. Release it when the work is
// done.
func (p *Pool[A]) Acquire() (*Worker[A], error) {
	best := &p.slots[0]
	if len(p.slots) > 1 {
		for i := range p.slots[1:] {
			if s := &p.slots[1+i]; s.worker.Load().inFlight.Load() < best.worker.Load().inFlight.Load() {
				best = s
			}
		}
	}
	w := best.worker.Load()
	if w.Cause() != nil {
		var err error
		if w, err = p.renew(best, w); err != nil {
			return nil, err
		}
	}
	w.inFlight.Add(1)
	return w, nil
}

// Hold takes a worker that is already known, like Acquire.
func (w *Worker[A]) Hold() { w.inFlight.Add(1) }

// Release gives a worker back.
func (w *Worker[A]) Release() { w.inFlight.Add(-1) }

// renew replaces the worker old of a slot, unless somebody else has done so.
func (p *Pool[A]) renew(s *slot[A], old *Worker[A]) (*Worker[A], error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.worker.Load(); w != old {
		return w, nil
	}
	m, app, err := p.make()
	if err != nil {
		return nil, err
	}
	w := &Worker[A]{VM: m, App: app}
	s.worker.Store(w)
	return w, nil
}

// Workers returns the current workers.
func (p *Pool[A]) Workers() []*Worker[A] {
	var workers []*Worker[A]
	for i := range p.slots {
		if w := p.slots[i].worker.Load(); w != nil {
			workers = append(workers, w)
		}
	}
	return workers
}

// Close retires every worker.
func (p *Pool[A]) Close() {
	for _, w := range p.Workers() {
		w.Close()
	}
}
