package performance

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/hrtime"
	"runner/webapi/html"
	"runner/webapi/js"
)

// Mark is the state of a PerformanceMark (User Timing, 3.3).
type Mark struct {
	Entry
	detail goja.Value
}

// MarkClass is the PerformanceMark interface.
var MarkClass = js.Define(js.Class[*Mark]{
	Name:      "PerformanceMark",
	Parent:    EntryClass,
	Length:    1,
	Construct: newMark,
	Attributes: []js.Attribute[*Mark]{
		{Name: "detail", Get: func(c js.Call, m *Mark) goja.Value { return m.detail }},
	},
})

// Class implements [js.Native].
func (*Mark) Class() js.Definer { return MarkClass }

// Inspect names what console shows of it.
func (*Mark) Inspect() []string {
	return []string{"name", "entryType", "startTime", "duration", "detail"}
}

// newMark is the constructor (User Timing, 3.3.1).
func newMark(c js.Call) *Mark {
	m := &Mark{Entry: newEntry(c, c.DOMString(c.Arg(0)), typeMark)}
	m.start = hrtime.Now(c.Runtime)
	options := c.Dictionary(c.Arg(1), "The mark options")
	detail, _ := js.Member(options, "detail")
	if v, ok := js.Member(options, "startTime"); ok {
		m.start = timestamp(c, v)
	}
	m.detail = cloneDetail(c, detail)
	return m
}

// timestamp converts a DOMHighResTimeStamp, which must not be negative.
func timestamp(c js.Call, v goja.Value) float64 {
	t := double(c, v)
	if t < 0 {
		c.ThrowTypeError("A time stamp must not be negative: %v", t)
	}
	return t
}

func double(c js.Call, v goja.Value) float64 {
	t := c.Number(v)
	if math.IsNaN(t) || math.IsInf(t, 0) {
		c.ThrowTypeError("A time stamp must be a finite number")
	}
	return t
}

func cloneDetail(c js.Call, v goja.Value) goja.Value {
	if v == nil || goja.IsNull(v) {
		return goja.Null()
	}
	copied, _ := html.Clone(c.Runtime, v, nil)
	return copied
}

var _ AnyEntry = (*Mark)(nil)
