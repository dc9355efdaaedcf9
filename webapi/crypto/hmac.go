package crypto

import (
	"crypto/hmac"
	"crypto/rand"
)

// HMAC (Web Crypto, 29).
var hmacAlgorithm = &algorithm{
	name: "HMAC",
	params: map[operation]dictionary{
		opSign: noParams, opVerify: noParams, opGenerateKey: hmacKeyGenParams,
		opImportKey: hmacImportParams, opExportKey: noParams, opGetKeyLength: hmacImportParams,
	},
	sign: func(_ *normalized, k *CryptoKey, data []byte) ([]byte, error) { return hmacSum(k, data), nil },
	verify: func(_ *normalized, k *CryptoKey, signature, data []byte) (bool, error) {
		return hmac.Equal(signature, hmacSum(k, data)), nil
	},
	generate:  hmacGenerate,
	importKey: hmacImport,
	exportKey: hmacExport,
	keyLength: hmacKeyLength,
}

func hmacSum(k *CryptoKey, data []byte) []byte {
	h := hmac.New(k.algorithm.hash.digest.new, k.secret())
	h.Write(data)
	return h.Sum(nil)
}

func hmacKey(n *normalized, key []byte, length int, u usages) *CryptoKey {
	clearAfter(key, length)
	return &CryptoKey{
		kind:      secretKey,
		algorithm: keyAlgorithm{name: n.name, hash: n.hash, length: length},
		usages:    u,
		handle:    key,
	}
}

// clearAfter clears the bits of the last byte that are past length.
func clearAfter(b []byte, length int) {
	if rest := length % 8; rest != 0 {
		b[len(b)-1] &= 0xFF << (8 - rest)
	}
}

func hmacKeyLength(n *normalized) (bitLength, error) {
	switch {
	case !n.hasLength:
		return bitLength{n.hash.digest.block * 8, true}, nil
	case n.length == 0:
		return bitLength{}, typeError("The length of an HMAC key is 0")
	}
	return bitLength{n.length, true}, nil
}

func hmacGenerate(n *normalized, extractable bool, u usages) (generated, error) {
	if err := u.only(canSign | canVerify); err != nil {
		return generated{}, err
	}
	length, err := hmacKeyLength(n)
	if err != nil {
		return generated{}, operationError("The length of an HMAC key is 0")
	}
	if length.bits > maxHMACKey {
		return generated{}, operationError("The length of an HMAC key is %d bits; the most is %d", length.bits, maxHMACKey)
	}
	key := make([]byte, (length.bits+7)/8)
	rand.Read(key)
	return generated{secret: hmacKey(n, key, length.bits, u)}, nil
}

// maxHMACKey is where the length of a new key, in bits, is a mistake or an
// attack: a script could ask for half a gigabyte otherwise.
const maxHMACKey = 1 << 23

func hmacImport(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
	if err := u.only(canSign | canVerify); err != nil {
		return nil, err
	}
	key := data.bytes
	switch format {
	case formatRaw:
	case formatJWK:
		if err := data.jwk.check("oct", "sig", u, n.extractable); err != nil {
			return nil, err
		}
		var err error
		if key, err = data.jwk.bytes("k"); err != nil {
			return nil, err
		}
		if suffix := n.hash.digest.jwk; suffix != "" {
			if err := data.jwk.checkAlg("HS" + suffix); err != nil {
				return nil, err
			}
		}
	default:
		return nil, unsupportedFormat(n.name, format)
	}
	length := len(key) * 8
	if length == 0 {
		return nil, dataError("The HMAC key is empty")
	}
	if n.hasLength {
		if n.length > length || n.length <= length-8 {
			return nil, dataError("The HMAC key has %d bits, which does not fit the length %d", length, n.length)
		}
		length = n.length
	}
	return hmacKey(n, key, length, u), nil
}

func hmacExport(k *CryptoKey, format keyFormat) (keyData, error) {
	switch format {
	case formatRaw:
		return keyData{bytes: k.secret()}, nil
	case formatJWK:
		j := newJWK(k, "oct")
		j.setBytes("k", k.secret())
		if suffix := k.algorithm.hash.digest.jwk; suffix != "" {
			j.set("alg", "HS"+suffix)
		}
		return keyData{jwk: j}, nil
	}
	return keyData{}, unsupportedFormat("HMAC", format)
}
