package dom_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

func TestEvent(t *testing.T) {
	runCases(t, []scriptCase{
		{"defaults", `const e = new Event("x"); return [e.type, e.bubbles, e.cancelable, e.composed, e.defaultPrevented, e.returnValue, e.cancelBubble, e.eventPhase, e.target, e.currentTarget, e.srcElement, e.isTrusted, e.composedPath().length]`, `["x",false,false,false,false,true,false,0,null,null,null,false,0]`},
		{"init", `const e = new Event("x", {bubbles: 1, cancelable: true, composed: "y"}); return [e.bubbles, e.cancelable, e.composed]`, "[true,true,true]"},
		{"missing type", `new Event()`, "TypeError: Failed to construct 'Event': 1 argument(s) required, but only 0 present."},
		{"init of the wrong type", `new Event("x", 1)`, "TypeError: The event init is not an object"},
		{"isTrusted is an own, unforgeable accessor", `const d = Object.getOwnPropertyDescriptor(new Event("a"), "isTrusted"), f = Object.getOwnPropertyDescriptor(new CustomEvent("b"), "isTrusted"); return [typeof d.get, d.configurable, d.enumerable, d.get === f.get]`, `["function",false,true,true]`},
		{"timeStamp", `const a = new Event("a").timeStamp; await null; const b = new Event("b").timeStamp; return [typeof a, a >= 0, b >= a]`, `["number",true,true]`},
		{"preventDefault", `const e = new Event("x", {cancelable: true}); e.preventDefault(); return [e.defaultPrevented, e.returnValue]`, "[true,false]"},
		{"preventDefault, not cancelable", `const e = new Event("x"); e.preventDefault(); e.returnValue = false; return e.defaultPrevented`, "false"},
		{"returnValue cannot be undone", `const e = new Event("x", {cancelable: true}); e.returnValue = false; e.returnValue = true; return e.defaultPrevented`, "true"},
		{"cancelBubble", `const e = new Event("x"); e.cancelBubble = false; const a = e.cancelBubble; e.cancelBubble = true; e.cancelBubble = false; return [a, e.cancelBubble]`, "[false,true]"},
		{"initEvent", `const e = new Event("x", {cancelable: true}); e.preventDefault(); e.initEvent("y", true); return [e.type, e.bubbles, e.cancelable, e.defaultPrevented]`, `["y",true,false,false]`},
		{"initEvent while dispatching", `const t = new EventTarget(), e = new Event("x"); t.onx = 1; t.addEventListener("x", (e) => e.initEvent("y")); t.dispatchEvent(e); return e.type`, "x"},
		{"constants", `return [Event.AT_TARGET, Event.prototype.BUBBLING_PHASE]`, "[2,3]"},
		{"custom event", `const e = new CustomEvent("x", {detail: {a: 1}}); return [e.detail, new CustomEvent("y").detail, e instanceof Event]`, `[{"a":1},null,true]`},
		{"initCustomEvent", `const e = new CustomEvent("x", {detail: 1}); e.initCustomEvent("y", true, true, 2); return [e.type, e.bubbles, e.detail]`, `["y",true,2]`},
		{"subclass", `class E extends Event { constructor() { super("mine"); this.a = 1 } } const e = new E(); return [e.type, e.a, e instanceof E]`, `["mine",1,true]`},
		{"error event", `const e = new ErrorEvent("error", {message: "m", filename: "f", lineno: 3, colno: 4, error: 5}); return [e.message, e.filename, e.lineno, e.colno, e.error, typeof new ErrorEvent("x").error]`, `["m","f",3,4,5,"undefined"]`},
		{"promise rejection event", `const p = Promise.resolve(); const e = new PromiseRejectionEvent("x", {promise: p, reason: 1}); return [e.promise === p, e.reason]`, "[true,1]"},
		{"promise rejection event without promise", `new PromiseRejectionEvent("x", {})`, "TypeError: Failed to construct 'PromiseRejectionEvent': member promise is required and must be an object."},
		{"message event", `const e = new MessageEvent("m", {data: [1], origin: "o", lastEventId: "7"}); return [e.data, e.origin, e.lastEventId, e.source, e.ports, e.ports === e.ports, Object.isFrozen(e.ports)]`, `[[1],"o","7",null,[],true,true]`},
		{"message event with a bad port", `new MessageEvent("m", {ports: [{}]})`, "TypeError: A port of a MessageEvent is not of type MessagePort."},
		{"close event", `const e = new CloseEvent("close", {wasClean: true, code: 1000, reason: "r"}); return [e.wasClean, e.code, e.reason]`, `[true,1000,"r"]`},
	})
}

func TestEventTarget(t *testing.T) {
	runCases(t, []scriptCase{
		{"order", `const t = new EventTarget(), out = []; t.addEventListener("x", () => out.push(1)); t.addEventListener("x", () => out.push(2), true); t.addEventListener("x", () => out.push(3)); t.dispatchEvent(new Event("x")); return out`, "[2,1,3]"},
		{"during dispatch", `const t = new EventTarget(); let out; t.addEventListener("x", function (e) { out = [this === t, e.target === t, e.currentTarget === t, e.eventPhase, e.composedPath()[0] === t, e.isTrusted] }); const e = new Event("x"); t.dispatchEvent(e); return [...out, e.currentTarget, e.eventPhase, e.target === t, e.composedPath().length]`, "[true,true,true,2,true,false,null,0,true,0]"},
		{"same listener once", `const t = new EventTarget(); let n = 0; const f = () => n++; t.addEventListener("x", f); t.addEventListener("x", f); t.addEventListener("x", f, {capture: true}); t.dispatchEvent(new Event("x")); return n`, "2"},
		{"remove", `const t = new EventTarget(); let n = 0; const f = () => n++; t.addEventListener("x", f, true); t.removeEventListener("x", f); t.dispatchEvent(new Event("x")); t.removeEventListener("x", f, {capture: true}); t.dispatchEvent(new Event("x")); return n`, "1"},
		{"once", `const t = new EventTarget(); let n = 0; t.addEventListener("x", () => { n++; t.dispatchEvent(new Event("x")) }, {once: true}); t.dispatchEvent(new Event("x")); return n`, "1"},
		{"passive", `const t = new EventTarget(); const e = new Event("x", {cancelable: true}); t.addEventListener("x", (e) => e.preventDefault(), {passive: true}); return [t.dispatchEvent(e), e.defaultPrevented]`, "[true,false]"},
		{"canceled", `const t = new EventTarget(); t.addEventListener("x", (e) => e.preventDefault()); return t.dispatchEvent(new Event("x", {cancelable: true}))`, "false"},
		{"removed during dispatch", `const t = new EventTarget(), out = []; const b = () => out.push("b"); t.addEventListener("x", () => { out.push("a"); t.removeEventListener("x", b) }); t.addEventListener("x", b); t.addEventListener("x", () => out.push("c")); t.dispatchEvent(new Event("x")); return out`, `["a","c"]`},
		{"added during dispatch", `const t = new EventTarget(), out = []; t.addEventListener("x", () => { out.push("a"); t.addEventListener("x", () => out.push("b")) }); t.dispatchEvent(new Event("x")); return out`, `["a"]`},
		{"stopImmediatePropagation", `const t = new EventTarget(), out = []; t.addEventListener("x", (e) => { out.push(1); e.stopImmediatePropagation() }); t.addEventListener("x", () => out.push(2)); const e = new Event("x"); t.dispatchEvent(e); return [out, e.cancelBubble]`, "[[1],false]"},
		{"stopPropagation in the capturing half", `const t = new EventTarget(), out = []; t.addEventListener("x", (e) => { out.push(1); e.stopPropagation() }, true); t.addEventListener("x", () => out.push(2)); t.dispatchEvent(new Event("x")); return out`, "[1]"},
		{"handleEvent", `const t = new EventTarget(); let out; const o = {handleEvent(e) { out = [this === o, e.type] }}; t.addEventListener("x", o); t.dispatchEvent(new Event("x")); return out`, `[true,"x"]`},
		{"null callback", `const t = new EventTarget(); t.addEventListener("x", null); t.removeEventListener("x", null); return t.dispatchEvent(new Event("x"))`, "true"},
		{"callback of the wrong type", `new EventTarget().addEventListener("x", "f")`, "TypeError: Failed to execute 'addEventListener' on 'EventTarget': parameter 2 is not of type 'EventListener'."},
		{"missing arguments", `new EventTarget().addEventListener("x")`, "TypeError: Failed to execute 'addEventListener' on 'EventTarget': 2 arguments required, but only 1 present."},
		{"dispatch of something else", `new EventTarget().dispatchEvent({})`, "TypeError: Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'."},
		{"signal", `const t = new EventTarget(), c = new AbortController(); let n = 0; t.addEventListener("x", () => n++, {signal: c.signal}); t.dispatchEvent(new Event("x")); c.abort(); t.dispatchEvent(new Event("x")); return n`, "1"},
		{"aborted signal", `const t = new EventTarget(); let n = 0; t.addEventListener("x", () => n++, {signal: AbortSignal.abort()}); t.dispatchEvent(new Event("x")); return n`, "0"},
		{"signal null", `new EventTarget().addEventListener("x", () => {}, {signal: null})`, "TypeError: Failed to execute 'addEventListener' on 'EventTarget': member signal is not of type AbortSignal."},
		{"subclass", `class T extends EventTarget { #n = 1; fire() { let m; this.addEventListener("x", () => m = this.#n); this.dispatchEvent(new Event("x")); return m } } return new T().fire()`, "1"},
		{"redispatch", `const t = new EventTarget(), e = new Event("x"); let n = 0; t.addEventListener("x", () => n++); t.dispatchEvent(e); t.dispatchEvent(e); return n`, "2"},
		{"abort in the middle removes the rest", `const t = new EventTarget(), c = new AbortController(), out = []; t.addEventListener("x", () => { out.push(1); c.abort() }); t.addEventListener("x", () => out.push(2), {signal: c.signal}); t.dispatchEvent(new Event("x")); return out`, "[1]"},
	})
}

func TestListenerErrorsAreReported(t *testing.T) {
	m := vmtest.New(t, nil)
	got := m.Eval(`const t = new EventTarget(); let n = 0;
		t.addEventListener("x", () => { throw new RangeError("first") });
		t.addEventListener("x", {});
		t.addEventListener("x", () => n++);
		return [t.dispatchEvent(new Event("x")), n]`)
	if got != "[true,1]" {
		t.Errorf("got %s", got)
	}
	log := m.Log()
	for _, want := range []string{"Uncaught RangeError: first", "Uncaught TypeError: The event listener's handleEvent is not a function"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}
