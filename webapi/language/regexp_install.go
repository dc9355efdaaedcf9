package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/language/pattern"
)

// engineRegExp finds the engine's constructor, of which the global object no
// longer tells.
var engineRegExp = goja.MustCompile("", "/(?:)/.constructor", false)

// newRegExps puts the regular expressions of package pattern in the place of the
// engine's: the constructor is new, the prototype object stays, because the
// engine makes literals with it.
func newRegExps(rt *js.Runtime) *regExps {
	constructor, err := rt.RunProgram(engineRegExp)
	must(err)
	native := constructor.(*goja.Object)
	x := &regExps{Runtime: rt, prototype: native.Get("prototype").(*goja.Object)}
	x.native, _ = goja.AssertConstructor(native)
	own, _ := rt.OwnProperty(x.prototype, rt.ToValue("source"))
	source := own.Get
	x.source, _ = goja.AssertFunction(source)
	must(x.prototype.DefineAccessorPropertySymbol(carrierSymbol, source, nil, goja.FLAG_FALSE, goja.FLAG_FALSE))
	for _, f := range flagNames {
		if own, ok := rt.OwnProperty(x.prototype, rt.ToValue(f.name)); ok {
			call, _ := goja.AssertFunction(own.Get)
			x.flags = append(x.flags, nativeFlag{call, f.flag})
		}
	}
	template, err := x.native(nil)
	must(err)
	x.template = template

	x.constructor = rt.ToValue(x.construct).(*goja.Object)
	must(x.constructor.DefineDataProperty("name", rt.ToValue("RegExp"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(x.constructor.DefineDataProperty("length", rt.ToValue(2), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(x.constructor.DefineDataProperty("prototype", x.prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	must(x.constructor.DefineAccessorPropertySymbol(goja.SymSpecies, function(rt, "get [Symbol.species]", 0, func(c js.Call) goja.Value { return c.This }), nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
	methods(rt, x.constructor, []method{{"escape", 1, regExpEscape}})
	x.installLegacy()
	value(x.prototype, "constructor", x.constructor)

	x.exec = function(rt, "exec", 1, x.execMethod)
	value(x.prototype, "exec", x.exec)
	methods(rt, x.prototype, []method{
		{"test", 1, x.testMethod},
		{"toString", 0, x.toStringMethod},
		{"compile", 2, x.compileMethod},
	})
	for _, m := range []struct {
		symbol *goja.Symbol
		method
	}{
		{goja.SymMatch, method{"[Symbol.match]", 1, x.matchMethod}},
		{goja.SymMatchAll, method{"[Symbol.matchAll]", 1, x.matchAllMethod}},
		{goja.SymReplace, method{"[Symbol.replace]", 2, x.replaceMethod}},
		{goja.SymSearch, method{"[Symbol.search]", 1, x.searchMethod}},
		{goja.SymSplit, method{"[Symbol.split]", 2, x.splitMethod}},
	} {
		symbolMethod(rt, x.prototype, m.symbol, m.method)
	}
	x.installGetters()
	x.installIterator()
	x.installStringMethods()
	return x
}

// flagNames are the getters of the flags, in the order of the letters.
var flagNames = []struct {
	name string
	flag pattern.Flags
}{
	{"hasIndices", pattern.HasIndices},
	{"global", pattern.Global},
	{"ignoreCase", pattern.IgnoreCase},
	{"multiline", pattern.Multiline},
	{"dotAll", pattern.DotAll},
	{"unicode", pattern.Unicode},
	{"unicodeSets", pattern.UnicodeSets},
	{"sticky", pattern.Sticky},
}

func (x *regExps) installGetters() {
	for _, f := range flagNames {
		getter(x.Runtime, x.prototype, f.name, func(c js.Call) goja.Value {
			if p := x.of(c.This); p != nil {
				return x.ToValue(p.Flags.Has(f.flag))
			}
			x.checkPrototype(c.This, f.name)
			return goja.Undefined()
		})
	}
	getter(x.Runtime, x.prototype, "flags", x.flagsGetter)
	getter(x.Runtime, x.prototype, "source", func(c js.Call) goja.Value {
		if p := x.of(c.This); p != nil {
			return goja.StringFromUTF16(escapeSource(p))
		}
		x.checkPrototype(c.This, "source")
		return x.ToValue("(?:)")
	})
}

// checkPrototype throws unless this is RegExp.prototype, for which the getters
// have an answer though it is no regular expression.
func (x *regExps) checkPrototype(this goja.Value, member string) {
	if this != goja.Value(x.prototype) {
		x.ThrowTypeError("RegExp.prototype.%s getter called on non-RegExp object", member)
	}
}

func (x *regExps) flagsGetter(c js.Call) goja.Value {
	o := x.receiver(c.This, "flags")
	var f pattern.Flags
	for _, n := range flagNames {
		if v := o.Get(n.name); v != nil && v.ToBoolean() {
			f |= n.flag
		}
	}
	return x.ToValue(f.String())
}

func (x *regExps) toStringMethod(c js.Call) goja.Value {
	o := x.receiver(c.This, "toString")
	var out goja.StringBuilder
	out.WriteRune('/')
	out.WriteString(x.DOMString(orUndefined(o.Get("source"))))
	out.WriteRune('/')
	out.WriteString(x.DOMString(orUndefined(o.Get("flags"))))
	return out.String()
}

func (x *regExps) installIterator() {
	x.iterators = x.CreateObject(x.IteratorPrototype())
	methods(x.Runtime, x.iterators, []method{{"next", 0, x.matchIteratorNext}})
	x.Tag(x.iterators, "RegExp String Iterator")
}

// installStringMethods replaces the methods of strings that make a regular
// expression of what they are given.
func (x *regExps) installStringMethods() {
	prototype := x.GlobalObject().Get("String").(*goja.Object).Get("prototype").(*goja.Object)
	for _, m := range []struct {
		name   string
		symbol *goja.Symbol
		flags  string
	}{
		{"match", goja.SymMatch, ""},
		{"matchAll", goja.SymMatchAll, "g"},
		{"search", goja.SymSearch, ""},
	} {
		methods(x.Runtime, prototype, []method{{m.name, 1, func(c js.Call) goja.Value {
			return x.stringMethod(c, m.name, m.symbol, m.flags)
		}}})
	}
}

// stringMethod is String.prototype.match (22.1.3.13), matchAll and search.
func (x *regExps) stringMethod(c js.Call, name string, symbol *goja.Symbol, flags string) goja.Value {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		x.ThrowTypeError("String.prototype.%s called on null or undefined", name)
	}
	given := c.Arg(0)
	if o, ok := given.(*goja.Object); ok {
		if flags != "" && x.isRegExp(o) && !x.hasGlobal(o) {
			x.ThrowTypeError("String.prototype.matchAll called with a non-global RegExp argument")
		}
		if f := o.GetSymbol(symbol); f != nil && !goja.IsUndefined(f) && !goja.IsNull(f) {
			return x.callSymbol(f, symbol, o, c.This)
		}
	}
	s := x.DOMString(c.This)
	o := x.carry(x.compile(given, x.ToValue(flags)), x.prototype)
	return x.callSymbol(o.GetSymbol(symbol), symbol, o, s)
}

func (x *regExps) callSymbol(f goja.Value, symbol *goja.Symbol, o *goja.Object, s goja.Value) goja.Value {
	call, ok := goja.AssertFunction(f)
	if !ok {
		x.ThrowTypeError("%v is not a function", symbol)
	}
	return x.Call(call, o, s)
}

func (x *regExps) hasGlobal(o *goja.Object) bool {
	flags := orUndefined(o.Get("flags"))
	if goja.IsUndefined(flags) || goja.IsNull(flags) {
		x.ThrowTypeError("String.prototype.matchAll called with a RegExp whose flags are %v", flags)
	}
	text := x.String(flags)
	for i := range len(text) {
		if text[i] == 'g' {
			return true
		}
	}
	return false
}
