package crypto

import "crypto/pbkdf2"

// PBKDF2 (Web Crypto, 32).
var pbkdf2Algorithm = &algorithm{
	name:       "PBKDF2",
	params:     map[operation]dictionary{opDeriveBits: pbkdf2Params, opImportKey: noParams, opGetKeyLength: noParams},
	deriveBits: pbkdf2DeriveBits,
	importKey:  importSecret,
	keyLength:  anyLength,
	slow:       func(op operation, _ *normalized, _ *CryptoKey) bool { return op == opDeriveBits },
}

func pbkdf2DeriveBits(n *normalized, k *CryptoKey, length bitLength) ([]byte, error) {
	if err := wholeBytes(length); err != nil {
		return nil, err
	}
	if n.iterations == 0 {
		return nil, operationError("The member \"iterations\" is 0")
	}
	if length.bits == 0 {
		return []byte{}, nil
	}
	key, err := pbkdf2.Key(n.hash.digest.new, string(k.secret()), n.salt, n.iterations, length.bits/8)
	if err != nil {
		return nil, operationError("%v", err)
	}
	return key, nil
}
