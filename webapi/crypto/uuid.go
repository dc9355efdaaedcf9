package crypto

import (
	"crypto/rand"
	"encoding/hex"
)

// RandomUUID generates a random UUID (Web Crypto, 10.1.2; RFC 9562, version 4).
func RandomUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	var text [36]byte
	hex.Encode(text[0:], b[0:4])
	text[8] = '-'
	hex.Encode(text[9:], b[4:6])
	text[13] = '-'
	hex.Encode(text[14:], b[6:8])
	text[18] = '-'
	hex.Encode(text[19:], b[8:10])
	text[23] = '-'
	hex.Encode(text[24:], b[10:16])
	return string(text[:])
}
