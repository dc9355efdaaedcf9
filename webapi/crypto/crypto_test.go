package crypto_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

// prelude gives the scripts below shorter names.
const prelude = `
const s = crypto.subtle, b = t => new TextEncoder().encode(t), t = x => new TextDecoder().decode(x);
const hex = x => [...new Uint8Array(x)].map(v => v.toString(16).padStart(2, "0")).join("");
const un = h => new Uint8Array(h.match(/../g) ?? []).map((_, i) => parseInt(h.substr(2 * i, 2), 16));
const fails = p => p.then(() => "no error", e => e.name);
`

type script struct{ name, script, want string }

func run(t *testing.T, scripts []script) {
	t.Helper()
	m := vmtest.New(t, nil)
	for _, c := range scripts {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(prelude + c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if log := m.Log(); log != "" {
		t.Errorf("logged: %s", log)
	}
}

func TestCrypto(t *testing.T) {
	run(t, []script{
		{"getRandomValues", `const a = new Uint32Array(64); return [crypto.getRandomValues(a) === a, new Set(a).size > 60]`, "[true,true]"},
		{"getRandomValues, a part", `const a = new Uint8Array(64); crypto.getRandomValues(a.subarray(32)); return [a.subarray(0, 32).every(x => !x), a.subarray(32).some(x => x)]`, "[true,true]"},
		{"getRandomValues, too long", `crypto.getRandomValues(new Uint8Array(65537))`, "QuotaExceededError: The requested length exceeds 65536 bytes"},
		{"getRandomValues, the error", `try { crypto.getRandomValues(new Uint8Array(65537)) } catch (e) { const c = structuredClone(e); return [e instanceof QuotaExceededError, e instanceof DOMException, e.code, e.quota, c.constructor.name] }`, `[true,true,22,null,"QuotaExceededError"]`},
		{"getRandomValues, floats", `crypto.getRandomValues(new Float32Array(1))`, "TypeMismatchError: The data argument must be an integer-type TypedArray, not a Float32Array"},
		{"getRandomValues, no view", `crypto.getRandomValues([])`, "TypeError: Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'."},
		{"randomUUID", `return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()) && crypto.randomUUID() !== crypto.randomUUID()`, "true"},
		{"same objects", `return [crypto === crypto, crypto.subtle === crypto.subtle, String(crypto), String(crypto.subtle)]`, `[true,true,"[object Crypto]","[object SubtleCrypto]"]`},
		{"not constructible", `new CryptoKey()`, "TypeError: Illegal constructor"},
		{"brand", `return fails(SubtleCrypto.prototype.digest.call({}, "SHA-1", b("")))`, "TypeError"},
	})
}

func TestDigest(t *testing.T) {
	run(t, []script{
		{"SHA-1", `return hex(await s.digest("sha-1", b("abc")))`, "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"SHA-256", `return hex(await s.digest({name: "SHA-256"}, b("abc").buffer))`, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"SHA-384", `return hex(await s.digest("SHA-384", b("abc"))).slice(0, 16)`, "cb00753f45a35e8b"},
		{"SHA-512", `return hex(await s.digest("SHA-512", b("abc"))).slice(0, 16)`, "ddaf35a193617aba"},
		{"SHA3-256", `return hex(await s.digest("SHA3-256", b("abc"))).slice(0, 16)`, "3a985da74fe225b2"},
		{"SHA3-384", `return hex(await s.digest("SHA3-384", b("abc"))).slice(0, 16)`, "ec01498288516fc9"},
		{"SHA3-512", `return hex(await s.digest("SHA3-512", b("abc"))).slice(0, 16)`, "b751850b1a57168a"},
		{"large, off the loop, copied", `const d = new Uint8Array(1 << 20); const p = s.digest("SHA-256", d); d[0] = 1; return hex(await p).slice(0, 16)`, "30e14955ebf13522"},
		{"unknown", `return fails(s.digest("MD5", b("")))`, "NotSupportedError"},
		{"Kelvin", `return fails(s.importKey("raw", b("a"), "H\u212ADF", false, ["deriveBits"]))`, "NotSupportedError"},
		{"no name", `return fails(s.digest({}, b("")))`, "TypeError"},
		{"no data", `return fails(s.digest("SHA-1"))`, "TypeError"},
		{"a string is no data", `return fails(s.digest("SHA-1", "abc"))`, "TypeError"},
	})
}

func TestAES(t *testing.T) {
	const key = `const key = (name, h) => s.importKey("raw", un(h), name, true, ["encrypt", "decrypt"]);`
	run(t, []script{
		// NIST SP 800-38A, F.2.1 and F.5.1, first blocks; the last block is padding.
		{"CBC", key + `const k = await key("AES-CBC", "2b7e151628aed2a6abf7158809cf4f3c"); const a = {name: "AES-CBC", iv: un("000102030405060708090a0b0c0d0e0f")}; const c = await s.encrypt(a, k, un("6bc1bee22e409f96e93d7e117393172a")); return [hex(c).slice(0, 32), hex(await s.decrypt(a, k, c))]`, `["7649abac8119b246cee98e9b12e9197d","6bc1bee22e409f96e93d7e117393172a"]`},
		{"CBC, bad padding", key + `const k = await key("AES-CBC", "2b7e151628aed2a6abf7158809cf4f3c"); const a = {name: "AES-CBC", iv: new Uint8Array(16)}; return [await fails(s.decrypt(a, k, new Uint8Array(16))), await fails(s.decrypt(a, k, new Uint8Array(15))), await fails(s.decrypt(a, k, new Uint8Array(0))), await fails(s.encrypt({...a, iv: new Uint8Array(15)}, k, b("")))]`, `["OperationError","OperationError","OperationError","OperationError"]`},
		{"CTR", key + `const k = await key("AES-CTR", "2b7e151628aed2a6abf7158809cf4f3c"); return hex(await s.encrypt({name: "AES-CTR", counter: un("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), length: 64}, k, un("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")))`, "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"},
		{"CTR wraps in its bits only", key + `const k = await key("AES-CTR", "2b7e151628aed2a6abf7158809cf4f3c"); const e = (counter, length, n) => s.encrypt({name: "AES-CTR", counter: un(counter), length}, k, new Uint8Array(n)); const w = hex(await e("000000000000000000000000000000ff", 8, 32)); return [w.slice(0, 32) === hex(await e("000000000000000000000000000000ff", 128, 16)), w.slice(32) === hex(await e("00000000000000000000000000000000", 128, 16)), await fails(e("00000000000000000000000000000000", 1, 33)), await fails(e("00000000000000000000000000000000", 0, 1))]`, `[true,true,"OperationError","OperationError"]`},
		// The GCM specification, test case 4, whose tag is cut in the second.
		{"GCM", key + `const k = await key("AES-GCM", "feffe9928665731c6d6a8f9467308308"); const a = {name: "AES-GCM", iv: un("cafebabefacedbaddecaf888"), additionalData: un("feedfacedeadbeeffeedfacedeadbeefabaddad2")}; const p = un("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"); const out = []; for (const tagLength of [undefined, 32, 64, 96]) { const c = await s.encrypt({...a, tagLength}, k, p); out.push(hex(c).slice(120), hex(await s.decrypt({...a, tagLength}, k, c)) === hex(p)) } return out`, `["5bc94fbc3221a5db94fae95ae7121a47",true,"5bc94fbc",true,"5bc94fbc3221a5db",true,"5bc94fbc3221a5db94fae95a",true]`},
		{"GCM, changed", key + `const k = await key("AES-GCM", "feffe9928665731c6d6a8f9467308308"); const out = []; for (const tagLength of [32, 128]) for (const iv of [12, 1, 32]) { const a = {name: "AES-GCM", iv: new Uint8Array(iv), tagLength}; const c = new Uint8Array(await s.encrypt(a, k, b("secret"))); c[0] ^= 1; out.push(await fails(s.decrypt(a, k, c))) } out.push(await fails(s.encrypt({name: "AES-GCM", iv: new Uint8Array(12), tagLength: 33}, k, b(""))), await fails(s.encrypt({name: "AES-GCM", iv: new Uint8Array(0)}, k, b("")))); return [...new Set(out)]`, `["OperationError"]`},
		// RFC 3394, 4.1 and 4.6.
		{"KW", `const w = await s.importKey("raw", un("000102030405060708090a0b0c0d0e0f"), "AES-KW", false, ["wrapKey", "unwrapKey"]); const k = await s.importKey("raw", un("00112233445566778899aabbccddeeff"), "AES-CBC", true, ["encrypt"]); const c = await s.wrapKey("raw", k, w, "AES-KW"); const u = await s.unwrapKey("raw", c, w, "AES-KW", "AES-CBC", true, ["encrypt"]); const bad = new Uint8Array(c.slice(0)); bad[3] ^= 1; return [hex(c), hex(await s.exportKey("raw", u)), await fails(s.unwrapKey("raw", bad, w, "AES-KW", "AES-CBC", true, ["encrypt"]))]`, `["1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5","00112233445566778899aabbccddeeff","OperationError"]`},
		{"KW, JWK", `const w = await s.generateKey({name: "AES-KW", length: 256}, false, ["wrapKey", "unwrapKey"]); const k = await s.generateKey({name: "HMAC", hash: "SHA-256"}, true, ["sign"]); const c = await s.wrapKey("jwk", k, w, "AES-KW"); const u = await s.unwrapKey("jwk", c, w, "AES-KW", {name: "HMAC", hash: "SHA-256"}, true, ["sign"]); return hex(await s.exportKey("raw", u)) === hex(await s.exportKey("raw", k))`, "true"},
		{"keys", `const k = await s.generateKey({name: "aes-gcm", length: 192}, true, ["decrypt", "encrypt", "encrypt"]); const j = await s.exportKey("jwk", k); return [k.type, k.extractable, k.algorithm, k.usages, k.algorithm === k.algorithm, k.usages === k.usages, j.kty, j.alg, j.ext, j.key_ops, j.k.length, String(k)]`, `["secret",true,{"name":"AES-GCM","length":192},["encrypt","decrypt"],true,true,"oct","A192GCM",true,["encrypt","decrypt"],32,"[object CryptoKey]"]`},
		{"errors of keys", key + `const g = (...a) => fails(s.generateKey(...a)), i = (...a) => fails(s.importKey(...a)); return [await g({name: "AES-CBC", length: 100}, true, ["encrypt"]), await g({name: "AES-CBC", length: 128}, true, []), await g({name: "AES-CBC", length: 128}, true, ["sign"]), await g({name: "AES-CBC", length: 128}, true, ["x"]), await g({name: "AES-CBC", length: 70000}, true, ["encrypt"]), await i("raw", b("x"), "AES-CBC", true, ["encrypt"]), await i("spki", b("x"), "AES-CBC", true, ["encrypt"]), await i("jwk", b("x"), "AES-CBC", true, ["encrypt"]), await i("x", b("x"), "AES-CBC", true, ["encrypt"]), await i("jwk", {kty: "oct", k: "AAAAAAAAAAAAAAAAAAAAAA", alg: "A128GCM"}, "AES-CBC", true, ["encrypt"]), await i("jwk", {kty: "oct", k: "AAAAAAAAAAAAAAAAAAAAAA", ext: false}, "AES-CBC", true, ["encrypt"]), await i("jwk", {kty: "oct", k: "+AAAAAAAAAAAAAAAAAAAAA"}, "AES-CBC", true, ["encrypt"])]`, `["OperationError","SyntaxError","SyntaxError","TypeError","TypeError","DataError","NotSupportedError","TypeError","TypeError","DataError","DataError","DataError"]`},
		{"use of keys", key + `const k = await s.generateKey({name: "AES-CBC", length: 128}, false, ["encrypt"]); const iv = new Uint8Array(16); return [await fails(s.decrypt({name: "AES-CBC", iv}, k, b(""))), await fails(s.encrypt({name: "AES-GCM", iv}, k, b(""))), await fails(s.encrypt({name: "AES-CBC"}, k, b(""))), await fails(s.encrypt({name: "AES-CBC", iv: 5}, k, b(""))), await fails(s.exportKey("raw", k)), await fails(s.encrypt({name: "AES-CBC", iv}, {}, b("")))]`, `["InvalidAccessError","InvalidAccessError","TypeError","TypeError","InvalidAccessError","TypeError"]`},
		{"structuredClone", `const k = await s.generateKey({name: "AES-CBC", length: 128}, true, ["encrypt"]); const c = structuredClone({k}).k; return [c !== k, c instanceof CryptoKey, c.usages, hex(await s.exportKey("raw", c)) === hex(await s.exportKey("raw", k))]`, `[true,true,["encrypt"],true]`},
	})
}

func TestHMACAndDerivation(t *testing.T) {
	run(t, []script{
		// RFC 4231, 4.3.
		{"HMAC", `const k = await s.importKey("raw", b("Jefe"), {name: "HMAC", hash: "SHA-256"}, true, ["sign", "verify"]); const d = b("what do ya want for nothing?"); const m = await s.sign("HMAC", k, d); return [hex(m), await s.verify("HMAC", k, m, d), await s.verify("HMAC", k, m, b("x")), await s.verify("HMAC", k, new Uint8Array(3), d), k.algorithm, (await s.exportKey("jwk", k)).alg]`, `["5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",true,false,false,{"name":"HMAC","hash":{"name":"SHA-256"},"length":32},"HS256"]`},
		{"HMAC lengths", `const g = async o => (await s.generateKey({name: "HMAC", ...o}, true, ["sign"])).algorithm.length; const i = (n, length) => s.importKey("raw", new Uint8Array(n), {name: "HMAC", hash: "SHA-1", length}, true, ["sign"]).then(k => k.algorithm.length, e => e.name); return [await g({hash: "SHA-1"}), await g({hash: "SHA-512"}), await g({hash: "SHA3-256"}), await g({hash: "SHA-1", length: 9}), await i(2), await i(2, 9), await i(2, 8), await i(2, 17), await i(0), await fails(s.generateKey({name: "HMAC", hash: "SHA-1", length: 0}, true, ["sign"])), await fails(s.generateKey({name: "HMAC", hash: "SHA-1", length: 4294967295}, true, ["sign"]))]`, `[512,1024,1088,9,16,9,"DataError","DataError","DataError","OperationError","OperationError"]`},
		// RFC 5869, A.1.
		{"HKDF", `const k = await s.importKey("raw", un("0b".repeat(22)), "HKDF", false, ["deriveBits", "deriveKey"]); const a = {name: "HKDF", hash: "SHA-256", salt: un("000102030405060708090a0b0c"), info: un("f0f1f2f3f4f5f6f7f8f9")}; return [hex(await s.deriveBits(a, k, 336)), (await s.deriveBits(a, k, 0)).byteLength, await fails(s.deriveBits(a, k, null)), await fails(s.deriveBits(a, k, 7)), await fails(s.deriveBits(a, k, 8 * 255 * 32 + 8)), (await s.deriveKey(a, k, {name: "AES-GCM", length: 256}, true, ["encrypt"])).algorithm.length]`, `["3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",0,"OperationError","OperationError","OperationError",256]`},
		// RFC 6070, 2.
		{"PBKDF2", `const k = await s.importKey("raw", b("password"), "PBKDF2", false, ["deriveBits"]); const a = {name: "PBKDF2", hash: "SHA-1", salt: b("salt"), iterations: 4096}; return [hex(await s.deriveBits(a, k, 160)), await fails(s.deriveBits({...a, iterations: 0}, k, 160)), await fails(s.deriveKey(a, k, {name: "AES-GCM", length: 256}, true, ["encrypt"])), await fails(s.importKey("raw", b("x"), "PBKDF2", true, ["deriveBits"])), await fails(s.importKey("jwk", {}, "PBKDF2", false, ["deriveBits"]))]`, `["4b007901b765489abead49d926f721d065a429c1","OperationError","InvalidAccessError","SyntaxError","NotSupportedError"]`},
	})
}
