package js_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestSlotIsHidden(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ script, want string }{
		{`return Reflect.ownKeys(new Headers()).length`, "0"},
		{`return Object.getOwnPropertySymbols(new Headers()).length`, "0"},
		{`return Reflect.ownKeys(Object.getOwnPropertyDescriptors(new Headers())).length`, "0"},
		{`const h = new Headers(); const s = Symbol("own"); h[s] = 1; h.x = 2; return Reflect.ownKeys(h).map(String)`, `["x","Symbol(own)"]`},
		{`return Reflect.ownKeys({...new Headers()}).length`, "0"},
		{`return Reflect.ownKeys({a: 1, [Symbol.iterator]: 2}).length`, "2"},
		{`return Reflect.ownKeys(new Proxy(new Headers(), {ownKeys: () => ["trap"], getOwnPropertyDescriptor: () => ({value: 1, configurable: true})})).join()`, "trap"},
		{`return [Reflect.ownKeys.name, Reflect.ownKeys.length, Object.getOwnPropertySymbols.length]`, `["ownKeys",1,1]`},
		{`Reflect.ownKeys(1)`, "TypeError: Value is not an object: 1"},
	} {
		if got := m.Eval(c.script); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.script, got, c.want)
		}
	}
}
