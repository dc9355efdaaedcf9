package crypto

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"encoding/binary"
	"math/big"
)

// RSA-PSS (Web Crypto, 21).
var rsaPSS = rsaAlgorithm(&algorithm{
	name:   "RSA-PSS",
	params: map[operation]dictionary{opSign: rsaPssParams, opVerify: rsaPssParams},
	sign: func(n *normalized, k *CryptoKey, data []byte) ([]byte, error) {
		key, err := rsaPrivate(k)
		if err != nil {
			return nil, err
		}
		h := k.algorithm.hash.digest
		if n.saltLength == 0 {
			return signPSSWithoutSalt(key, h, h.sum(data))
		}
		if n.saltLength > key.Size() {
			return nil, operationError("The salt is longer than the modulus")
		}
		signature, err := rsa.SignPSS(rand.Reader, key, h.id, h.sum(data), &rsa.PSSOptions{SaltLength: n.saltLength})
		if err != nil {
			return nil, operationError("%v", err)
		}
		return signature, nil
	},
	verify: func(n *normalized, k *CryptoKey, signature, data []byte) (bool, error) {
		key, err := rsaPublic(k)
		if err != nil {
			return false, err
		}
		h := k.algorithm.hash.digest
		if n.saltLength == 0 {
			return verifyPSSWithoutSalt(key, h, h.sum(data), signature), nil
		}
		if n.saltLength > key.Size() {
			return false, nil
		}
		return rsa.VerifyPSS(key, h.id, h.sum(data), signature, &rsa.PSSOptions{SaltLength: n.saltLength}) == nil, nil
	},
}, canVerify, canSign, "sig", jwkName("PS"))

// To Go's package a salt of no bytes means "as long as possible", so what
// follows does that one case: the encoding of RFC 8017, 9.1.1, which without
// salt is the same each time, and the private key operation with blinding.

func signPSSWithoutSalt(key *rsa.PrivateKey, h *hashFunction, digest []byte) ([]byte, error) {
	encoded, ok := encodePSS(key.N.BitLen()-1, h, digest)
	if !ok || key.N.BitLen() < 1024 {
		return nil, operationError("The key is too short for the hash function")
	}
	signature, err := rsaDecryptBlinded(key, new(big.Int).SetBytes(encoded))
	if err != nil {
		return nil, err
	}
	return signature.FillBytes(make([]byte, key.Size())), nil
}

func verifyPSSWithoutSalt(key *rsa.PublicKey, h *hashFunction, digest, signature []byte) bool {
	s := new(big.Int).SetBytes(signature)
	want, ok := encodePSS(key.N.BitLen()-1, h, digest)
	if !ok || len(signature) != key.Size() || s.Cmp(key.N) >= 0 || key.N.BitLen() < 1024 {
		return false
	}
	m := s.Exp(s, big.NewInt(int64(key.E)), key.N)
	return m.BitLen() <= len(want)*8 && subtle.ConstantTimeCompare(m.FillBytes(make([]byte, len(want))), want) == 1
}

// encodePSS is EMSA-PSS-ENCODE with an empty salt. It fails when there is no
// room.
func encodePSS(bits int, h *hashFunction, digest []byte) ([]byte, bool) {
	out := make([]byte, (bits+7)/8)
	if len(out) < len(digest)+2 {
		return nil, false
	}
	db, sum := out[:len(out)-len(digest)-1], out[len(out)-len(digest)-1:len(out)-1]
	copy(sum, h.sum(append(make([]byte, 8), digest...)))
	db[len(db)-1] = 1
	maskMGF1(db, h, sum)
	db[0] &= 0xFF >> (8*len(out) - bits)
	out[len(out)-1] = 0xBC
	return out, true
}

// maskMGF1 combines out with the mask that seed gives (RFC 8017, B.2.1).
func maskMGF1(out []byte, h *hashFunction, seed []byte) {
	block := append(append([]byte{}, seed...), 0, 0, 0, 0)
	for counter := uint32(0); len(out) > 0; counter++ {
		binary.BigEndian.PutUint32(block[len(seed):], counter)
		n := subtle.XORBytes(out, out, h.sum(block))
		out = out[n:]
	}
}

// rsaDecryptBlinded is RSASP1 (RFC 8017, 5.2.1). The message is blinded, so
// that the time it takes tells nothing of the key, and the result is checked,
// so that a fault tells nothing either.
func rsaDecryptBlinded(key *rsa.PrivateKey, m *big.Int) (*big.Int, error) {
	e := big.NewInt(int64(key.E))
	var r, inverse *big.Int
	for inverse == nil {
		var err error
		if r, err = rand.Int(rand.Reader, key.N); err != nil {
			return nil, operationError("%v", err)
		}
		if r.Sign() > 0 {
			inverse = new(big.Int).ModInverse(r, key.N)
		}
	}
	blinded := new(big.Int).Exp(r, e, key.N)
	blinded.Mul(blinded, m).Mod(blinded, key.N)

	p, q := key.Primes[0], key.Primes[1]
	s1 := new(big.Int).Exp(blinded, key.Precomputed.Dp, p)
	s2 := new(big.Int).Exp(blinded, key.Precomputed.Dq, q)
	s1.Sub(s1, s2).Mul(s1, key.Precomputed.Qinv).Mod(s1, p)
	s := s1.Mul(s1, q).Add(s1, s2)

	if new(big.Int).Exp(s, e, key.N).Cmp(blinded) != 0 {
		return nil, operationError("The signature could not be made")
	}
	return s.Mul(s, inverse).Mod(s, key.N), nil
}
