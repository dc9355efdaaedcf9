package dom

import (
	"math"
	"time"
	"weak"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// AbortSignal is the state of an AbortSignal (DOM, 3.2). It can be made for
// every request: its object is made when a script first asks for it.
type AbortSignal struct {
	EventTarget
	reason     goja.Value // nil while not aborted
	algorithms []*abortAlgorithm
	sources    []*AbortSignal // of a dependent signal
	dependents []dependent
}

// dependent is a signal that AbortSignal.any made of this one. It is held only
// while somebody waits for it, so that a signal which lives as long as the
// program can be combined for every request without growing.
type dependent struct {
	weak weak.Pointer[AbortSignal]
	held *AbortSignal
}

type abortAlgorithm struct{ run func() }

// NewAbortSignal makes a signal that [AbortSignal.Abort] aborts.
func NewAbortSignal(*js.Runtime) *AbortSignal { return &AbortSignal{} }

// AbortSignalClass is the AbortSignal interface (DOM, 3.2).
var AbortSignalClass = js.Define(js.Class[*AbortSignal]{
	Name:   "AbortSignal",
	Parent: EventTargetClass,
	Static: []js.Function{
		{Name: "abort", Call: func(c js.Call) goja.Value {
			s := NewAbortSignal(c.Runtime)
			s.reason = abortReason(c.Runtime, c.Arg(0))
			return c.Wrap(s)
		}},
		{Name: "timeout", Length: 1, Call: abortSignalTimeout},
		{Name: "any", Length: 1, Call: func(c js.Call) goja.Value {
			var signals []*AbortSignal
			c.Sequence(c.Arg(0), "The signals of AbortSignal.any", func(v goja.Value) {
				s, ok := js.State[*AbortSignal](v)
				if !ok {
					c.ThrowTypeError("Failed to execute 'any' on 'AbortSignal': a value is not of type AbortSignal.")
				}
				signals = append(signals, s)
			})
			return c.Wrap(AnyAbortSignal(c.Runtime, signals...))
		}},
	},
	Attributes: []js.Attribute[*AbortSignal]{
		{Name: "aborted", Get: func(c js.Call, s *AbortSignal) goja.Value { return c.ToValue(s.Aborted()) }},
		{Name: "reason", Get: func(c js.Call, s *AbortSignal) goja.Value { return s.Reason() }},
		HandlerAttribute[*AbortSignal]("abort"),
	},
	Methods: []js.Method[*AbortSignal]{
		{Name: "throwIfAborted", Call: func(c js.Call, s *AbortSignal) goja.Value {
			if s.Aborted() {
				c.Throw(s.reason)
			}
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*AbortSignal) Class() js.Definer { return AbortSignalClass }

// Inspect names what console shows of it.
func (*AbortSignal) Inspect() []string { return []string{"aborted"} }

// Aborted reports whether the signal has been aborted.
func (s *AbortSignal) Aborted() bool { return s.reason != nil }

// Reason returns the abort reason, or undefined while there is none.
func (s *AbortSignal) Reason() goja.Value {
	if s.reason == nil {
		return goja.Undefined()
	}
	return s.reason
}

// OnAbort adds an abort algorithm (DOM, 3.2, "add"): f runs on the loop when the
// signal is aborted, before the event. For a signal that is aborted already it
// never runs. remove takes it back.
func (s *AbortSignal) OnAbort(f func()) (remove func()) {
	if s.Aborted() {
		return func() {}
	}
	a := &abortAlgorithm{f}
	s.algorithms = append(s.algorithms, a)
	s.hold()
	return func() {
		if a.run == nil {
			return
		}
		a.run = nil
		for i, other := range s.algorithms {
			if other == a {
				s.algorithms = append(s.algorithms[:i:i], s.algorithms[i+1:]...)
				break
			}
		}
		s.hold()
	}
}

// Abort is "signal abort" (DOM, 3.2). A reason that is nil or undefined becomes
// an AbortError.
func (s *AbortSignal) Abort(rt *js.Runtime, reason goja.Value) {
	if s.Aborted() {
		return
	}
	s.reason = abortReason(rt, reason)
	var aborted []*AbortSignal
	for _, d := range s.dependents {
		if other := d.weak.Value(); other != nil && !other.Aborted() {
			other.reason = s.reason
			aborted = append(aborted, other)
		}
	}
	s.dependents = nil
	s.runAbortSteps(rt)
	for _, other := range aborted {
		other.runAbortSteps(rt)
	}
}

// runAbortSteps is "run the abort steps" (DOM, 3.2).
func (s *AbortSignal) runAbortSteps(rt *js.Runtime) {
	algorithms := s.algorithms
	s.algorithms = nil
	for _, a := range algorithms {
		if run := a.run; run != nil {
			a.run = nil
			run()
		}
	}
	Fire(rt, s, "abort")
	for _, source := range s.sources {
		source.drop(s)
	}
	s.sources = nil
}

func abortReason(rt *js.Runtime, reason goja.Value) goja.Value {
	if reason == nil || goja.IsUndefined(reason) {
		return rt.DOMException("AbortError", "This operation was aborted")
	}
	return reason
}

// AnyAbortSignal makes a dependent signal (DOM, 3.2, "create a dependent abort
// signal"): it is aborted as soon as one of the signals is.
func AnyAbortSignal(rt *js.Runtime, signals ...*AbortSignal) *AbortSignal {
	result := NewAbortSignal(rt)
	for _, s := range signals {
		if s.Aborted() {
			result.reason = s.reason
			return result
		}
	}
	for _, s := range signals {
		if len(s.sources) == 0 {
			result.follow(s)
			continue
		}
		for _, source := range s.sources {
			result.follow(source)
		}
	}
	result.onListen = result.hold
	return result
}

// follow makes s depend on source, once.
func (s *AbortSignal) follow(source *AbortSignal) {
	for _, other := range s.sources {
		if other == source {
			return
		}
	}
	s.sources = append(s.sources, source)
	if len(source.dependents) == cap(source.dependents) {
		source.drop(nil)
	}
	source.dependents = append(source.dependents, dependent{weak: weak.Make(s)})
}

// drop forgets a dependent signal, and those that have been collected.
func (s *AbortSignal) drop(gone *AbortSignal) {
	kept := s.dependents[:0]
	for _, d := range s.dependents {
		if v := d.weak.Value(); v != nil && v != gone {
			kept = append(kept, d)
		}
	}
	clear(s.dependents[len(kept):])
	s.dependents = kept
}

// hold lets the sources keep a dependent signal alive while something waits for
// it (DOM, 3.2.1).
func (s *AbortSignal) hold() {
	if len(s.sources) == 0 {
		return
	}
	var held *AbortSignal
	if len(s.algorithms) > 0 || len(s.listeners) > 0 {
		held = s
	}
	for _, source := range s.sources {
		for i := range source.dependents {
			if d := &source.dependents[i]; d.weak.Value() == s {
				d.held = held
			}
		}
	}
}

func abortSignalTimeout(c js.Call) goja.Value {
	ms := c.Integer(c.Arg(0), 64, false, js.EnforceRange)
	s := NewAbortSignal(c.Runtime)
	rt := c.Runtime
	// A timeout does not keep a program running (as Node).
	rt.Loop.AfterFunc(milliseconds(ms), func() {
		s.Abort(rt, rt.DOMException("TimeoutError", "The operation was aborted due to timeout"))
	}).Unref()
	return c.Wrap(s)
}

// milliseconds is a duration that does not overflow.
func milliseconds(ms int64) time.Duration {
	if ms > math.MaxInt64/int64(time.Millisecond) {
		return math.MaxInt64
	}
	return time.Duration(ms) * time.Millisecond
}

var _ Target = (*AbortSignal)(nil)
