package nodeerr_test

import (
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// TestMessages compares with the messages of Node 24.
func TestMessages(t *testing.T) {
	m := vmtest.New(t, func(rt *js.Runtime) {
		define := func(name string, f func(goja.Value)) {
			if err := rt.Set(name, func(fc goja.FunctionCall) goja.Value { f(fc.Argument(0)); return goja.Undefined() }); err != nil {
				t.Fatal(err)
			}
		}
		define("argType", func(v goja.Value) { nodeerr.ThrowArgType(rt, "x", "of type string", v) })
		define("property", func(v goja.Value) { nodeerr.ThrowArgType(rt, "options.x", "of type string", v) })
		define("first", func(v goja.Value) { nodeerr.ThrowArgType(rt, "first argument", "of type string", v) })
		define("range", func(v goja.Value) { nodeerr.ThrowOutOfRange(rt, "x", ">= 0", v) })
		define("value", func(v goja.Value) { nodeerr.ThrowArgValue(rt, "x", "is invalid", v) })
		define("integer", func(v goja.Value) { nodeerr.ValidateInteger(rt, v, "x", 0, 9) })
	})
	for _, c := range []struct{ script, want string }{
		{`argType(5)`, `The "x" argument must be of type string. Received type number (5)`},
		{`argType(-0)`, `The "x" argument must be of type string. Received type number (-0)`},
		{`argType("it's")`, `The "x" argument must be of type string. Received type string ("it's")`},
		{`argType("a".repeat(40))`, `The "x" argument must be of type string. Received type string ('aaaaaaaaaaaaaaaaaaaaaaaaa...')`},
		{`argType("é".repeat(40))`, `The "x" argument must be of type string. Received type string ('ééééééééééééééééééééééééé...')`},
		{`argType("a\nb")`, "The \"x\" argument must be of type string. Received type string ('a\nb')"},
		{`argType(1n)`, `The "x" argument must be of type string. Received type bigint (1n)`},
		{`argType(Symbol("s"))`, `The "x" argument must be of type string. Received type symbol (Symbol(s))`},
		{`argType(true)`, `The "x" argument must be of type string. Received type boolean (true)`},
		{`argType(null)`, `The "x" argument must be of type string. Received null`},
		{`argType()`, `The "x" argument must be of type string. Received undefined`},
		{`argType({})`, `The "x" argument must be of type string. Received an instance of Object`},
		{`argType(new (class Foo {}))`, `The "x" argument must be of type string. Received an instance of Foo`},
		{`argType(Object.create(null))`, `The "x" argument must be of type string. Received [Object: null prototype] {}`},
		{`argType(function f() {})`, `The "x" argument must be of type string. Received function f`},
		{`property(5)`, `The "options.x" property must be of type string. Received type number (5)`},
		{`first(5)`, `The first argument must be of type string. Received type number (5)`},
		{`range(-1)`, `The value of "x" is out of range. It must be >= 0. Received -1`},
		{`range(10000000000)`, `The value of "x" is out of range. It must be >= 0. Received 10_000_000_000`},
		{`range(-(2n ** 63n))`, `The value of "x" is out of range. It must be >= 0. Received -9_223_372_036_854_775_808n`},
		{`range(1.5)`, `The value of "x" is out of range. It must be >= 0. Received 1.5`},
		{`value("v")`, `The argument 'x' is invalid. Received 'v'`},
		{`integer(1.5)`, `The value of "x" is out of range. It must be an integer. Received 1.5`},
		{`integer(10)`, `The value of "x" is out of range. It must be >= 0 && <= 9. Received 10`},
	} {
		if got := m.Eval(`try { ` + c.script + ` } catch (e) { return e.message }`); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.script, got, c.want)
		}
	}
	shape := m.Eval(`try { argType(5) } catch (e) { return [e instanceof TypeError, e.name, e.code, String(e).slice(0, 35), e.stack.slice(0, 35), Object.keys(e)] }`)
	if want := `[true,"TypeError","ERR_INVALID_ARG_TYPE","TypeError [ERR_INVALID_ARG_TYPE]: T","TypeError [ERR_INVALID_ARG_TYPE]: T",["code"]]`; shape != want {
		t.Errorf("got  %s\nwant %s", shape, want)
	}
}
