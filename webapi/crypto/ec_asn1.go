package crypto

import (
	"encoding/asn1"
)

// The ASN.1 of keys. crypto/x509 would do for most of it, but not for keys with
// compressed points, and it does not tell ECDH on these curves from X25519.

var oidECPublicKey = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}

// algorithmIdentifier is an AlgorithmIdentifier (RFC 5280, 4.1.1.2).
type algorithmIdentifier struct {
	Algorithm  asn1.ObjectIdentifier
	Parameters asn1.RawValue `asn1:"optional"`
}

// subjectPublicKeyInfo is RFC 5280, 4.1.2.7.
type subjectPublicKeyInfo struct {
	Algorithm algorithmIdentifier
	PublicKey asn1.BitString
}

// privateKeyInfo is RFC 5208, 5, and its successor OneAsymmetricKey (RFC 5958).
type privateKeyInfo struct {
	Version    int
	Algorithm  algorithmIdentifier
	PrivateKey []byte
	Attributes asn1.RawValue  `asn1:"optional,tag:0"`
	PublicKey  asn1.BitString `asn1:"optional,tag:1"`
}

// ecPrivateKey is RFC 5915, 3.
type ecPrivateKey struct {
	Version    int
	PrivateKey []byte
	Parameters asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	PublicKey  asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

// parseDER reads exactly one value.
func parseDER(b []byte, into any) error {
	rest, err := asn1.Unmarshal(b, into)
	if err != nil || len(rest) > 0 {
		return dataError("The data is not valid DER of this format")
	}
	return nil
}

// marshalDER writes one of the structures above, which cannot fail.
func marshalDER(v any) []byte {
	b, err := asn1.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func (c *curve) identifier() algorithmIdentifier {
	return algorithmIdentifier{oidECPublicKey, asn1.RawValue{FullBytes: marshalDER(c.oid)}}
}

// checkIdentifier compares the algorithm and its curve.
func (c *curve) checkIdentifier(id algorithmIdentifier) error {
	var oid asn1.ObjectIdentifier
	if !id.Algorithm.Equal(oidECPublicKey) {
		return dataError("The data is not an elliptic curve key")
	}
	if err := parseDER(id.Parameters.FullBytes, &oid); err != nil {
		return err
	}
	if !oid.Equal(c.oid) {
		return dataError("The key is not on the curve %s", c.name)
	}
	return nil
}

func (c *curve) parseSPKI(b []byte) (*ecKey, error) {
	var info subjectPublicKeyInfo
	if err := parseDER(b, &info); err != nil {
		return nil, err
	}
	if err := c.checkIdentifier(info.Algorithm); err != nil {
		return nil, err
	}
	return c.parsePoint(info.PublicKey.RightAlign())
}

func (c *curve) parsePKCS8(b []byte) (*ecKey, error) {
	var info privateKeyInfo
	if err := parseDER(b, &info); err != nil {
		return nil, err
	}
	if err := c.checkIdentifier(info.Algorithm); err != nil {
		return nil, err
	}
	var key ecPrivateKey
	if err := parseDER(info.PrivateKey, &key); err != nil {
		return nil, err
	}
	if key.Version != 1 || key.Parameters != nil && !key.Parameters.Equal(c.oid) {
		return nil, dataError("The key is not on the curve %s", c.name)
	}
	var public []byte
	if key.PublicKey.BitLength > 0 {
		public = key.PublicKey.RightAlign()
	}
	return c.parseScalar(key.PrivateKey, public)
}

func bitString(b []byte) asn1.BitString { return asn1.BitString{Bytes: b, BitLength: len(b) * 8} }

func (k *ecKey) marshalSPKI() []byte {
	return marshalDER(subjectPublicKeyInfo{k.identifier(), bitString(k.point())})
}

func (k *ecKey) marshalPKCS8() []byte {
	return marshalDER(privateKeyInfo{
		Algorithm:  k.identifier(),
		PrivateKey: marshalDER(ecPrivateKey{Version: 1, PrivateKey: k.scalar(), PublicKey: bitString(k.point())}),
	})
}
