package language

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

func (x *regExps) receiver(v goja.Value, member string) *goja.Object {
	o, ok := v.(*goja.Object)
	if !ok {
		x.ThrowTypeError("RegExp.prototype.%s called on incompatible receiver", member)
	}
	return o
}

func (x *regExps) execMethod(c js.Call) goja.Value {
	o, p := x.self(c.This, "exec")
	s := x.subject(c.Arg(0))
	return x.execValue(o, p, &s)
}

func (x *regExps) testMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "test")
	s := x.subject(c.Arg(0))
	if o.Get("exec") == goja.Value(x.exec) {
		if p := x.of(o); p != nil {
			captures := x.builtinExec(o, p, &s)
			if captures != nil {
				x.give(captures)
			}
			return x.ToValue(captures != nil)
		}
	}
	return x.ToValue(!goja.IsNull(x.anyExec(o, &s)))
}

// matchMethod is RegExp.prototype[Symbol.match] (22.2.6.8).
func (x *regExps) matchMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "[Symbol.match]")
	s := x.subject(c.Arg(0))
	if p := x.pristine(o); p != nil {
		if !p.Flags.Has(pattern.Global) {
			return x.execValue(o, p, &s)
		}
		var found []any
		x.each(o, p, &s, func(captures []int32) {
			found = append(found, s.cut(captures[0], captures[1]))
		})
		if found == nil {
			return goja.Null()
		}
		return x.NewArray(found...)
	}
	flags := x.String(o.Get("flags"))
	if !strings.Contains(flags, "g") {
		return x.anyExec(o, &s)
	}
	var found []any
	x.eachResult(o, &s, flags, func(result *goja.Object) {
		found = append(found, x.DOMString(result.Get("0")))
	})
	if found == nil {
		return goja.Null()
	}
	return x.NewArray(found...)
}

// each calls f for every match of a global, pristine regular expression.
func (x *regExps) each(o *goja.Object, p *pattern.Pattern, s *subject, f func([]int32)) {
	x.setLastIndex(o, 0)
	sticky := p.Flags.Has(pattern.Sticky)
	captures := x.take()
	for at := 0; at <= s.length(); {
		found := x.match(p, s, at, sticky, captures[:0])
		if found == nil {
			break
		}
		captures = found
		f(captures)
		at = int(captures[1])
		if captures[0] == captures[1] {
			at = s.after(at, p)
		}
	}
	if len(captures) > 0 {
		x.last.note(s, captures)
	}
	x.give(captures)
}

// eachResult calls f for every result of a global regular expression of
// whatever kind, as match and replace have it.
func (x *regExps) eachResult(o *goja.Object, s *subject, flags string, f func(*goja.Object)) {
	full := strings.ContainsAny(flags, "uv")
	x.setLastIndex(o, 0)
	for {
		result, ok := x.anyExec(o, s).(*goja.Object)
		if !ok {
			return
		}
		f(result)
		if x.DOMString(result.Get("0")).Length() == 0 {
			x.advance(o, s, full)
		}
	}
}

// advance moves lastIndex over one character.
func (x *regExps) advance(o *goja.Object, s *subject, full bool) {
	at := x.lastIndex(o)
	next := at + 1
	if full && next < len(s.units) && s.units[at]&^0x3ff == 0xd800 && s.units[next]&^0x3ff == 0xdc00 {
		next++
	}
	x.setLastIndex(o, next)
}

// searchMethod is RegExp.prototype[Symbol.search] (22.2.6.12).
func (x *regExps) searchMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "[Symbol.search]")
	s := x.subject(c.Arg(0))
	before := o.Get("lastIndex")
	zero := x.ToValue(0)
	if before == nil || !before.SameAs(zero) {
		x.setLastIndex(o, 0)
	}
	result := x.anyExec(o, &s)
	if after := o.Get("lastIndex"); after == nil || before != nil && !after.SameAs(before) {
		if err := o.Set("lastIndex", before); err != nil {
			x.Rethrow(err)
		}
	}
	if r, ok := result.(*goja.Object); ok {
		return r.Get("index")
	}
	return x.ToValue(-1)
}

// matchAllMethod is RegExp.prototype[Symbol.matchAll] (22.2.6.9).
func (x *regExps) matchAllMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "[Symbol.matchAll]")
	s := x.subject(c.Arg(0))
	flags := o.Get("flags")
	matcher := x.species(o, flags)
	x.setLastIndex(matcher, x.lastIndex(o))
	text := x.String(flags)
	it := x.CreateObject(x.iterators)
	attach(it, &matchIterator{matcher, s, strings.Contains(text, "g"), strings.ContainsAny(text, "uv"), false})
	return it
}

// species makes the copy of o that split and matchAll work on.
func (x *regExps) species(o *goja.Object, flags goja.Value) *goja.Object {
	c := x.speciesConstructor(o)
	if p := x.of(o); p != nil && c == x.constructor {
		if p.Flags.String() != x.String(flags) {
			p = x.compile(goja.StringFromUTF16(p.Source), flags)
		}
		return x.carry(p, x.prototype)
	}
	made, err := x.New(c, o, flags)
	if err != nil {
		x.Rethrow(err)
	}
	return made
}

// speciesConstructor is SpeciesConstructor (7.3.22) with RegExp for a default.
func (x *regExps) speciesConstructor(o *goja.Object) *goja.Object {
	c := o.Get("constructor")
	if c == nil || goja.IsUndefined(c) || c == goja.Value(x.constructor) && !x.speciesChanged() {
		return x.constructor
	}
	co, ok := c.(*goja.Object)
	if !ok {
		x.ThrowTypeError("The .constructor property is not an object")
	}
	s := co.GetSymbol(goja.SymSpecies)
	if s == nil || goja.IsUndefined(s) || goja.IsNull(s) {
		return x.constructor
	}
	if so, ok := s.(*goja.Object); ok {
		if _, ok := goja.AssertConstructor(so); ok {
			return so
		}
	}
	x.ThrowTypeError("object.constructor[Symbol.species] is not a constructor")
	return nil
}

func (x *regExps) speciesChanged() bool {
	return x.constructor.GetSymbol(goja.SymSpecies) != goja.Value(x.constructor)
}

// matchIterator is the state of a RegExp String Iterator (22.2.9).
type matchIterator struct {
	matcher            *goja.Object
	subject            subject
	global, full, done bool
}

func (x *regExps) matchIteratorNext(c js.Call) goja.Value {
	it, ok := state[*matchIterator](c.This)
	if !ok {
		x.ThrowTypeError("next method called on incompatible receiver")
	}
	if it.done {
		return x.IterResult(goja.Undefined(), true)
	}
	result, ok := x.anyExec(it.matcher, &it.subject).(*goja.Object)
	if !ok {
		it.done = true
		return x.IterResult(goja.Undefined(), true)
	}
	if !it.global {
		it.done = true
	} else if x.DOMString(result.Get("0")).Length() == 0 {
		x.advance(it.matcher, &it.subject, it.full)
	}
	return x.IterResult(result, false)
}
