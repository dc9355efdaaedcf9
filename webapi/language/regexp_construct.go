package language

import (
	"strings"
	"sync"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

// construct is the constructor RegExp (ECMA-262, 22.2.4.1).
func (x *regExps) construct(call goja.ConstructorCall) *goja.Object {
	given, flags := call.Argument(0), call.Argument(1)
	isRegExp := x.isRegExp(given)
	if isRegExp && goja.IsUndefined(flags) && call.NewTarget == nil && calledWithoutNew(x.Runtime, "RegExp") {
		if o := given.(*goja.Object); o.Get("constructor") == goja.Value(x.constructor) {
			return o
		}
	}
	var p *pattern.Pattern
	switch old := x.of(given); {
	case old != nil && goja.IsUndefined(flags):
		p = old
	case old != nil:
		p = x.compile(goja.StringFromUTF16(old.Source), flags)
	case isRegExp:
		o := given.(*goja.Object)
		source := o.Get("source")
		if goja.IsUndefined(flags) {
			flags = o.Get("flags")
		}
		p = x.compile(source, flags)
	default:
		p = x.compile(given, flags)
	}
	return x.carry(p, call.This.Prototype())
}

// calledWithoutNew tells `F()` from `new F()`, which the engine hands over
// alike: only a plain call puts a native frame of that name on top of the stack.
func calledWithoutNew(rt *js.Runtime, name string) bool {
	var space [1]goja.StackFrame
	frames := rt.CaptureCallStack(1, space[:0])
	return len(frames) > 0 && frames[0].SrcName() == "<native>" && frames[0].FuncName() == name
}

// carry makes the object of a pattern.
func (x *regExps) carry(p *pattern.Pattern, prototype *goja.Object) *goja.Object {
	o, err := x.native(nil, x.template)
	must(err)
	if prototype != x.prototype {
		must(o.SetPrototype(prototype))
	}
	attach(o, p)
	return o
}

// isRegExp is IsRegExp (7.2.6).
func (x *regExps) isRegExp(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	if m := o.GetSymbol(goja.SymMatch); m != nil && !goja.IsUndefined(m) {
		return m.ToBoolean()
	}
	return x.of(o) != nil
}

// compile is RegExpInitialize (22.2.3.3) up to the pattern. Absent values are
// undefined, or nil.
func (x *regExps) compile(source, flags goja.Value) *pattern.Pattern {
	text := goja.String(nil)
	if source == nil || goja.IsUndefined(source) {
		text = x.ToValue("").(goja.String)
	} else {
		text = x.DOMString(source)
	}
	f := ""
	if flags != nil && !goja.IsUndefined(flags) {
		f = x.String(flags)
	}
	p, err := compilePattern(text, f)
	if err != nil {
		x.Throw(x.syntaxError(err))
	}
	return p
}

// compiled remembers patterns made at run time: code in the wild makes the same
// ones again and again.
var compiled struct {
	sync.Mutex
	patterns map[literalKey]*pattern.Pattern
}

const (
	maxCompiled       = 1000
	maxCompiledSource = 10_000
)

func compilePattern(source goja.String, flags string) (*pattern.Pattern, error) {
	f, ok := pattern.ParseFlags(flags)
	if !ok {
		return nil, constructorFlagsError(flags)
	}
	units := make([]uint16, source.Length())
	key := make([]byte, 0, 2*len(units))
	for i := range units {
		u := source.CharAt(i)
		units[i] = u
		key = append(key, byte(u), byte(u>>8))
	}
	k := literalKey{string(key), f}
	compiled.Lock()
	p := compiled.patterns[k]
	compiled.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := pattern.New(units, f)
	if err != nil {
		return nil, patternError{source.String(), f, err}
	}
	if len(units) <= maxCompiledSource {
		compiled.Lock()
		if compiled.patterns == nil || len(compiled.patterns) >= maxCompiled {
			compiled.patterns = make(map[literalKey]*pattern.Pattern, 16)
		}
		compiled.patterns[k] = p
		compiled.Unlock()
	}
	return p, nil
}

type constructorFlagsError string

func (e constructorFlagsError) Error() string {
	return "Invalid flags supplied to RegExp constructor '" + string(e) + "'"
}

// compileMethod is RegExp.prototype.compile (B.2.4.1).
func (x *regExps) compileMethod(c js.Call) goja.Value {
	o, _ := x.self(c.This, "compile")
	p := x.of(c.Arg(0))
	switch {
	case p == nil:
		p = x.compile(c.Arg(0), c.Arg(1))
	case c.Has(1):
		x.ThrowTypeError("Invalid flags supplied to RegExp constructor '%s'", x.String(c.Arg(1)))
	}
	attach(o, p)
	x.seen[slotOf(o, len(x.seen))] = seenRegExp{o, p}
	x.setLastIndex(o, 0)
	return o
}

// sourceText is EscapeRegExpPattern (22.2.6.13.1): the pattern as it can stand
// in a literal.
func sourceText(p *pattern.Pattern) string {
	return goja.StringFromUTF16(escapeSource(p)).String()
}

func escapeSource(p *pattern.Pattern) []uint16 {
	if len(p.Source) == 0 {
		return pattern.Units("(?:)")
	}
	var out []uint16
	inClass, changed := false, false
	put := func(s string) {
		for i := range len(s) {
			out = append(out, uint16(s[i]))
		}
		changed = true
	}
	for i := 0; i < len(p.Source); i++ {
		u := p.Source[i]
		escaped := ""
		if u == '\\' && i+1 < len(p.Source) {
			i++
			next := p.Source[i]
			if line := lineEscape(next); line != "" {
				put(line)
				continue
			}
			out = append(out, u, next)
			continue
		}
		switch {
		case u == '[':
			inClass = true
		case u == ']':
			inClass = false
		case u == '/' && !inClass:
			escaped = `\/`
		default:
			escaped = lineEscape(u)
		}
		if escaped != "" {
			put(escaped)
		} else {
			out = append(out, u)
		}
	}
	if !changed {
		return p.Source
	}
	return out
}

func lineEscape(u uint16) string {
	switch u {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case 0x2028:
		return `\u2028`
	case 0x2029:
		return `\u2029`
	}
	return ""
}

// regExpEscape is RegExp.escape (22.2.5.1).
func regExpEscape(c js.Call) goja.Value {
	s, ok := c.Arg(0).(goja.String)
	if !ok {
		c.ThrowTypeError("RegExp.escape: the argument is not a string")
	}
	const digits = "0123456789abcdef"
	var out []uint16
	put := func(s string) {
		for i := range len(s) {
			out = append(out, uint16(s[i]))
		}
	}
	hex := func(u uint16) {
		if u <= 0xff {
			put(`\x` + string(digits[u>>4]) + string(digits[u&15]))
		} else {
			put(`\u` + string(digits[u>>12]) + string(digits[u>>8&15]) + string(digits[u>>4&15]) + string(digits[u&15]))
		}
	}
	n := s.Length()
	for i := range n {
		u := s.CharAt(i)
		r := rune(u)
		switch {
		case i == 0 && ('0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'):
			hex(u)
		case u < 0x80 && strings.ContainsRune(`^$\.*+?()[]{}|/`, r):
			out = append(out, '\\', u)
		case u >= '\t' && u <= '\r':
			put(`\` + string("tnvfr"[u-'\t']))
		case u < 0x80 && strings.ContainsRune(",-=<>#&!%:;@~'`\" ", r), isWhiteSpace(r), isLoneSurrogate(s, i):
			hex(u)
		default:
			out = append(out, u)
		}
	}
	return goja.StringFromUTF16(out)
}

func isWhiteSpace(r rune) bool {
	switch r {
	case ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return '\t' <= r && r <= '\r' || 0x2000 <= r && r <= 0x200a
}

// isLoneSurrogate reports whether code unit i is half of a pair without the
// other half.
func isLoneSurrogate(s goja.String, i int) bool {
	switch u := s.CharAt(i); {
	case u&^0x3ff == 0xd800:
		return i+1 >= s.Length() || s.CharAt(i+1)&^0x3ff != 0xdc00
	case u&^0x3ff == 0xdc00:
		return i == 0 || s.CharAt(i-1)&^0x3ff != 0xd800
	}
	return false
}
