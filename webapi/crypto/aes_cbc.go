package crypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
)

// AES-CBC (Web Crypto, 25).
var aesCBC = aesAlgorithm(&algorithm{
	name:    "AES-CBC",
	params:  map[operation]dictionary{opEncrypt: aesCbcParams, opDecrypt: aesCbcParams},
	encrypt: aesCBCEncrypt,
	decrypt: aesCBCDecrypt,
}, "CBC", canEncrypt|canDecrypt|canWrapKey|canUnwrapKey)

func aesCBCEncrypt(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	if err := checkIV(n.iv); err != nil {
		return nil, err
	}
	pad := aes.BlockSize - len(data)%aes.BlockSize // RFC 2315, 10.3
	text := append(data, bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(aesBlock(k), n.iv).CryptBlocks(text, text)
	return text, nil
}

func aesCBCDecrypt(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	if err := checkIV(n.iv); err != nil {
		return nil, err
	}
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, operationError("The length of the data is not a multiple of the block size")
	}
	cipher.NewCBCDecrypter(aesBlock(k), n.iv).CryptBlocks(data, data)
	pad := int(data[len(data)-1])
	good := subtle.ConstantTimeLessOrEq(1, pad) & subtle.ConstantTimeLessOrEq(pad, aes.BlockSize)
	for i := range aes.BlockSize {
		inPad := subtle.ConstantTimeLessOrEq(i+1, pad)
		same := subtle.ConstantTimeByteEq(data[len(data)-1-i], byte(pad))
		good &= same | (1 - inPad)
	}
	if good == 0 {
		return nil, operationError("The data could not be decrypted")
	}
	return data[:len(data)-pad], nil
}

func checkIV(iv []byte) error {
	if len(iv) != aes.BlockSize {
		return operationError("The member \"iv\" has %d bytes instead of %d", len(iv), aes.BlockSize)
	}
	return nil
}
