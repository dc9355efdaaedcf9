package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
)

// What the AES algorithms share: the keys (Web Crypto, 24 to 27).

// aesAlgorithm completes an AES algorithm. mode is the end of its JSON Web
// Algorithm names, such as "CBC".
func aesAlgorithm(a *algorithm, mode string, allowed usages) *algorithm {
	a.params[opGenerateKey] = aesKeyGenParams
	a.params[opImportKey] = noParams
	a.params[opExportKey] = noParams
	a.params[opGetKeyLength] = aesDerivedKeyParams
	a.generate = func(n *normalized, extractable bool, u usages) (generated, error) {
		if err := u.only(allowed); err != nil {
			return generated{}, err
		}
		if _, err := aesKeyLength(n); err != nil {
			return generated{}, err
		}
		key := make([]byte, n.length/8)
		rand.Read(key)
		return generated{secret: aesKey(n, key, u)}, nil
	}
	a.importKey = func(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
		if err := u.only(allowed); err != nil {
			return nil, err
		}
		return importAES(n, mode, format, data, u)
	}
	a.exportKey = func(k *CryptoKey, format keyFormat) (keyData, error) {
		switch format {
		case formatRaw:
			return keyData{bytes: k.secret()}, nil
		case formatJWK:
			j := newJWK(k, "oct")
			j.setBytes("k", k.secret())
			j.set("alg", aesJWK(k.algorithm.length, mode))
			return keyData{jwk: j}, nil
		}
		return keyData{}, unsupportedFormat(a.name, format)
	}
	a.keyLength = aesKeyLength
	return a
}

func aesKeyLength(n *normalized) (bitLength, error) {
	switch n.length {
	case 128, 192, 256:
		return bitLength{n.length, true}, nil
	}
	return bitLength{}, operationError("The length of an AES key is 128, 192 or 256 bits, not %d", n.length)
}

func aesKey(n *normalized, key []byte, u usages) *CryptoKey {
	return &CryptoKey{
		kind:      secretKey,
		algorithm: keyAlgorithm{name: n.name, length: len(key) * 8},
		usages:    u,
		handle:    key,
	}
}

func aesJWK(length int, mode string) string { return fmt.Sprintf("A%d%s", length, mode) }

func importAES(n *normalized, mode string, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
	key := data.bytes
	switch format {
	case formatRaw:
	case formatJWK:
		if err := data.jwk.check("oct", "enc", u, n.extractable); err != nil {
			return nil, err
		}
		var err error
		if key, err = data.jwk.bytes("k"); err != nil {
			return nil, err
		}
		if err := data.jwk.checkAlg(aesJWK(len(key)*8, mode)); err != nil {
			return nil, err
		}
	default:
		return nil, unsupportedFormat(n.name, format)
	}
	switch len(key) {
	case 16, 24, 32:
		return aesKey(n, key, u), nil
	}
	return nil, dataError("The length of an AES key is 128, 192 or 256 bits, not %d", len(key)*8)
}

// aesBlock is the block cipher of a key, whose length was checked when it was
// made.
func aesBlock(k *CryptoKey) cipher.Block {
	block, err := aes.NewCipher(k.secret())
	if err != nil {
		panic(err)
	}
	return block
}
