package crypto

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/asn1"
	"encoding/hex"
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
		if len(signature) != ed25519.SignatureSize || smallOrder(key.public) || smallOrder(signature[:32]) {
			return false, nil
		}
		return ed25519.Verify(key.public, data, signature), nil
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

// smallOrderY are the y coordinates, in the encoding of RFC 8032, of the points
// whose order divides the cofactor 8: 1; 0; -1; the two of order 8; and p and
// p+1, which say 0 and 1 again.
var smallOrderY = []string{
	"0100000000000000000000000000000000000000000000000000000000000000",
	"0000000000000000000000000000000000000000000000000000000000000000",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
}

// smallOrder reports whether an encoded point is of small order. Signatures
// with such a point would verify for many messages (Web Crypto, 25.3.2).
func smallOrder(point []byte) bool {
	y := [32]byte(point)
	y[31] &= 0x7F // the sign of x
	text := hex.EncodeToString(y[:])
	for _, small := range smallOrderY {
		if text == small {
			return true
		}
	}
	return false
}
