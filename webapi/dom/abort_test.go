package dom_test

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/dom"
	"runner/webapi/js"
)

func TestAbort(t *testing.T) {
	runCases(t, []scriptCase{
		{"controller", `const c = new AbortController(); let n = 0; c.signal.addEventListener("abort", (e) => { n++; if (!e.isTrusted || e.bubbles) n = 99 }); c.signal.onabort = () => n += 10; const before = c.signal.aborted; c.abort(); c.abort(); return [before, c.signal.aborted, n, c.signal === c.signal]`, "[false,true,11,true]"},
		{"default reason", `const c = new AbortController(); c.abort(); const r = c.signal.reason; return [r.name, r.code, r instanceof DOMException, r.message]`, `["AbortError",20,true,"This operation was aborted"]`},
		{"given reason", `const c = new AbortController(); c.abort(null); return [c.signal.reason, AbortSignal.abort("r").reason]`, `[null,"r"]`},
		{"no reason yet", `return typeof new AbortController().signal.reason`, "undefined"},
		{"throwIfAborted", `const s = AbortSignal.abort(new RangeError("r")); new AbortController().signal.throwIfAborted(); s.throwIfAborted()`, "RangeError: r"},
		{"constructor", `new AbortSignal()`, "TypeError: Illegal constructor"},
		{"timeout", `const s = AbortSignal.timeout(5); const e = await new Promise(r => s.onabort = r); return [s.aborted, s.reason.name, e.type, s.reason.code]`, `[true,"TimeoutError","abort",23]`},
		{"timeout range", `AbortSignal.timeout(-1)`, "TypeError: Value -1 is outside the range [0, 9.007199254740991e+15]"},
		{"any of none", `return AbortSignal.any([]).aborted`, "false"},
		{"any", `const a = new AbortController(), b = new AbortController(); const s = AbortSignal.any([a.signal, b.signal]); let n = 0; s.onabort = () => n++; b.abort("b"); a.abort("a"); return [s.aborted, s.reason, n]`, `[true,"b",1]`},
		{"any, already aborted", `return AbortSignal.any([new AbortController().signal, AbortSignal.abort(1), AbortSignal.abort(2)]).reason`, "1"},
		{"any of any", `const c = new AbortController(); const s = AbortSignal.any([AbortSignal.any([c.signal]), c.signal]); let n = 0; s.onabort = () => n++; c.abort(7); return [s.reason, n]`, "[7,1]"},
		{"any: reasons before events", `const c = new AbortController(); const s = AbortSignal.any([c.signal]); let seen; c.signal.onabort = () => seen = s.aborted; c.abort(); return seen`, "true"},
		{"any: order of events", `const c = new AbortController(), out = []; const a = AbortSignal.any([c.signal]), b = AbortSignal.any([a]); b.onabort = () => out.push("b"); a.onabort = () => out.push("a"); c.signal.onabort = () => out.push("c"); c.abort(); return out`, `["c","a","b"]`},
		{"any of something else", `AbortSignal.any([1])`, "TypeError: Failed to execute 'any' on 'AbortSignal': a value is not of type AbortSignal."},
		{"any without a sequence", `AbortSignal.any(null)`, "TypeError: The signals of AbortSignal.any is not iterable"},
		{"onabort", `const s = new AbortController().signal; const f = () => {}; s.onabort = f; const a = s.onabort === f; s.onabort = 3; return [a, s.onabort, "onabort" in AbortSignal.prototype]`, "[true,null,true]"},
		{"onabort keeps its place", `const c = new AbortController(), s = c.signal, out = []; s.onabort = () => out.push("x"); s.addEventListener("abort", () => out.push("l")); s.onabort = () => out.push("h"); c.abort(); return out`, `["h","l"]`},
		{"tag", `return [String(new AbortController().signal), String(new AbortController())]`, `["[object AbortSignal]","[object AbortController]"]`},
		{"reentrant abort", `const c = new AbortController(); let n = 0; c.signal.onabort = () => { n++; c.abort(2) }; c.abort(1); return [n, c.signal.reason]`, "[1,1]"},
	})
}

func TestAbortSignalFromGo(t *testing.T) {
	var signal *dom.AbortSignal
	m := vmtest.New(t, func(rt *js.Runtime) {
		signal = dom.NewAbortSignal(rt)
		_ = rt.Set("signal", rt.Wrap(signal))
		_ = rt.Set("abort", rt.Func(js.Function{Name: "abort", Call: func(c js.Call) goja.Value {
			signal.Abort(c.Runtime, nil)
			return goja.Undefined()
		}}))
	})
	order := ""
	_ = m.Do(func() {
		remove := signal.OnAbort(func() { order += "removed" })
		signal.OnAbort(func() { order += "algorithm " })
		remove()
		remove()
	})
	if got := m.Eval(`let seen; signal.onabort = () => seen = true; abort(); return [seen, signal.reason.name]`); got != `[true,"AbortError"]` {
		t.Error(got)
	}
	if order != "algorithm " {
		t.Errorf("algorithms ran: %q", order)
	}
}

// A signal that lives long does not keep the signals that were made of it.
func TestDependentSignalsAreCollected(t *testing.T) {
	m := vmtest.New(t, nil)
	_ = m.Do(func() {
		source := dom.NewAbortSignal(m.Runtime)
		var collected atomic.Int32
		for range 1000 {
			s := dom.AnyAbortSignal(m.Runtime, source)
			s.OnAbort(func() {})() // waits, and no longer
			runtime.AddCleanup(s, func(c *atomic.Int32) { c.Add(1) }, &collected)
		}
		kept := 0
		dom.AnyAbortSignal(m.Runtime, source).OnAbort(func() { kept++ })
		for i := 0; i < 100 && collected.Load() == 0; i++ {
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
		if collected.Load() == 0 {
			t.Error("no signal was collected while its source lives")
		}
		source.Abort(m.Runtime, nil)
		if kept != 1 {
			t.Error("a signal that somebody waits for was not aborted")
		}
	})
}

func BenchmarkNewAbortSignal(b *testing.B) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		var last *dom.AbortSignal
		for b.Loop() {
			last = dom.NewAbortSignal(m.Runtime)
		}
		runtime.KeepAlive(&last)
	})
}

func BenchmarkDispatch(b *testing.B) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		v, err := m.RunString(`const t = new EventTarget(); t.addEventListener("x", () => {}); () => t.dispatchEvent(new Event("x"))`)
		if err != nil {
			b.Fatal(err)
		}
		f, _ := goja.AssertFunction(v)
		for b.Loop() {
			if _, err := f(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
