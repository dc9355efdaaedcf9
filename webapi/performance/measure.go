package performance

import (
	"github.com/dop251/goja"

	"runner/webapi/hrtime"
	"runner/webapi/js"
)

// Measure is the state of a PerformanceMeasure (User Timing, 3.4).
type Measure struct {
	Entry
	detail goja.Value
}

// MeasureClass is the PerformanceMeasure interface.
var MeasureClass = js.Define(js.Class[*Measure]{
	Name:   "PerformanceMeasure",
	Parent: EntryClass,
	Attributes: []js.Attribute[*Measure]{
		{Name: "detail", Get: func(c js.Call, m *Measure) goja.Value { return m.detail }},
	},
})

// Class implements [js.Native].
func (*Measure) Class() js.Definer { return MeasureClass }

// Inspect names what console shows of it.
func (*Measure) Inspect() []string {
	return []string{"name", "entryType", "startTime", "duration", "detail"}
}

// span is what a measure is told: the dictionary PerformanceMeasureOptions, or a
// start mark. Absent members are nil.
type span struct {
	start, end, duration, detail goja.Value
}

// measure is performance.measure (User Timing, 3.1.3).
func (p *Performance) measure(c js.Call) *Measure {
	name := c.DOMString(c.Arg(0))
	s := readSpan(c)
	var end goja.Value
	if c.Has(2) {
		end = c.DOMString(c.Arg(2))
	}
	if _, isOptions := c.Arg(1).(*goja.Object); isOptions && s != (span{}) {
		switch {
		case end != nil:
			c.ThrowTypeError("Failed to execute 'measure' on 'Performance': an end mark cannot be given beside measure options.")
		case s.start == nil && s.end == nil:
			c.ThrowTypeError("Failed to execute 'measure' on 'Performance': the options need start or end.")
		case s.start != nil && s.end != nil && s.duration != nil:
			c.ThrowTypeError("Failed to execute 'measure' on 'Performance': the options must not have start, end and duration at once.")
		}
	}
	if end == nil {
		end = s.end
	}

	var from, to float64
	switch {
	case end != nil:
		to = p.timeOf(c, end)
	case s.start != nil && s.duration != nil:
		to = p.timeOf(c, s.start) + s.duration.ToFloat()
	default:
		to = hrtime.Now(c.Runtime)
	}
	switch {
	case s.start != nil:
		from = p.timeOf(c, s.start)
	case s.duration != nil && s.end != nil:
		from = p.timeOf(c, s.end) - s.duration.ToFloat()
	}
	m := &Measure{Entry: newEntry(c, name, typeMeasure), detail: cloneDetail(c, s.detail)}
	m.start, m.duration = from, to-from
	return m
}

// readSpan converts argument 1 of measure.
func readSpan(c js.Call) (s span) {
	if !c.Has(1) || goja.IsNull(c.Arg(1)) {
		return s
	}
	options, ok := c.Arg(1).(*goja.Object)
	if !ok {
		s.start = c.DOMString(c.Arg(1))
		return s
	}
	if v, ok := js.Member(options, "detail"); ok {
		s.detail = v
	}
	if v, ok := js.Member(options, "duration"); ok {
		s.duration = c.ToValue(double(c, v))
	}
	if v, ok := js.Member(options, "end"); ok {
		s.end = markOrTime(c, v)
	}
	if v, ok := js.Member(options, "start"); ok {
		s.start = markOrTime(c, v)
	}
	return s
}

// markOrTime converts to (DOMString or DOMHighResTimeStamp).
func markOrTime(c js.Call, v goja.Value) goja.Value {
	if goja.IsNumber(v) {
		return c.ToValue(double(c, v))
	}
	return c.DOMString(v)
}

// timeOf is "convert a mark to a timestamp" (User Timing, 4.3).
func (p *Performance) timeOf(c js.Call, mark goja.Value) float64 {
	name, ok := mark.(goja.String)
	if !ok {
		return timestamp(c, mark)
	}
	for i := len(p.entries) - 1; i >= 0; i-- {
		if e := p.entries[i].entry(); e.typ == typeMark && e.name.StrictEquals(name) {
			return e.start
		}
	}
	c.ThrowDOMException("SyntaxError", "The mark '%s' does not exist.", name)
	return 0
}

var _ AnyEntry = (*Measure)(nil)
