package crypto

import (
	"crypto/aes"
	"crypto/subtle"
	"encoding/binary"
)

// AES-KW (Web Crypto, 27): the key wrap of RFC 3394.
var aesKW = aesAlgorithm(&algorithm{
	name:      "AES-KW",
	params:    map[operation]dictionary{opWrapKey: noParams, opUnwrapKey: noParams},
	wrapKey:   aesKWWrap,
	unwrapKey: aesKWUnwrap,
}, "KW", canWrapKey|canUnwrapKey)

// aesKWInitial is the initial value (RFC 3394, 2.2.3.1).
const aesKWInitial = 0xA6A6A6A6A6A6A6A6

// aesKWWrap is RFC 3394, 2.2.1.
func aesKWWrap(_ *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	if len(data)%8 != 0 || len(data) < 16 {
		return nil, operationError("AES-KW wraps 16 bytes or more, in multiples of 8, not %d", len(data))
	}
	cipher, count := aesBlock(k), len(data)/8
	out := make([]byte, 8+len(data))
	copy(out[8:], data)
	var block [aes.BlockSize]byte
	binary.BigEndian.PutUint64(block[:], aesKWInitial)
	for step := range 6 * count {
		r := out[8+step%count*8:][:8]
		copy(block[8:], r)
		cipher.Encrypt(block[:], block[:])
		a := binary.BigEndian.Uint64(block[:]) ^ uint64(step+1)
		binary.BigEndian.PutUint64(block[:], a)
		copy(r, block[8:])
	}
	copy(out, block[:8])
	return out, nil
}

// aesKWUnwrap is RFC 3394, 2.2.2.
func aesKWUnwrap(_ *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	if len(data)%8 != 0 || len(data) < 24 {
		return nil, operationError("The wrapped key has a length that AES-KW does not produce: %d", len(data))
	}
	cipher, count := aesBlock(k), len(data)/8-1
	out := data[8:]
	var block [aes.BlockSize]byte
	copy(block[:], data[:8])
	for step := 6*count - 1; step >= 0; step-- {
		r := out[step%count*8:][:8]
		a := binary.BigEndian.Uint64(block[:]) ^ uint64(step+1)
		binary.BigEndian.PutUint64(block[:], a)
		copy(block[8:], r)
		cipher.Decrypt(block[:], block[:])
		copy(r, block[8:])
	}
	var initial [8]byte
	binary.BigEndian.PutUint64(initial[:], aesKWInitial)
	if subtle.ConstantTimeCompare(block[:8], initial[:]) == 0 {
		return nil, operationError("The key could not be unwrapped")
	}
	return out, nil
}
