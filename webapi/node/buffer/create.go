package buffer

import (
	"bytes"
	"fmt"
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// arrayLike is the end of ERR_INVALID_ARG_TYPE messages about memory.
const uint8Array = "an instance of Buffer or Uint8Array"

// statics are the static methods of Buffer.
func statics(k *class) []js.Function {
	return []js.Function{
		{Name: "from", Call: func(c js.Call) goja.Value {
			return k.from(c.Runtime, c.Arg(0), c.Arg(1), c.Arg(2), false)
		}},
		{Name: "copyBytesFrom", Call: k.copyBytesFrom},
		{Name: "of", Call: func(c js.Call) goja.Value {
			b := make([]byte, len(c.Args))
			for i, v := range c.Args {
				b[i] = byte(c.Integer(v, 8, false, js.Modulo))
			}
			return k.wrap(c.Runtime, b)
		}},
		{Name: "alloc", Call: func(c js.Call) goja.Value {
			b := make([]byte, size(c, c.Arg(0)))
			if v := c.Arg(1); c.Has(1) && len(b) > 0 {
				fill(c, b, v, goja.Undefined(), goja.Undefined(), c.Arg(2))
			}
			return k.wrap(c.Runtime, b)
		}},
		{Name: "allocUnsafe", Call: k.allocUnsafe},
		{Name: "allocUnsafeSlow", Call: k.allocUnsafe},
		{Name: "isBuffer", Call: func(c js.Call) goja.Value {
			o, ok := c.Arg(0).(*goja.Object)
			return c.ToValue(ok && c.InstanceOf(o, k.constructor))
		}},
		{Name: "compare", Call: func(c js.Call) goja.Value {
			a, b := memory(c, c.Arg(0), "buf1"), memory(c, c.Arg(1), "buf2")
			return c.ToValue(bytes.Compare(a, b))
		}},
		{Name: "isEncoding", Call: func(c js.Call) goja.Value {
			ok := false
			if s, isString := c.Arg(0).(goja.String); isString {
				_, ok = encodingOf(s.String())
			}
			return c.ToValue(ok)
		}},
		{Name: "concat", Call: k.concat},
		{Name: "byteLength", Call: byteLength},
	}
}

// memory returns the bytes of an argument that must be a Uint8Array.
func memory(c js.Call, v goja.Value, name string) []byte {
	b, ok := c.Uint8Bytes(v)
	if !ok {
		nodeerr.ThrowArgType(c.Runtime, name, uint8Array, v)
	}
	return b
}

// size converts the size of a new Buffer.
func size(c js.Call, v goja.Value) int {
	n := nodeerr.ValidateNumber(c.Runtime, v, "size")
	if !(n >= 0 && n <= nodeMaxLength) {
		nodeerr.ThrowOutOfRange(c.Runtime, "size", fmt.Sprintf(">= 0 && <= %d", nodeMaxLength), v)
	}
	return allocatable(c.Runtime, n)
}

// allocatable throws for sizes that Node accepts and this host does not make.
func allocatable(rt *js.Runtime, n float64) int {
	if n > maxLength {
		rt.ThrowRangeError("Array buffer allocation failed: %.0f bytes are more than the limit of %d", n, maxLength)
	}
	return int(n)
}

func (k *class) allocUnsafe(c js.Call) goja.Value {
	return k.wrap(c.Runtime, make([]byte, size(c, c.Arg(0))))
}

// from is Buffer.from, and with construct the deprecated new Buffer.
func (k *class) from(rt *js.Runtime, v, second, third goja.Value, construct bool) *goja.Object {
	if s, ok := v.(goja.String); ok {
		return k.fromString(rt, s, second)
	}
	o, ok := v.(*goja.Object)
	if construct && nodeerr.IsNumber(v) {
		if _, ok := second.(goja.String); ok {
			nodeerr.ThrowArgType(rt, "string", "of type string", v)
		}
		return k.wrap(rt, make([]byte, size(js.Call{Runtime: rt}, v)))
	}
	if _, function := goja.AssertFunction(v); !ok || function {
		throwFrom(rt, v)
	}
	if rt.Kind(o) == js.KindArrayBuffer {
		return k.fromArrayBuffer(rt, o, second, third)
	}
	if b, ok := rt.Uint8Bytes(o); ok {
		return k.wrap(rt, bytes.Clone(b))
	}
	if valueOf, ok := goja.AssertFunction(o.Get("valueOf")); ok {
		primitive := rt.Call(valueOf, o)
		_, object := primitive.(*goja.Object)
		_, text := primitive.(goja.String)
		if (object || text) && !primitive.SameAs(o) {
			return k.from(rt, primitive, second, third, construct)
		}
	}
	if b, ok := fromObject(rt, o); ok {
		return k.wrap(rt, b)
	}
	if toPrimitive, ok := goja.AssertFunction(symbolProperty(o, goja.SymToPrimitive)); ok {
		if s, ok := rt.Call(toPrimitive, o, rt.ToValue("string")).(goja.String); ok {
			return k.fromString(rt, s, second)
		}
	}
	throwFrom(rt, v)
	return nil
}

func symbolProperty(o *goja.Object, s *goja.Symbol) goja.Value {
	if v := o.GetSymbol(s); v != nil {
		return v
	}
	return goja.Undefined()
}

func throwFrom(rt *js.Runtime, v goja.Value) {
	nodeerr.ThrowArgType(rt, "first argument",
		"of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object", v)
}

func (k *class) fromString(rt *js.Runtime, s goja.String, name goja.Value) *goja.Object {
	e := encodingUTF8
	if n, ok := name.(goja.String); ok {
		e = encodingArgument(rt, n)
	}
	return k.wrap(rt, encode(rt, s, e))
}

// fromArrayBuffer makes a Buffer that shares the memory of an ArrayBuffer.
func (k *class) fromArrayBuffer(rt *js.Runtime, o *goja.Object, offset, length goja.Value) *goja.Object {
	if goja.IsUndefined(offset) && goja.IsUndefined(length) {
		return k.array(rt, o)
	}
	total := float64(len(o.Export().(goja.ArrayBuffer).Bytes()))
	start := 0.0
	if !goja.IsUndefined(offset) {
		if start = rt.Number(offset); math.IsNaN(start) {
			start = 0
		}
	}
	if total-start < 0 {
		nodeerr.Throw(rt, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", `"offset" is outside of buffer bounds`)
	}
	if start < 0 {
		rt.ThrowRangeError("Start offset %v is outside the bounds of the buffer", offset)
	}
	n := total - start
	if !goja.IsUndefined(length) {
		if n = rt.Number(length); !(n > 0) {
			n = 0
		} else if n > total-start {
			nodeerr.Throw(rt, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", `"length" is outside of buffer bounds`)
		}
	}
	return k.array(rt, o, rt.ToValue(start), rt.ToValue(n))
}

// fromObject copies an array-like object, or what Buffer.prototype.toJSON made.
func fromObject(rt *js.Runtime, o *goja.Object) ([]byte, bool) {
	length := o.Get("length")
	if length == nil || goja.IsUndefined(length) {
		data, ok := o.Get("data").(*goja.Object)
		kind := o.Get("type")
		if !ok || kind == nil || !kind.StrictEquals(rt.ToValue("Buffer")) || rt.Kind(data) != js.KindArray {
			return nil, false
		}
		o, length = data, data.Get("length")
	}
	if !nodeerr.IsNumber(length) {
		return nil, true
	}
	b := make([]byte, allocatable(rt, max(0, length.ToFloat())))
	for i := range b {
		if v := o.Get(index(i)); v != nil {
			b[i] = byte(rt.Integer(v, 8, false, js.Modulo))
		}
	}
	return b, true
}

// copyBytesFrom is Buffer.copyBytesFrom: a copy of part of a typed array, in
// elements of it.
func (k *class) copyBytesFrom(c js.Call) goja.Value {
	view, ok := c.View(c.Arg(0))
	if !ok || view.Name == "DataView" {
		nodeerr.ThrowArgType(c.Runtime, "view", "an instance of TypedArray", c.Arg(0))
	}
	b := view.Bytes()
	unit := 1
	if n := view.Object.Get("BYTES_PER_ELEMENT"); n != nil {
		unit = max(1, int(n.ToInteger()))
	}
	from, to := 0, len(b)/unit
	if c.Has(1) {
		from = min(to, int(nodeerr.ValidateInteger(c.Runtime, c.Arg(1), "offset", 0, nodeMaxLength)))
	}
	if c.Has(2) {
		to = min(to, from+int(nodeerr.ValidateInteger(c.Runtime, c.Arg(2), "length", 0, nodeMaxLength)))
	}
	return k.wrap(c.Runtime, bytes.Clone(b[from*unit:to*unit]))
}

func (k *class) concat(c js.Call) goja.Value {
	list, ok := c.Arg(0).(*goja.Object)
	if !ok || c.Kind(list) != js.KindArray {
		nodeerr.ThrowArgType(c.Runtime, "list", "an instance of Array", c.Arg(0))
	}
	parts := make([][]byte, list.Get("length").ToInteger())
	total := 0
	for i := range parts {
		v := list.Get(index(i))
		if v == nil {
			v = goja.Undefined()
		}
		parts[i] = memory(c, v, fmt.Sprintf("list[%d]", i))
		total += len(parts[i])
	}
	if c.Has(1) && len(parts) > 0 {
		total = allocatable(c.Runtime, nodeerr.ValidateInteger(c.Runtime, c.Arg(1), "length", 0, nodeMaxLength))
	}
	b := make([]byte, total)
	at := 0
	for _, p := range parts {
		at += copy(b[at:], p)
	}
	return k.wrap(c.Runtime, b)
}

func byteLength(c js.Call) goja.Value {
	s, ok := c.Arg(0).(goja.String)
	if !ok {
		b, ok := c.Bytes(c.Arg(0))
		if !ok {
			nodeerr.ThrowArgType(c.Runtime, "string", "of type string or an instance of Buffer or ArrayBuffer", c.Arg(0))
		}
		return c.ToValue(len(b))
	}
	e := encodingUTF8
	if name, ok := c.Arg(1).(goja.String); ok {
		e, _ = encodingOf(name.String())
	}
	return c.ToValue(encodedLength(c.Runtime, s, e))
}
