package inspect

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Format is util.format: a first string with %s, %d, %i, %f, %j, %o, %O, %c and
// %% takes the arguments that follow; the rest is appended, with spaces.
func Format(rt *js.Runtime, args []goja.Value, o Options) string {
	if len(args) == 0 {
		return ""
	}
	var b strings.Builder
	first, isText := args[0].(goja.String)
	if isText {
		text := rt.String(first)
		if len(args) == 1 {
			return text
		}
		f := formatter{rt: rt, args: args[1:], Options: o}
		b.WriteString(f.expand(text))
		args = f.args
	}
	for n, v := range args {
		if n > 0 || isText {
			b.WriteByte(' ')
		}
		if s, ok := v.(goja.String); ok {
			b.WriteString(rt.String(s))
		} else {
			b.WriteString(Value(rt, v, o))
		}
	}
	return b.String()
}

type formatter struct {
	rt   *js.Runtime
	args []goja.Value
	Options
}

func (f *formatter) expand(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '%')
		if at < 0 || at+1 == len(text) {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		verb := text[at+1]
		text = text[at+2:]
		switch {
		case verb == '%':
			b.WriteByte('%')
		case len(f.args) == 0 || strings.IndexByte("sdifjoOc", verb) < 0:
			b.WriteByte('%')
			text = string(verb) + text
			if verb != '%' {
				b.WriteByte(verb)
				text = text[1:]
			}
		default:
			v := f.args[0]
			f.args = f.args[1:]
			b.WriteString(f.verb(verb, v))
		}
	}
}

func (f *formatter) verb(verb byte, v goja.Value) string {
	plain := inspector{rt: f.rt, Options: f.Options, known: knownLocal.Of(f.rt)}
	plain.Colors = false
	_, isSymbol := v.(*goja.Symbol)
	switch verb {
	case 's':
		return f.text(v, &plain)
	case 'd':
		if goja.IsBigInt(v) {
			return plain.primitive(v)
		}
		if isSymbol {
			return "NaN"
		}
		return plain.number(f.rt.ToValue(f.rt.Number(v)))
	case 'i':
		if goja.IsBigInt(v) {
			return plain.primitive(v)
		}
		if isSymbol {
			return "NaN"
		}
		return plain.number(f.rt.Call(plain.known.parseInt, nil, v))
	case 'f':
		if isSymbol {
			return "NaN"
		}
		return plain.number(f.rt.Call(plain.known.parseFloat, nil, v))
	case 'j':
		return f.json(v, plain.known)
	case 'O':
		return Value(f.rt, v, f.Options)
	case 'o':
		o := f.Options
		o.ShowHidden, o.ShowProxy, o.Depth = true, true, 4
		return Value(f.rt, v, o)
	}
	return "" // %c: there is no style to apply
}

// text is %s: String(v) for primitives and for objects that know how to write
// themselves, an inspection of depth 0 for the others.
func (f *formatter) text(v goja.Value, plain *inspector) string {
	switch {
	case goja.IsBigInt(v):
		return plain.primitive(v)
	case goja.IsNumber(v):
		return plain.number(v)
	}
	if symbol, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + symbol.String() + ")"
	}
	if o, ok := v.(*goja.Object); ok && f.plainText(o, plain.known) {
		options := f.Options
		options.Depth, options.Colors, options.Compact = 0, false, 3
		return Value(f.rt, v, options)
	}
	return f.rt.String(v)
}

// plainText reports whether an object has only the toString of the language, and
// so nothing better to say than an inspection.
func (f *formatter) plainText(o *goja.Object, k *known) bool {
	for f.rt.Kind(o) == js.KindProxy {
		if o = o.Export().(goja.Proxy).Target(); o == nil {
			return true
		}
	}
	if f.rt.Kind(o) == js.KindFunction {
		return false
	}
	if _, ok := goja.AssertFunction(o.Get("toString")); !ok {
		return true
	}
	key := f.rt.ToValue("toString")
	if _, own := f.rt.OwnProperty(o, key); own {
		return false
	}
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if _, own := f.rt.OwnProperty(p, key); own {
			ctor, _ := p.Get("constructor").(*goja.Object)
			return ctor != nil && k.builtins[functionName(ctor)]
		}
	}
	return true
}

func (f *formatter) json(v goja.Value, k *known) string {
	var text goja.Value
	if exception := f.rt.Try(func() { text = f.rt.Call(k.json, nil, v) }); exception != nil {
		if e, ok := exception.(*goja.Object); ok && e.Get("message") != nil && strings.Contains(e.Get("message").String(), "ircular") {
			return "[Circular]"
		}
		f.rt.Throw(exception)
	}
	return f.rt.String(text)
}
