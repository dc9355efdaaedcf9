package fetch

import (
	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/formdata"
	"runner/webapi/js"
	"runner/webapi/jsonvalue"
)

// bodyOwner is what includes the Body mixin: a Request or a Response.
type bodyOwner interface {
	js.Native
	ownBody() *Body
	ownHeaders() *Headers
}

// bodyAttributes are the attributes of the Body mixin (Fetch, 5.3).
func bodyAttributes[T bodyOwner]() []js.Attribute[T] {
	return []js.Attribute[T]{
		{Name: "body", Get: func(c js.Call, o T) goja.Value {
			if b := o.ownBody(); b != nil {
				return c.Wrap(b.Stream(c.Runtime))
			}
			return goja.Null()
		}},
		{Name: "bodyUsed", Get: func(c js.Call, o T) goja.Value {
			b := o.ownBody()
			return c.ToValue(b != nil && b.Used())
		}},
	}
}

// bodyMethods are the methods of the Body mixin (Fetch, 5.3).
func bodyMethods[T bodyOwner]() []js.Method[T] {
	return []js.Method[T]{
		{Name: "arrayBuffer", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value { return rt.ArrayBuffer(data.buffer()) })
		}},
		{Name: "blob", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value {
				return rt.Wrap(blob.New(asBytes(data.encoded()), o.ownHeaders().mimeType()))
			})
		}},
		{Name: "bytes", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value { return rt.Uint8Array(data.buffer()) })
		}},
		{Name: "formData", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value {
				f, err := formdata.Parse(data.encoded(), o.ownHeaders().MIMEType())
				if err != nil {
					rt.ThrowTypeError("Failed to parse the body as FormData: %v", err)
				}
				return rt.Wrap(f)
			})
		}},
		{Name: "json", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value { return jsonvalue.Parse(rt, decodeUTF8(data.encoded())) })
		}},
		{Name: "text", Async: true, Call: func(c js.Call, o T) goja.Value {
			rt := c.Runtime
			return consume(rt, o, func(data content) goja.Value { return data.string(rt) })
		}},
	}
}

// consume is "consume body" (Fetch, 5.3): a promise for what convert makes of
// the whole body. convert may throw.
func consume(rt *js.Runtime, o bodyOwner, convert func(content) goja.Value) goja.Value {
	b := o.ownBody()
	if b == nil {
		return rt.Resolved(convert(content{own: true}))
	}
	if b.unusable() {
		throwUnusable(rt, b)
	}
	return b.all(rt, convert)
}

// throwUnusable throws the TypeError for a body that is used or being read.
func throwUnusable(rt *js.Runtime, b *Body) {
	if b.Used() {
		rt.ThrowTypeError("Body is unusable: it has already been read")
	}
	rt.ThrowTypeError("Body is unusable: its stream is locked to a reader")
}
