package inspect

import (
	"strings"

	"github.com/dop251/goja"
)

// function is [Function: name] or [class Name extends Parent].
func (i *inspector) function(s *subject) string {
	text := i.rt.Call(i.known.functionText, s.Object).String()
	if strings.HasPrefix(text, "class") && strings.HasSuffix(text, "}") || i.rt.IsInterface(s.Object) {
		return i.class(s)
	}
	kind := functionKind(text)
	base := "[" + kind
	if s.nullProto {
		base += " (null prototype)"
	}
	if name := s.Object.Get("name"); name == nil || !goja.IsString(name) || name.String() == "" {
		base += " (anonymous)"
	} else {
		base += ": " + name.String()
	}
	base += "]"
	// The engine gives async methods the prototype of plain functions.
	if !s.nullProto && s.constructor != kind && s.constructor != "Function" {
		base += " " + s.constructor
	}
	if s.tag != "" && s.constructor != s.tag {
		base += " [" + s.tag + "]"
	}
	return base
}

// functionKind reads the kind from the source, the only place where the engine
// shows it for every function.
func functionKind(text string) string {
	kind := "Function"
	rest, async := strings.CutPrefix(text, "async")
	if async = async && (rest == "" || strings.ContainsAny(rest[:1], " \t\n(*/")); !async {
		rest = text
	}
	rest = strings.TrimSpace(rest)
	if f, ok := strings.CutPrefix(rest, "function"); ok {
		rest = strings.TrimSpace(f)
	}
	if strings.HasPrefix(rest, "*") {
		kind = "Generator" + kind
	}
	if async {
		kind = "Async" + kind
	}
	return kind
}

func (i *inspector) class(s *subject) string {
	name := "(anonymous)"
	if p, ok := i.rt.OwnProperty(s.Object, i.rt.ToValue("name")); ok && p.Value != nil && goja.IsString(p.Value) && p.Value.String() != "" {
		name = p.Value.String()
	}
	base := "[class " + name
	if s.constructor != "Function" && !s.nullProto {
		base += " [" + s.constructor + "]"
	}
	if s.tag != "" && s.constructor != s.tag {
		base += " [" + s.tag + "]"
	}
	if s.nullProto {
		base += " extends null"
	} else if parent := s.Object.Prototype(); parent != nil {
		if name := parent.Get("name"); name != nil && goja.IsString(name) && name.String() != "" {
			base += " extends " + name.String()
		}
	}
	return base + "]"
}
