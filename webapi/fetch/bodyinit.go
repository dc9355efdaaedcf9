package fetch

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// extractBody is "extract a body" of a BodyInit (Fetch, 5.2). It fills *b, and
// returns nil for null and undefined. contentType is empty where the standard
// gives none.
func extractBody(rt *js.Runtime, v goja.Value, b *Body) (body *Body, contentType string) {
	switch v := v.(type) {
	case nil:
		return nil, ""
	case goja.String:
		*b = Body{source: sourceString, text: v}
		return b, "text/plain;charset=UTF-8"
	case *goja.Object:
		return extractObject(rt, v, b)
	}
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, ""
	}
	*b = Body{source: sourceString, text: rt.DOMString(v)}
	return b, "text/plain;charset=UTF-8"
}

func extractObject(rt *js.Runtime, o *goja.Object, b *Body) (body *Body, contentType string) {
	if special, contentType := extractPlatformObject(rt, o); special != nil {
		*b = *special
		return b, contentType
	}
	if data, ok := rt.Bytes(o); ok {
		*b = *BodyFromBytes(append([]byte(nil), data...))
		return b, ""
	}
	// An async iterable is not in the standard; every server runtime takes it.
	if f := o.GetSymbol(js.SymAsyncIterator); f != nil && !goja.IsUndefined(f) && !goja.IsNull(f) {
		*b = *BodyFromStream(streamFromIterable(rt, o))
		return b, ""
	}
	*b = Body{source: sourceString, text: rt.DOMString(o)}
	return b, "text/plain;charset=UTF-8"
}
