package crypto

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"math/big"
)

// What the RSA algorithms share: the keys (Web Crypto, 20 to 22).

// maxModulus is the longest modulus that generateKey makes, in bits.
const maxModulus = 16384

// rsaAlgorithm completes an RSA algorithm. jwk gives the name of JSON Web
// Algorithms for a hash, use the member "use".
func rsaAlgorithm(a *algorithm, public, private usages, use string, jwk func(*hashFunction) string) *algorithm {
	a.params[opGenerateKey] = rsaHashedKeyGenParams
	a.params[opImportKey] = rsaHashedImportParam
	a.params[opExportKey] = noParams
	a.slow = func(op operation, _ *normalized, _ *CryptoKey) bool { return op != opExportKey }
	a.generate = func(n *normalized, extractable bool, u usages) (generated, error) {
		if err := u.only(public | private); err != nil {
			return generated{}, err
		}
		key, err := rsaGenerate(n.modulusLength, n.publicExponent)
		if err != nil {
			return generated{}, err
		}
		return generated{
			public:  rsaKey(n, publicKey, &key.PublicKey, &key.PublicKey, u&public),
			private: rsaKey(n, privateKey, &key.PublicKey, key, u&private),
		}, nil
	}
	a.importKey = func(n *normalized, format keyFormat, data keyData, u usages) (*CryptoKey, error) {
		switch format {
		case formatSPKI:
			if err := u.only(public); err != nil {
				return nil, err
			}
			parsed, err := x509.ParsePKIXPublicKey(data.bytes)
			key, ok := parsed.(*rsa.PublicKey)
			if err != nil || !ok {
				return nil, dataError("The data is not the SubjectPublicKeyInfo of an RSA key")
			}
			return rsaKey(n, publicKey, key, key, u), nil
		case formatPKCS8:
			if err := u.only(private); err != nil {
				return nil, err
			}
			parsed, err := x509.ParsePKCS8PrivateKey(data.bytes)
			key, ok := parsed.(*rsa.PrivateKey)
			if err != nil || !ok {
				return nil, dataError("The data is not the PrivateKeyInfo of an RSA key")
			}
			return rsaKey(n, privateKey, &key.PublicKey, key, u), nil
		case formatJWK:
			return rsaImportJWK(n, data.jwk, public, private, use, jwk(n.hash.digest), u)
		}
		return nil, unsupportedFormat(n.name, format)
	}
	a.exportKey = func(k *CryptoKey, format keyFormat) (keyData, error) {
		return rsaExport(k, format, jwk(k.algorithm.hash.digest))
	}
	return a
}

func rsaKey(n *normalized, kind keyType, public *rsa.PublicKey, handle any, u usages) *CryptoKey {
	return &CryptoKey{
		kind: kind,
		algorithm: keyAlgorithm{
			name:           n.name,
			modulusLength:  public.N.BitLen(),
			publicExponent: big.NewInt(int64(public.E)).Bytes(),
			hash:           n.hash,
		},
		usages: u,
		handle: handle,
	}
}

// rsaGenerate makes a key pair. Go's generator knows the exponent 65537 only;
// others take the same steps here (FIPS 186-5, A.1.3, in short).
func rsaGenerate(bits int, exponent []byte) (*rsa.PrivateKey, error) {
	e := new(big.Int).SetBytes(exponent)
	if e.BitLen() > 31 || e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 {
		return nil, operationError("The public exponent is not an odd number from 3 to 2147483647")
	}
	if bits < 1024 || bits > maxModulus {
		return nil, operationError("The length of the modulus is %d bits; it can be 1024 to %d", bits, maxModulus)
	}
	if e.Int64() == 65537 {
		key, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			return nil, operationError("%v", err)
		}
		return key, nil
	}
	one := big.NewInt(1)
	prime := func(bits int) (*big.Int, error) {
		for {
			p, err := rand.Prime(rand.Reader, bits)
			if err != nil {
				return nil, operationError("%v", err)
			}
			order := new(big.Int).Sub(p, one)
			if new(big.Int).GCD(nil, nil, e, order).Cmp(one) == 0 {
				return p, nil
			}
		}
	}
	for {
		p, err := prime((bits + 1) / 2)
		if err != nil {
			return nil, err
		}
		q, err := prime(bits / 2)
		if err != nil {
			return nil, err
		}
		modulus := new(big.Int).Mul(p, q)
		distance := new(big.Int).Sub(p, q)
		if modulus.BitLen() != bits || distance.BitLen() <= bits/2-100 {
			continue
		}
		order := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		key := &rsa.PrivateKey{
			PublicKey: rsa.PublicKey{N: modulus, E: int(e.Int64())},
			D:         new(big.Int).ModInverse(e, order),
			Primes:    []*big.Int{p, q},
		}
		if err := key.Validate(); err != nil {
			return nil, operationError("%v", err)
		}
		key.Precompute()
		return key, nil
	}
}

func rsaImportJWK(n *normalized, j *jsonWebKey, public, private usages, use, alg string, u usages) (*CryptoKey, error) {
	_, isPrivate := j.get("d")
	allowed := public
	if isPrivate {
		allowed = private
	}
	if err := u.only(allowed); err != nil {
		return nil, err
	}
	if err := j.check("RSA", use, u, n.extractable); err != nil {
		return nil, err
	}
	if alg != "" {
		if err := j.checkAlg(alg); err != nil {
			return nil, err
		}
	}
	modulus, err := j.integer("n")
	if err != nil {
		return nil, err
	}
	e, err := j.integer("e")
	if err != nil {
		return nil, err
	}
	if e.BitLen() > 31 || e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || modulus.Bit(0) == 0 {
		return nil, dataError("The JWK is not a valid RSA key")
	}
	key := rsa.PublicKey{N: modulus, E: int(e.Int64())}
	if !isPrivate {
		return rsaKey(n, publicKey, &key, &key, u), nil
	}
	full, err := rsaPrivateJWK(key, j)
	if err != nil {
		return nil, err
	}
	return rsaKey(n, privateKey, &full.PublicKey, full, u), nil
}

func rsaPrivateJWK(public rsa.PublicKey, j *jsonWebKey) (*rsa.PrivateKey, error) {
	if j.oth {
		return nil, notSupported("RSA keys of more than two primes are not supported")
	}
	var values [6]*big.Int
	for i, name := range []string{"d", "p", "q", "dp", "dq", "qi"} {
		v, err := j.integer(name)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	key := &rsa.PrivateKey{PublicKey: public, D: values[0], Primes: []*big.Int{values[1], values[2]}}
	if err := key.Validate(); err != nil {
		return nil, dataError("The JWK is not a valid RSA key: %v", err)
	}
	key.Precompute()
	if key.Precomputed.Dp.Cmp(values[3]) != 0 || key.Precomputed.Dq.Cmp(values[4]) != 0 || key.Precomputed.Qinv.Cmp(values[5]) != 0 {
		return nil, dataError("The JWK is not a valid RSA key: its parts do not fit together")
	}
	return key, nil
}

func rsaExport(k *CryptoKey, format keyFormat, alg string) (keyData, error) {
	switch {
	case format == formatSPKI && k.kind == publicKey:
		b, err := x509.MarshalPKIXPublicKey(k.handle)
		return keyData{bytes: b}, err
	case format == formatPKCS8 && k.kind == privateKey:
		b, err := x509.MarshalPKCS8PrivateKey(k.handle)
		return keyData{bytes: b}, err
	case format == formatSPKI || format == formatPKCS8:
		return keyData{}, accessError("The key is %s, which has no format %q", k.kind, format)
	case format != formatJWK:
		return keyData{}, unsupportedFormat(k.algorithm.name, format)
	}
	j := newJWK(k, "RSA")
	if alg != "" {
		j.set("alg", alg)
	}
	public, _ := k.handle.(*rsa.PublicKey)
	if private, ok := k.handle.(*rsa.PrivateKey); ok {
		public = &private.PublicKey
		j.setInteger("d", private.D)
		j.setInteger("p", private.Primes[0])
		j.setInteger("q", private.Primes[1])
		j.setInteger("dp", private.Precomputed.Dp)
		j.setInteger("dq", private.Precomputed.Dq)
		j.setInteger("qi", private.Precomputed.Qinv)
	}
	j.setInteger("n", public.N)
	j.setInteger("e", big.NewInt(int64(public.E)))
	return keyData{jwk: j}, nil
}

// rsaPublic and rsaPrivate return the key of an operation, or the error for one
// of the other kind.
func rsaPublic(k *CryptoKey) (*rsa.PublicKey, error) {
	if key, ok := k.handle.(*rsa.PublicKey); ok {
		return key, nil
	}
	return nil, accessError("This operation needs a public key")
}

func rsaPrivate(k *CryptoKey) (*rsa.PrivateKey, error) {
	if key, ok := k.handle.(*rsa.PrivateKey); ok {
		return key, nil
	}
	return nil, accessError("This operation needs a private key")
}

// jwkName gives the JSON Web Algorithm of a hash, "" when it has none.
func jwkName(prefix string) func(*hashFunction) string {
	return func(h *hashFunction) string {
		if h.jwk == "" {
			return ""
		}
		return prefix + h.jwk
	}
}
