package crypto

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/asn1"
)

// Ed25519 (Web Crypto, 25).
var ed25519Algorithm = okpAlgorithm(&algorithm{
	name:   "Ed25519",
	params: map[operation]dictionary{opSign: noParams, opVerify: noParams},
	sign: func(_ *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key := k.handle.(*okpKey)
		if key.private == nil {
			return nil, accessError("Signing needs a private key")
		}
		return ed25519.Sign(ed25519.NewKeyFromSeed(key.private), data), nil
	},
	verify: func(_ *normalized, k *CryptoKey, signature, data []byte) (bool, error) {
		key := k.handle.(*okpKey)
		if key.private != nil {
			return false, accessError("Verifying needs a public key")
		}
		return len(signature) == ed25519.SignatureSize && ed25519.Verify(key.public, data, signature), nil
	},
}, &okp{
	name: "Ed25519",
	alg:  "EdDSA",
	oid:  asn1.ObjectIdentifier{1, 3, 101, 112},
	use:  "sig", public: canVerify, private: canSign,
	generate: func() []byte {
		seed := make([]byte, ed25519.SeedSize)
		rand.Read(seed)
		return seed
	},
	publicOf: func(private []byte) ([]byte, error) {
		return ed25519.NewKeyFromSeed(private).Public().(ed25519.PublicKey), nil
	},
})
