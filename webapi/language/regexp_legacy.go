package language

import (
	"strconv"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// lastMatch is what the static properties of RegExp tell of the last match.
type lastMatch struct {
	subject  subject
	captures []int32
}

// note remembers a match.
func (l *lastMatch) note(s *subject, captures []int32) {
	l.subject = *s
	l.captures = append(l.captures[:0], captures...)
}

// installLegacy defines RegExp.$1 and its kin, which code in the wild still
// reads (proposal-regexp-legacy-features).
func (x *regExps) installLegacy() {
	part := func(from, to int32) goja.Value {
		if from < 0 || x.last.captures == nil {
			return x.ToValue("")
		}
		return x.last.subject.cut(from, to)
	}
	group := func(i int) goja.Value {
		if 2*i >= len(x.last.captures) {
			return x.ToValue("")
		}
		return part(x.last.captures[2*i], x.last.captures[2*i+1])
	}
	define := func(get func() goja.Value, names ...string) {
		f := func(js.Call) goja.Value { return get() }
		for _, name := range names {
			must(x.constructor.DefineAccessorProperty(name, function(x.Runtime, "get "+name, 0, f), nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
	}
	for i := 1; i <= 9; i++ {
		define(func() goja.Value { return group(i) }, "$"+strconv.Itoa(i))
	}
	define(func() goja.Value {
		if x.last.captures == nil {
			return x.ToValue("")
		}
		return x.last.subject.value
	}, "input", "$_")
	define(func() goja.Value { return group(0) }, "lastMatch", "$&")
	define(func() goja.Value {
		if n := len(x.last.captures)/2 - 1; n > 0 {
			return group(n)
		}
		return x.ToValue("")
	}, "lastParen", "$+")
	define(func() goja.Value {
		if x.last.captures == nil {
			return x.ToValue("")
		}
		return part(0, x.last.captures[0])
	}, "leftContext", "$`")
	define(func() goja.Value {
		if x.last.captures == nil {
			return x.ToValue("")
		}
		return part(x.last.captures[1], int32(x.last.subject.length()))
	}, "rightContext", "$'")
}
