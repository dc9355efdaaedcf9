package process

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// nextTick is process.nextTick(callback, ...args).
func (s *state) nextTick(c js.Call) goja.Value {
	callback := nodeerr.ValidateFunction(s.rt, c.Arg(0), "callback")
	args := slices.Clone(c.Args[1:])
	s.tick(func() { s.rt.Call(callback, nil, args...) })
	return goja.Undefined()
}

// tick queues a task for when the running script gives way.
func (s *state) tick(task func()) {
	s.ticks = append(s.ticks, s.rt.Bind(task))
	if len(s.ticks) == 1 {
		s.rt.Then(s.rt.Resolved(goja.Undefined()), func(goja.Value) { s.drain() }, nil)
	}
}

// drain runs what is queued, and what that queues. The list stays non-empty
// until the end, so that nobody asks for a second run.
func (s *state) drain() {
	for i := 0; i < len(s.ticks); i++ {
		if exception := s.rt.Try(s.ticks[i]); exception != nil {
			s.uncaught(exception)
		}
		s.ticks[i] = nil
	}
	s.ticks = s.ticks[:0]
}

// uncaught hands an exception to the listeners of uncaughtException, or to the
// host if there are none.
func (s *state) uncaught(exception goja.Value) {
	handled := false
	again := s.rt.Try(func() {
		handled = Emit(s.rt, "uncaughtException", exception, s.rt.ToValue("uncaughtException"))
	})
	if again != nil {
		exception, handled = again, false
	}
	if !handled {
		s.rt.Host.ReportException(exception)
	}
}
