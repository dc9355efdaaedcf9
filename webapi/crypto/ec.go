package crypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/asn1"
	"math/big"
)

// What ECDSA and ECDH share: the curves and keys (Web Crypto, 23).

// curve is a NamedCurve.
type curve struct {
	name, jwkAlg string
	elliptic     elliptic.Curve
	oid          asn1.ObjectIdentifier
	size         int // of a coordinate or the private key, in bytes
}

var curves = []*curve{
	{"P-256", "ES256", elliptic.P256(), asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, 32},
	{"P-384", "ES384", elliptic.P384(), asn1.ObjectIdentifier{1, 3, 132, 0, 34}, 48},
	{"P-521", "ES512", elliptic.P521(), asn1.ObjectIdentifier{1, 3, 132, 0, 35}, 66},
}

func findCurve(name string) (*curve, error) {
	for _, c := range curves {
		if c.name == name {
			return c, nil
		}
	}
	return nil, notSupported("The curve %q is not supported", name)
}

// ecKey is the handle of a key. private is nil for a public one.
type ecKey struct {
	*curve
	public  *ecdsa.PublicKey
	private *ecdsa.PrivateKey
}

// ecAlgorithm completes an algorithm with keys on these curves.
func ecAlgorithm(a *algorithm, public, private usages, use string) *algorithm {
	a.params[opGenerateKey] = ecKeyGenParams
	a.params[opImportKey] = ecKeyImportParams
	a.params[opExportKey] = noParams
	a.slow = func(op operation, n *normalized, k *CryptoKey) bool {
		name := n.namedCurve
		if k != nil {
			name = k.algorithm.namedCurve
		}
		return op != opExportKey && name != "P-256"
	}
	a.generate = func(n *normalized, extractable bool, u usages) (generated, error) {
		if err := u.only(public | private); err != nil {
			return generated{}, err
		}
		c, err := findCurve(n.namedCurve)
		if err != nil {
			return generated{}, err
		}
		key, err := ecdsa.GenerateKey(c.elliptic, rand.Reader)
		if err != nil {
			return generated{}, operationError("%v", err)
		}
		return generated{
			public:  ecCryptoKey(n, &ecKey{c, &key.PublicKey, nil}, u&public),
			private: ecCryptoKey(n, &ecKey{c, &key.PublicKey, key}, u&private),
		}, nil
	}
	a.importKey = func(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
		c, err := findCurve(n.namedCurve)
		if err != nil {
			return nil, err
		}
		allowed := public
		if _, hasPrivate := data.private(); hasPrivate || format == formatPKCS8 {
			allowed = private
		}
		if err := u.only(allowed); err != nil {
			return nil, err
		}
		var key *ecKey
		switch format {
		case formatRaw:
			key, err = c.parsePoint(data.bytes)
		case formatSPKI:
			key, err = c.parseSPKI(data.bytes)
		case formatPKCS8:
			key, err = c.parsePKCS8(data.bytes)
		case formatJWK:
			if err = data.jwk.check("EC", use, u, n.extractable); err == nil && use == "sig" {
				err = data.jwk.checkAlg(c.jwkAlg)
			}
			if err == nil {
				key, err = c.parseJWK(data.jwk)
			}
		default:
			err = unsupportedFormat(n.name, format)
		}
		if err != nil {
			return nil, err
		}
		return ecCryptoKey(n, key, u), nil
	}
	a.exportKey = ecExport
	return a
}

// private returns the member "d" of a JWK.
func (d keyData) private() (string, bool) {
	if d.jwk == nil {
		return "", false
	}
	return d.jwk.get("d")
}

func ecCryptoKey(n *normalized, key *ecKey, u usages) *CryptoKey {
	kind := publicKey
	if key.private != nil {
		kind = privateKey
	}
	return &CryptoKey{
		kind:      kind,
		algorithm: keyAlgorithm{name: n.name, namedCurve: key.name},
		usages:    u,
		handle:    key,
	}
}

// parsePoint reads a point, compressed or not (SEC 1, 2.3.4).
func (c *curve) parsePoint(b []byte) (*ecKey, error) {
	if len(b) == 1+c.size && (b[0] == 2 || b[0] == 3) {
		x, y := elliptic.UnmarshalCompressed(c.elliptic, b)
		if x == nil {
			return nil, dataError("The data is not a point on the curve %s", c.name)
		}
		b = append([]byte{4}, append(x.FillBytes(make([]byte, c.size)), y.FillBytes(make([]byte, c.size))...)...)
	}
	public, err := ecdsa.ParseUncompressedPublicKey(c.elliptic, b)
	if err != nil {
		return nil, dataError("The data is not a point on the curve %s", c.name)
	}
	return &ecKey{c, public, nil}, nil
}

// parseScalar reads a private key. The public one, if given, must fit.
func (c *curve) parseScalar(d, public []byte) (*ecKey, error) {
	if len(d) > c.size {
		return nil, dataError("The private key is too long for the curve %s", c.name)
	}
	d = append(make([]byte, c.size-len(d)), d...)
	private, err := ecdsa.ParseRawPrivateKey(c.elliptic, d)
	if err != nil {
		return nil, dataError("The private key is not valid for the curve %s", c.name)
	}
	if public != nil {
		given, err := c.parsePoint(public)
		if err != nil {
			return nil, err
		}
		if !given.public.Equal(&private.PublicKey) {
			return nil, dataError("The public key does not belong to the private key")
		}
	}
	return &ecKey{c, &private.PublicKey, private}, nil
}

func (c *curve) parseJWK(j *jsonWebKey) (*ecKey, error) {
	if crv, _ := j.get("crv"); crv != c.name {
		return nil, dataError("The JWK's member \"crv\" is %q, not %q", crv, c.name)
	}
	x, err := j.bytes("x")
	if err != nil {
		return nil, err
	}
	y, err := j.bytes("y")
	if err != nil {
		return nil, err
	}
	if len(x) != c.size || len(y) != c.size {
		return nil, dataError("The JWK's coordinates do not have the length of the curve %s", c.name)
	}
	point := append(append([]byte{4}, x...), y...)
	if _, ok := j.get("d"); !ok {
		return c.parsePoint(point)
	}
	d, err := j.bytes("d")
	if err != nil {
		return nil, err
	}
	if len(d) != c.size {
		return nil, dataError("The JWK's member \"d\" does not have the length of the curve %s", c.name)
	}
	return c.parseScalar(d, point)
}

// point returns the public key, uncompressed.
func (k *ecKey) point() []byte {
	b, err := k.public.Bytes()
	if err != nil {
		panic(err) // the curve was checked when the key was made
	}
	return b
}

// scalar returns the private key.
func (k *ecKey) scalar() []byte {
	b, err := k.private.Bytes()
	if err != nil {
		panic(err)
	}
	return b
}

func ecExport(k *CryptoKey, format keyFormat) (keyData, error) {
	key := k.handle.(*ecKey)
	if err := publicOrPrivate(k, format); err != nil {
		return keyData{}, err
	}
	switch format {
	case formatRaw:
		return keyData{bytes: key.point()}, nil
	case formatSPKI:
		return keyData{bytes: key.marshalSPKI()}, nil
	case formatPKCS8:
		return keyData{bytes: key.marshalPKCS8()}, nil
	case formatJWK:
		j := newJWK(k, "EC")
		point := key.point()[1:]
		j.set("crv", key.name)
		j.setBytes("x", point[:key.size])
		j.setBytes("y", point[key.size:])
		if k.kind == privateKey {
			j.setBytes("d", key.scalar())
		}
		return keyData{jwk: j}, nil
	}
	return keyData{}, unsupportedFormat(k.algorithm.name, format)
}

// publicOrPrivate is the error for a format that the kind of key does not have.
func publicOrPrivate(k *CryptoKey, format keyFormat) error {
	if (format == formatRaw || format == formatSPKI) && k.kind != publicKey || format == formatPKCS8 && k.kind != privateKey {
		return accessError("The key is %s, which has no format %q", k.kind, format)
	}
	return nil
}

// half returns a number as a coordinate-sized half of a signature.
func (c *curve) half(i *big.Int) []byte { return i.FillBytes(make([]byte, c.size)) }
