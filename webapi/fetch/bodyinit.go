package fetch

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/formdata"
	"runner/webapi/js"
	"runner/webapi/streams"
	"runner/webapi/url"
)

const plainText = "text/plain;charset=UTF-8"

// extractBody is "extract a body" of a BodyInit (Fetch, 5.2). It fills *b, and
// returns nil for null and undefined. contentType is empty where the standard
// gives none.
func extractBody(rt *js.Runtime, v goja.Value, b *Body) (body *Body, contentType string) {
	switch v := v.(type) {
	case nil:
		return nil, ""
	case goja.String:
		*b = Body{source: sourceString, text: v}
		return b, plainText
	case *goja.Object:
		contentType = extractObject(rt, v, b)
		return b, contentType
	}
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, ""
	}
	*b = Body{source: sourceString, text: rt.DOMString(v)}
	return b, plainText
}

// extractObject is extractBody for objects.
func extractObject(rt *js.Runtime, o *goja.Object, b *Body) (contentType string) {
	if native, ok := js.State[js.Native](o); ok {
		if contentType, ok := extractNative(rt, native, b); ok {
			return contentType
		}
	} else if data, ok := rt.Bytes(o); ok {
		*b = Body{memory: string(data), length: int64(len(data))}
		return ""
	}
	// An async iterable is not in the standard; every server runtime takes it.
	if f := o.GetSymbol(js.SymAsyncIterator); f != nil && !goja.IsUndefined(f) && !goja.IsNull(f) {
		*b = *BodyFromStream(streams.FromIterable(rt, o))
		return ""
	}
	*b = Body{source: sourceString, text: rt.DOMString(o)}
	return plainText
}

// extractNative is extractBody for the platform's own objects. It reports false
// for those that a body takes as text only.
func extractNative(rt *js.Runtime, native js.Native, b *Body) (contentType string, ok bool) {
	switch v := native.(type) {
	case *blob.Blob:
		*b = *BodyFromBytes(v.Bytes())
		return v.Type(), true
	case *blob.File:
		*b = *BodyFromBytes(v.Bytes())
		return v.Type(), true
	case *url.URLSearchParams:
		text := v.String()
		*b = Body{memory: text, length: int64(len(text))}
		return "application/x-www-form-urlencoded;charset=UTF-8", true
	case *formdata.FormData:
		boundary := formdata.Boundary()
		*b = *formBody(v, boundary)
		return "multipart/form-data; boundary=" + boundary, true
	case *streams.ReadableStream:
		if v.Disturbed() || v.Locked() {
			rt.ThrowTypeError("The stream of the body is locked or has already been read")
		}
		*b = *BodyFromStream(v)
		return "", true
	}
	return "", false
}

// formBody is a form as multipart/form-data.
func formBody(f *formdata.FormData, boundary string) *Body {
	var text strings.Builder
	for _, p := range f.Multipart(boundary) {
		text.WriteString(p.Text)
		if p.File != nil {
			text.Write(p.File.Bytes())
		}
	}
	return BodyFromString(text.String())
}
