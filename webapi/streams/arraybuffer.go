package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// memory is an ArrayBuffer that belongs to a stream. It has a JavaScript object
// only while a script can see it.
type memory struct {
	bytes  []byte
	shown  bool
	buffer goja.ArrayBuffer // when shown
}

// detached is IsDetachedBuffer: a script may detach what it was shown.
func (m *memory) detached() bool { return m.shown && m.buffer.Detached() }

// object returns the ArrayBuffer, making it on first use.
func (m *memory) object(rt *js.Runtime) goja.Value {
	if !m.shown {
		m.shown, m.buffer = true, rt.NewArrayBuffer(m.bytes)
	}
	return rt.ToValue(m.buffer)
}

// transfer is TransferArrayBuffer: what a script was shown becomes detached.
func (m *memory) transfer() {
	if m.shown {
		m.buffer.Detach()
		*m = memory{bytes: m.bytes}
	}
}

// transferArrayBuffer is TransferArrayBuffer for a buffer that came from a
// script. It throws when the buffer is detached.
func transferArrayBuffer(rt *js.Runtime, buffer goja.ArrayBuffer) memory {
	if buffer.Detached() {
		rt.ThrowTypeError("The ArrayBuffer is detached")
	}
	m := memory{bytes: buffer.Bytes()}
	buffer.Detach()
	return m
}

// viewType is a typed array type, or DataView.
type viewType struct {
	elementSize int
	construct   goja.Constructor
}

// viewTypes has the language's view constructors by name.
var viewTypes = js.NewLocal(func(rt *js.Runtime) map[string]viewType {
	types := map[string]viewType{}
	for name, size := range map[string]int{
		"DataView": 1, "Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1,
		"Int16Array": 2, "Uint16Array": 2, "Float16Array": 2,
		"Int32Array": 4, "Uint32Array": 4, "Float32Array": 4,
		"Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8,
	} {
		if construct, ok := goja.AssertConstructor(rt.GlobalObject().Get(name)); ok {
			types[name] = viewType{size, construct}
		}
	}
	return types
})

// newView constructs a view. length counts elements.
func (t viewType) newView(rt *js.Runtime, m *memory, offset, length int) *goja.Object {
	o, err := t.construct(nil, m.object(rt), rt.ToValue(offset), rt.ToValue(length))
	if err != nil {
		panic(err)
	}
	return o
}

func newUint8Array(rt *js.Runtime, m *memory, offset, length int) *goja.Object {
	return viewTypes.Of(rt)["Uint8Array"].newView(rt, m, offset, length)
}

// viewArgument converts an argument of type ArrayBufferView. It throws.
func viewArgument(c js.Call, i int, method string) js.View {
	view, ok := c.View(c.Arg(i))
	if !ok {
		c.ThrowTypeError("Failed to execute '%s': argument %d is not an ArrayBufferView.", method, i+1)
	}
	return view
}
