package html_test

import (
	"strings"
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

func TestTimers(t *testing.T) {
	runCases(t, []scriptCase{
		{"arguments and this", `return await new Promise(r => { const t = setTimeout(function (a, b) { r([a, b, this === t]) }, 1, "a", 2) })`, `["a",2,true]`},
		{"order by deadline", `const out = []; setTimeout(() => out.push(3), 12); setTimeout(() => out.push(1), 2); setTimeout(() => out.push(2), 2); await new Promise(r => setTimeout(r, 20)); return out`, "[1,2,3]"},
		{"microtasks between timers", `const out = []; setTimeout(() => { out.push(1); queueMicrotask(() => out.push("m")) }, 1); setTimeout(() => out.push(2), 1); await new Promise(r => setTimeout(r, 5)); return out`, `[1,"m",2]`},
		{"clear", `let n = 0; clearTimeout(setTimeout(() => n++, 1)); clearInterval(setTimeout(() => n++, 1)); const id = +setTimeout(() => n++, 1); clearTimeout(id); clearTimeout(String(+setTimeout(() => n++, 1))); clearTimeout(); clearTimeout(null); clearTimeout({}); clearTimeout(-1); clearTimeout("x"); await new Promise(r => setTimeout(r, 5)); return n`, "0"},
		{"interval", `let n = 0; await new Promise(r => { const i = setInterval(() => { if (++n === 3) { clearInterval(i); r() } }, 1) }); await new Promise(r => setTimeout(r, 5)); return n`, "3"},
		{"interval cleared by this", `let n = 0; await new Promise(r => setInterval(function () { n++; clearInterval(this); r() }, 1)); await new Promise(r => setTimeout(r, 5)); return n`, "1"},
		{"the object", `const t = setTimeout(() => {}, 1000); const out = [t.hasRef(), t.unref() === t, t.hasRef(), t.ref().hasRef(), typeof t[Symbol.toPrimitive](), t.constructor.name]; t.close(); return out`, `[true,true,false,true,"number","Timeout"]`},
		{"refresh", `let n = 0; const t = setTimeout(() => n++, 1); await new Promise(r => setTimeout(r, 5)); t.refresh(); await new Promise(r => setTimeout(r, 5)); clearTimeout(t); t.refresh(); await new Promise(r => setTimeout(r, 5)); return n`, "2"},
		{"string code", `setTimeout("alert(1)")`, "TypeError: Failed to execute 'setTimeout': code in a string is not supported; pass a function."},
		{"no function", `setInterval({}, 1)`, "TypeError: Failed to execute 'setInterval': parameter 1 is not a function."},
		{"missing", `setTimeout()`, "TypeError: Failed to execute 'setTimeout': 1 argument required, but only 0 present."},
		{"odd delays", `let n = 0; for (const d of [-1, NaN, 2**32, 2**31, "1", null, undefined]) setTimeout(() => n++, d); await new Promise(r => setTimeout(r, 10)); return n`, "7"},
		{"constructor", `new (setTimeout(() => {}).constructor)()`, "TypeError: Illegal constructor"},
		{"immediate", `const out = []; setImmediate((a) => out.push(a), "i"); clearImmediate(setImmediate(() => out.push("no"))); queueMicrotask(() => out.push("m")); await new Promise(r => setTimeout(r, 3)); return out`, `["m","i"]`},
		{"using", `let n = 0; const t = setTimeout(() => n++, 1); t[Symbol.dispose](); await new Promise(r => setTimeout(r, 4)); return n`, "0"},
		{"queueMicrotask wants a function", `queueMicrotask({handleEvent() {}})`, "TypeError: Failed to execute 'queueMicrotask': parameter 1 is not a function."},
		{"queueMicrotask in order", `const out = []; Promise.resolve().then(() => out.push(1)); queueMicrotask(function () { out.push(arguments.length + 2) }, 5); Promise.resolve().then(() => out.push(3)); await new Promise(r => setTimeout(r, 1)); return out`, "[1,2,3]"},
	})
}

func TestErrorsAreReported(t *testing.T) {
	m := vmtest.New(t, nil)
	got := m.Eval(`let n = 0;
		setTimeout(() => { throw new Error("timer") }, 1);
		setImmediate(() => { throw new Error("immediate") });
		queueMicrotask(() => { throw new Error("microtask") });
		reportError(new Error("reported"));
		await new Promise(r => { const i = setInterval(() => { if (++n === 2) { clearInterval(i); r() } throw new Error("interval" + n) }, 2) });
		return n`)
	if got != "2" {
		t.Errorf("got %s", got)
	}
	m.Idle()
	for _, want := range []string{"timer", "immediate", "microtask", "reported", "interval1", "interval2"} {
		if !strings.Contains(m.Log(), "Uncaught Error: "+want) {
			t.Errorf("%s was not reported:\n%s", want, m.Log())
		}
	}
}

func TestUnrefAndIdle(t *testing.T) {
	m := vmtest.New(t, nil)
	m.Eval(`setTimeout(() => {}, 1e9).unref(); AbortSignal.timeout(1e9)`)
	m.Idle()
}
