package crypto

import (
	"encoding/base64"
	"math/big"
	"slices"
)

// keyFormat is a KeyFormat. The formats "raw-secret" and "raw-public" say what
// "raw" leaves open and are read as "raw" where they fit.
type keyFormat string

const (
	formatRaw   keyFormat = "raw"
	formatPKCS8 keyFormat = "pkcs8"
	formatSPKI  keyFormat = "spki"
	formatJWK   keyFormat = "jwk"
)

var keyFormats = []keyFormat{
	"raw-public", "raw-private", "raw-seed", "raw-secret", formatRaw, formatSPKI, formatPKCS8, formatJWK,
}

// keyData is a key on its way in or out: bytes, or a JsonWebKey.
type keyData struct {
	bytes []byte
	jwk   *jsonWebKey
}

func unsupportedFormat(a string, format keyFormat) error {
	return notSupported("The format %q is not supported for %s keys", format, a)
}

// jsonWebKey is a JsonWebKey (Web Crypto, 15).
type jsonWebKey struct {
	text   [len(jwkMembers)]*string // by the index in jwkMembers
	keyOps *[]string
	ext    *bool
	oth    bool
}

// jwkMembers are the members that are strings, in the order in which a key is
// written.
var jwkMembers = [...]string{"kty", "use", "alg", "crv", "x", "y", "d", "n", "e", "p", "q", "dp", "dq", "qi", "k"}

func jwkIndex(name string) int { return slices.Index(jwkMembers[:], name) }

func (j *jsonWebKey) get(name string) (string, bool) {
	if s := j.text[jwkIndex(name)]; s != nil {
		return *s, true
	}
	return "", false
}

func (j *jsonWebKey) set(name, value string) { j.text[jwkIndex(name)] = &value }

func (j *jsonWebKey) setBytes(name string, value []byte) {
	j.set(name, base64.RawURLEncoding.EncodeToString(value))
}

// setInteger writes a Base64urlUInt (RFC 7518, 2).
func (j *jsonWebKey) setInteger(name string, value *big.Int) { j.setBytes(name, value.Bytes()) }

// bytes reads a member in base64url; absent is a DataError.
func (j *jsonWebKey) bytes(name string) ([]byte, error) {
	s, ok := j.get(name)
	if !ok {
		return nil, dataError("The JWK has no member %q", name)
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		return nil, dataError("The JWK's member %q is not base64url", name)
	}
	return b, nil
}

func (j *jsonWebKey) integer(name string) (*big.Int, error) {
	b, err := j.bytes(name)
	return new(big.Int).SetBytes(b), err
}

// newJWK starts the export of a key.
func newJWK(k *CryptoKey, kty string) *jsonWebKey {
	j := &jsonWebKey{}
	j.set("kty", kty)
	ops, ext := k.usages.names(), k.extractable
	j.keyOps, j.ext = &ops, &ext
	return j
}

// check is what the import of every algorithm asks of a JWK. use is what the
// member of that name may say, "" if any.
func (j *jsonWebKey) check(kty, use string, u usages, extractable bool) error {
	if got, _ := j.get("kty"); got != kty {
		return dataError("The JWK's member \"kty\" is %q, not %q", got, kty)
	}
	if got, ok := j.get("use"); ok && use != "" && u != 0 && got != use {
		return dataError("The JWK's member \"use\" is %q, not %q", got, use)
	}
	if j.keyOps != nil {
		ops := *j.keyOps
		for i, op := range ops {
			if slices.Contains(ops[:i], op) {
				return dataError("The JWK's member \"key_ops\" has %q twice", op)
			}
		}
		for _, name := range u.names() {
			if !slices.Contains(ops, name) {
				return dataError("The JWK's member \"key_ops\" does not allow %q", name)
			}
		}
	}
	if j.ext != nil && !*j.ext && extractable {
		return dataError("The JWK is not extractable")
	}
	return nil
}

// checkAlg compares the member "alg", if it is there.
func (j *jsonWebKey) checkAlg(want string) error {
	if got, ok := j.get("alg"); ok && got != want {
		return dataError("The JWK's member \"alg\" is %q, not %q", got, want)
	}
	return nil
}
