package process

import (
	"fmt"
	"os"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// emitWarning is process.emitWarning(warning[, type[, code]][, ctor]) and
// process.emitWarning(warning[, options]).
func (s *state) emitWarning(c js.Call) goja.Value {
	rt := s.rt
	kind, code, detail := "Warning", "", ""
	second := c.Arg(1)
	if o, ok := second.(*goja.Object); ok && rt.Kind(o) != js.KindArray && rt.Kind(o) != js.KindFunction {
		text := func(name string) string {
			if v, ok := js.Member(o, name); ok && goja.IsString(v) {
				return rt.String(v)
			}
			return ""
		}
		if kind = text("type"); kind == "" {
			kind = "Warning"
		}
		code, detail = text("code"), text("detail")
	} else {
		if _, function := goja.AssertFunction(second); second.ToBoolean() && !function {
			kind = rt.String(nodeerr.ValidateString(rt, second, "type"))
		}
		if v := c.Arg(2); goja.IsString(v) {
			code = rt.String(v)
		}
	}
	warning, ok := c.Arg(0).(*goja.Object)
	if !ok || rt.Kind(warning) != js.KindError {
		if !goja.IsString(c.Arg(0)) {
			nodeerr.ThrowArgType(rt, "warning", "of type string or an instance of Error", c.Arg(0))
		}
		warning = rt.Error("Error", rt.String(c.Arg(0)))
		set(warning, "name", kind)
		if code != "" {
			set(warning, "code", code)
		}
		if detail != "" {
			set(warning, "detail", detail)
		}
	}
	deprecation := warning.Get("name").String() == "DeprecationWarning"
	if deprecation && s.flag("noDeprecation") {
		return goja.Undefined()
	}
	if deprecation && s.flag("throwDeprecation") {
		rt.Throw(warning)
	}
	s.tick(func() {
		s.logWarning(warning)
		Emit(rt, "warning", warning)
	})
	return goja.Undefined()
}

// flag reads a switch that scripts set on process.
func (s *state) flag(name string) bool {
	v := s.object.Get(name)
	return v != nil && v.ToBoolean()
}

// logWarning logs a warning as Node prints it, unless NODE_NO_WARNINGS is 1.
func (s *state) logWarning(warning *goja.Object) {
	if s.env.values["NODE_NO_WARNINGS"] == "1" {
		return
	}
	text := fmt.Sprintf("(%s:%d) ", s.title, os.Getpid())
	if code, ok := js.Member(warning, "code"); ok {
		text += "[" + code.String() + "] "
	}
	text += warning.Get("name").String() + ": " + warning.Get("message").String()
	if detail, ok := js.Member(warning, "detail"); ok {
		text += "\n" + detail.String()
	}
	s.rt.Host.Log("warn", text)
}
