package inspect

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// err is the stack of an error, with the name of its class, and its cause and
// errors among the keys. An error without frames stands in brackets.
func (i *inspector) err(s *subject) string {
	o := s.Object
	name := "Error"
	if v := o.Get("name"); v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
		name = v.String()
	}
	message := ""
	if v := o.Get("message"); v != nil {
		message = v.String()
	}
	stack := js.StackOf(o)
	if stack == "" {
		if v := o.Get("stack"); v != nil && v.ToBoolean() {
			stack = v.String()
		} else {
			stack = i.rt.Call(i.known.errorText, o).String()
		}
	}
	i.errorKeys(s, stack)
	stack = improve(stack, s, name)

	at := 0
	if message != "" {
		if n := strings.Index(stack, message); n >= 0 {
			at = n + len(message)
		}
	}
	if !strings.Contains(stack[at:], "\n    at") {
		stack = "[" + stack + "]"
	}
	if i.indent > 0 {
		stack = strings.ReplaceAll(stack, "\n", "\n"+strings.Repeat(" ", i.indent))
	}
	return stack
}

// errorKeys leaves out what the stack says already, and adds cause and errors,
// which are not enumerable.
func (i *inspector) errorKeys(s *subject, stack string) {
	if !i.ShowHidden {
		s.keys = slices.DeleteFunc(s.keys, func(key goja.Value) bool {
			switch name := key.String(); name {
			case "name", "message", "stack":
				v := s.Object.Get(name)
				if _, isObject := v.(*goja.Object); v == nil || isObject {
					return false
				}
				return strings.Contains(stack, js.FormatStack(v.String()))
			}
			return false
		})
	}
	for _, name := range []string{"cause", "errors"} {
		key := i.rt.ToValue(name)
		if slices.ContainsFunc(s.keys, func(k goja.Value) bool { return k.StrictEquals(key) }) {
			continue
		}
		p, ok := i.rt.OwnProperty(s.Object, key)
		if !ok {
			continue
		}
		if errors, isObject := p.Value.(*goja.Object); name == "errors" && (!isObject || i.rt.Kind(errors) != js.KindArray) {
			continue
		}
		s.keys = append(s.keys, key)
	}
}

var errorStart = regexp.MustCompile(`^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)|^([a-z_A-Z0-9-]*Error)$`)

// improve puts the class into the first line where the name does not tell it.
func improve(stack string, s *subject, name string) string {
	n := len(name)
	plain := strings.HasSuffix(name, "Error") && strings.HasPrefix(stack, name) &&
		(len(stack) == n || stack[n] == ':' || stack[n] == '\n')
	if !s.nullProto && !plain {
		return stack
	}
	fallback := "Error"
	if s.nullProto {
		if m := errorStart.FindStringSubmatch(stack); m != nil {
			fallback = m[1] + m[2]
			n = len(fallback)
		} else {
			n = 0
		}
	}
	prefix := strings.TrimSuffix(s.prefix(fallback, ""), " ")
	switch {
	case name == prefix:
		return stack
	case strings.Contains(prefix, name):
		if n == 0 {
			return prefix + ": " + stack
		}
		return prefix + stack[n:]
	}
	return prefix + " [" + name + "]" + stack[n:]
}
