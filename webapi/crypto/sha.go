package crypto

import (
	stdcrypto "crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
)

// hashFunction is a digest algorithm (Web Crypto, 30).
type hashFunction struct {
	id    stdcrypto.Hash
	new   func() hash.Hash
	sum   func([]byte) []byte
	block int    // in bytes
	jwk   string // what the names of JSON Web Algorithms end in; "" has none
}

func digest(name string, h *hashFunction) *algorithm {
	return &algorithm{name: name, digest: h, params: map[operation]dictionary{opDigest: noParams}}
}

var (
	sha1Digest = digest("SHA-1", &hashFunction{stdcrypto.SHA1, sha1.New,
		func(b []byte) []byte { s := sha1.Sum(b); return s[:] }, sha1.BlockSize, "1"})
	sha256Digest = digest("SHA-256", &hashFunction{stdcrypto.SHA256, sha256.New,
		func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }, sha256.BlockSize, "256"})
	sha384Digest = digest("SHA-384", &hashFunction{stdcrypto.SHA384, sha512.New384,
		func(b []byte) []byte { s := sha512.Sum384(b); return s[:] }, sha512.BlockSize, "384"})
	sha512Digest = digest("SHA-512", &hashFunction{stdcrypto.SHA512, sha512.New,
		func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }, sha512.BlockSize, "512"})
	sha3x256Digest = digest("SHA3-256", &hashFunction{stdcrypto.SHA3_256, func() hash.Hash { return sha3.New256() },
		func(b []byte) []byte { s := sha3.Sum256(b); return s[:] }, 136, ""})
	sha3x384Digest = digest("SHA3-384", &hashFunction{stdcrypto.SHA3_384, func() hash.Hash { return sha3.New384() },
		func(b []byte) []byte { s := sha3.Sum384(b); return s[:] }, 104, ""})
	sha3x512Digest = digest("SHA3-512", &hashFunction{stdcrypto.SHA3_512, func() hash.Hash { return sha3.New512() },
		func(b []byte) []byte { s := sha3.Sum512(b); return s[:] }, 72, ""})
)
