package crypto

import (
	"crypto/rand"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Crypto is the state of the object crypto (Web Crypto, 10).
type Crypto struct {
	js.Base
	subtle *SubtleCrypto
}

// CryptoClass is the Crypto interface.
var CryptoClass = js.Define(js.Class[*Crypto]{
	Name: "Crypto",
	Attributes: []js.Attribute[*Crypto]{
		{Name: "subtle", Get: func(c js.Call, o *Crypto) goja.Value { return c.Wrap(o.subtle) }},
	},
	Methods: []js.Method[*Crypto]{
		{Name: "getRandomValues", Length: 1, Call: getRandomValues},
		{Name: "randomUUID", Call: func(c js.Call, _ *Crypto) goja.Value { return c.ToValue(RandomUUID()) }},
	},
})

// Class implements [js.Native].
func (*Crypto) Class() js.Definer { return CryptoClass }

// Object is the global crypto.
func Object(rt *js.Runtime) goja.Value { return rt.Wrap(&Crypto{subtle: &SubtleCrypto{}}) }

// maxRandom is how many bytes getRandomValues gives in one call.
const maxRandom = 65536

// getRandomValues fills an integer array (Web Crypto, 10.1.1).
func getRandomValues(c js.Call, _ *Crypto) goja.Value {
	view, ok := c.View(c.Arg(0))
	if !ok {
		c.ThrowTypeError("Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'.")
	}
	switch view.Name {
	case "Float16Array", "Float32Array", "Float64Array", "DataView":
		c.ThrowDOMException("TypeMismatchError", "The data argument must be an integer-type TypedArray, not a %s", view.Name)
	}
	if view.Length > maxRandom {
		c.ThrowDOMException("QuotaExceededError", "The requested length exceeds %d bytes", maxRandom)
	}
	rand.Read(view.Bytes())
	return c.Arg(0)
}

var _ js.Native = (*Crypto)(nil)
