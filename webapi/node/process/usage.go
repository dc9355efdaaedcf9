package process

import (
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// memoryUsage makes process.memoryUsage, with its method rss. The heap is the
// server's: goja's objects live on Go's heap.
func (s *state) memoryUsage() *goja.Object {
	f := s.rt.Func(js.Function{Name: "memoryUsage", Call: func(c js.Call) goja.Value {
		samples := []metrics.Sample{
			{Name: "/memory/classes/heap/objects:bytes"},
			{Name: "/memory/classes/heap/free:bytes"},
			{Name: "/memory/classes/heap/unused:bytes"},
			{Name: "/memory/classes/total:bytes"},
		}
		metrics.Read(samples)
		used := samples[0].Value.Uint64()
		total := used + samples[1].Value.Uint64() + samples[2].Value.Uint64()
		o := c.NewObject()
		set(o, "rss", resident())
		set(o, "heapTotal", int64(total))
		set(o, "heapUsed", int64(used))
		set(o, "external", int64(samples[3].Value.Uint64()-total))
		set(o, "arrayBuffers", 0)
		return o
	}})
	method(s.rt, f, "rss", 0, func(c js.Call) goja.Value { return c.ToValue(resident()) })
	return f
}

// resident is the resident set size in bytes, or where the system does not tell
// it cheaply, what Go has from the system.
func resident() int64 {
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			if pages, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return pages * int64(os.Getpagesize())
			}
		}
	}
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// cpuUsage is process.cpuUsage([previous]), in microseconds.
func cpuUsage(c js.Call) goja.Value {
	user, system := cpuTimes()
	o := c.NewObject()
	for _, m := range []struct {
		name  string
		value time.Duration
	}{{"user", user}, {"system", system}} {
		n := m.value.Microseconds()
		if c.Has(0) {
			previous, ok := c.Arg(0).(*goja.Object)
			if !ok {
				nodeerr.ThrowArgType(c.Runtime, "prevValue", "of type object", c.Arg(0))
			}
			v := previous.Get(m.name)
			if v == nil {
				v = goja.Undefined()
			}
			n -= int64(nodeerr.ValidateNumber(c.Runtime, v, "prevValue."+m.name))
		}
		set(o, m.name, n)
	}
	return o
}
