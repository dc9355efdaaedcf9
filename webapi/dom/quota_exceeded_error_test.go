package dom_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestQuotaExceededError(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"values", `const e = new QuotaExceededError("m", {quota: 5, requested: 7.5}); return [e.name, e.message, e.code, e.quota, e.requested, String(e), Error.isError(e), typeof e.stack]`, `["QuotaExceededError","m",22,5,7.5,"QuotaExceededError: m",true,"string"]`},
		{"defaults", `const e = new QuotaExceededError(); return [e.message, e.quota, e.requested, e instanceof DOMException, Object.getPrototypeOf(QuotaExceededError) === DOMException]`, `["",null,null,true,true]`},
		{"negative", `new QuotaExceededError("", {quota: -1})`, `RangeError: Failed to construct 'QuotaExceededError': the option "quota" is negative.`},
		{"not finite", `new QuotaExceededError("", {requested: Infinity})`, `TypeError: Failed to construct 'QuotaExceededError': the option "requested" is not a finite number.`},
		{"less than there is", `new QuotaExceededError("", {quota: 2, requested: 1})`, `RangeError: Failed to construct 'QuotaExceededError': the option "requested" is less than the option "quota".`},
		{"structuredClone", `const e = structuredClone(new QuotaExceededError("m", {quota: 1})); return [e instanceof QuotaExceededError, e.message, e.quota, e.requested]`, `[true,"m",1,null]`},
		{"brand", `Object.getOwnPropertyDescriptor(QuotaExceededError.prototype, "quota").get.call(new DOMException())`, "TypeError: Illegal invocation: QuotaExceededError.quota was called on a value that is not a QuotaExceededError"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
