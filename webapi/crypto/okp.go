package crypto

import "encoding/asn1"

// What Ed25519 and X25519 share: keys of 32 bytes (Web Crypto, 25 and 26;
// RFC 8037 and 8410).

// okp describes one of them.
type okp struct {
	name, alg string // alg is the JWK's, besides the name itself
	oid       asn1.ObjectIdentifier
	use       string
	public    usages
	private   usages
	generate  func() (private []byte)
	publicOf  func(private []byte) ([]byte, error)
}

// okpKey is the handle of a key. private is nil for a public one.
type okpKey struct{ public, private []byte }

const okpSize = 32

func okpAlgorithm(a *algorithm, o *okp) *algorithm {
	a.params[opGenerateKey] = noParams
	a.params[opImportKey] = noParams
	a.params[opExportKey] = noParams
	a.generate = func(n *normalized, extractable bool, u usages) (generated, error) {
		if err := u.only(o.public | o.private); err != nil {
			return generated{}, err
		}
		key, err := o.newPrivate(o.generate())
		if err != nil {
			return generated{}, operationError("%v", err)
		}
		return generated{
			public:  okpCryptoKey(n, okpKey{public: key.public}, u&o.public),
			private: okpCryptoKey(n, *key, u&o.private),
		}, nil
	}
	a.importKey = o.importKey
	a.exportKey = o.exportKey
	return a
}

func okpCryptoKey(n *normalized, key okpKey, u usages) *CryptoKey {
	kind := publicKey
	if key.private != nil {
		kind = privateKey
	}
	return &CryptoKey{kind: kind, algorithm: keyAlgorithm{name: n.name}, usages: u, handle: &key}
}

func (o *okp) newPrivate(private []byte) (*okpKey, error) {
	if len(private) != okpSize {
		return nil, dataError("The private key has %d bytes instead of %d", len(private), okpSize)
	}
	public, err := o.publicOf(private)
	if err != nil {
		return nil, dataError("%v", err)
	}
	return &okpKey{public, private}, nil
}

func (o *okp) newPublic(public []byte) (*okpKey, error) {
	if len(public) != okpSize {
		return nil, dataError("The public key has %d bytes instead of %d", len(public), okpSize)
	}
	return &okpKey{public: public}, nil
}

func (o *okp) importKey(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
	allowed := o.public
	if _, hasPrivate := data.private(); hasPrivate || format == formatPKCS8 {
		allowed = o.private
	}
	if err := u.only(allowed); err != nil {
		return nil, err
	}
	var key *okpKey
	var err error
	switch format {
	case formatRaw:
		key, err = o.newPublic(data.bytes)
	case formatSPKI:
		key, err = o.parseSPKI(data.bytes)
	case formatPKCS8:
		key, err = o.parsePKCS8(data.bytes)
	case formatJWK:
		if err = data.jwk.check("OKP", o.use, u, n.extractable); err == nil {
			key, err = o.parseJWK(data.jwk)
		}
	default:
		err = unsupportedFormat(n.name, format)
	}
	if err != nil {
		return nil, err
	}
	return okpCryptoKey(n, *key, u), nil
}

func (o *okp) parseJWK(j *jsonWebKey) (*okpKey, error) {
	if crv, _ := j.get("crv"); crv != o.name {
		return nil, dataError("The JWK's member \"crv\" is %q, not %q", crv, o.name)
	}
	if alg, ok := j.get("alg"); ok && o.alg != "" && alg != o.name && alg != o.alg {
		return nil, dataError("The JWK's member \"alg\" is %q, not %q or %q", alg, o.name, o.alg)
	}
	x, err := j.bytes("x")
	if err != nil {
		return nil, err
	}
	public, err := o.newPublic(x)
	if err != nil {
		return nil, err
	}
	if _, ok := j.get("d"); !ok {
		return public, nil
	}
	d, err := j.bytes("d")
	if err != nil {
		return nil, err
	}
	key, err := o.newPrivate(d)
	if err != nil {
		return nil, err
	}
	if string(key.public) != string(public.public) {
		return nil, dataError("The JWK's public key does not belong to its private key")
	}
	return key, nil
}

func (o *okp) checkIdentifier(id algorithmIdentifier) error {
	if !id.Algorithm.Equal(o.oid) || id.Parameters.FullBytes != nil {
		return dataError("The data is not an %s key", o.name)
	}
	return nil
}

func (o *okp) parseSPKI(b []byte) (*okpKey, error) {
	var info subjectPublicKeyInfo
	if err := parseDER(b, &info); err != nil {
		return nil, err
	}
	if err := o.checkIdentifier(info.Algorithm); err != nil {
		return nil, err
	}
	if info.PublicKey.BitLength%8 != 0 {
		return nil, dataError("The public key has an odd number of bits")
	}
	return o.newPublic(info.PublicKey.Bytes)
}

func (o *okp) parsePKCS8(b []byte) (*okpKey, error) {
	var info privateKeyInfo
	if err := parseDER(b, &info); err != nil {
		return nil, err
	}
	if err := o.checkIdentifier(info.Algorithm); err != nil {
		return nil, err
	}
	var private []byte
	if err := parseDER(info.PrivateKey, &private); err != nil {
		return nil, err
	}
	return o.newPrivate(private)
}

func (o *okp) exportKey(k *CryptoKey, format keyFormat) (keyData, error) {
	key := k.handle.(*okpKey)
	if err := publicOrPrivate(k, format); err != nil {
		return keyData{}, err
	}
	id := algorithmIdentifier{Algorithm: o.oid}
	switch format {
	case formatRaw:
		return keyData{bytes: key.public}, nil
	case formatSPKI:
		return keyData{bytes: marshalDER(subjectPublicKeyInfo{id, bitString(key.public)})}, nil
	case formatPKCS8:
		return keyData{bytes: marshalDER(privateKeyInfo{Algorithm: id, PrivateKey: marshalDER(key.private)})}, nil
	case formatJWK:
		j := newJWK(k, "OKP")
		j.set("crv", o.name)
		if o.alg != "" {
			j.set("alg", o.name)
		}
		j.setBytes("x", key.public)
		if key.private != nil {
			j.setBytes("d", key.private)
		}
		return keyData{jwk: j}, nil
	}
	return keyData{}, unsupportedFormat(o.name, format)
}
