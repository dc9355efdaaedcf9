package crypto

import "crypto/hkdf"

// HKDF (Web Crypto, 31).
var hkdfAlgorithm = &algorithm{
	name:       "HKDF",
	params:     map[operation]dictionary{opDeriveBits: hkdfParams, opImportKey: noParams, opGetKeyLength: noParams},
	deriveBits: hkdfDeriveBits,
	importKey:  importSecret,
	keyLength:  anyLength,
}

func hkdfDeriveBits(n *normalized, k *CryptoKey, length bitLength) ([]byte, error) {
	if err := wholeBytes(length); err != nil {
		return nil, err
	}
	key, err := hkdf.Key(n.hash.digest.new, k.secret(), n.salt, string(n.info), length.bits/8)
	if err != nil {
		return nil, operationError("HKDF cannot give %d bits with %s", length.bits, n.hash.name)
	}
	return key, nil
}

// wholeBytes refuses a length that is null or has an odd bit.
func wholeBytes(length bitLength) error {
	if !length.set {
		return operationError("The length is null; this algorithm needs one")
	}
	if length.bits%8 != 0 {
		return operationError("The length %d is not a multiple of 8", length.bits)
	}
	return nil
}

// importSecret imports the input of a key derivation (HKDF and PBKDF2).
func importSecret(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
	if format != formatRaw {
		return nil, unsupportedFormat(n.name, format)
	}
	if err := u.only(canDeriveKey | canDeriveBits); err != nil {
		return nil, err
	}
	if n.extractable {
		return nil, syntaxError("A key for %s cannot be extractable", n.name)
	}
	return &CryptoKey{kind: secretKey, algorithm: keyAlgorithm{name: n.name}, usages: u, handle: data.bytes}, nil
}

// anyLength is "get key length" where there is none.
func anyLength(*normalized) (bitLength, error) { return bitLength{}, nil }
