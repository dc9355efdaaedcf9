package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"math/big"
	"slices"
)

// AES-CTR (Web Crypto, 24).
var aesCTR = aesAlgorithm(&algorithm{
	name:    "AES-CTR",
	params:  map[operation]dictionary{opEncrypt: aesCtrParams, opDecrypt: aesCtrParams},
	encrypt: aesCTRCrypt,
	decrypt: aesCTRCrypt,
}, "CTR", canEncrypt|canDecrypt|canWrapKey|canUnwrapKey)

// aesCTRCrypt counts in the last n.length bits of the counter block, which wrap
// around, while Go's CTR counts in the whole block: so what comes after the
// wrap is done on its own.
func aesCTRCrypt(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
	if len(n.counter) != aes.BlockSize {
		return nil, operationError("The member \"counter\" has %d bytes instead of %d", len(n.counter), aes.BlockSize)
	}
	if n.length < 1 || n.length > 128 {
		return nil, operationError("The length of the counter is %d bits; it can be 1 to 128", n.length)
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(n.length))
	blocks := big.NewInt(int64((len(data) + aes.BlockSize - 1) / aes.BlockSize))
	if blocks.Cmp(size) > 0 {
		return nil, operationError("The data is too long for a counter of %d bits", n.length)
	}
	block := aesBlock(k)
	counter := new(big.Int).SetBytes(n.counter)
	low := new(big.Int).Mod(counter, size)
	untilWrap := new(big.Int).Sub(size, low)
	if untilWrap.Cmp(blocks) >= 0 {
		cipher.NewCTR(block, n.counter).XORKeyStream(data, data)
		return data, nil
	}
	first := int(untilWrap.Int64()) * aes.BlockSize
	cipher.NewCTR(block, n.counter).XORKeyStream(data[:first], data[:first])
	wrapped := slices.Clone(n.counter)
	counter.Sub(counter, low).FillBytes(wrapped)
	cipher.NewCTR(block, wrapped).XORKeyStream(data[first:], data[first:])
	return data, nil
}
