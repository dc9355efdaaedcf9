package inspect

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// subject is an object while it is shown.
type subject struct {
	*goja.Object
	kind        js.Kind
	constructor string // its name; "" when nullProto
	nullProto   bool
	tag         string // Symbol.toStringTag, where it says something else
	keys        []goja.Value
	native      js.Native // of an object of the platform
}

// prefix is "Class(size) [tag] ", what stands before the braces.
func (s *subject) prefix(fallback, size string) string {
	if s.nullProto {
		if s.tag != "" && fallback != s.tag {
			return "[" + fallback + size + ": null prototype] [" + s.tag + "] "
		}
		return "[" + fallback + size + ": null prototype] "
	}
	if s.tag != "" && s.constructor != s.tag {
		return s.constructor + size + " [" + s.tag + "] "
	}
	return s.constructor + size + " "
}

// object shows an object that is not among those around it.
func (i *inspector) object(o *goja.Object, kind js.Kind, level int, inTypedArray bool) string {
	s := &subject{Object: o, kind: kind}
	s.native, _ = js.State[js.Native](o)
	if kind == js.KindObject && s.native == nil && i.inheritsError(o) {
		s.kind = js.KindError
	}
	i.name(s, level)
	i.tag(s)
	s.keys = i.keys(s)

	form, done := i.form(s, level, inTypedArray)
	if done {
		return form.base
	}
	if level > i.Depth {
		name := strings.TrimSuffix(s.prefix("Object", ""), " ")
		if kind == js.KindArray && s.nullProto {
			name = "[Array: null prototype]"
		}
		if !s.nullProto {
			name = "[" + name + "]"
		}
		return i.stylize(name, "special")
	}
	level++
	i.path = append(i.path, o)
	i.level = level
	var entries []string
	if form.fill != nil {
		entries = form.fill(level)
	}
	for _, key := range s.keys {
		entries = append(entries, i.property(o, key, level, form.array))
	}
	i.path = i.path[:len(i.path)-1]

	if n := i.circular[o]; n > 0 {
		mark := i.stylize("<ref *"+strconv.Itoa(n)+">", "special")
		switch {
		case i.Compact == CompactTrue:
			form.open = mark + " " + form.open
		case form.base == "":
			form.base = mark
		default:
			form.base = mark + " " + form.base
		}
	}
	if i.Sorted {
		own := entries
		if form.array {
			own = entries[len(entries)-len(s.keys):]
		}
		i.sort(own)
	}
	form.entries, form.values = entries, o
	return i.layout(form.shape, level)
}

// form is a shape with what fills it.
type form struct {
	shape
	fill func(level int) []string // the entries before the properties
}

// form decides how an object is shown. done says that base is all.
func (i *inspector) form(s *subject, level int, inTypedArray bool) (f form, done bool) {
	bare := len(s.keys) == 0
	f.open, f.close = "{", "}"
	text := func(t string) (form, bool) { return form{shape: shape{base: t}}, true }
	if s.native != nil && s.kind != js.KindError {
		return i.platform(s)
	}
	switch s.kind {
	case js.KindArray:
		n := length(s.Object)
		prefix := ""
		if s.constructor != "Array" || s.tag != "" {
			prefix = s.prefix("Array", "("+strconv.Itoa(n)+")")
		}
		f.open, f.close, f.array = prefix+"[", "]", true
		if n == 0 && bare {
			return text(f.open + "]")
		}
		f.fill = func(level int) []string { return i.array(s.Object, n, level) }
	case js.KindSet, js.KindMap:
		name, size, fill := "Set", i.known.setSize, i.set
		if s.kind == js.KindMap {
			name, size, fill = "Map", i.known.mapSize, i.mapEntries
		}
		n := int(i.rt.Call(size, s.Object).ToInteger())
		prefix := s.prefix(name, "("+strconv.Itoa(n)+")")
		if n == 0 && bare {
			return text(prefix + "{}")
		}
		f.open = prefix + "{"
		f.fill = func(level int) []string { return fill(s.Object, n, level) }
	case js.KindTypedArray:
		view, _ := i.rt.View(s.Object)
		n := view.Length / max(1, view.ElementSize())
		f.open, f.close, f.array = s.prefix(view.Name, "("+strconv.Itoa(n)+")")+"[", "]", true
		if n == 0 && bare && !i.ShowHidden {
			return text(f.open + "]")
		}
		f.fill = func(level int) []string { return i.typedArray(s.Object, view, n, level) }
	case js.KindMapIterator, js.KindSetIterator:
		name := "Map Iterator"
		if s.kind == js.KindSetIterator {
			name = "Set Iterator"
		}
		if s.tag == name || s.tag == "" {
			f.open = "[" + name + "] {"
		} else {
			f.open = "[" + s.tag + "] [" + name + "] {"
		}
		f.fill = func(int) []string { return []string{i.stylize("<items unknown>", "special")} }
	case js.KindArguments:
		f.open = "[Arguments] {"
		if bare {
			return text("[Arguments] {}")
		}
	case js.KindFunction:
		f.base = i.function(s)
		if bare {
			return text(i.stylize(f.base, "special"))
		}
	case js.KindRegExp:
		f.base = i.rt.Call(i.known.regexpText, s.Object).String()
		if p := s.prefix("RegExp", ""); p != "RegExp " {
			f.base = p + f.base
		}
		if bare || level > i.Depth {
			return text(i.stylize(f.base, "regexp"))
		}
	case js.KindDate:
		f.base = i.date(s.Object)
		if p := s.prefix("Date", ""); p != "Date " {
			f.base = p + f.base
		}
		if bare {
			return text(i.stylize(f.base, "date"))
		}
	case js.KindError:
		f.base = i.err(s)
		if len(s.keys) == 0 {
			return text(f.base)
		}
	case js.KindArrayBuffer:
		prefix := s.prefix("ArrayBuffer", "")
		b := s.Object.Export().(goja.ArrayBuffer)
		size := "byteLength: " + i.stylize(strconv.Itoa(len(b.Bytes())), "number")
		if inTypedArray && bare {
			return text(prefix + "{ " + size + " }")
		}
		f.open = prefix + "{"
		f.fill = func(int) []string {
			if inTypedArray {
				return []string{size}
			}
			if b.Detached() {
				return []string{i.stylize("(detached)", "special"), size}
			}
			return []string{i.contents(b.Bytes()), size}
		}
	case js.KindDataView:
		f.open = s.prefix("DataView", "") + "{"
		view, _ := i.rt.View(s.Object)
		f.fill = func(level int) []string {
			i.indent += 2
			buffer := i.value(i.rt.ToValue(view.Buffer), level, false)
			i.indent -= 2
			return []string{
				"byteLength: " + i.stylize(strconv.Itoa(view.Length), "number"),
				"byteOffset: " + i.stylize(strconv.Itoa(view.Offset), "number"),
				"buffer: " + buffer,
			}
		}
	case js.KindPromise:
		f.open = s.prefix("Promise", "") + "{"
		p := s.Object.Export().(*goja.Promise)
		f.fill = func(level int) []string { return []string{i.promise(p, level)} }
	case js.KindWeakSet, js.KindWeakMap:
		name := "WeakSet"
		if s.kind == js.KindWeakMap {
			name = "WeakMap"
		}
		f.open = s.prefix(name, "") + "{"
		f.fill = func(int) []string { return []string{i.stylize("<items unknown>", "special")} }
	case js.KindBoolean, js.KindNumber, js.KindString, js.KindBigInt, js.KindSymbol:
		f.base = i.wrapper(s)
		if bare {
			return text(f.base)
		}
	default:
		switch {
		case s.constructor == "Object" && !s.nullProto && s.tag == "":
			if bare {
				return text("{}")
			}
		default:
			prefix := s.prefix("Object", "")
			if bare {
				return text(prefix + "{}")
			}
			f.open = prefix + "{"
		}
	}
	return f, false
}

// contents shows the bytes of a buffer.
func (i *inspector) contents(b []byte) string {
	shown := min(len(b), i.MaxArrayLength)
	var text strings.Builder
	for n := range shown {
		if n > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(hex.EncodeToString(b[n : n+1]))
	}
	if shown < len(b) {
		text.WriteString(" " + more(len(b)-shown, "byte"))
	}
	return i.stylize("[Uint8Contents]", "special") + ": <" + text.String() + ">"
}

func (i *inspector) promise(p *goja.Promise, level int) string {
	if p.State() == goja.PromiseStatePending {
		return i.stylize("<pending>", "special")
	}
	i.indent += 2
	result := i.value(p.Result(), level, false)
	i.indent -= 2
	if p.State() == goja.PromiseStateRejected {
		return i.stylize("<rejected>", "special") + " " + result
	}
	return result
}

func (i *inspector) date(o *goja.Object) string {
	var text string
	if i.rt.Try(func() { text = i.rt.Call(i.known.dateISO, o).String() }) != nil {
		return "Invalid Date"
	}
	return text
}

// wrapper shows the object of a primitive: [Number: 3].
func (i *inspector) wrapper(s *subject) string {
	name := map[js.Kind]string{
		js.KindBoolean: "Boolean", js.KindNumber: "Number", js.KindString: "String",
		js.KindBigInt: "BigInt", js.KindSymbol: "Symbol",
	}[s.kind]
	base := "[" + name
	if s.constructor != name {
		if s.nullProto {
			base += " (null prototype)"
		} else {
			base += " (" + s.constructor + ")"
		}
	}
	plain := *i
	plain.Colors, plain.indent, plain.BreakLength = false, 0, Unlimited
	base += ": " + plain.primitive(i.rt.Call(i.known.valueOf[s.kind], s.Object)) + "]"
	if s.tag != "" && s.tag != s.constructor {
		base += " [" + s.tag + "]"
	}
	if len(s.keys) > 0 {
		return base
	}
	return i.stylize(base, style(strings.ToLower(name)))
}

func (i *inspector) sort(entries []string) {
	slices.SortStableFunc(entries, func(a, b string) int {
		if i.Compare != nil {
			return int(i.rt.Call(i.Compare, nil, i.rt.ToValue(a), i.rt.ToValue(b)).ToInteger())
		}
		return strings.Compare(a, b)
	})
}

// inheritsError reports whether o is an Error as far as instanceof sees it.
func (i *inspector) inheritsError(o *goja.Object) bool {
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p == i.known.errorPrototype {
			return true
		}
	}
	return false
}

func length(o *goja.Object) int { return int(o.Get("length").ToInteger()) }
