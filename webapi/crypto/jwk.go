package crypto

import (
	"bytes"
	"encoding/json"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// readJWK converts a JavaScript value to a JsonWebKey dictionary: members by
// name, in order. It throws.
func readJWK(c js.Call, v goja.Value) *jsonWebKey {
	o := c.Dictionary(v, "The key data")
	j := &jsonWebKey{}
	text := func(names ...string) {
		for _, name := range names {
			if v, ok := js.Member(o, name); ok {
				j.set(name, c.String(v))
			}
		}
	}
	text("alg", "crv", "d", "dp", "dq", "e")
	if v, ok := js.Member(o, "ext"); ok {
		ext := v.ToBoolean()
		j.ext = &ext
	}
	text("k")
	if v, ok := js.Member(o, "key_ops"); ok {
		ops := []string{}
		c.Sequence(v, "The JWK's member \"key_ops\"", func(v goja.Value) { ops = append(ops, c.String(v)) })
		j.keyOps = &ops
	}
	text("kty", "n")
	if v, ok := js.Member(o, "oth"); ok {
		c.Sequence(v, "The JWK's member \"oth\"", func(v goja.Value) { c.Dictionary(v, "An item of \"oth\"") })
		j.oth = true
	}
	text("p", "q", "qi", "use", "x", "y")
	return j
}

// object makes the JavaScript object of a JsonWebKey.
func (j *jsonWebKey) object(rt *js.Runtime) *goja.Object {
	o := rt.NewObject()
	for i, name := range jwkMembers {
		if s := j.text[i]; s != nil {
			o.Set(name, *s)
		}
	}
	if j.keyOps != nil {
		ops := make([]any, len(*j.keyOps))
		for i, op := range *j.keyOps {
			ops[i] = op
		}
		o.Set("key_ops", rt.NewArray(ops...))
	}
	if j.ext != nil {
		o.Set("ext", *j.ext)
	}
	return o
}

// MarshalJSON is what wrapKey encrypts.
func (j *jsonWebKey) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	member := func(name string, value any) error {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
		text, err := json.Marshal(value)
		b.Write(text)
		return err
	}
	for i, name := range jwkMembers {
		if s := j.text[i]; s != nil {
			if err := member(name, *s); err != nil {
				return nil, err
			}
		}
	}
	if j.keyOps != nil {
		if err := member("key_ops", *j.keyOps); err != nil {
			return nil, err
		}
	}
	if j.ext != nil {
		if err := member("ext", *j.ext); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// parseJWK is "parse a JWK" (Web Crypto, 15): what unwrapKey has decrypted.
func parseJWK(text []byte) (*jsonWebKey, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), &members); err != nil || members == nil {
		return nil, dataError("The unwrapped key is not a JWK")
	}
	j := &jsonWebKey{}
	read := func(name string, into any) error {
		raw, ok := members[name]
		if !ok {
			return nil
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return dataError("The unwrapped JWK's member %q is not of the right type", name)
		}
		return nil
	}
	for i, name := range jwkMembers {
		if err := read(name, &j.text[i]); err != nil {
			return nil, err
		}
	}
	if err := read("key_ops", &j.keyOps); err != nil {
		return nil, err
	}
	if err := read("ext", &j.ext); err != nil {
		return nil, err
	}
	_, j.oth = members["oth"]
	if _, ok := j.get("kty"); !ok {
		return nil, dataError("The unwrapped JWK has no member \"kty\"")
	}
	return j, nil
}
