package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadableStreamBYOBRequest is the interface of that name (4.8).
type ReadableStreamBYOBRequest struct {
	js.Base
	controller *ReadableByteStreamController // nil when invalidated
	view       *goja.Object                  // a Uint8Array; nil when invalidated
	buffer     goja.ArrayBuffer              // of the view
}

// ReadableStreamBYOBRequestClass describes the interface.
var ReadableStreamBYOBRequestClass = js.Define(js.Class[*ReadableStreamBYOBRequest]{
	Name: "ReadableStreamBYOBRequest",
	Attributes: []js.Attribute[*ReadableStreamBYOBRequest]{
		{Name: "view", Get: func(_ js.Call, r *ReadableStreamBYOBRequest) goja.Value {
			if r.view == nil {
				return goja.Null()
			}
			return r.view
		}},
	},
	Methods: []js.Method[*ReadableStreamBYOBRequest]{
		{Name: "respond", Length: 1, Call: func(c js.Call, r *ReadableStreamBYOBRequest) goja.Value {
			bytesWritten := c.Integer(c.Arg(0), 64, false, js.EnforceRange)
			r.mustBeValid(c)
			if r.buffer.Detached() {
				c.ThrowTypeError("The buffer of the BYOB request is detached")
			}
			readableByteStreamControllerRespond(r.controller, bytesWritten)
			return goja.Undefined()
		}},
		{Name: "respondWithNewView", Length: 1, Call: func(c js.Call, r *ReadableStreamBYOBRequest) goja.Value {
			view := viewArgument(c, 0, "respondWithNewView")
			r.mustBeValid(c)
			if view.Buffer.Detached() {
				c.ThrowTypeError("The view's buffer is detached")
			}
			readableByteStreamControllerRespondWithNewView(r.controller, view)
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*ReadableStreamBYOBRequest) Class() js.Definer { return ReadableStreamBYOBRequestClass }

func (r *ReadableStreamBYOBRequest) mustBeValid(c js.Call) {
	if r.controller == nil {
		c.ThrowTypeError("This BYOB request has been responded to already")
	}
}

var _ js.Native = (*ReadableStreamBYOBRequest)(nil)
