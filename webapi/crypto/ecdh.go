package crypto

// ECDH (Web Crypto, 24).
var ecdhAlgorithm = ecAlgorithm(&algorithm{
	name:       "ECDH",
	params:     map[operation]dictionary{opDeriveBits: ecdhKeyDeriveParams},
	deriveBits: ecdhDeriveBits,
}, 0, canDeriveKey|canDeriveBits, "enc")

func ecdhDeriveBits(n *normalized, k *CryptoKey, length bitLength) ([]byte, error) {
	if err := checkPeers(n, k); err != nil {
		return nil, err
	}
	own, peer := k.handle.(*ecKey), n.public.handle.(*ecKey)
	if own.curve != peer.curve {
		return nil, accessError("The public key is on the curve %s, the private key on %s", peer.name, own.name)
	}
	private, err := own.private.ECDH()
	if err != nil {
		return nil, operationError("%v", err)
	}
	public, err := peer.public.ECDH()
	if err != nil {
		return nil, operationError("%v", err)
	}
	secret, err := private.ECDH(public)
	if err != nil {
		return nil, operationError("%v", err)
	}
	return firstBits(secret, length)
}

// checkPeers checks the two keys of a key agreement.
func checkPeers(n *normalized, k *CryptoKey) error {
	switch {
	case k.kind != privateKey:
		return accessError("The base key is not a private key")
	case n.public.kind != publicKey:
		return accessError("The member \"public\" is not a public key")
	case n.public.algorithm.name != k.algorithm.name:
		return accessError("The public key is for %s, not %s", n.public.algorithm.name, k.algorithm.name)
	}
	return nil
}

// firstBits returns the first bits of a shared secret; null means all of it.
func firstBits(secret []byte, length bitLength) ([]byte, error) {
	if !length.set {
		return secret, nil
	}
	if length.bits > len(secret)*8 {
		return nil, operationError("The shared secret has %d bits, fewer than %d", len(secret)*8, length.bits)
	}
	secret = secret[:(length.bits+7)/8]
	clearAfter(secret, length.bits)
	return secret, nil
}
