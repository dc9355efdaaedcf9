package performance

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Observer is the state of a PerformanceObserver (Performance Timeline, 5).
type Observer struct {
	js.Base
	callback goja.Callable
	types    []string // that it observes
	mode     mode
	buffer   []AnyEntry
	dropped  bool // the callback is still to be told of dropped entries
}

// mode is how an observer was told what to observe; it cannot change.
type mode int

const (
	modeUndefined mode = iota
	modeSingle         // observe({type})
	modeMultiple       // observe({entryTypes})
)

// supported are the types that can be observed, sorted.
var supported = []string{typeMark, typeMeasure}

var supportedLocal = js.NewLocal(func(rt *js.Runtime) *goja.Object {
	return rt.Freeze(rt.NewArray(typeMark, typeMeasure))
})

// ObserverClass is the PerformanceObserver interface.
var ObserverClass = js.Define(js.Class[*Observer]{
	Name:   "PerformanceObserver",
	Length: 1,
	Construct: func(c js.Call) *Observer {
		f, ok := goja.AssertFunction(c.Arg(0))
		if !ok {
			c.ThrowTypeError("Failed to construct 'PerformanceObserver': parameter 1 is not a function.")
		}
		return &Observer{callback: f}
	},
	Methods: []js.Method[*Observer]{
		{Name: "observe", Call: func(c js.Call, o *Observer) goja.Value {
			local.Of(c.Runtime).observe(c, o)
			return goja.Undefined()
		}},
		{Name: "disconnect", Call: func(c js.Call, o *Observer) goja.Value {
			p := local.Of(c.Runtime)
			p.observers = slices.DeleteFunc(slices.Clone(p.observers), func(other *Observer) bool { return other == o })
			o.buffer, o.types = nil, nil
			return goja.Undefined()
		}},
		{Name: "takeRecords", Call: func(c js.Call, o *Observer) goja.Value {
			taken := o.buffer
			o.buffer = nil
			return list(c, taken)
		}},
	},
	Extend: func(rt *js.Runtime, constructor, _ *goja.Object) {
		get := rt.NativeFunc("get supportedEntryTypes", 0, func(goja.FunctionCall) goja.Value { return supportedLocal.Of(rt) })
		_ = constructor.DefineAccessorProperty("supportedEntryTypes", get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE)
	},
})

// Class implements [js.Native].
func (*Observer) Class() js.Definer { return ObserverClass }

func (o *Observer) observes(typ string) bool { return slices.Contains(o.types, typ) }

// observe is the method of that name (Performance Timeline, 5.2.1).
func (p *Performance) observe(c js.Call, o *Observer) {
	options := c.Dictionary(c.Arg(0), "The options of observe")
	buffered, hasBuffered := js.Member(options, "buffered")
	entryTypes, multiple := js.Member(options, "entryTypes")
	var types []string
	if multiple {
		c.Sequence(entryTypes, "entryTypes", func(v goja.Value) { types = append(types, c.String(v)) })
	}
	if v, single := js.Member(options, "type"); single {
		typ := c.String(v)
		if multiple {
			c.ThrowTypeError("Failed to execute 'observe' on 'PerformanceObserver': entryTypes cannot stand beside type.")
		}
		p.observeSingle(c, o, typ, hasBuffered && buffered.ToBoolean())
		return
	}
	switch {
	case !multiple:
		c.ThrowTypeError("Failed to execute 'observe' on 'PerformanceObserver': entryTypes or type is needed.")
	case hasBuffered:
		c.ThrowTypeError("Failed to execute 'observe' on 'PerformanceObserver': entryTypes cannot stand beside buffered.")
	case o.mode == modeSingle:
		c.ThrowDOMException("InvalidModificationError", "This PerformanceObserver observes a type and cannot change to entryTypes.")
	}
	o.mode = modeMultiple
	types = slices.DeleteFunc(types, func(t string) bool { return !slices.Contains(supported, t) })
	if len(types) == 0 {
		return
	}
	o.types = types
	p.register(o)
}

func (p *Performance) observeSingle(c js.Call, o *Observer, typ string, buffered bool) {
	if o.mode == modeMultiple {
		c.ThrowDOMException("InvalidModificationError", "This PerformanceObserver observes entryTypes and cannot change to a type.")
	}
	o.mode = modeSingle
	if !slices.Contains(supported, typ) {
		return
	}
	if !o.observes(typ) {
		o.types = append(slices.Clone(o.types), typ)
	}
	p.register(o)
	if buffered {
		o.buffer = append(o.buffer, filter(p.entries, nil, typ, true)...)
		p.queue()
	}
}

func (p *Performance) register(o *Observer) {
	o.dropped = true
	if !slices.Contains(p.observers, o) {
		p.observers = append(slices.Clone(p.observers), o)
	}
}

// queue is "queue the PerformanceObserver task" (Performance Timeline, 6.2).
func (p *Performance) queue() {
	if p.queued {
		return
	}
	p.queued = true
	p.rt.Loop.Post(p.notify)
}

func (p *Performance) notify() {
	p.queued = false
	for _, o := range p.observers {
		entries := o.buffer
		if len(entries) == 0 {
			continue
		}
		o.buffer = nil
		options := p.rt.NewObject()
		if o.dropped {
			o.dropped = false
			_ = options.Set("droppedEntriesCount", 0)
		}
		exception := p.rt.Try(func() {
			self := p.rt.Wrap(o)
			p.rt.Call(o.callback, self, p.rt.Wrap(&EntryList{entries: entries}), self, options)
		})
		if exception != nil {
			p.rt.Host.ReportException(exception)
		}
	}
}

// EntryList is the state of a PerformanceObserverEntryList (Performance
// Timeline, 5.3).
type EntryList struct {
	js.Base
	entries []AnyEntry
}

// EntryListClass is the PerformanceObserverEntryList interface.
var EntryListClass = js.Define(js.Class[*EntryList]{
	Name: "PerformanceObserverEntryList",
	Methods: []js.Method[*EntryList]{
		{Name: "getEntries", Call: func(c js.Call, l *EntryList) goja.Value { return list(c, sorted(l.entries)) }},
		{Name: "getEntriesByType", Length: 1, Call: func(c js.Call, l *EntryList) goja.Value { return byType(c, l.entries) }},
		{Name: "getEntriesByName", Length: 1, Call: func(c js.Call, l *EntryList) goja.Value { return byName(c, l.entries) }},
	},
})

// Class implements [js.Native].
func (*EntryList) Class() js.Definer { return EntryListClass }

var (
	_ js.Native = (*Observer)(nil)
	_ js.Native = (*EntryList)(nil)
)
