package urlpattern

import (
	"errors"
	"strconv"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// engine is what the package uses of the realm's RegExp, fetched before a
// script can change it.
type engine struct {
	constructor *goja.Object
	exec        goja.Callable
	flags       string // "v", or "u" where the engine lacks the v flag
}

var engineLocal = js.NewLocal(func(rt *js.Runtime) *engine {
	e := &engine{constructor: rt.GlobalObject().Get("RegExp").(*goja.Object), flags: "v"}
	e.exec, _ = goja.AssertFunction(e.constructor.Get("prototype").(*goja.Object).Get("exec"))
	if _, err := e.create(rt, "a", e.flags); err != nil {
		e.flags = "u"
	}
	return e
})

func (e *engine) create(rt *js.Runtime, expression, flags string) (*goja.Object, error) {
	return rt.New(e.constructor, rt.ToValue(expression), rt.ToValue(flags))
}

// compileIn makes the matchers of author's regular expressions in a realm.
func compileIn(rt *js.Runtime) compileRegexp {
	return func(expression string, ignoreCase bool) (matcher, error) {
		e := engineLocal.Of(rt)
		flags := e.flags
		if flags == "u" {
			var err error
			if expression, err = withoutV(expression); err != nil {
				return nil, err
			}
		}
		if ignoreCase {
			flags += "i"
		}
		re, err := e.create(rt, expression, flags)
		if err != nil {
			var exception *goja.Exception
			if errors.As(err, &exception) {
				return nil, errors.New("the regular expression is invalid")
			}
			panic(err) // an interrupt: not for the script to catch
		}
		return &engineMatcher{rt, e.exec, re}, nil
	}
}

type engineMatcher struct {
	rt   *js.Runtime
	exec goja.Callable
	re   *goja.Object
}

func (m *engineMatcher) match(input string) ([]*string, bool) {
	result, ok := m.rt.Call(m.exec, m.re, m.rt.ToValue(input)).(*goja.Object)
	if !ok {
		return nil, false
	}
	groups := make([]*string, result.Get("length").ToInteger()-1)
	for i := range groups {
		if v := result.Get(strconv.Itoa(i + 1)); v != nil && !goja.IsUndefined(v) {
			s := v.String()
			groups[i] = &s
		}
	}
	return groups, true
}
