package crypto

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/asn1"
)

// X25519 (Web Crypto, 26).
var x25519Algorithm = okpAlgorithm(&algorithm{
	name:       "X25519",
	params:     map[operation]dictionary{opDeriveBits: ecdhKeyDeriveParams},
	deriveBits: x25519DeriveBits,
}, &okp{
	name: "X25519",
	oid:  asn1.ObjectIdentifier{1, 3, 101, 110},
	use:  "enc", public: 0, private: canDeriveKey | canDeriveBits,
	generate: func() []byte {
		key := make([]byte, okpSize)
		rand.Read(key)
		return key
	},
	publicOf: func(private []byte) ([]byte, error) {
		key, err := ecdh.X25519().NewPrivateKey(private)
		if err != nil {
			return nil, err
		}
		return key.PublicKey().Bytes(), nil
	},
})

func x25519DeriveBits(n *normalized, k *CryptoKey, length bitLength) ([]byte, error) {
	if err := checkPeers(n, k); err != nil {
		return nil, err
	}
	private, err := ecdh.X25519().NewPrivateKey(k.handle.(*okpKey).private)
	if err != nil {
		return nil, operationError("%v", err)
	}
	public, err := ecdh.X25519().NewPublicKey(n.public.handle.(*okpKey).public)
	if err != nil {
		return nil, operationError("%v", err)
	}
	secret, err := private.ECDH(public) // fails for a secret of zeros (RFC 7748, 6.1)
	if err != nil {
		return nil, operationError("The public key is of small order")
	}
	return firstBits(secret, length)
}
