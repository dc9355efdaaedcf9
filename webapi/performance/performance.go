package performance

import (
	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/hrtime"
	"runner/webapi/js"
)

// Performance is the state of the performance object (High Resolution Time, 7).
type Performance struct {
	dom.EventTarget
	rt        *js.Runtime
	entries   []AnyEntry // marks and measures, in the order of making
	observers []*Observer
	queued    bool // a task to notify the observers is under way
}

var local = js.NewLocal(func(rt *js.Runtime) *Performance { return &Performance{rt: rt} })

// Object returns the performance object of a realm.
func Object(rt *js.Runtime) goja.Value { return rt.Wrap(local.Of(rt)) }

// PerformanceClass is the Performance interface.
var PerformanceClass = js.Define(js.Class[*Performance]{
	Name:   "Performance",
	Parent: dom.EventTargetClass,
	Attributes: []js.Attribute[*Performance]{
		{Name: "timeOrigin", Get: func(c js.Call, p *Performance) goja.Value { return c.ToValue(hrtime.Origin(c.Runtime)) }},
	},
	Methods: []js.Method[*Performance]{
		{Name: "now", Call: func(c js.Call, p *Performance) goja.Value { return c.ToValue(hrtime.Now(c.Runtime)) }},
		{Name: "toJSON", Call: func(c js.Call, p *Performance) goja.Value {
			o := c.NewObject()
			_ = o.Set("timeOrigin", hrtime.Origin(c.Runtime))
			return o
		}},
		{Name: "getEntries", Call: func(c js.Call, p *Performance) goja.Value { return list(c, sorted(p.entries)) }},
		{Name: "getEntriesByType", Length: 1, Call: func(c js.Call, p *Performance) goja.Value { return byType(c, p.entries) }},
		{Name: "getEntriesByName", Length: 1, Call: func(c js.Call, p *Performance) goja.Value { return byName(c, p.entries) }},
		{Name: "mark", Length: 1, Call: func(c js.Call, p *Performance) goja.Value {
			m := newMark(c)
			p.add(m)
			return c.Wrap(m)
		}},
		{Name: "measure", Length: 1, Call: func(c js.Call, p *Performance) goja.Value {
			m := p.measure(c)
			p.add(m)
			return c.Wrap(m)
		}},
		{Name: "clearMarks", Call: func(c js.Call, p *Performance) goja.Value { return p.clear(c, typeMark) }},
		{Name: "clearMeasures", Call: func(c js.Call, p *Performance) goja.Value { return p.clear(c, typeMeasure) }},
	},
})

// Class implements [js.Native].
func (*Performance) Class() js.Definer { return PerformanceClass }

// Inspect names what console shows of it.
func (*Performance) Inspect() []string { return []string{"timeOrigin"} }

// add is "queue a PerformanceEntry" and "add to the performance entry buffer"
// (Performance Timeline, 6.1).
func (p *Performance) add(e AnyEntry) {
	p.entries = append(p.entries, e)
	for _, o := range p.observers {
		if o.observes(e.entry().typ) {
			o.buffer = append(o.buffer, e)
			p.queue()
		}
	}
}

// clear removes the entries of a type, or those with a name.
func (p *Performance) clear(c js.Call, typ string) goja.Value {
	var name goja.String
	if c.Has(0) {
		name = c.DOMString(c.Arg(0))
	}
	kept := make([]AnyEntry, 0, len(p.entries))
	for _, e := range p.entries {
		if e.entry().typ != typ || name != nil && !e.entry().name.StrictEquals(name) {
			kept = append(kept, e)
		}
	}
	p.entries = kept
	return goja.Undefined()
}

var _ dom.Target = (*Performance)(nil)
