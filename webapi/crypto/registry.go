package crypto

// algorithm is one entry of the registry. params says which operations there
// are and what dictionary each takes; the functions do the work. They are given
// copies and touch no JavaScript, since they may run off the loop.
type algorithm struct {
	name   string
	params map[operation]dictionary

	encrypt, decrypt, wrapKey, unwrapKey func(n *normalized, k *CryptoKey, data []byte) ([]byte, error)

	sign       func(n *normalized, k *CryptoKey, data []byte) ([]byte, error)
	verify     func(n *normalized, k *CryptoKey, signature, data []byte) (bool, error)
	generate   func(n *normalized, extractable bool, u usages) (generated, error)
	deriveBits func(n *normalized, k *CryptoKey, length bitLength) ([]byte, error)
	importKey  func(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error)
	exportKey  func(k *CryptoKey, format keyFormat) (keyData, error)
	keyLength  func(n *normalized) (bitLength, error)

	digest *hashFunction

	// slow says that an operation is to run off the loop, however small its
	// data; k is nil for generateKey.
	slow func(op operation, n *normalized, k *CryptoKey) bool
}

// generated is what generateKey makes: a secret key, or a pair.
type generated struct{ secret, public, private *CryptoKey }

// bitLength is a length in bits, or null.
type bitLength struct {
	bits int
	set  bool
}

// registry lists all algorithms (Web Crypto, 18.5).
var registry = []*algorithm{
	rsassaPKCS1, rsaPSS, rsaOAEP,
	ecdsaAlgorithm, ecdhAlgorithm,
	ed25519Algorithm, x25519Algorithm,
	aesCTR, aesCBC, aesGCM, aesKW,
	hmacAlgorithm,
	sha1Digest, sha256Digest, sha384Digest, sha512Digest,
	sha3x256Digest, sha3x384Digest, sha3x512Digest,
	hkdfAlgorithm, pbkdf2Algorithm,
}
