package language

import (
	"reflect"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

// regExps is the RegExp of one realm.
type regExps struct {
	*js.Runtime
	constructor *goja.Object
	prototype   *goja.Object
	exec        *goja.Object     // RegExp.prototype.exec
	native      goja.Constructor // the engine's RegExp
	source      goja.Callable    // its getter RegExp.prototype.source
	flags       []nativeFlag     // and those of the flags
	template    *goja.Object     // an object to clone carriers from
	iterators   *goja.Object     // %RegExpStringIteratorPrototype%
	seen        [64]seenRegExp
	imported    subject // the last subject that came from Go
	free        [][]int32
	last        lastMatch
}

// nativeFlag is the engine's own getter of a flag. Its getter of all flags would
// call the ones that scripts see.
type nativeFlag struct {
	get  goja.Callable
	flag pattern.Flags
}

// seenRegExp remembers the pattern of an object, since finding it takes longer.
type seenRegExp struct {
	object  *goja.Object
	pattern *pattern.Pattern
}

var regExpLocal = js.NewLocal(newRegExps)

// of returns the pattern of an object that is a regular expression, or nil.
func (x *regExps) of(v goja.Value) *pattern.Pattern {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	seen := &x.seen[slotOf(o, len(x.seen))]
	if seen.object == o {
		return seen.pattern
	}
	p := x.find(o)
	if p != nil {
		*seen = seenRegExp{o, p}
	}
	return p
}

func (x *regExps) find(o *goja.Object) *pattern.Pattern {
	if o.ClassName() != "RegExp" {
		return nil
	}
	if p, ok := state[*pattern.Pattern](o); ok {
		return p
	}
	source := o.GetSymbol(carrierSymbol)
	if source == nil {
		var err error
		if source, err = x.source(o); err != nil {
			return nil // something else that claims to be one
		}
	}
	if p := literal(source.String()); p != nil {
		return p
	}
	// A literal in code that the engine compiled by itself, for eval.
	var flags pattern.Flags
	for _, f := range x.flags {
		if x.Call(f.get, o).ToBoolean() {
			flags |= f.flag
		}
	}
	p, err := compilePattern(source.(goja.String), flags.String())
	if err != nil {
		x.Throw(x.syntaxError(err))
	}
	attach(o, p)
	return p
}

// carrierSymbol keys the engine's getter of a source on the prototype, which is
// the fastest way to it.
var carrierSymbol = goja.NewSymbol("runner.carrier")

// self is [regExps.of] for the receiver of a method.
func (x *regExps) self(this goja.Value, member string) (*goja.Object, *pattern.Pattern) {
	p := x.of(this)
	if p == nil {
		x.ThrowTypeError("Receiver is not a RegExp: RegExp.prototype.%s", member)
	}
	return this.(*goja.Object), p
}

// pristine reports whether o is a regular expression for which the steps of the
// standard's algorithms that a script can see do nothing special: exec is the
// one of the language, and no class is derived.
func (x *regExps) pristine(o *goja.Object) *pattern.Pattern {
	if p := x.of(o); p != nil && o.Prototype() == x.prototype && o.Get("exec") == goja.Value(x.exec) {
		return p
	}
	return nil
}

func (x *regExps) syntaxError(err error) *goja.Object { return x.Error("SyntaxError", err.Error()) }

// subject is a string to be matched, in the form that it has in the engine.
type subject struct {
	value goja.String
	ascii string   // if units is nil
	units []uint16 // without the engine's mark in front
	from  goja.String
}

var (
	asciiType  = reflect.TypeOf(goja.New().ToValue("a"))
	utf16Type  = reflect.TypeOf(goja.StringFromUTF16([]uint16{0x100}))
	emptyUnits = []uint16{}
)

func (x *regExps) subject(v goja.Value) subject {
	s := x.DOMString(v)
	switch reflect.TypeOf(s) {
	case asciiType:
		return subject{value: s, ascii: s.String()}
	case utf16Type:
		return subject{value: s, units: unitsOf(s)}
	}
	// A string from Go, which the engine converts when it has to.
	if x.imported.from != s {
		converted := s.Substring(0, s.Length())
		x.imported = x.subject(converted)
		x.imported.from = s
	}
	return x.imported
}

func (s *subject) length() int {
	if s.units != nil {
		return len(s.units)
	}
	return len(s.ascii)
}

// cut is a part of the subject as a value.
func (s *subject) cut(from, to int32) goja.Value {
	if from < 0 {
		return goja.Undefined()
	}
	return s.value.Substring(int(from), int(to))
}

// after returns the position behind the character at i (AdvanceStringIndex).
func (s *subject) after(i int, p *pattern.Pattern) int {
	if p.Flags.FullUnicode() && i+1 < len(s.units) && s.units[i]&^0x3ff == 0xd800 && s.units[i+1]&^0x3ff == 0xdc00 {
		return i + 2
	}
	return i + 1
}

// match looks for a match from an offset on. It throws when that takes too long.
func (x *regExps) match(p *pattern.Pattern, s *subject, from int, sticky bool, captures []int32) []int32 {
	var err error
	if s.units != nil {
		captures, err = p.Match(s.units, from, sticky, captures)
	} else {
		captures, err = p.MatchASCII(s.ascii, from, sticky, captures)
	}
	if err != nil {
		x.ThrowRangeError("Regular expression /%s/%s: %v", sourceText(p), p.Flags, err)
	}
	return captures
}

// take and give lend room for captures. A replacer may match again.
func (x *regExps) take() []int32 {
	if n := len(x.free); n > 0 {
		c := x.free[n-1]
		x.free = x.free[:n-1]
		return c[:0]
	}
	return make([]int32, 0, 32)
}

func (x *regExps) give(c []int32) {
	if cap(c) <= 1024 && len(x.free) < 8 {
		x.free = append(x.free, c)
	}
}

// lastIndex is ToLength of the property.
func (x *regExps) lastIndex(o *goja.Object) int {
	n := x.toLength(o.Get("lastIndex"))
	return int(min(n, 1<<31-1))
}

func (x *regExps) toLength(v goja.Value) int64 {
	if v == nil {
		return 0
	}
	return max(v.ToInteger(), 0)
}

func (x *regExps) setLastIndex(o *goja.Object, n int) {
	if err := o.Set("lastIndex", n); err != nil {
		x.Rethrow(err)
	}
}

// builtinExec is RegExpBuiltinExec (22.2.7.2) up to the result, which is lent:
// give it back.
func (x *regExps) builtinExec(o *goja.Object, p *pattern.Pattern, s *subject) []int32 {
	index := x.lastIndex(o)
	moves := p.Flags&(pattern.Global|pattern.Sticky) != 0
	if !moves {
		index = 0
	}
	var captures []int32
	if index <= s.length() {
		captures = x.match(p, s, index, p.Flags.Has(pattern.Sticky), x.take())
	}
	switch {
	case captures == nil:
		if moves {
			x.setLastIndex(o, 0)
		}
		return nil
	case moves:
		x.setLastIndex(o, int(captures[1]))
	}
	x.last.note(s, captures)
	return captures
}

// result makes the array that exec returns.
func (x *regExps) result(p *pattern.Pattern, s *subject, captures []int32) *goja.Object {
	values := make([]any, len(captures)/2)
	for i := range values {
		values[i] = s.cut(captures[2*i], captures[2*i+1])
	}
	a := x.NewArray(values...)
	must(a.Set("index", int(captures[0])))
	must(a.Set("input", s.value))
	must(a.Set("groups", x.groups(p, func(i int) goja.Value { return values[i].(goja.Value) })))
	if p.Flags.Has(pattern.HasIndices) {
		must(a.Set("indices", x.indices(p, captures)))
	}
	return a
}

// indices is MakeMatchIndicesIndexPairArray (22.2.7.8).
func (x *regExps) indices(p *pattern.Pattern, captures []int32) *goja.Object {
	pairs := make([]any, len(captures)/2)
	for i := range pairs {
		pairs[i] = goja.Undefined()
		if captures[2*i] >= 0 {
			pairs[i] = x.NewArray(int(captures[2*i]), int(captures[2*i+1]))
		}
	}
	a := x.NewArray(pairs...)
	must(a.Set("groups", x.groups(p, func(i int) goja.Value { return pairs[i].(goja.Value) })))
	return a
}

// groups makes the object of the named groups. Of several with one name, the one
// that took part counts.
func (x *regExps) groups(p *pattern.Pattern, at func(int) goja.Value) goja.Value {
	if p.Names == nil {
		return goja.Undefined()
	}
	o := x.CreateObject(nil)
	for i, name := range p.Names {
		if name == "" {
			continue
		}
		if v := at(i); !goja.IsUndefined(v) || o.Get(name) == nil {
			must(o.Set(name, v))
		}
	}
	return o
}

// anyExec is RegExpExec (22.2.7.1): the exec of o, whatever it is.
func (x *regExps) anyExec(o *goja.Object, s *subject) goja.Value {
	exec := o.Get("exec")
	if exec == goja.Value(x.exec) {
		if p := x.of(o); p != nil {
			return x.execValue(o, p, s)
		}
	}
	if f, ok := goja.AssertFunction(exec); ok {
		v := x.Call(f, o, s.value)
		if _, ok := v.(*goja.Object); !ok && !goja.IsNull(v) {
			x.ThrowTypeError("object null is not a function")
		}
		return v
	}
	_, p := x.self(o, "exec")
	return x.execValue(o, p, s)
}

func (x *regExps) execValue(o *goja.Object, p *pattern.Pattern, s *subject) goja.Value {
	captures := x.builtinExec(o, p, s)
	if captures == nil {
		return goja.Null()
	}
	defer x.give(captures)
	return x.result(p, s, captures)
}
