package inspect

import (
	"strconv"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// array shows the items, with the holes counted.
func (i *inspector) array(o *goja.Object, n, level int) (entries []string) {
	i.indent += 2
	defer func() { i.indent -= 2 }()
	limit := min(i.MaxArrayLength, n)
	at := 0
	for ; at < n && len(entries) < limit; at++ {
		key := strconv.Itoa(at)
		v := o.Get(key)
		// A hole reads as nil, or as what the prototype has there.
		if v == nil || goja.IsUndefined(v) {
			if p, ok := i.rt.OwnProperty(o, i.rt.ToValue(key)); !ok {
				from := at
				for at+1 < n && i.hole(o, at+1) {
					at++
				}
				entries = append(entries, i.stylize("<"+plural(at-from+1, "empty item")+">", "undefined"))
				continue
			} else if p.Get != nil || p.Set != nil {
				i.indent -= 2
				entries = append(entries, i.accessor(o, p, level))
				i.indent += 2
				continue
			}
		}
		entries = append(entries, i.value(v, level, false))
	}
	if at < n {
		entries = append(entries, more(n-at, "item"))
	}
	return entries
}

func (i *inspector) hole(o *goja.Object, at int) bool {
	key := strconv.Itoa(at)
	if v := o.Get(key); v != nil && !goja.IsUndefined(v) {
		return false
	}
	_, ok := i.rt.OwnProperty(o, i.rt.ToValue(key))
	return !ok
}

func (i *inspector) typedArray(o *goja.Object, view js.View, n, level int) (entries []string) {
	shown := min(i.MaxArrayLength, n)
	for at := range shown {
		entries = append(entries, i.primitive(o.Get(strconv.Itoa(at))))
	}
	if shown < n {
		entries = append(entries, more(n-shown, "item"))
	}
	if i.ShowHidden {
		i.indent += 2
		for _, p := range []struct {
			name  string
			value goja.Value
		}{
			{"BYTES_PER_ELEMENT", i.rt.ToValue(view.ElementSize())},
			{"length", i.rt.ToValue(n)},
			{"byteLength", i.rt.ToValue(view.Length)},
			{"byteOffset", i.rt.ToValue(view.Offset)},
			{"buffer", i.rt.ToValue(view.Buffer)},
		} {
			entries = append(entries, "["+p.name+"]: "+i.value(p.value, level, true))
		}
		i.indent -= 2
	}
	return entries
}

func (i *inspector) set(o *goja.Object, n, level int) (entries []string) {
	i.indent += 2
	defer func() { i.indent -= 2 }()
	i.each(i.known.setForEach, o, func(value, _ goja.Value) {
		if len(entries) < i.MaxArrayLength {
			entries = append(entries, i.value(value, level, false))
		}
	})
	if n > i.MaxArrayLength {
		entries = append(entries, more(n-i.MaxArrayLength, "item"))
	}
	return entries
}

func (i *inspector) mapEntries(o *goja.Object, n, level int) (entries []string) {
	i.indent += 2
	defer func() { i.indent -= 2 }()
	i.each(i.known.mapForEach, o, func(value, key goja.Value) {
		if len(entries) < i.MaxArrayLength {
			entries = append(entries, i.value(key, level, false)+" => "+i.value(value, level, false))
		}
	})
	if n > i.MaxArrayLength {
		entries = append(entries, more(n-i.MaxArrayLength, "item"))
	}
	return entries
}

func (i *inspector) each(forEach goja.Callable, o *goja.Object, f func(value, key goja.Value)) {
	i.rt.Call(forEach, o, i.rt.ToValue(func(fc goja.FunctionCall) goja.Value {
		f(fc.Argument(0), fc.Argument(1))
		return goja.Undefined()
	}))
}
