package crypto

import (
	"crypto/rand"
	"crypto/rsa"
)

// RSA-OAEP (Web Crypto, 22).
var rsaOAEP = rsaAlgorithm(&algorithm{
	name:   "RSA-OAEP",
	params: map[operation]dictionary{opEncrypt: rsaOaepParams, opDecrypt: rsaOaepParams},
	encrypt: func(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key, err := rsaPublic(k)
		if err != nil {
			return nil, err
		}
		sealed, err := rsa.EncryptOAEP(k.algorithm.hash.digest.new(), rand.Reader, key, data, n.label)
		if err != nil {
			return nil, operationError("%v", err)
		}
		return sealed, nil
	},
	decrypt: func(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key, err := rsaPrivate(k)
		if err != nil {
			return nil, err
		}
		text, err := rsa.DecryptOAEP(k.algorithm.hash.digest.new(), nil, key, data, n.label)
		if err != nil {
			return nil, operationError("The data could not be decrypted")
		}
		return text, nil
	},
}, canEncrypt|canWrapKey, canDecrypt|canUnwrapKey, "enc", func(h *hashFunction) string {
	if h.jwk == "1" {
		return "RSA-OAEP"
	}
	return jwkName("RSA-OAEP-")(h)
})
