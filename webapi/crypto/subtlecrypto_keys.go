package crypto

import (
	"bytes"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// The methods of SubtleCrypto that move keys in and out.

// subtleImportKey is importKey (Web Crypto, 14.3.9).
func subtleImportKey(c js.Call, _ *SubtleCrypto) goja.Value {
	format := formatArgument(c, 0)
	_, isBuffer := c.Bytes(c.Arg(1))
	var data keyData
	if !isBuffer {
		data.jwk = readJWK(c, c.Arg(1))
	}
	checkIdentifier(c, 2)
	extractable := c.Arg(3).ToBoolean()
	u := usagesArgument(c, 4)
	n := normalize(c, c.Arg(2), opImportKey)
	n.extractable = extractable
	switch {
	case format == formatJWK && isBuffer:
		c.ThrowTypeError("The key data of the format \"jwk\" is an object, not a buffer.")
	case format != formatJWK && !isBuffer:
		c.ThrowTypeError("The key data of the format %q is a buffer.", format)
	case isBuffer:
		data.bytes = copyBuffer(c, 1)
	}
	return start(c.Runtime, n.isSlow(opImportKey, n, nil, 0), func() (result, error) {
		return importKey(n, format, data, u)
	})
}

// subtleExportKey is exportKey (Web Crypto, 14.3.10).
func subtleExportKey(c js.Call, _ *SubtleCrypto) goja.Value {
	format := formatArgument(c, 0)
	k := keyArgument(c, 1)
	data, err := exportKey(k, format)
	return start(c.Runtime, false, func() (result, error) {
		if data.jwk != nil {
			return func(rt *js.Runtime) goja.Value { return data.jwk.object(rt) }, err
		}
		return bytesResult(bytes.Clone(data.bytes)), err
	})
}

func exportKey(k *CryptoKey, format keyFormat) (keyData, error) {
	a := findAlgorithm(k.algorithm.name)
	if a.exportKey == nil {
		return keyData{}, notSupported("Keys for %s cannot be exported", a.name)
	}
	if !k.extractable {
		return keyData{}, accessError("The key is not extractable")
	}
	return a.exportKey(k, a.format(format))
}

// normalizeWrap normalizes for wrapping, or else for encrypting.
func normalizeWrap(c js.Call, v goja.Value, wrap, crypt operation) (*normalized, operation) {
	if n, err := tryNormalize(c, v, wrap); err == nil {
		return n, wrap
	}
	return normalize(c, v, crypt), crypt
}

// subtleWrapKey is wrapKey (Web Crypto, 14.3.11).
func subtleWrapKey(c js.Call, _ *SubtleCrypto) goja.Value {
	format := formatArgument(c, 0)
	k, wrapping := keyArgument(c, 1), keyArgument(c, 2)
	checkIdentifier(c, 3)
	n, op := normalizeWrap(c, c.Arg(3), opWrapKey, opEncrypt)
	return start(c.Runtime, n.isSlow(op, n, wrapping, 0), func() (result, error) {
		if err := wrapping.mayUse(n, canWrapKey); err != nil {
			return nil, err
		}
		data, err := exportKey(k, format)
		if err != nil {
			return nil, err
		}
		plain := bytes.Clone(data.bytes)
		if data.jwk != nil {
			if plain, err = data.jwk.MarshalJSON(); err != nil {
				return nil, err
			}
			// AES-KW takes multiples of 8 bytes; JSON may end in white space.
			for n.algorithm == aesKW && len(plain)%8 != 0 {
				plain = append(plain, ' ')
			}
		}
		run := n.wrapKey
		if op == opEncrypt {
			run = n.encrypt
		}
		wrapped, err := run(n, wrapping, plain)
		return bytesResult(wrapped), err
	})
}

// subtleUnwrapKey is unwrapKey (Web Crypto, 14.3.12).
func subtleUnwrapKey(c js.Call, _ *SubtleCrypto) goja.Value {
	format := formatArgument(c, 0)
	checkBuffer(c, 1)
	unwrapping := keyArgument(c, 2)
	checkIdentifier(c, 3)
	checkIdentifier(c, 4)
	extractable := c.Arg(5).ToBoolean()
	u := usagesArgument(c, 6)
	n, op := normalizeWrap(c, c.Arg(3), opUnwrapKey, opDecrypt)
	unwrapped := normalize(c, c.Arg(4), opImportKey)
	unwrapped.extractable = extractable
	wrapped := copyBuffer(c, 1)
	slow := n.isSlow(op, n, unwrapping, len(wrapped)) || unwrapped.isSlow(opImportKey, unwrapped, nil, 0)
	return start(c.Runtime, slow, func() (result, error) {
		if err := unwrapping.mayUse(n, canUnwrapKey); err != nil {
			return nil, err
		}
		run := n.unwrapKey
		if op == opDecrypt {
			run = n.decrypt
		}
		plain, err := run(n, unwrapping, wrapped)
		if err != nil {
			return nil, err
		}
		data := keyData{bytes: plain}
		if format == formatJWK {
			jwk, err := parseJWK(plain)
			if err != nil {
				return nil, err
			}
			data = keyData{jwk: jwk}
		}
		return importKey(unwrapped, format, data, u)
	})
}
