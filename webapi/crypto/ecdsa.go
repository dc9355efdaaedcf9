package crypto

import (
	"crypto/ecdsa"
	"crypto/rand"
	"math/big"
)

// ECDSA (Web Crypto, 23). A signature is both numbers, one after the other.
var ecdsaAlgorithm = ecAlgorithm(&algorithm{
	name:   "ECDSA",
	params: map[operation]dictionary{opSign: ecdsaParams, opVerify: ecdsaParams},
	sign: func(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key := k.handle.(*ecKey)
		if key.private == nil {
			return nil, accessError("Signing needs a private key")
		}
		r, s, err := ecdsa.Sign(rand.Reader, key.private, n.hash.digest.sum(data))
		if err != nil {
			return nil, operationError("%v", err)
		}
		return append(key.half(r), key.half(s)...), nil
	},
	verify: func(n *normalized, k *CryptoKey, signature, data []byte) (bool, error) {
		key := k.handle.(*ecKey)
		if key.private != nil {
			return false, accessError("Verifying needs a public key")
		}
		if len(signature) != 2*key.size {
			return false, nil
		}
		r := new(big.Int).SetBytes(signature[:key.size])
		s := new(big.Int).SetBytes(signature[key.size:])
		return ecdsa.Verify(key.public, n.hash.digest.sum(data), r, s), nil
	},
}, canVerify, canSign, "sig")
