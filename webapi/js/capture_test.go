package js_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestCaptureStackTrace(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"V8's format", `const o = {name: "N", message: "m"}; (function inner() { Error.captureStackTrace(o) })(); return o.stack.split("\n").slice(0, 2).map(s => s.replace(/\d+:\d+/, "L:C"))`, `["N: m","    at inner (test.js:L:C)"]`},
		{"hides the constructor", `class MyError extends Error { constructor(m) { super(m); this.name = "MyError"; Error.captureStackTrace(this, MyError) } } function thrower() { return new MyError("x") } const s = thrower().stack; return [s.startsWith("MyError: x\n    at thrower ("), Object.keys(new MyError("y"))]`, `[true,["name"]]`},
		{"limit", `const old = Error.stackTraceLimit; Error.stackTraceLimit = 1; const o = {}; (function a() { (function b() { Error.captureStackTrace(o) })() })(); Error.stackTraceLimit = 0; const p = {}; Error.captureStackTrace(p); Error.stackTraceLimit = old; return [o.stack.split("\n").length, p.stack, old]`, `[2,"Error",10]`},
		{"prepareStackTrace", `Error.prepareStackTrace = (e, sites) => sites; const o = {}; function here() { Error.captureStackTrace(o) } here(); delete Error.prepareStackTrace; const s = o.stack[0]; return [s.getFunctionName(), s.getFileName(), typeof s.getLineNumber(), s.isNative(), String(s).startsWith("here (test.js:")]`, `["here","test.js","number",false,true]`},
		{"not an object", `Error.captureStackTrace(1)`, "TypeError: Error.captureStackTrace: the first argument is not an object"},
		{"frozen", `Error.captureStackTrace(Object.freeze({}))`, "TypeError: Cannot define property stack, object is not extensible"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
