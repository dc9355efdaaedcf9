package crypto

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// CryptoKey is the state of a CryptoKey object (Web Crypto, 13). Nothing in it
// changes after it was made, so keys may be used off the loop and shared by
// clones; the JavaScript objects alone belong to the loop.
type CryptoKey struct {
	js.Base
	kind        keyType
	extractable bool
	algorithm   keyAlgorithm
	usages      usages

	// handle is the key itself: []byte for a secret key, or the key type of the
	// algorithm's file.
	handle any

	algorithmObject, usagesObject *goja.Object // made on first use, then the same
}

// keyType is a KeyType.
type keyType string

const (
	publicKey  keyType = "public"
	privateKey keyType = "private"
	secretKey  keyType = "secret"
)

// keyAlgorithm is a KeyAlgorithm and what inherits from it. A member that an
// algorithm does not have is zero.
type keyAlgorithm struct {
	name           string
	length         int // in bits
	hash           *algorithm
	namedCurve     string
	modulusLength  int // in bits
	publicExponent []byte
}

// CryptoKeyClass is the CryptoKey interface.
var CryptoKeyClass = js.Define(js.Class[*CryptoKey]{
	Name: "CryptoKey",
	Attributes: []js.Attribute[*CryptoKey]{
		{Name: "type", Get: func(c js.Call, k *CryptoKey) goja.Value { return c.ToValue(string(k.kind)) }},
		{Name: "extractable", Get: func(c js.Call, k *CryptoKey) goja.Value { return c.ToValue(k.extractable) }},
		{Name: "algorithm", Get: func(c js.Call, k *CryptoKey) goja.Value {
			if k.algorithmObject == nil {
				k.algorithmObject = k.algorithm.object(c.Runtime)
			}
			return k.algorithmObject
		}},
		{Name: "usages", Get: func(c js.Call, k *CryptoKey) goja.Value {
			if k.usagesObject == nil {
				k.usagesObject = k.usages.array(c.Runtime)
			}
			return k.usagesObject
		}},
	},
})

// Class implements [js.Native].
func (*CryptoKey) Class() js.Definer { return CryptoKeyClass }

// Clone is the serialization and deserialization of a key (Web Crypto, 13.5).
func (k *CryptoKey) Clone(*js.Runtime) js.Native {
	clone := *k
	clone.Base = js.Base{}
	clone.algorithmObject, clone.usagesObject = nil, nil
	return &clone
}

// secret returns the bytes of a secret key.
func (k *CryptoKey) secret() []byte { return k.handle.([]byte) }

func (a *keyAlgorithm) object(rt *js.Runtime) *goja.Object {
	o := rt.NewObject()
	o.Set("name", a.name)
	if a.modulusLength > 0 {
		o.Set("modulusLength", a.modulusLength)
		o.Set("publicExponent", rt.Uint8Array(slices.Clone(a.publicExponent)))
	}
	if a.hash != nil {
		hash := rt.NewObject()
		hash.Set("name", a.hash.name)
		o.Set("hash", hash)
	}
	if a.length > 0 {
		o.Set("length", a.length)
	}
	if a.namedCurve != "" {
		o.Set("namedCurve", a.namedCurve)
	}
	return o
}

// usages is a set of KeyUsages.
type usages uint16

const (
	canEncrypt usages = 1 << iota
	canDecrypt
	canSign
	canVerify
	canDeriveKey
	canDeriveBits
	canWrapKey
	canUnwrapKey
	otherUsage // of an algorithm that is not here
)

// usageNames are the values of KeyUsage, in the order in which usages are shown.
var usageNames = []struct {
	name  string
	usage usages
}{
	{"encrypt", canEncrypt}, {"decrypt", canDecrypt}, {"sign", canSign}, {"verify", canVerify},
	{"deriveKey", canDeriveKey}, {"deriveBits", canDeriveBits}, {"wrapKey", canWrapKey}, {"unwrapKey", canUnwrapKey},
	{"encapsulateKey", otherUsage}, {"encapsulateBits", otherUsage}, {"decapsulateKey", otherUsage}, {"decapsulateBits", otherUsage},
}

// usageOf returns the usage of a name, or 0.
func usageOf(name string) usages {
	for _, u := range usageNames {
		if u.name == name {
			return u.usage
		}
	}
	return 0
}

func (u usages) names() []string {
	names := []string{}
	for _, n := range usageNames {
		if u&n.usage != 0 {
			names = append(names, n.name)
		}
	}
	return names
}

func (u usages) array(rt *js.Runtime) *goja.Object {
	var values []any
	for _, n := range u.names() {
		values = append(values, n)
	}
	return rt.NewArray(values...)
}

// only is the check that every algorithm makes first: a SyntaxError if there is
// a usage that it does not have.
func (u usages) only(allowed usages) error {
	if bad := u &^ allowed; bad != 0 {
		return syntaxError("Unsupported key usage: %s", bad.names()[0])
	}
	return nil
}

var _ js.Native = (*CryptoKey)(nil)
