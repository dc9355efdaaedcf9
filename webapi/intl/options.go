package intl

import (
	"math"
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// options is an options bag, nil for an empty one. Its reader throws what
// ECMA-402 says, in V8's words.
type options struct {
	js.Call
	object *goja.Object
	class  string // for messages: "Intl.NumberFormat"
}

// coerced is CoerceOptionsToObject (ECMA-402, 9.2.11).
func coerced(c js.Call, v goja.Value, class string) options {
	if goja.IsUndefined(v) {
		return options{c, nil, class}
	}
	if goja.IsNull(v) {
		c.ThrowTypeError("Cannot convert undefined or null to object")
	}
	return options{c, v.ToObject(c.Runtime.Runtime), class}
}

// object is GetOptionsObject (ECMA-402, 9.2.10).
func strict(c js.Call, v goja.Value, class string) options {
	if goja.IsUndefined(v) {
		return options{c, nil, class}
	}
	o, ok := v.(*goja.Object)
	if !ok {
		c.ThrowTypeError("Incorrect %s options: not an object", class)
	}
	return options{c, o, class}
}

func (o options) get(name string) (goja.Value, bool) { return js.Member(o.object, name) }

// text is GetOption of a string: one of the values where they are given.
func (o options) text(name, fallback string, values ...string) string {
	v, ok := o.get(name)
	if !ok {
		return fallback
	}
	s := o.String(v)
	if len(values) > 0 && !slices.Contains(values, s) {
		o.ThrowRangeError("Value %s out of range for %s options property %s", s, o.class, name)
	}
	return s
}

// boolean is GetOption of a boolean. given tells whether it was there.
func (o options) boolean(name string) (value, given bool) {
	v, ok := o.get(name)
	return ok && v.ToBoolean(), ok
}

// number is GetNumberOption; a fallback of -1 stands for undefined.
func (o options) number(name string, low, high, fallback int) int {
	v, ok := o.get(name)
	if !ok {
		return fallback
	}
	return o.inRange(v, name, low, high)
}

func (o options) inRange(v goja.Value, name string, low, high int) int {
	f := o.Number(v)
	if math.IsNaN(f) || f < float64(low) || f > float64(high) {
		o.ThrowRangeError("%s value is out of range.", name)
	}
	return int(math.Floor(f))
}

// matcher reads localeMatcher, which changes nothing here.
func (o options) matcher() { o.text("localeMatcher", "", "lookup", "best fit") }

// result builds the object of resolvedOptions.
type result struct {
	*js.Runtime
	*goja.Object
}

func newResult(rt *js.Runtime) result { return result{rt, rt.NewObject()} }

// text adds a property unless it is "".
func (r result) text(name, value string) {
	if value != "" {
		r.Set(name, value)
	}
}
