package crypto

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// SubtleCrypto is the state of crypto.subtle (Web Crypto, 14). It has none.
type SubtleCrypto struct{ js.Base }

// SubtleCryptoClass is the SubtleCrypto interface. What each method does before
// it returns its promise (converting arguments, normalizing algorithms, copying
// data) is on the loop; the rest touches no JavaScript.
var SubtleCryptoClass = js.Define(js.Class[*SubtleCrypto]{
	Name: "SubtleCrypto",
	Methods: []js.Method[*SubtleCrypto]{
		{Name: "encrypt", Length: 3, Async: true, Call: crypt(opEncrypt, canEncrypt)},
		{Name: "decrypt", Length: 3, Async: true, Call: crypt(opDecrypt, canDecrypt)},
		{Name: "sign", Length: 3, Async: true, Call: subtleSign},
		{Name: "verify", Length: 4, Async: true, Call: subtleVerify},
		{Name: "digest", Length: 2, Async: true, Call: subtleDigest},
		{Name: "generateKey", Length: 3, Async: true, Call: subtleGenerateKey},
		{Name: "deriveKey", Length: 5, Async: true, Call: subtleDeriveKey},
		{Name: "deriveBits", Length: 2, Async: true, Call: subtleDeriveBits},
		{Name: "importKey", Length: 5, Async: true, Call: subtleImportKey},
		{Name: "exportKey", Length: 2, Async: true, Call: subtleExportKey},
		{Name: "wrapKey", Length: 4, Async: true, Call: subtleWrapKey},
		{Name: "unwrapKey", Length: 7, Async: true, Call: subtleUnwrapKey},
	},
})

// Class implements [js.Native].
func (*SubtleCrypto) Class() js.Definer { return SubtleCryptoClass }

// result is what an operation makes: bytes, bool, a key, a pair or a JWK.
type result func(rt *js.Runtime) goja.Value

func bytesResult(b []byte) result {
	return func(rt *js.Runtime) goja.Value { return rt.ArrayBuffer(b) }
}

func boolResult(ok bool) result {
	return func(rt *js.Runtime) goja.Value { return rt.ToValue(ok) }
}

func keyResult(k *CryptoKey) result {
	return func(rt *js.Runtime) goja.Value { return rt.Wrap(k) }
}

// inlineSize is how much data an operation may have to be done at once, on the
// loop: a goroutine and a task cost more than that.
const inlineSize = 64 << 10

// start runs work, on the loop or off it, and returns the promise for its
// result.
func start(rt *js.Runtime, slow bool, work func() (result, error)) goja.Value {
	if !slow {
		r, err := work()
		if err != nil {
			return rt.Rejected(exception(rt, err))
		}
		return rt.Resolved(r(rt))
	}
	p := rt.Promise()
	rt.Loop.Go(func() func() {
		r, err := guard(work)
		return func() {
			if err != nil {
				p.Reject(exception(rt, err))
			} else {
				p.Resolve(r(rt))
			}
		}
	})
	return p.Value
}

// guard turns a panic, which off the loop would end the process, into an error.
func guard(work func() (result, error)) (r result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = operationError("internal error: %v", p)
		}
	}()
	return work()
}

func (a *algorithm) isSlow(op operation, n *normalized, k *CryptoKey, size int) bool {
	return size > inlineSize || a.slow != nil && a.slow(op, n, k)
}

// keyArgument converts an argument to a CryptoKey.
func keyArgument(c js.Call, i int) *CryptoKey {
	k, ok := js.State[*CryptoKey](c.Arg(i))
	if !ok {
		c.ThrowTypeError("Argument %d is not of type 'CryptoKey'.", i+1)
	}
	return k
}

// checkBuffer converts an argument to a BufferSource; its bytes are copied
// later, when no more script can run in between.
func checkBuffer(c js.Call, i int) {
	if _, ok := c.Bytes(c.Arg(i)); !ok {
		c.ThrowTypeError("Argument %d is not an ArrayBuffer or a view on one.", i+1)
	}
}

func copyBuffer(c js.Call, i int) []byte {
	b, _ := c.Bytes(c.Arg(i))
	return append(make([]byte, 0, len(b)+16), b...) // room for padding
}

// usagesArgument converts an argument to a sequence of KeyUsages.
func usagesArgument(c js.Call, i int) (u usages) {
	c.Sequence(c.Arg(i), "The list of key usages", func(v goja.Value) {
		name := c.String(v)
		usage := usageOf(name)
		if usage == 0 {
			c.ThrowTypeError("%q is not a key usage.", name)
		}
		u |= usage
	})
	return u
}

func formatArgument(c js.Call, i int) keyFormat {
	format := keyFormat(c.String(c.Arg(i)))
	for _, f := range keyFormats {
		if f == format {
			return f
		}
	}
	c.ThrowTypeError("%q is not a key format.", format)
	return ""
}

// mayUse checks that a key is for the algorithm and allows the usage.
func (k *CryptoKey) mayUse(n *normalized, u usages) error {
	if n.name != k.algorithm.name {
		return accessError("The key is for %s, not for %s", k.algorithm.name, n.name)
	}
	if k.usages&u == 0 {
		return accessError("The key does not have the usage %q", u.names()[0])
	}
	return nil
}

// crypt is encrypt and decrypt (Web Crypto, 14.3.1 and 14.3.2).
func crypt(op operation, u usages) func(js.Call, *SubtleCrypto) goja.Value {
	return func(c js.Call, _ *SubtleCrypto) goja.Value {
		checkIdentifier(c, 0)
		k := keyArgument(c, 1)
		checkBuffer(c, 2)
		n := normalize(c, c.Arg(0), op)
		data := copyBuffer(c, 2)
		return start(c.Runtime, n.isSlow(op, n, k, len(data)), func() (result, error) {
			if err := k.mayUse(n, u); err != nil {
				return nil, err
			}
			run := n.encrypt
			if op == opDecrypt {
				run = n.decrypt
			}
			out, err := run(n, k, data)
			return bytesResult(out), err
		})
	}
}

// checkIdentifier converts an argument to an AlgorithmIdentifier as far as that
// happens before the arguments after it: what is no object becomes a string.
func checkIdentifier(c js.Call, i int) {
	if _, ok := c.Arg(i).(*goja.Symbol); ok {
		c.ThrowTypeError("Cannot convert a Symbol value to a string")
	}
}

// subtleSign is sign (Web Crypto, 14.3.3).
func subtleSign(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	k := keyArgument(c, 1)
	checkBuffer(c, 2)
	n := normalize(c, c.Arg(0), opSign)
	data := copyBuffer(c, 2)
	return start(c.Runtime, n.isSlow(opSign, n, k, len(data)), func() (result, error) {
		if err := k.mayUse(n, canSign); err != nil {
			return nil, err
		}
		signature, err := n.sign(n, k, data)
		return bytesResult(signature), err
	})
}

// subtleVerify is verify (Web Crypto, 14.3.4).
func subtleVerify(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	k := keyArgument(c, 1)
	checkBuffer(c, 2)
	checkBuffer(c, 3)
	n := normalize(c, c.Arg(0), opVerify)
	signature, data := copyBuffer(c, 2), copyBuffer(c, 3)
	return start(c.Runtime, n.isSlow(opVerify, n, k, len(data)), func() (result, error) {
		if err := k.mayUse(n, canVerify); err != nil {
			return nil, err
		}
		ok, err := n.verify(n, k, signature, data)
		return boolResult(ok), err
	})
}

// subtleDigest is digest (Web Crypto, 14.3.5).
func subtleDigest(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	checkBuffer(c, 1)
	n := normalize(c, c.Arg(0), opDigest)
	data, _ := c.Bytes(c.Arg(1))
	if len(data) <= inlineSize {
		return c.Resolved(c.ArrayBuffer(n.algorithm.digest.sum(data)))
	}
	data = copyBuffer(c, 1)
	return start(c.Runtime, true, func() (result, error) {
		return bytesResult(n.algorithm.digest.sum(data)), nil
	})
}

// subtleGenerateKey is generateKey (Web Crypto, 14.3.6).
func subtleGenerateKey(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	extractable := c.Arg(1).ToBoolean()
	u := usagesArgument(c, 2)
	n := normalize(c, c.Arg(0), opGenerateKey)
	return start(c.Runtime, n.isSlow(opGenerateKey, n, nil, 0), func() (result, error) {
		g, err := n.generate(n, extractable, u)
		if err != nil {
			return nil, err
		}
		if g.secret != nil {
			if err := needUsages(g.secret); err != nil {
				return nil, err
			}
			g.secret.extractable = extractable
			return keyResult(g.secret), nil
		}
		if err := needUsages(g.private); err != nil {
			return nil, err
		}
		g.public.extractable, g.private.extractable = true, extractable
		return func(rt *js.Runtime) goja.Value {
			pair := rt.NewObject()
			pair.Set("publicKey", rt.Wrap(g.public))
			pair.Set("privateKey", rt.Wrap(g.private))
			return pair
		}, nil
	})
}

// needUsages refuses a key that nothing could be done with.
func needUsages(k *CryptoKey) error {
	if k.kind != publicKey && k.usages == 0 {
		return syntaxError("A %s key needs at least one usage", k.kind)
	}
	return nil
}

// lengthArgument converts an argument to an unsigned long?.
func lengthArgument(c js.Call, i int) bitLength {
	if !c.Has(i) || goja.IsNull(c.Arg(i)) {
		return bitLength{}
	}
	return bitLength{int(c.Integer(c.Arg(i), 32, false, js.Modulo)), true}
}

// subtleDeriveBits is deriveBits (Web Crypto, 14.3.8).
func subtleDeriveBits(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	k := keyArgument(c, 1)
	length := lengthArgument(c, 2)
	n := normalize(c, c.Arg(0), opDeriveBits)
	return start(c.Runtime, n.isSlow(opDeriveBits, n, k, length.bits/8), func() (result, error) {
		if err := k.mayUse(n, canDeriveBits); err != nil {
			return nil, err
		}
		bits, err := n.deriveBits(n, k, length)
		return bytesResult(bits), err
	})
}

// subtleDeriveKey is deriveKey (Web Crypto, 14.3.7).
func subtleDeriveKey(c js.Call, _ *SubtleCrypto) goja.Value {
	checkIdentifier(c, 0)
	k := keyArgument(c, 1)
	checkIdentifier(c, 2)
	extractable := c.Arg(3).ToBoolean()
	u := usagesArgument(c, 4)
	n := normalize(c, c.Arg(0), opDeriveBits)
	derived := normalize(c, c.Arg(2), opImportKey)
	sized := normalize(c, c.Arg(2), opGetKeyLength)
	derived.extractable = extractable
	return start(c.Runtime, n.isSlow(opDeriveBits, n, k, 0), func() (result, error) {
		if err := k.mayUse(n, canDeriveKey); err != nil {
			return nil, err
		}
		length, err := sized.keyLength(sized)
		if err != nil {
			return nil, err
		}
		secret, err := n.deriveBits(n, k, length)
		if err != nil {
			return nil, err
		}
		return importKey(derived, formatRaw, keyData{bytes: secret}, u)
	})
}

// importKey is the part of importKey that every way to a key ends with.
func importKey(n *normalized, format keyFormat, data keyData, u usages) (result, error) {
	key, err := n.importKey(n, n.format(format), data, u)
	if err != nil {
		return nil, err
	}
	if err := needUsages(key); err != nil {
		return nil, err
	}
	key.extractable = n.extractable
	return keyResult(key), nil
}

// format reads "raw-secret" and "raw-public" as "raw" where that is the same.
func (a *algorithm) format(f keyFormat) keyFormat {
	pair := a == ecdsaAlgorithm || a == ecdhAlgorithm || a == ed25519Algorithm || a == x25519Algorithm
	if f == "raw-public" && pair || f == "raw-secret" && !pair {
		return formatRaw
	}
	return f
}
