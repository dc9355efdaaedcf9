package language

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

// splitMethod is RegExp.prototype[Symbol.split] (22.2.6.14).
func (x *regExps) splitMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "[Symbol.split]")
	s := x.subject(c.Arg(0))
	if p := x.pristine(o); p != nil && x.speciesConstructor(o) == x.constructor {
		return x.split(p, &s, x.splitLimit(c.Arg(1)))
	}
	constructor := x.speciesConstructor(o)
	flags := x.DOMString(o.Get("flags"))
	text := flags.String()
	if !strings.Contains(text, "y") {
		flags = x.ToValue(text + "y").(goja.String)
	}
	splitter, err := x.New(constructor, o, flags)
	if err != nil {
		x.Rethrow(err)
	}
	return x.splitGeneric(splitter, &s, x.splitLimit(c.Arg(1)), strings.ContainsAny(text, "uv"))
}

func (x *regExps) splitLimit(v goja.Value) int64 {
	if goja.IsUndefined(v) {
		return 1<<32 - 1
	}
	return x.Integer(v, 32, false, js.Modulo)
}

// split splits with a pattern that no script can look into. The standard tries
// to match at each position; here the matcher looks for the next one.
func (x *regExps) split(p *pattern.Pattern, s *subject, limit int64) goja.Value {
	var parts []any
	if limit == 0 {
		return x.NewArray()
	}
	size := s.length()
	captures := x.take()
	defer func() { x.give(captures) }()
	if size == 0 {
		if found := x.match(p, s, 0, true, captures); found != nil {
			return x.NewArray()
		}
		return x.NewArray(s.value)
	}
	start := 0
	for at := 0; at < size; {
		found := x.match(p, s, at, false, captures[:0])
		if found == nil || int(found[0]) >= size {
			break
		}
		captures = found
		end := min(int(found[1]), size)
		if end == start {
			at = s.after(max(at, int(found[0])), p)
			continue
		}
		parts = append(parts, s.cut(int32(start), found[0]))
		if int64(len(parts)) == limit {
			return x.NewArray(parts...)
		}
		for g := 2; g < len(found); g += 2 {
			parts = append(parts, s.cut(found[g], found[g+1]))
			if int64(len(parts)) == limit {
				return x.NewArray(parts...)
			}
		}
		start, at = end, end
	}
	return x.NewArray(append(parts, s.cut(int32(start), int32(size)))...)
}

func (x *regExps) splitGeneric(splitter *goja.Object, s *subject, limit int64, full bool) goja.Value {
	if limit == 0 {
		return x.NewArray()
	}
	size := s.length()
	if size == 0 {
		if goja.IsNull(x.anyExec(splitter, s)) {
			return x.NewArray(s.value)
		}
		return x.NewArray()
	}
	var parts []any
	start := 0
	for at := 0; at < size; {
		x.setLastIndex(splitter, at)
		result, ok := x.anyExec(splitter, s).(*goja.Object)
		end := 0
		if ok {
			end = min(x.lastIndex(splitter), size)
		}
		if !ok || end == start {
			next := at + 1
			if full && next < len(s.units) && s.units[at]&^0x3ff == 0xd800 && s.units[next]&^0x3ff == 0xdc00 {
				next++
			}
			at = next
			continue
		}
		parts = append(parts, s.cut(int32(start), int32(at)))
		if int64(len(parts)) == limit {
			return x.NewArray(parts...)
		}
		start = end
		groups := max(x.toLength(result.Get("length"))-1, 0)
		for g := int64(1); g <= groups; g++ {
			parts = append(parts, orUndefined(result.Get(x.ToValue(g).String())))
			if int64(len(parts)) == limit {
				return x.NewArray(parts...)
			}
		}
		at = start
	}
	return x.NewArray(append(parts, s.cut(int32(start), int32(size)))...)
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
