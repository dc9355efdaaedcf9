package crypto

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/hex"
	"math/big"
	"slices"
	"testing"
)

// The points of order 8 solve d*y^4 + 2*y^2 = 1, which is what doubling them to
// y = 0 means.
func TestSmallOrderPoints(t *testing.T) {
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	d := new(big.Int).ModInverse(big.NewInt(121666), p)
	d.Mul(d, big.NewInt(-121665)).Mod(d, p)
	for _, text := range smallOrderY[3:5] {
		b, _ := hex.DecodeString(text)
		slices.Reverse(b)
		y := new(big.Int).SetBytes(b)
		y2 := new(big.Int).Exp(y, big.NewInt(2), p)
		sum := new(big.Int).Mul(d, y2)
		sum.Mul(sum, y2).Add(sum, y2).Add(sum, y2).Mod(sum, p)
		if sum.Cmp(big.NewInt(1)) != 0 {
			t.Errorf("%s is not of order 8", text)
		}
	}
}

// A signature without salt is one that Go accepts when it finds the length of
// the salt out by itself.
func TestPSSWithoutSalt(t *testing.T) {
	h := sha256Digest.digest
	digest := h.sum([]byte("x"))
	for _, bits := range []int{1024, 1025, 1031} {
		key, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		signature, err := signPSSWithoutSalt(key, h, digest)
		if err != nil {
			t.Fatal(err)
		}
		if err := rsa.VerifyPSS(&key.PublicKey, h.id, digest, signature, nil); err != nil {
			t.Errorf("%d bits: %v", bits, err)
		}
		if !verifyPSSWithoutSalt(&key.PublicKey, h, digest, signature) {
			t.Errorf("%d bits: does not verify its own signature", bits)
		}
		salted, err := rsa.SignPSS(rand.Reader, key, h.id, digest, &rsa.PSSOptions{SaltLength: 8})
		if err != nil {
			t.Fatal(err)
		}
		if verifyPSSWithoutSalt(&key.PublicKey, h, digest, salted) {
			t.Errorf("%d bits: takes a salted signature", bits)
		}
	}
	if _, ok := encodePSS(256, h, digest); ok {
		t.Error("encoded where there is no room")
	}
}

func seedKeys(f *testing.F) {
	for _, c := range curves {
		key, err := ecdsa.GenerateKey(c.elliptic, rand.Reader)
		if err != nil {
			f.Fatal(err)
		}
		k := &ecKey{c, &key.PublicKey, key}
		f.Add(k.marshalPKCS8())
		f.Add(k.marshalSPKI())
		f.Add(elliptic.MarshalCompressed(c.elliptic, key.X, key.Y))
	}
	f.Add([]byte(`{"kty":"EC","crv":"P-256","x":"AA","y":"AA","key_ops":["sign"],"ext":true}`))
}

// FuzzImport: whatever the data, an import fails or gives a key that can be
// exported and imported again.
func FuzzImport(f *testing.F) {
	seedKeys(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, a := range registry {
			if a.importKey == nil {
				continue
			}
			for _, format := range []keyFormat{formatRaw, formatSPKI, formatPKCS8, formatJWK} {
				in := keyData{bytes: bytes.Clone(data)}
				if format == formatJWK {
					jwk, err := parseJWK(data)
					if err != nil {
						continue
					}
					in = keyData{jwk: jwk}
				}
				for _, curve := range []string{"P-256", "P-521"} {
					n := &normalized{algorithm: a, hash: sha256Digest, namedCurve: curve}
					k, err := a.importKey(n, format, in, 0)
					if err != nil || a.exportKey == nil {
						continue
					}
					out, err := a.exportKey(k, format)
					if err != nil {
						t.Fatalf("%s %s: imported, but: %v", a.name, format, err)
					}
					if _, err := a.importKey(n, format, out, 0); err != nil {
						t.Fatalf("%s %s: exported, but: %v", a.name, format, err)
					}
				}
			}
		}
	})
}
