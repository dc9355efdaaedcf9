package inspect

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// name finds the name of the class: that of the nearest constructor of which the
// object is an instance.
func (i *inspector) name(s *subject, level int) {
	var first *goja.Object
	for o := s.Object; o != nil; o = o.Prototype() {
		if p, ok := i.rt.OwnProperty(o, i.rt.ToValue("constructor")); ok {
			if ctor, ok := p.Value.(*goja.Object); ok {
				if name := functionName(ctor); name != "" && i.instance(s.Object, ctor) {
					s.constructor = name
					return
				}
			}
		}
		if o == s.Object {
			first = o.Prototype()
		}
		if i.rt.Kind(o) == js.KindProxy {
			break
		}
	}
	if first == nil {
		s.nullProto = true
		return
	}
	// The prototype is of nobody's making.
	name := kindName(s.kind)
	if level > i.Depth {
		s.constructor = name + " <Complex prototype>"
		return
	}
	inner := *i
	inner.CustomInspect = false
	inner.Depth, inner.path = -1, nil
	s.constructor = name + " <" + inner.value(first, 0, false) + ">"
}

// instance is instanceof; a constructor that cannot be asked counts as none.
func (i *inspector) instance(o, ctor *goja.Object) (is bool) {
	_ = i.rt.Try(func() { is = i.rt.InstanceOf(o, ctor) })
	return is
}

func functionName(f *goja.Object) string {
	if _, ok := goja.AssertFunction(f); !ok {
		return ""
	}
	if name := f.Get("name"); name != nil && goja.IsString(name) {
		return name.String()
	}
	return ""
}

func kindName(k js.Kind) string {
	switch k {
	case js.KindArray:
		return "Array"
	case js.KindFunction:
		return "Function"
	case js.KindError:
		return "Error"
	case js.KindDate:
		return "Date"
	case js.KindRegExp:
		return "RegExp"
	case js.KindMap:
		return "Map"
	case js.KindSet:
		return "Set"
	case js.KindPromise:
		return "Promise"
	}
	return "Object"
}

// tag reads Symbol.toStringTag, unless it is shown as a property anyhow.
func (i *inspector) tag(s *subject) {
	v := s.Object.GetSymbol(goja.SymToStringTag)
	if v == nil || !goja.IsString(v) {
		return
	}
	s.tag = v.String()
	if s.tag == "" {
		return
	}
	if p, ok := i.rt.OwnProperty(s.Object, goja.SymToStringTag); ok && (i.ShowHidden || p.Enumerable) {
		s.tag = ""
	}
}

// manyItems is from where the properties of an array beside its items are not
// looked for: the engine can only list them all.
const manyItems = 1 << 16

// keys are the properties that are shown.
func (i *inspector) keys(s *subject) (keys []goja.Value) {
	indexed := s.kind == js.KindArray || s.kind == js.KindTypedArray || s.kind == js.KindString
	if !indexed || length(s.Object) < manyItems {
		names := s.Object.Keys()
		if i.ShowHidden {
			names = s.Object.GetOwnPropertyNames()
		}
		for _, name := range names {
			if indexed && isIndex(name) {
				continue
			}
			if s.kind == js.KindString && name == "length" {
				continue
			}
			keys = append(keys, i.rt.ToValue(name))
		}
	}
	for _, symbol := range s.Object.Symbols() {
		if js.IsSlot(symbol) {
			continue
		}
		if !i.ShowHidden {
			if p, ok := i.rt.OwnProperty(s.Object, symbol); !ok || !p.Enumerable {
				continue
			}
		}
		keys = append(keys, symbol)
	}
	return keys
}

func isIndex(name string) bool {
	if name == "" || len(name) > 10 || name[0] == '0' && name != "0" {
		return false
	}
	return strings.Trim(name, "0123456789") == ""
}

// property shows `name: value`.
func (i *inspector) property(o *goja.Object, key goja.Value, level int, array bool) string {
	p, ok := i.rt.OwnProperty(o, key)
	if !ok {
		p = js.Property{Value: goja.Undefined(), Enumerable: true}
	}
	var text, gap string
	gap = " "
	if p.Get == nil && p.Set == nil {
		indent := 2
		if i.Compact == CompactTrue && !array {
			indent = 3
		}
		i.indent += indent
		text = i.value(p.Value, level, false)
		if indent == 3 && i.BreakLength < columns(text) {
			gap = "\n" + strings.Repeat(" ", i.indent)
		}
		i.indent -= indent
	} else {
		text = i.accessor(o, p, level)
	}
	return i.keyText(key, p.Enumerable) + ":" + gap + text
}

func (i *inspector) keyText(key goja.Value, enumerable bool) string {
	if symbol, ok := key.(*goja.Symbol); ok {
		return "[" + i.stylize("Symbol("+escape(i.rt.ToValue(symbol.String()).(goja.String), 0)+")", "symbol") + "]"
	}
	name := key.String()
	switch {
	case name == "__proto__":
		return "['__proto__']"
	case !enumerable:
		return "[" + escape(key.(goja.String), 0) + "]"
	case isIdentifier(name):
		return i.stylize(name, "name")
	}
	return i.stylize(quote(key.(goja.String)), "string")
}

// accessor shows a property with a getter or setter; the getter is run only when
// the options ask for it.
func (i *inspector) accessor(o *goja.Object, p js.Property, level int) string {
	if p.Get == nil {
		return i.stylize("[Setter]", "special")
	}
	label := "Getter"
	if p.Set != nil {
		label = "Getter/Setter"
	}
	run := i.Getters == GettersAll || i.Getters == GettersWithoutSetter && p.Set == nil || i.Getters == GettersWithSetter && p.Set != nil
	if !run {
		return i.stylize("["+label+"]", "special")
	}
	get, _ := goja.AssertFunction(p.Get)
	var v goja.Value
	if exception := i.rt.Try(func() { v = i.rt.Call(get, o) }); exception != nil {
		message := ""
		if e, ok := exception.(*goja.Object); ok && e.Get("message") != nil {
			message = e.Get("message").String()
		}
		return i.stylize("["+label+": <Inspection threw ("+message+")>]", "special")
	}
	i.indent += 2
	text := i.value(v, level, false)
	i.indent -= 2
	if _, ok := v.(*goja.Object); ok {
		return i.stylize("["+label+"]", "special") + " " + text
	}
	return i.stylize("["+label+":", "special") + " " + text + i.stylize("]", "special")
}
