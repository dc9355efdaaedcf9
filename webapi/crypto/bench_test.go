package crypto_test

import (
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
)

// BenchmarkSubtle runs each operation b.N times, one after the other.
func BenchmarkSubtle(b *testing.B) {
	for _, c := range []struct{ name, setup, call string }{
		{"randomUUID", ``, `crypto.randomUUID()`},
		{"getRandomValues 32", `const a = new Uint8Array(32)`, `crypto.getRandomValues(a)`},
		{"digest SHA-256 64", `const d = new Uint8Array(64)`, `await s.digest("SHA-256", d)`},
		{"digest SHA-256 1M", `const d = new Uint8Array(1 << 20)`, `await s.digest("SHA-256", d)`},
		{"HMAC sign", `const d = new Uint8Array(64), k = await s.generateKey({name: "HMAC", hash: "SHA-256"}, true, ["sign"])`, `await s.sign("HMAC", k, d)`},
		{"AES-GCM 1K", `const d = new Uint8Array(1024), a = {name: "AES-GCM", iv: new Uint8Array(12)}, k = await s.generateKey({name: "AES-GCM", length: 256}, true, ["encrypt"])`, `await s.encrypt(a, k, d)`},
		{"ECDSA P-256 sign", `const d = new Uint8Array(64), k = await s.generateKey({name: "ECDSA", namedCurve: "P-256"}, true, ["sign"])`, `await s.sign({name: "ECDSA", hash: "SHA-256"}, k.privateKey, d)`},
		{"Ed25519 verify", `const d = new Uint8Array(64), k = await s.generateKey("Ed25519", true, ["sign", "verify"]), g = await s.sign("Ed25519", k.privateKey, d)`, `await s.verify("Ed25519", k.publicKey, g, d)`},
		{"RSA 2048 sign", `const d = new Uint8Array(64), k = await s.generateKey({name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256"}, true, ["sign"])`, `await s.sign("RSASSA-PKCS1-v1_5", k.privateKey, d)`},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := vmtest.New(b, nil)
			m.Eval(`const s = crypto.subtle; ` + c.setup + `; globalThis.many = async n => { for (let i = 0; i < n; i++) { ` + c.call + ` } }`)
			b.ReportAllocs()
			b.ResetTimer()
			done := make(chan struct{})
			m.Do(func() {
				many, _ := goja.AssertFunction(m.Get("many"))
				p, err := many(goja.Undefined(), m.ToValue(b.N))
				if err != nil {
					b.Error(err)
				}
				m.Then(p, func(goja.Value) { close(done) }, func(v goja.Value) { b.Error(v); close(done) })
			})
			<-done
		})
	}
}
