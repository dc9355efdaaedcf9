package dom_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

type scriptCase struct{ name, script, want string }

func runCases(t *testing.T, cases []scriptCase) {
	t.Helper()
	m := vmtest.New(t, nil)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestDOMException(t *testing.T) {
	runCases(t, []scriptCase{
		{"defaults", `const e = new DOMException(); return [e.name, e.message, e.code]`, `["Error","",0]`},
		{"arguments", `const e = new DOMException("no", "AbortError"); return [e.name, e.message, e.code, String(e)]`, `["AbortError","no",20,"AbortError: no"]`},
		{"unknown name", `return new DOMException("", "XError").code`, "0"},
		{"undefined takes the default", `return new DOMException(undefined, undefined).name`, "Error"},
		{"lone surrogates stay", `return new DOMException("\ud800").message === "\ud800"`, "true"},
		{"inherits from Error", `const e = new DOMException(); return [e instanceof Error, Object.getPrototypeOf(DOMException.prototype) === Error.prototype, Object.getPrototypeOf(DOMException) === Function.prototype, Error.isError(e)]`, "[true,true,true,true]"},
		{"tag", `return Object.prototype.toString.call(new DOMException())`, "[object DOMException]"},
		{"constants", `return [DOMException.DATA_CLONE_ERR, DOMException.prototype.INDEX_SIZE_ERR, Object.keys(DOMException).length]`, "[25,1,25]"},
		{"stack", `function here() { return new DOMException("m", "AbortError") } const s = here().stack; return [s.startsWith("AbortError: m\n"), s.includes("here")]`, "[true,true]"},
		{"own properties", `return Object.getOwnPropertyNames(new DOMException("m"))`, `["stack"]`},
		{"subclass", `class E extends DOMException { #x = 3; constructor() { super("m", "AbortError") } get x() { return this.#x } } const e = new E(); return [e.x, e.code, e instanceof E, e instanceof DOMException]`, "[3,20,true,true]"},
		{"brand", `return Object.getOwnPropertyDescriptor(DOMException.prototype, "name").get.call(new Error())`, "TypeError: Illegal invocation: DOMException.name was called on a value that is not a DOMException"},
		{"without new", `DOMException("x")`, "TypeError: Class constructor DOMException cannot be invoked without 'new'"},
		{"thrown by the platform", `const e = new Event("x"); const t = new EventTarget(); t.addEventListener("x", () => { try { t.dispatchEvent(e) } catch (x) { e.caught = [x.name, x.code, x instanceof DOMException] } }); t.dispatchEvent(e); return e.caught`, `["InvalidStateError",11,true]`},
	})
}
