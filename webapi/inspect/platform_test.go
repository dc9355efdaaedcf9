package inspect_test

import (
	"testing"

	"runner/engine/vm/vmtest"
	"runner/webapi/inspect"
)

func TestPlatformObjects(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ expression, want string }{
		{`new Headers()`, `Headers {}`},
		{`new Headers({a: "1", "content-type": "x"})`, `Headers { a: '1', 'content-type': 'x' }`},
		{`new URLSearchParams("a=1&b=2")`, `URLSearchParams { 'a' => '1', 'b' => '2' }`},
		{`new EventTarget()`, `EventTarget {}`},
		{`new AbortController()`, `AbortController { signal: AbortSignal { aborted: false } }`},
		{`{deep: {deep: {deep: new AbortController()}}}`, `{ deep: { deep: { deep: [AbortController] } } }`},
		{`Object.assign(new EventTarget(), {x: 1})`, `EventTarget { x: 1 }`},
		{`new (class Mine extends EventTarget { y = 2 })()`, `Mine [EventTarget] { y: 2 }`},
		{`AbortController.prototype`, "Object [AbortController] { signal: [Getter], abort: [Function: abort] }"},
		{`Object.assign(new DOMException("m", "AbortError"), {stack: "AbortError: m\n    at f (a.js:1:2)"})`, "DOMException [AbortError]: m\n    at f (a.js:1:2)"},
	} {
		t.Run(c.expression, func(t *testing.T) {
			var got string
			_ = m.Do(func() { got = show(t, m.Runtime, c.expression) })
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestHugeArrays(t *testing.T) {
	m := vmtest.New(t, nil)
	_ = m.Do(func() {
		v, err := m.RunString(`new Array(1e6).fill("x")`)
		if err != nil {
			t.Fatal(err)
		}
		if text := inspect.Value(m.Runtime, v, inspect.Defaults()); len(text) > 2000 {
			t.Errorf("%d bytes", len(text))
		}
	})
}

func BenchmarkValue(b *testing.B) {
	m := vmtest.New(b, nil)
	_ = m.Do(func() {
		v, err := m.RunString(`({id: 1, name: "x", tags: ["a", "b", "c"], nested: {a: 1, b: [1, 2, 3]}})`)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			inspect.Value(m.Runtime, v, inspect.Defaults())
		}
	})
}
