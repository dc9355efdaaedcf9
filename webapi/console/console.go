package console

import (
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/inspect"
	"runner/webapi/js"
)

// console is the state of a realm's console.
type console struct {
	rt     *js.Runtime
	indent string               // of the open groups
	counts map[string]int       // by label
	timers map[string]time.Time // by label
}

var local = js.NewLocal(func(rt *js.Runtime) *console {
	return &console{rt: rt, counts: map[string]int{}, timers: map[string]time.Time{}}
})

// The levels of [js.Host.Log].
const (
	levelDebug = "debug"
	levelInfo  = "info"
	levelWarn  = "warn"
	levelError = "error"
)

// methods are the operations of the namespace, in the order of the standard.
var methods = []struct {
	name string
	call func(*console, js.Call)
}{
	{"assert", (*console).assert},
	{"clear", func(*console, js.Call) {}}, // there is no screen to clear
	{"debug", logger(levelDebug)},
	{"error", logger(levelError)},
	{"info", logger(levelInfo)},
	{"log", logger(levelInfo)},
	{"table", (*console).table},
	{"trace", (*console).trace},
	{"warn", logger(levelWarn)},
	{"dir", (*console).dir},
	{"dirxml", logger(levelInfo)},
	{"count", (*console).count},
	{"countReset", (*console).countReset},
	{"group", (*console).group},
	{"groupCollapsed", (*console).group},
	{"groupEnd", (*console).groupEnd},
	{"time", (*console).time},
	{"timeLog", (*console).timeLog},
	{"timeEnd", (*console).timeEnd},
}

// Object makes the console namespace object (Console, 1). Its methods work
// without `this`, as scripts pass them around.
func Object(rt *js.Runtime) goja.Value {
	state := local.Of(rt)
	// For web compatibility the prototype is an empty object of its own.
	o := rt.CreateObject(rt.NewObject())
	for _, m := range methods {
		f := rt.Func(js.Function{Name: m.name, Call: func(c js.Call) goja.Value {
			m.call(state, c)
			return goja.Undefined()
		}})
		_ = o.DefineDataProperty(m.name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	rt.Tag(o, "console")
	return o
}

func logger(level string) func(*console, js.Call) {
	return func(c *console, call js.Call) { c.log(level, call.Args) }
}

// log is "Logger" and "Printer" (Console, 2.1 and 2.3).
func (c *console) log(level string, args []goja.Value) {
	c.print(level, inspect.Format(c.rt, args, inspect.Defaults()))
}

func (c *console) print(level, text string) {
	if c.indent != "" {
		text = c.indent + strings.ReplaceAll(text, "\n", "\n"+c.indent)
	}
	c.rt.Host.Log(level, text)
}

func (c *console) assert(call js.Call) {
	if call.Arg(0).ToBoolean() {
		return
	}
	args := []goja.Value{c.rt.ToValue("Assertion failed")}
	if len(call.Args) > 1 {
		rest := call.Args[1:]
		if goja.IsString(rest[0]) {
			args[0] = c.rt.ToValue("Assertion failed: " + c.rt.String(rest[0]))
			rest = rest[1:]
		}
		args = append(args, rest...)
	}
	c.log(levelError, args)
}

func (c *console) trace(call js.Call) {
	var b strings.Builder
	b.WriteString("Trace")
	if text := inspect.Format(c.rt, call.Args, inspect.Defaults()); text != "" {
		b.WriteString(": " + text)
	}
	for _, f := range c.rt.CallStack() {
		b.WriteString("\n    at " + f.String())
	}
	c.print(levelInfo, b.String())
}

func (c *console) dir(call js.Call) {
	o := inspect.Defaults()
	o.CustomInspect = false
	if options, ok := call.Arg(1).(*goja.Object); ok {
		o = o.From(c.rt, options)
	}
	c.print(levelInfo, inspect.Value(c.rt, call.Arg(0), o))
}

// label converts the optional label of the counting and timing functions.
func label(call js.Call) string {
	if call.Has(0) {
		return call.String(call.Arg(0))
	}
	return "default"
}

func (c *console) count(call js.Call) {
	l := label(call)
	c.counts[l]++
	c.print(levelInfo, l+": "+strconv.Itoa(c.counts[l]))
}

func (c *console) countReset(call js.Call) {
	l := label(call)
	if _, ok := c.counts[l]; !ok {
		c.print(levelWarn, "Count for '"+l+"' does not exist")
		return
	}
	delete(c.counts, l)
}

func (c *console) group(call js.Call) {
	if len(call.Args) > 0 {
		c.log(levelInfo, call.Args)
	}
	c.indent += "  "
}

func (c *console) groupEnd(js.Call) { c.indent = strings.TrimPrefix(c.indent, "  ") }

func (c *console) time(call js.Call) {
	l := label(call)
	if _, ok := c.timers[l]; ok {
		c.print(levelWarn, "Label '"+l+"' already exists for console.time()")
		return
	}
	c.timers[l] = time.Now()
}

func (c *console) timeLog(call js.Call) {
	l := label(call)
	start, ok := c.timers[l]
	if !ok {
		c.print(levelWarn, "No such label '"+l+"' for console.timeLog()")
		return
	}
	args := []goja.Value{c.rt.ToValue("%s: %s"), c.rt.ToValue(l), c.rt.ToValue(duration(time.Since(start)))}
	if len(call.Args) > 1 {
		args = append(args, call.Args[1:]...)
	}
	c.log(levelInfo, args)
}

func (c *console) timeEnd(call js.Call) {
	l := label(call)
	start, ok := c.timers[l]
	if !ok {
		c.print(levelWarn, "No such label '"+l+"' for console.timeEnd()")
		return
	}
	delete(c.timers, l)
	c.print(levelInfo, l+": "+duration(time.Since(start)))
}

// duration writes a time as Node does: 1.234ms, 5.678s, 1:02.345 (m:ss.mmm).
func duration(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	if ms < 1000 {
		s := strconv.FormatFloat(ms, 'f', 3, 64)
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "ms"
	}
	seconds := ms / 1000
	if seconds < 60 {
		return strconv.FormatFloat(seconds, 'f', 3, 64) + "s"
	}
	pad := func(s string, n int) string { return strings.Repeat("0", max(n-len(s), 0)) + s }
	hours, minutes := int(seconds)/3600, int(seconds)/60%60
	rest := pad(strconv.FormatFloat(seconds-float64(int(seconds)/60*60), 'f', 3, 64), 6)
	if hours == 0 {
		return strconv.Itoa(minutes) + ":" + rest + " (m:ss.mmm)"
	}
	return strconv.Itoa(hours) + ":" + pad(strconv.Itoa(minutes), 2) + ":" + strings.SplitN(rest, ".", 2)[0] + " (h:mm:ss)"
}
