package blob

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/crypto"
	"runner/webapi/js"
)

// objectURLs is the blob URL store of a runtime (File API, 8.1). An entry lives
// until it is revoked or the runtime ends.
var objectURLs = js.NewLocal(func(*js.Runtime) map[string]*Blob { return map[string]*Blob{} })

// CreateObjectURL is URL.createObjectURL (File API, 8.4). The origin in the URL
// is "null": an endpoint has none of its own.
var CreateObjectURL = js.Function{Name: "createObjectURL", Length: 1, Call: func(c js.Call) goja.Value {
	b, ok := From(c.Arg(0))
	if !ok {
		c.ThrowTypeError("Failed to execute 'createObjectURL' on 'URL': parameter 1 is not of type 'Blob'.")
	}
	url := "blob:null/" + crypto.RandomUUID()
	objectURLs.Of(c.Runtime)[url] = b
	return c.ToValue(url)
}}

// RevokeObjectURL is URL.revokeObjectURL (File API, 8.4). A URL with a fragment
// names no entry.
var RevokeObjectURL = js.Function{Name: "revokeObjectURL", Length: 1, Call: func(c js.Call) goja.Value {
	delete(objectURLs.Of(c.Runtime), c.String(c.Arg(0)))
	return goja.Undefined()
}}

// ResolveObjectURL returns the blob that a blob: URL stands for. A fragment is
// ignored (File API, 8.3.1, "resolve a blob URL").
func ResolveObjectURL(rt *js.Runtime, url string) (*Blob, bool) {
	url, _, _ = strings.Cut(url, "#")
	b, ok := objectURLs.Of(rt)[url]
	return b, ok
}
