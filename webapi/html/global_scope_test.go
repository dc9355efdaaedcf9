package html_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

func TestGlobalScopeHears(t *testing.T) {
	for _, c := range []struct{ name, script, want, log string }{
		{"error event", `let e; addEventListener("error", x => { e = x; x.preventDefault() }, {once: true}); const boo = new RangeError("boo"); queueMicrotask(() => { throw boo }); await null; await null; return [e instanceof ErrorEvent, e.error === boo, e.message, e.filename, e.lineno > 0, e.target === globalThis]`, `[true,true,"Uncaught RangeError: boo","test.js",true,true]`, ""},
		{"not canceled", `addEventListener("error", () => {}); setTimeout(() => { throw new Error("seen") }, 1); await new Promise(r => setTimeout(r, 3))`, "undefined", "error: Uncaught Error: seen"},
		{"onerror", `let args; onerror = (...a) => { args = a; return true }; reportError(new Error("x")); return [args.length, args[0], args[4].message, typeof onerror]`, `[5,"Uncaught Error: x","x","function"]`, ""},
		{"onerror that returns nothing", `onerror = () => {}; reportError(5)`, "undefined", "error: Uncaught 5"},
		{"onerror that throws", `onerror = () => { throw new Error("second") }; reportError(new Error("first"))`, "undefined", "error: Uncaught Error: second"},
		{"unhandled rejection", `let e; onunhandledrejection = x => { e = x; x.preventDefault() }; const p = Promise.reject(7); await new Promise(r => setTimeout(r, 2)); return [e.promise === p, e.reason, e.type]`, `[true,7,"unhandledrejection"]`, ""},
		{"unhandled rejection, not canceled", `onunhandledrejection = () => {}; Promise.reject(new Error("lost")); await new Promise(r => setTimeout(r, 2))`, "undefined", "error: Unhandled rejection: Error: lost"},
		{"handled in time", `let n = 0; onunhandledrejection = () => n++; Promise.reject(1).catch(() => {}); await new Promise(r => setTimeout(r, 2)); return n`, "0", ""},
		{"handled late", `let seen; onunhandledrejection = e => e.preventDefault(); onrejectionhandled = e => seen = e.reason; const p = Promise.reject(3); await new Promise(r => setTimeout(r, 2)); p.catch(() => {}); await new Promise(r => setTimeout(r, 2)); return seen`, "3", ""},
		{"events of one's own", `let n = 0; const f = () => n++; globalThis.addEventListener("mine", f); dispatchEvent(new Event("mine")); EventTarget.prototype.removeEventListener.call(globalThis, "mine", f); dispatchEvent(new Event("mine")); return n`, "1", ""},
		{"nothing set", `return [onerror, onunhandledrejection, onrejectionhandled]`, "[null,null,null]", ""},
		{"the global object stays as it is", `addEventListener("x", () => {}); return [Object.getPrototypeOf(globalThis) === Object.prototype, globalThis === self]`, "[true,true]", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := vmtest.New(t, nil)
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			m.Idle()
			if log := m.Log(); !strings.HasPrefix(log, c.log) || c.log == "" && log != "" {
				t.Errorf("logged %q, want %q", log, c.log)
			}
		})
	}
}
