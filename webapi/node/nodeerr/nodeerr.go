// Package nodeerr makes the errors of Node's own modules: an error class of the
// language with a code, and a message in Node's words, because packages look at
// both (https://nodejs.org/api/errors.html).
//
// The package may use goja and the binding kit.
package nodeerr

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// New makes an error of one of the language's classes ("TypeError", …) with a
// Node code.
func New(rt *js.Runtime, class, code, format string, args ...any) *goja.Object {
	e := rt.Error(class, fmt.Sprintf(format, args...))
	define(e, "code", rt.ToValue(code), goja.FLAG_TRUE)
	if stack := e.Get("stack"); stack != nil {
		// The stack names the code, error.name does not.
		if rest, ok := strings.CutPrefix(stack.String(), class+": "); ok {
			define(e, "stack", rt.ToValue(class+" ["+code+"]: "+rest), goja.FLAG_FALSE)
		}
	}
	define(e, "toString", rt.Func(js.Function{Name: "toString", Call: func(c js.Call) goja.Value {
		o := c.ToValue(c.This).(*goja.Object)
		return c.ToValue(fmt.Sprintf("%v [%s]: %v", o.Get("name"), code, o.Get("message")))
	}}), goja.FLAG_FALSE)
	return e
}

func define(o *goja.Object, name string, v goja.Value, enumerable goja.Flag) {
	if err := o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable); err != nil {
		panic(err)
	}
}

// Throw throws the error that New makes.
func Throw(rt *js.Runtime, class, code, format string, args ...any) {
	rt.Throw(New(rt, class, code, format, args...))
}

// ThrowArgType throws ERR_INVALID_ARG_TYPE. name is the argument; expected goes
// on after "must be": "of type string", "an instance of Buffer or Uint8Array".
func ThrowArgType(rt *js.Runtime, name, expected string, got goja.Value) {
	kind := "argument"
	if strings.Contains(name, ".") {
		kind = "property"
	}
	subject := `"` + name + `" ` + kind
	if strings.HasSuffix(name, " argument") {
		subject = name
	}
	Throw(rt, "TypeError", "ERR_INVALID_ARG_TYPE", "The %s must be %s. Received %s", subject, expected, Received(rt, got))
}

// ThrowArgValue throws ERR_INVALID_ARG_VALUE.
func ThrowArgValue(rt *js.Runtime, name, reason string, got goja.Value) {
	kind := "argument"
	if strings.Contains(name, ".") {
		kind = "property"
	}
	Throw(rt, "TypeError", "ERR_INVALID_ARG_VALUE", "The %s '%s' %s. Received %s", kind, name, reason, Inspect(rt, got))
}

// ThrowOutOfRange throws ERR_OUT_OF_RANGE. want goes on after "must be".
func ThrowOutOfRange(rt *js.Runtime, name, want string, got goja.Value) {
	text := Inspect(rt, got)
	switch n := got.Export().(type) {
	case int64:
		text = separated(text, math.Abs(float64(n)))
	case float64:
		if n == math.Trunc(n) && !math.IsInf(n, 0) {
			text = separated(text, math.Abs(n))
		}
	case *big.Int:
		f, _ := new(big.Float).SetInt(n).Float64()
		text = separated(n.String(), math.Abs(f)) + "n"
	}
	Throw(rt, "RangeError", "ERR_OUT_OF_RANGE", `The value of "%s" is out of range. It must be %s. Received %s`, name, want, text)
}

// separated groups the digits of a number above 2^32 by "_".
func separated(digits string, size float64) string {
	if size <= 1<<32 || strings.ContainsAny(digits, "e.") {
		return digits
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), "_")
}

// ThrowUnknownEncoding throws ERR_UNKNOWN_ENCODING.
func ThrowUnknownEncoding(rt *js.Runtime, encoding string) {
	Throw(rt, "TypeError", "ERR_UNKNOWN_ENCODING", "Unknown encoding: %s", encoding)
}

// Received describes a value of a wrong type.
func Received(rt *js.Runtime, v goja.Value) string {
	o, object := v.(*goja.Object)
	if !object {
		if goja.IsUndefined(v) || goja.IsNull(v) {
			return v.String()
		}
		text := ""
		if s, ok := v.(goja.String); ok {
			text = quoted(s)
		} else {
			text = Inspect(rt, v)
		}
		return "type " + typeOf(v) + " (" + text + ")"
	}
	if _, callable := goja.AssertFunction(o); callable {
		if name := o.Get("name"); name != nil && name.String() != "" {
			return "function " + name.String()
		}
		return "function "
	}
	if constructor, ok := o.Get("constructor").(*goja.Object); ok {
		if name := constructor.Get("name"); name != nil && name.String() != "" {
			return "an instance of " + name.String()
		}
	}
	return "[Object: null prototype] {}"
}

// quoted is the beginning of a string in quotes, not escaped.
func quoted(s goja.String) string {
	text := ""
	if s.Length() > 28 {
		text = s.Substring(0, 25).String() + "..."
	} else {
		text = s.String()
	}
	if strings.Contains(text, "'") {
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		if encoder.Encode(text) == nil {
			return strings.TrimSuffix(b.String(), "\n")
		}
	}
	return "'" + text + "'"
}

func typeOf(v goja.Value) string {
	switch v.(type) {
	case goja.String:
		return "string"
	case *goja.Symbol:
		return "symbol"
	}
	switch v.Export().(type) {
	case bool:
		return "boolean"
	case *big.Int:
		return "bigint"
	}
	return "number"
}

// Inspect is util.inspect for a primitive value, and a short form of an object.
func Inspect(rt *js.Runtime, v goja.Value) string {
	switch v := v.(type) {
	case goja.String:
		text := v.String()
		for _, quote := range []string{"'", `"`, "`"} {
			if !strings.Contains(text, quote) {
				return quote + strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`, "\x00", `\x00`).Replace(text) + quote
			}
		}
		return "'" + strings.ReplaceAll(text, "'", `\'`) + "'"
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case *goja.Object:
		switch v.ClassName() {
		case "Array":
			return "[Array]"
		case "Function":
			return "[Function]"
		}
		if view, ok := rt.View(v); ok && view.Length == 0 {
			return view.Name + "(0) []"
		}
		return "[Object]"
	}
	if n, ok := v.Export().(*big.Int); ok {
		return n.String() + "n"
	}
	if n, ok := v.Export().(float64); ok && n == 0 && math.Signbit(n) {
		return "-0"
	}
	return v.String()
}

// IsNumber reports whether v is of type number.
func IsNumber(v goja.Value) bool {
	switch v.ExportType() {
	case reflectInt64, reflectFloat64:
		_, object := v.(*goja.Object)
		return !object
	}
	return false
}

// ValidateNumber throws unless v is a number.
func ValidateNumber(rt *js.Runtime, v goja.Value, name string) float64 {
	if !IsNumber(v) {
		ThrowArgType(rt, name, "of type number", v)
	}
	return v.ToFloat()
}

// ValidateInteger throws unless v is an integer from lo to hi.
func ValidateInteger(rt *js.Runtime, v goja.Value, name string, lo, hi float64) float64 {
	n := ValidateNumber(rt, v, name)
	if n != math.Trunc(n) || math.IsNaN(n) || math.IsInf(n, 0) {
		ThrowOutOfRange(rt, name, "an integer", v)
	}
	if n < lo || n > hi {
		ThrowOutOfRange(rt, name, fmt.Sprintf(">= %.0f && <= %.0f", lo, hi), v)
	}
	return n
}

// ValidateString throws unless v is a string.
func ValidateString(rt *js.Runtime, v goja.Value, name string) goja.String {
	s, ok := v.(goja.String)
	if !ok {
		ThrowArgType(rt, name, "of type string", v)
	}
	return s
}

// ValidateFunction throws unless v is a function.
func ValidateFunction(rt *js.Runtime, v goja.Value, name string) goja.Callable {
	f, ok := goja.AssertFunction(v)
	if !ok {
		ThrowArgType(rt, name, "of type function", v)
	}
	return f
}

var (
	reflectInt64   = reflect.TypeOf(int64(0))
	reflectFloat64 = reflect.TypeOf(float64(0))
)
