package performance

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The types of entries there are.
const (
	typeMark    = "mark"
	typeMeasure = "measure"
)

// AnyEntry is a performance entry of any interface.
type AnyEntry interface {
	js.Native
	entry() *Entry
}

// Entry is the state of a PerformanceEntry (Performance Timeline, 4). Times are
// in milliseconds from the time origin.
type Entry struct {
	js.Base
	id              int // unique in the realm
	name            goja.String
	typ             string
	start, duration float64
}

func (e *Entry) entry() *Entry { return e }

// EntryClass is the PerformanceEntry interface.
var EntryClass = js.Define(js.Class[AnyEntry]{
	Name: "PerformanceEntry",
	Attributes: []js.Attribute[AnyEntry]{
		{Name: "id", Get: func(c js.Call, e AnyEntry) goja.Value { return c.ToValue(e.entry().id) }},
		{Name: "name", Get: func(c js.Call, e AnyEntry) goja.Value { return e.entry().name }},
		{Name: "entryType", Get: func(c js.Call, e AnyEntry) goja.Value { return c.ToValue(e.entry().typ) }},
		{Name: "startTime", Get: func(c js.Call, e AnyEntry) goja.Value { return c.ToValue(e.entry().start) }},
		{Name: "duration", Get: func(c js.Call, e AnyEntry) goja.Value { return c.ToValue(e.entry().duration) }},
		// There are no navigations: all entries belong to the first one.
		{Name: "navigationId", Get: func(c js.Call, e AnyEntry) goja.Value { return c.ToValue(0) }},
	},
	Methods: []js.Method[AnyEntry]{
		{Name: "toJSON", Call: func(c js.Call, e AnyEntry) goja.Value {
			o, state := c.NewObject(), e.entry()
			_ = o.Set("id", state.id)
			_ = o.Set("name", state.name)
			_ = o.Set("entryType", state.typ)
			_ = o.Set("startTime", state.start)
			_ = o.Set("duration", state.duration)
			_ = o.Set("navigationId", 0)
			return o
		}},
	},
})

var lastID = js.NewLocal(func(*js.Runtime) *int { return new(int) })

// newEntry makes the part that all entries have, with a fresh id.
func newEntry(c js.Call, name goja.String, typ string) Entry {
	id := lastID.Of(c.Runtime)
	*id++
	return Entry{id: *id, name: name, typ: typ}
}

// sorted is a copy of a list in the order of the start times.
func sorted(entries []AnyEntry) []AnyEntry {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b AnyEntry) int {
		switch x, y := a.entry().start, b.entry().start; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return entries
}

func list(c js.Call, entries []AnyEntry) goja.Value {
	items := make([]any, len(entries))
	for i, e := range entries {
		items[i] = c.Wrap(e)
	}
	return c.NewArray(items...)
}

// byType is getEntriesByType(type).
func byType(c js.Call, entries []AnyEntry) goja.Value {
	typ := c.String(c.Arg(0))
	return list(c, sorted(filter(entries, nil, typ, true)))
}

// byName is getEntriesByName(name, type).
func byName(c js.Call, entries []AnyEntry) goja.Value {
	name, typ := c.DOMString(c.Arg(0)), ""
	if c.Has(1) {
		typ = c.String(c.Arg(1))
	}
	return list(c, sorted(filter(entries, name, typ, c.Has(1))))
}

func filter(entries []AnyEntry, name goja.String, typ string, hasType bool) (found []AnyEntry) {
	for _, e := range entries {
		if (name == nil || e.entry().name.StrictEquals(name)) && (!hasType || e.entry().typ == typ) {
			found = append(found, e)
		}
	}
	return found
}
