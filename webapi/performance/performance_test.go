package performance_test

import (
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

func TestPerformance(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"now", `const a = performance.now(), b = performance.now(); return [typeof a, a > 0, b >= a, Math.abs(performance.timeOrigin + b - Date.now()) < 1000]`, `["number",true,true,true]`},
		{"toJSON", `return Object.keys(performance.toJSON())`, `["timeOrigin"]`},
		{"is an event target", `let n = 0; performance.addEventListener("x", () => n++, {once: true}); performance.dispatchEvent(new Event("x")); return [n, performance instanceof EventTarget, String(performance)]`, `[1,true,"[object Performance]"]`},
		{"mark", `const m = performance.mark("a", {startTime: 5, detail: {x: 1}}); return [m.name, m.entryType, m.startTime, m.duration, m.detail, m instanceof PerformanceMark, m instanceof PerformanceEntry, performance.getEntriesByName("a")[0] === m]`, `["a","mark",5,0,{"x":1},true,true,true]`},
		{"mark is cloned", `const detail = {x: 1}; const m = performance.mark("b", {detail}); detail.x = 2; return [m.detail.x, m.detail === m.detail]`, `[1,true]`},
		{"mark with a negative time", `performance.mark("a", {startTime: -1})`, "TypeError: A time stamp must not be negative: -1"},
		{"mark with NaN", `performance.mark("a", {startTime: NaN})`, "TypeError: A time stamp must be a finite number"},
		{"mark with a bad detail", `performance.mark("a", {detail: () => {}})`, "DataCloneError: () => {} could not be cloned."},
		{"measure", `performance.clearMarks(); performance.mark("s", {startTime: 10}); performance.mark("e", {startTime: 25}); const m = performance.measure("m", "s", "e"); return [m.startTime, m.duration, m.entryType, m.detail]`, `[10,15,"measure",null]`},
		{"measure with options", `const f = (o) => { const m = performance.measure("m", o); return [m.startTime, m.duration] }; return [f({start: 1, end: 3}), f({start: 1, duration: 5}), f({duration: 2, end: 7}), f({end: 4}), performance.measure("m", {start: 0, detail: 9}).detail]`, "[[1,2],[1,5],[5,2],[0,4],9]"},
		{"measure of a missing mark", `performance.measure("m", "none")`, "SyntaxError: The mark 'none' does not exist."},
		{"measure with too much", `performance.measure("m", {start: 1, end: 2, duration: 3})`, "TypeError: Failed to execute 'measure' on 'Performance': the options must not have start, end and duration at once."},
		{"measure with too little", `performance.measure("m", {detail: 1})`, "TypeError: Failed to execute 'measure' on 'Performance': the options need start or end."},
		{"measure with options and an end mark", `performance.measure("m", {start: 1}, "e")`, "TypeError: Failed to execute 'measure' on 'Performance': an end mark cannot be given beside measure options."},
		{"measure with empty options and an end mark", `performance.mark("e", {startTime: 3}); return performance.measure("m", {}, "e").duration`, "3"},
		{"timeline", `performance.clearMarks(); performance.clearMeasures(); performance.mark("late", {startTime: 9}); performance.mark("early", {startTime: 1}); performance.measure("both", "early", "late"); return [performance.getEntries().map(e => e.name), performance.getEntriesByType("mark").length, performance.getEntriesByName("both", "mark").length]`, `[["early","both","late"],2,0]`},
		{"clear", `performance.clearMarks("late"); const a = performance.getEntries().map(e => e.name); performance.clearMarks(); performance.clearMeasures(); return [a, performance.getEntries().length]`, `[["early","both"],0]`},
		{"entry toJSON", `const j = performance.mark("j", {startTime: 2}).toJSON(); return [j.name, j.entryType, j.startTime, j.duration]`, `["j","mark",2,0]`},
		{"observer", `const [list, self, options] = await new Promise(r => { const o = new PerformanceObserver(function (list, obs, options) { r([list, obs === this && obs === o, options]) }); o.observe({entryTypes: ["mark", "nonsense"]}); performance.mark("seen"); performance.measure("unseen"); o }); return [list.getEntries().map(e => e.name), list.getEntriesByType("measure").length, list.getEntriesByName("seen").length, self, options]`, `[["seen"],0,1,true,{"droppedEntriesCount":0}]`},
		{"buffered", `performance.clearMarks(); performance.mark("old"); const l = await new Promise(r => new PerformanceObserver(r).observe({type: "mark", buffered: true})); return l.getEntries().map(e => e.name)`, `["old"]`},
		{"takeRecords and disconnect", `const o = new PerformanceObserver(() => { throw 1 }); o.observe({type: "mark"}); performance.mark("t"); const n = o.takeRecords().length; performance.mark("u"); o.disconnect(); return [n, o.takeRecords().length]`, "[1,0]"},
		{"observe nothing", `new PerformanceObserver(() => {}).observe({})`, "TypeError: Failed to execute 'observe' on 'PerformanceObserver': entryTypes or type is needed."},
		{"observe both", `new PerformanceObserver(() => {}).observe({type: "mark", entryTypes: ["mark"]})`, "TypeError: Failed to execute 'observe' on 'PerformanceObserver': entryTypes cannot stand beside type."},
		{"change of mind", `const o = new PerformanceObserver(() => {}); o.observe({type: "mark"}); try { o.observe({entryTypes: ["mark"]}) } finally { o.disconnect() }`, "InvalidModificationError: This PerformanceObserver observes a type and cannot change to entryTypes."},
		{"supportedEntryTypes", `return [PerformanceObserver.supportedEntryTypes, PerformanceObserver.supportedEntryTypes === PerformanceObserver.supportedEntryTypes, Object.isFrozen(PerformanceObserver.supportedEntryTypes)]`, `[["mark","measure"],true,true]`},
		{"constructors", `const out = []; for (const C of [Performance, PerformanceEntry, PerformanceMeasure, PerformanceObserverEntryList]) try { new C("x") } catch (e) { out.push(e.message) } return out`, `["Illegal constructor","Illegal constructor","Illegal constructor","Illegal constructor"]`},
		{"brand of the global attribute", `const {get} = Object.getOwnPropertyDescriptor(globalThis, "performance"); const ok = get.call(undefined) === performance; try { get.call({}) } catch (e) { return [ok, get.name, e.name] }`, `[true,"get performance","TypeError"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestObserverErrorsAreReported(t *testing.T) {
	m := vmtest.New(t, nil)
	m.Eval(`new PerformanceObserver(() => { throw new Error("observer") }).observe({type: "mark"}); performance.mark("a")`)
	m.Idle()
	if !strings.Contains(m.Log(), "Uncaught Error: observer") {
		t.Errorf("not reported: %s", m.Log())
	}
}
