package js_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestGlobalDescriptors(t *testing.T) {
	for script, want := range map[string]string{
		`const d = Object.getOwnPropertyDescriptor(globalThis, "Headers"); return [d.get, d.writable, d.enumerable, d.configurable, d.value === Headers]`: `[null,true,false,true,true]`,
		`return Reflect.getOwnPropertyDescriptor(globalThis, "Headers").value === Headers`:                                                                `true`,
		`return Object.getOwnPropertyDescriptors(globalThis).Headers.value === Headers`:                                                                   `true`,
		`return Object.getOwnPropertyDescriptor({ get Headers() {} }, "Headers").value`:                                                                   `undefined`,
		`return Object.getOwnPropertyDescriptor(globalThis, "nothing")`:                                                                                   `undefined`,
		`const f = Object.getOwnPropertyDescriptor; return [f.name, f.length, "prototype" in f]`:                                                          `["getOwnPropertyDescriptor",2,false]`,
		`Object.getOwnPropertyDescriptor(null, "x")`:                                                                                                      `TypeError: Cannot convert undefined or null to object`,
	} {
		if got := vmtest.New(t, nil).Eval(script); got != want {
			t.Errorf("%s: %s", script, got)
		}
	}
}
