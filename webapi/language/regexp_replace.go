package language

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

// replaceMethod is RegExp.prototype[Symbol.replace] (22.2.6.11).
func (x *regExps) replaceMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "[Symbol.replace]")
	s := x.subject(c.Arg(0))
	r := &replacer{regExps: x, s: &s}
	if f, ok := goja.AssertFunction(c.Arg(1)); ok {
		r.call = f
	} else {
		r.template = x.DOMString(c.Arg(1))
		r.plain = !hasDollar(r.template)
	}
	if p := x.pristine(o); p != nil {
		r.replace(o, p)
	} else {
		r.replaceGeneric(o)
	}
	return r.finish()
}

func hasDollar(s goja.String) bool {
	for i := range s.Length() {
		if s.CharAt(i) == '$' {
			return true
		}
	}
	return false
}

// replacer builds the result of a replacement.
type replacer struct {
	*regExps
	s        *subject
	call     goja.Callable
	template goja.String
	plain    bool // the template stands for itself
	out      goja.StringBuilder
	next     int // how much of the subject has been dealt with
	changed  bool
}

func (r *replacer) finish() goja.Value {
	if !r.changed {
		return r.s.value
	}
	r.out.WriteSubstring(r.s.value, r.next, r.s.length())
	return r.out.String()
}

// replace does the work for a pattern that no script can look into. All matches
// are found before the first is replaced.
func (r *replacer) replace(o *goja.Object, p *pattern.Pattern) {
	if !p.Flags.Has(pattern.Global) {
		if captures := r.builtinExec(o, p, r.s); captures != nil {
			r.one(p, captures)
			r.give(captures)
		}
		return
	}
	if r.call == nil {
		r.each(o, p, r.s, func(captures []int32) { r.one(p, captures) })
		return
	}
	all := r.take()
	width := 2 * (p.Groups + 1)
	r.each(o, p, r.s, func(captures []int32) { all = append(all, captures...) })
	for i := 0; i < len(all); i += width {
		r.one(p, all[i:i+width])
	}
	r.give(all)
}

// one replaces one match.
func (r *replacer) one(p *pattern.Pattern, captures []int32) {
	var replacement goja.String
	capture := func(i int) goja.Value { return r.s.cut(captures[2*i], captures[2*i+1]) }
	switch {
	case r.call != nil:
		args := make([]goja.Value, 0, len(captures)/2+3)
		for i := range len(captures) / 2 {
			args = append(args, capture(i))
		}
		args = append(args, r.ToValue(int(captures[0])), r.s.value)
		if p.Names != nil {
			args = append(args, r.groups(p, func(i int) goja.Value { return args[i] }))
		}
		replacement = r.DOMString(r.Call(r.call, goja.Undefined(), args...))
	case !r.plain:
		r.before(int(captures[0]))
		groups := goja.Value(goja.Undefined())
		if p.Names != nil {
			groups = r.groups(p, capture)
		}
		r.substitute(int(captures[0]), int(captures[1]), len(captures)/2, capture, groups)
		r.next = int(captures[1])
		return
	default:
		replacement = r.template
	}
	r.before(int(captures[0]))
	r.out.WriteString(replacement)
	r.next = int(captures[1])
}

// before copies the subject up to a match.
func (r *replacer) before(position int) {
	r.out.WriteSubstring(r.s.value, r.next, position)
	r.changed = true
}

// replaceGeneric does the work through what the script sees.
func (r *replacer) replaceGeneric(o *goja.Object) {
	flags := r.String(o.Get("flags"))
	var results []*goja.Object
	if strings.Contains(flags, "g") {
		r.eachResult(o, r.s, flags, func(result *goja.Object) { results = append(results, result) })
	} else if result, ok := r.anyExec(o, r.s).(*goja.Object); ok {
		results = append(results, result)
	}
	for _, result := range results {
		r.oneResult(result)
	}
}

func (r *replacer) oneResult(result *goja.Object) {
	count := int(max(r.toLength(result.Get("length")), 1))
	captures := make([]goja.Value, count, count+3)
	captures[0] = r.DOMString(result.Get("0"))
	matched := captures[0].(goja.String).Length()
	position := int(max(min(orUndefined(result.Get("index")).ToInteger(), int64(r.s.length())), 0))
	for i := 1; i < count; i++ {
		captures[i] = orUndefined(result.Get(r.ToValue(i).String()))
		if !goja.IsUndefined(captures[i]) {
			captures[i] = r.DOMString(captures[i])
		}
	}
	groups := orUndefined(result.Get("groups"))
	if r.call != nil {
		args := append(captures, r.ToValue(position), r.s.value)
		if !goja.IsUndefined(groups) {
			args = append(args, groups)
		}
		replacement := r.DOMString(r.Call(r.call, goja.Undefined(), args...))
		if position >= r.next {
			r.before(position)
			r.out.WriteString(replacement)
			r.next = position + matched
		}
		return
	}
	if !goja.IsUndefined(groups) {
		groups = groups.ToObject(r.Runtime.Runtime)
	}
	if position < r.next {
		return
	}
	r.before(position)
	r.substitute(position, min(position+matched, r.s.length()), count, func(i int) goja.Value { return captures[i] }, groups)
	r.next = position + matched
}

// substitute is GetSubstitution (22.1.3.19.1). count is one more than there are
// captures.
func (r *replacer) substitute(from, to, count int, capture func(int) goja.Value, groups goja.Value) {
	t := r.template
	n := t.Length()
	plain := 0
	flush := func(end int) { r.out.WriteSubstring(t, plain, end) }
	put := func(v goja.Value) {
		if !goja.IsUndefined(v) {
			r.out.WriteString(v.(goja.String))
		}
	}
	for i := 0; i+1 < n; {
		if t.CharAt(i) != '$' {
			i++
			continue
		}
		end := i + 2
		switch c := t.CharAt(i + 1); {
		case c == '$':
			flush(i + 1)
		case c == '&':
			flush(i)
			put(capture(0))
		case c == '`':
			flush(i)
			r.out.WriteSubstring(r.s.value, 0, from)
		case c == '\'':
			flush(i)
			r.out.WriteSubstring(r.s.value, to, r.s.length())
		case '0' <= c && c <= '9':
			index := int(c - '0')
			if i+2 < n {
				if d := t.CharAt(i + 2); '0' <= d && d <= '9' && index*10+int(d-'0') < count && index*10+int(d-'0') > 0 {
					index = index*10 + int(d-'0')
					end++
				}
			}
			if index == 0 || index >= count {
				i++
				continue
			}
			flush(i)
			put(capture(index))
		case c == '<' && !goja.IsUndefined(groups):
			closing := i + 2
			for closing < n && t.CharAt(closing) != '>' {
				closing++
			}
			if closing == n {
				i++
				continue
			}
			flush(i)
			if v := groups.(*goja.Object).Get(t.Substring(i+2, closing).String()); v != nil && !goja.IsUndefined(v) {
				r.out.WriteString(r.DOMString(v))
			}
			end = closing + 1
		default:
			i++
			continue
		}
		plain, i = end, end
	}
	flush(n)
}
