package html

import (
	"math"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Timeout is what setTimeout and setInterval return (HTML, 8.6; the object is
// Node's).
type Timeout struct {
	js.Base
	rt       *js.Runtime
	callback goja.Callable
	args     []goja.Value
	delay    time.Duration
	repeat   bool
	run      func() // fire, in the context in which the timer was made

	timer  js.Timer // nil while not waiting
	ref    bool
	closed bool
	id     int // 0 until a script asks for it
}

// TimeoutClass is the class of timer objects. It is not a global.
var TimeoutClass = js.Define(js.Class[*Timeout]{
	Name: "Timeout",
	Methods: []js.Method[*Timeout]{
		{Name: "ref", Call: func(c js.Call, t *Timeout) goja.Value { t.setRef(true); return c.This }},
		{Name: "unref", Call: func(c js.Call, t *Timeout) goja.Value { t.setRef(false); return c.This }},
		{Name: "hasRef", Call: func(c js.Call, t *Timeout) goja.Value { return c.ToValue(t.ref) }},
		{Name: "refresh", Call: func(c js.Call, t *Timeout) goja.Value {
			if !t.closed {
				t.start()
			}
			return c.This
		}},
		{Name: "close", Call: func(c js.Call, t *Timeout) goja.Value { t.clear(); return c.This }},
	},
	Extend: func(rt *js.Runtime, _, prototype *goja.Object) {
		js.DefineSymbolMethod(rt, prototype, goja.SymToPrimitive, "[Symbol.toPrimitive]", func(c js.Call, t *Timeout) goja.Value {
			return c.ToValue(t.number())
		})
		js.DefineSymbolMethod(rt, prototype, js.SymDispose, "[Symbol.dispose]", func(c js.Call, t *Timeout) goja.Value {
			t.clear()
			return goja.Undefined()
		})
	},
})

// Class implements [js.Native].
func (*Timeout) Class() js.Definer { return TimeoutClass }

// timerIDs are the timers whose number a script has asked for.
type timerIDs struct {
	last int
	byID map[int]*Timeout
}

var timerLocal = js.NewLocal(func(*js.Runtime) *timerIDs { return &timerIDs{byID: map[int]*Timeout{}} })

// The timer functions (HTML, 8.6).
var (
	SetTimeout = js.Function{Name: "setTimeout", Length: 1, Call: func(c js.Call) goja.Value {
		return setTimer(c, "setTimeout", false)
	}}
	SetInterval = js.Function{Name: "setInterval", Length: 1, Call: func(c js.Call) goja.Value {
		return setTimer(c, "setInterval", true)
	}}
	ClearTimeout  = js.Function{Name: "clearTimeout", Call: clearTimer}
	ClearInterval = js.Function{Name: "clearInterval", Call: clearTimer}
)

func setTimer(c js.Call, name string, repeat bool) goja.Value {
	t := &Timeout{rt: c.Runtime, callback: timerCallback(c, name), delay: timerDelay(c), repeat: repeat, ref: true}
	if len(c.Args) > 2 {
		t.args = append(t.args, c.Args[2:]...)
	}
	t.run = c.Bind(t.fire)
	o := c.Wrap(t)
	t.start()
	return o
}

// timerCallback refuses anything but functions: compiling strings is a door
// that servers keep shut.
func timerCallback(c js.Call, name string) goja.Callable {
	f, ok := goja.AssertFunction(c.Arg(0))
	if !ok {
		if goja.IsString(c.Arg(0)) {
			c.ThrowTypeError("Failed to execute '%s': code in a string is not supported; pass a function.", name)
		}
		c.ThrowTypeError("Failed to execute '%s': parameter 1 is not a function.", name)
	}
	return f
}

// timerDelay is the delay as Node takes it: 1 ms for what is less, or does not
// fit in 31 bits.
func timerDelay(c js.Call) time.Duration {
	ms := 0.0
	if c.Has(1) {
		ms = c.Number(c.Arg(1))
	}
	if !(ms >= 1 && ms <= math.MaxInt32) {
		ms = 1
	}
	return time.Duration(ms) * time.Millisecond
}

func (t *Timeout) start() {
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer = t.rt.Loop.AfterFunc(t.delay, t.run)
	if !t.ref {
		t.timer.Unref()
	}
}

// fire runs the callback. An interval is set again afterwards, also when the
// callback throws.
func (t *Timeout) fire() {
	t.timer = nil
	exception := t.rt.Try(func() { t.rt.Call(t.callback, t.rt.Wrap(t), t.args...) })
	switch {
	case t.closed, t.timer != nil: // cleared or refreshed meanwhile
	case t.repeat:
		t.start()
	default:
		t.forget()
	}
	if exception != nil {
		t.rt.Host.ReportException(exception)
	}
}

func (t *Timeout) clear() {
	t.closed = true
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	t.forget()
}

func (t *Timeout) setRef(ref bool) {
	t.ref = ref
	switch {
	case t.timer == nil:
	case ref:
		t.timer.Ref()
	default:
		t.timer.Unref()
	}
}

// number returns the timer's id and remembers it, so that it can be cleared by
// that.
func (t *Timeout) number() int {
	ids := timerLocal.Of(t.rt)
	if t.id == 0 {
		ids.last++
		t.id = ids.last
	}
	if !t.closed {
		ids.byID[t.id] = t
	}
	return t.id
}

func (t *Timeout) forget() {
	if t.id != 0 {
		delete(timerLocal.Of(t.rt).byID, t.id)
	}
}

// clearTimer takes a Timeout or its number, also as a string, and ignores
// everything else (as Node).
func clearTimer(c js.Call) goja.Value {
	v := c.Arg(0)
	if o, ok := v.(*goja.Object); ok {
		if t, ok := js.State[*Timeout](o); ok {
			t.clear()
		} else if i, ok := js.State[*Immediate](o); ok {
			i.clear()
		}
		return goja.Undefined()
	}
	id := 0
	switch {
	case goja.IsNumber(v):
		id = int(v.ToInteger())
	case goja.IsString(v):
		id, _ = strconv.Atoi(v.String())
	}
	if t := timerLocal.Of(c.Runtime).byID[id]; t != nil {
		t.clear()
	}
	return goja.Undefined()
}

var _ js.Native = (*Timeout)(nil)
