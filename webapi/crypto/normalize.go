package crypto

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// operation is a name in the registry of algorithms (Web Crypto, 18.2).
type operation string

const (
	opEncrypt      operation = "encrypt"
	opDecrypt      operation = "decrypt"
	opSign         operation = "sign"
	opVerify       operation = "verify"
	opDigest       operation = "digest"
	opGenerateKey  operation = "generateKey"
	opDeriveBits   operation = "deriveBits"
	opImportKey    operation = "importKey"
	opExportKey    operation = "exportKey"
	opWrapKey      operation = "wrapKey"
	opUnwrapKey    operation = "unwrapKey"
	opGetKeyLength operation = "get key length"
)

// normalized is a normalized algorithm: the entry of the registry, and the
// members that the dictionaries of its operations can have. Buffers are copies.
type normalized struct {
	*algorithm

	// normalizeHash is in a field because the dictionaries are part of what
	// normalize looks at, which would be an initialization cycle.
	normalizeHash func(c js.Call, v goja.Value) *algorithm

	extractable bool // of the key that importKey makes

	hash           *algorithm
	length         int // AES, HMAC: in bits; AES-CTR: of the counter
	hasLength      bool
	tagLength      int // in bits; 0 when absent
	hasTagLength   bool
	modulusLength  int
	publicExponent []byte
	namedCurve     string
	saltLength     int
	iterations     int
	public         *CryptoKey

	iv, counter, additionalData, label, salt, info []byte
}

// dictionary describes the members of a parameter dictionary, in the order in
// which WebIDL converts them: those it inherits first, each part by name.
type dictionary []member

type member struct {
	name     string
	required bool
	read     func(c js.Call, v goja.Value, n *normalized)
}

func buffer(name string, required bool, field func(*normalized) *[]byte) member {
	return member{name, required, func(c js.Call, v goja.Value, n *normalized) {
		b, ok := c.Bytes(v)
		if !ok {
			c.ThrowTypeError("The algorithm's member %q is not an ArrayBuffer or a view on one", name)
		}
		*field(n) = append([]byte{}, b...)
	}}
}

func number(name string, bits int, required bool, set func(n *normalized, value int)) member {
	return member{name, required, func(c js.Call, v goja.Value, n *normalized) {
		set(n, int(c.Integer(v, bits, false, js.EnforceRange)))
	}}
}

var (
	hashMember = member{"hash", true, func(c js.Call, v goja.Value, n *normalized) {
		n.hash = n.normalizeHash(c, v)
	}}
	curveMember = member{"namedCurve", true, func(c js.Call, v goja.Value, n *normalized) { n.namedCurve = c.String(v) }}

	// The dictionaries have the names that the standard gives them.
	noParams             = dictionary{}
	aesCbcParams         = dictionary{buffer("iv", true, func(n *normalized) *[]byte { return &n.iv })}
	aesCtrParams         = dictionary{buffer("counter", true, func(n *normalized) *[]byte { return &n.counter }), number("length", 8, true, setLength)}
	aesKeyGenParams      = dictionary{number("length", 16, true, setLength)}
	aesDerivedKeyParams  = aesKeyGenParams
	hmacKeyGenParams     = dictionary{hashMember, number("length", 32, false, setLength)}
	hmacImportParams     = hmacKeyGenParams
	rsaHashedImportParam = dictionary{hashMember}
	ecdsaParams          = dictionary{hashMember}
	ecKeyGenParams       = dictionary{curveMember}
	ecKeyImportParams    = dictionary{curveMember}
	aesGcmParams         = dictionary{
		buffer("additionalData", false, func(n *normalized) *[]byte { return &n.additionalData }),
		buffer("iv", true, func(n *normalized) *[]byte { return &n.iv }),
		number("tagLength", 8, false, func(n *normalized, v int) { n.tagLength, n.hasTagLength = v, true }),
	}
	rsaHashedKeyGenParams = dictionary{
		number("modulusLength", 32, true, func(n *normalized, v int) { n.modulusLength = v }),
		{"publicExponent", true, readPublicExponent},
		hashMember,
	}
	rsaPssParams        = dictionary{number("saltLength", 32, true, func(n *normalized, v int) { n.saltLength = v })}
	rsaOaepParams       = dictionary{buffer("label", false, func(n *normalized) *[]byte { return &n.label })}
	ecdhKeyDeriveParams = dictionary{{"public", true, readPublic}}
	hkdfParams          = dictionary{
		hashMember,
		buffer("info", true, func(n *normalized) *[]byte { return &n.info }),
		buffer("salt", true, func(n *normalized) *[]byte { return &n.salt }),
	}
	pbkdf2Params = dictionary{
		hashMember,
		number("iterations", 32, true, func(n *normalized, v int) { n.iterations = v }),
		buffer("salt", true, func(n *normalized) *[]byte { return &n.salt }),
	}
)

func setLength(n *normalized, v int) { n.length, n.hasLength = v, true }

func readPublicExponent(c js.Call, v goja.Value, n *normalized) {
	view, ok := c.View(v)
	if !ok || view.Name != "Uint8Array" {
		c.ThrowTypeError("The algorithm's member \"publicExponent\" is not a Uint8Array")
	}
	n.publicExponent = bytes.Clone(view.Bytes())
}

func readPublic(c js.Call, v goja.Value, n *normalized) {
	key, ok := js.State[*CryptoKey](v)
	if !ok {
		c.ThrowTypeError("The algorithm's member \"public\" is not a CryptoKey")
	}
	n.public = key
}

// normalize is "normalize an algorithm" (Web Crypto, 18.4.4). It throws.
func normalize(c js.Call, v goja.Value, op operation) *normalized {
	n, err := tryNormalize(c, v, op)
	if err != nil {
		c.Throw(exception(c.Runtime, err))
	}
	return n
}

func normalizeHash(c js.Call, v goja.Value) *algorithm { return normalize(c, v, opDigest).algorithm }

// tryNormalize returns an error for an algorithm that is unknown or has no such
// operation, and throws for anything else that is wrong with it.
func tryNormalize(c js.Call, v goja.Value, op operation) (*normalized, error) {
	o, _ := v.(*goja.Object)
	var name string
	if o == nil {
		name = c.String(v)
	} else {
		nameValue, ok := js.Member(o, "name")
		if !ok {
			c.ThrowTypeError("The algorithm has no member \"name\"")
		}
		name = c.String(nameValue)
	}
	a := findAlgorithm(name)
	if a == nil {
		return nil, notSupported("Unrecognized algorithm name %q", name)
	}
	params, ok := a.params[op]
	if !ok {
		return nil, notSupported("The algorithm %s does not support the operation %q", a.name, op)
	}
	n := &normalized{algorithm: a, normalizeHash: normalizeHash}
	for _, m := range params {
		value, ok := js.Member(o, m.name)
		if ok {
			m.read(c, value, n)
		} else if m.required {
			c.ThrowTypeError("The algorithm %s needs the member %q", a.name, m.name)
		}
	}
	return n, nil
}

// findAlgorithm looks a name up, in whatever case, ASCII only.
func findAlgorithm(name string) *algorithm {
	for _, a := range registry {
		if len(a.name) == len(name) && strings.EqualFold(a.name, name) {
			return a
		}
	}
	return nil
}
