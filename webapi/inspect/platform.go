package inspect

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Attributes is what an object of the platform has that wants to be shown with
// more than its name: the attributes to show, in order.
type Attributes interface {
	js.Native
	Inspect() []string
}

// platform shows an object of the platform: the attributes that its Go type
// names, or its pairs, and what a script has added.
func (i *inspector) platform(s *subject) (f form, done bool) {
	f.open, f.close = s.prefix("Object", "")+"{", "}"
	if a, ok := s.native.(Attributes); ok {
		f.fill = func(level int) (entries []string) {
			i.indent += 2
			defer func() { i.indent -= 2 }()
			for _, name := range a.Inspect() {
				var v goja.Value
				if i.rt.Try(func() { v = s.Object.Get(name) }) != nil {
					continue
				}
				entries = append(entries, i.keyText(i.rt.ToValue(name), true)+": "+i.value(v, level, false))
			}
			return entries
		}
		return f, false
	}
	pairs := i.rt.Pairs(s.native)
	if pairs == nil {
		if len(s.keys) == 0 {
			return form{shape: shape{base: f.open + "}"}}, true
		}
		return f, false
	}
	if _, _, some := pairs.Pair(0); !some && len(s.keys) == 0 {
		return form{shape: shape{base: f.open + "}"}}, true
	}
	f.fill = func(level int) (entries []string) {
		i.indent += 2
		defer func() { i.indent -= 2 }()
		arrow := js.ClassName(s.native) == "URLSearchParams" // as a map, where the others look like objects
		for n := 0; ; n++ {
			k, v, ok := pairs.Pair(n)
			if !ok {
				return entries
			}
			if arrow {
				entries = append(entries, i.value(k, level, false)+" => "+i.value(v, level, false))
			} else {
				entries = append(entries, i.keyText(k, true)+": "+i.value(v, level, false))
			}
		}
	}
	return f, false
}
