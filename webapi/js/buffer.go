package js

import (
	"reflect"

	"github.com/dop251/goja"
)

var (
	arrayBufferType = reflect.TypeOf(goja.ArrayBuffer{})
	bytesType       = reflect.TypeOf([]byte(nil))
)

// Bytes returns the memory of a BufferSource (an ArrayBuffer or a view on one)
// without copying it, or false when v is neither. A detached buffer is empty.
func (rt *Runtime) Bytes(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if o.ExportType() == arrayBufferType {
		return o.Export().(goja.ArrayBuffer).Bytes(), true
	}
	if b, ok := rt.Uint8Bytes(o); ok {
		return b, true
	}
	view, ok := rt.View(o)
	if !ok {
		return nil, false
	}
	return view.Bytes(), true
}

// Uint8Bytes returns the memory of a Uint8Array without copying it, or false when
// v is none. It is several times quicker than [Runtime.View].
func (rt *Runtime) Uint8Bytes(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != bytesType {
		return nil, false
	}
	// The engine's Export must not be asked of an array whose buffer is
	// detached; such an array has no elements, and no script can add one.
	if o.Get("0") == nil {
		return nil, true
	}
	b := o.Export().([]byte)
	return b[:len(b):len(b)], true
}

// View is an ArrayBufferView taken apart.
type View struct {
	Object *goja.Object
	Buffer goja.ArrayBuffer
	Offset int    // in bytes
	Length int    // in bytes
	Name   string // "Uint8Array", "DataView", …
}

// Bytes returns the memory that the view shows.
func (v View) Bytes() []byte {
	b := v.Buffer.Bytes()
	if v.Buffer.Detached() || v.Offset+v.Length > len(b) {
		return nil
	}
	return b[v.Offset : v.Offset+v.Length : v.Offset+v.Length]
}

// ElementSize is the size of an element in bytes; 1 for a DataView.
func (v View) ElementSize() int {
	switch v.Name {
	case "Int16Array", "Uint16Array", "Float16Array":
		return 2
	case "Int32Array", "Uint32Array", "Float32Array":
		return 4
	case "Float64Array", "BigInt64Array", "BigUint64Array":
		return 8
	}
	return 1
}

// View takes an ArrayBufferView apart, or returns false.
func (rt *Runtime) View(v goja.Value) (View, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return View{}, false
	}
	in := rt.viewIntrinsics()
	if !rt.Call(in.isView, nil, o).ToBoolean() {
		return View{}, false
	}
	get := in.typedArray
	name := ""
	if tag := rt.Call(in.tag, o); goja.IsUndefined(tag) {
		get, name = in.dataView, "DataView"
	} else {
		name = tag.String()
	}
	view := View{Object: o, Name: name}
	view.Buffer = rt.Call(get.buffer, o).Export().(goja.ArrayBuffer)
	if view.Buffer.Detached() {
		return view, true
	}
	view.Offset = int(rt.Call(get.byteOffset, o).ToInteger())
	view.Length = int(rt.Call(get.byteLength, o).ToInteger())
	return view, true
}

// viewFunctions are the language's own getters, so that a script's own
// properties of the same names do not matter.
type viewFunctions struct {
	isView, tag          goja.Callable
	typedArray, dataView viewGetters
}

type viewGetters struct{ buffer, byteOffset, byteLength goja.Callable }

var viewLocal = NewLocal(func(rt *Runtime) *viewFunctions {
	global := rt.GlobalObject()
	f := &viewFunctions{}
	f.isView, _ = goja.AssertFunction(global.Get("ArrayBuffer").(*goja.Object).Get("isView"))
	getter := func(proto *goja.Object, name string) goja.Callable {
		d := rt.descriptor(proto, rt.ToValue(name))
		get, _ := goja.AssertFunction(d.Get("get"))
		return get
	}
	getters := func(proto *goja.Object) viewGetters {
		return viewGetters{getter(proto, "buffer"), getter(proto, "byteOffset"), getter(proto, "byteLength")}
	}
	typed := global.Get("Uint8Array").(*goja.Object).Prototype().Get("prototype").(*goja.Object)
	f.typedArray = getters(typed)
	f.tag, _ = goja.AssertFunction(rt.descriptor(typed, goja.SymToStringTag).Get("get"))
	f.dataView = getters(global.Get("DataView").(*goja.Object).Get("prototype").(*goja.Object))
	return f
})

func (rt *Runtime) viewIntrinsics() *viewFunctions { return viewLocal.Of(rt) }

var descriptorLocal = NewLocal(func(rt *Runtime) goja.Callable {
	f, _ := goja.AssertFunction(rt.GlobalObject().Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor"))
	return f
})

// descriptor is Object.getOwnPropertyDescriptor; nil when there is none.
func (rt *Runtime) descriptor(o *goja.Object, key goja.Value) *goja.Object {
	d, _ := rt.Call(descriptorLocal.Of(rt), nil, o, key).(*goja.Object)
	return d
}

// ArrayBuffer makes an ArrayBuffer on b, without copying it.
func (rt *Runtime) ArrayBuffer(b []byte) *goja.Object {
	return rt.ToValue(rt.NewArrayBuffer(b)).(*goja.Object)
}

var uint8ArrayLocal = NewLocal(func(rt *Runtime) goja.Constructor {
	c, _ := goja.AssertConstructor(rt.GlobalObject().Get("Uint8Array"))
	return c
})

// Uint8Array makes a Uint8Array on b, without copying it.
func (rt *Runtime) Uint8Array(b []byte) *goja.Object {
	o, err := uint8ArrayLocal.Of(rt)(nil, rt.ArrayBuffer(b))
	must(err)
	return o
}
