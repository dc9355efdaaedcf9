package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
)

// AES-GCM (Web Crypto, 26).
var aesGCM = aesAlgorithm(&algorithm{
	name:    "AES-GCM",
	params:  map[operation]dictionary{opEncrypt: aesGcmParams, opDecrypt: aesGcmParams},
	encrypt: aesGCMEncrypt,
	decrypt: aesGCMDecrypt,
}, "GCM", canEncrypt|canDecrypt|canWrapKey|canUnwrapKey)

// gcm returns the cipher and the length of the tag in bytes.
func gcm(n *normalized, k *CryptoKey) (cipher.AEAD, int, error) {
	tag := 128
	if n.hasTagLength {
		tag = n.tagLength
	}
	switch tag {
	case 32, 64, 96, 104, 112, 120, 128:
	default:
		return nil, 0, operationError("The length of the tag is 32, 64, 96, 104, 112, 120 or 128 bits, not %d", tag)
	}
	if len(n.iv) == 0 {
		return nil, 0, operationError("The member \"iv\" is empty")
	}
	aead, err := cipher.NewGCMWithNonceSize(aesBlock(k), len(n.iv))
	if err != nil {
		return nil, 0, operationError("%v", err)
	}
	return aead, tag / 8, nil
}

func aesGCMEncrypt(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	aead, tag, err := gcm(n, k)
	if err != nil {
		return nil, err
	}
	sealed := aead.Seal(nil, n.iv, data, n.additionalData)
	return sealed[:len(data)+tag], nil
}

func aesGCMDecrypt(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	aead, tag, err := gcm(n, k)
	if err != nil {
		return nil, err
	}
	if len(data) < tag {
		return nil, operationError("The data is shorter than the tag")
	}
	if tag == aes.BlockSize {
		text, err := aead.Open(nil, n.iv, data, n.additionalData)
		if err != nil {
			return nil, operationError("The data could not be decrypted")
		}
		return text, nil
	}
	// Go knows no short tags with every length of the nonce. Encrypting the
	// ciphertext decrypts it, since GCM encrypts by a key stream; encrypting the
	// text again gives the whole tag, whose start is compared.
	sealed, got := data[:len(data)-tag], data[len(data)-tag:]
	text := aead.Seal(nil, n.iv, sealed, n.additionalData)[:len(sealed)]
	want := aead.Seal(nil, n.iv, text, n.additionalData)[len(sealed):]
	if subtle.ConstantTimeCompare(got, want[:tag]) == 0 {
		return nil, operationError("The data could not be decrypted")
	}
	return text, nil
}
