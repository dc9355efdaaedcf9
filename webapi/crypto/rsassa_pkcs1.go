package crypto

import "crypto/rsa"

// RSASSA-PKCS1-v1_5 (Web Crypto, 20).
var rsassaPKCS1 = rsaAlgorithm(&algorithm{
	name:   "RSASSA-PKCS1-v1_5",
	params: map[operation]dictionary{opSign: noParams, opVerify: noParams},
	sign: func(_ *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key, err := rsaPrivate(k)
		if err != nil {
			return nil, err
		}
		h := k.algorithm.hash.digest
		signature, err := rsa.SignPKCS1v15(nil, key, h.id, h.sum(data))
		if err != nil {
			return nil, operationError("%v", err)
		}
		return signature, nil
	},
	verify: func(_ *normalized, k *CryptoKey, signature, data []byte) (bool, error) {
		key, err := rsaPublic(k)
		if err != nil {
			return false, err
		}
		h := k.algorithm.hash.digest
		return rsa.VerifyPKCS1v15(key, h.id, h.sum(data), signature) == nil, nil
	},
}, canVerify, canSign, "sig", jwkName("RS"))
