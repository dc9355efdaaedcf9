package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// maxBuffer is the size of the largest ArrayBuffer. More would be taken from the
// system until the process is killed, where other engines throw.
const maxBuffer = 1<<31 - 1

// installBuffer adds transfer, and says of buffers that none can be resized: the
// engine's views keep their length, so one that follows its buffer would lie.
func installBuffer(rt *js.Runtime) {
	prototype := prototypeOf(rt, "ArrayBuffer")
	self := func(c js.Call, name string) (*goja.Object, goja.ArrayBuffer) {
		if o, ok := c.This.(*goja.Object); ok && rt.Kind(o) == js.KindArrayBuffer {
			return o, o.Export().(goja.ArrayBuffer)
		}
		c.ThrowTypeError("Method ArrayBuffer.prototype.%s called on incompatible receiver %s", name, describe(c.This))
		return nil, goja.ArrayBuffer{}
	}
	getter(rt, prototype, "detached", func(c js.Call) goja.Value {
		_, b := self(c, "detached")
		return c.ToValue(b.Detached())
	})
	getter(rt, prototype, "resizable", func(c js.Call) goja.Value {
		self(c, "resizable")
		return c.ToValue(false)
	})
	getter(rt, prototype, "maxByteLength", func(c js.Call) goja.Value {
		_, b := self(c, "maxByteLength")
		return c.ToValue(len(b.Bytes()))
	})
	transfer := func(name string) method {
		return method{name, 0, func(c js.Call) goja.Value {
			_, b := self(c, name)
			size := len(b.Bytes())
			if c.Has(0) {
				n := integer(c, c.Arg(0))
				if n < 0 || n > maxBuffer {
					c.ThrowRangeError("Array buffer allocation failed")
				}
				size = int(n)
			}
			if b.Detached() {
				c.ThrowTypeError("Cannot perform ArrayBuffer.prototype.%s on a detached ArrayBuffer", name)
			}
			return c.ArrayBuffer(move(b, size))
		}}
	}
	methods(rt, prototype, []method{
		transfer("transfer"),
		transfer("transferToFixedLength"),
		{"resize", 1, func(c js.Call) goja.Value {
			self(c, "resize")
			c.ThrowTypeError("Method ArrayBuffer.prototype.resize called on an ArrayBuffer that cannot be resized; resizable ones do not exist here, use transfer(newLength)")
			return nil
		}},
	})
}

// move takes the memory of a buffer, which is empty and detached then.
func move(b goja.ArrayBuffer, size int) []byte {
	old := b.Bytes()
	b.Detach()
	if size <= len(old) {
		return old[:size:size]
	}
	memory := make([]byte, size)
	copy(memory, old)
	return memory
}

// LengthName is the global function that engine/script puts around the argument
// of `new ArrayBuffer(n)` and the constructors of typed arrays.
const LengthName = "%Length"

// checkLength returns its argument, unless that is a number of bytes that the
// process could not survive, or options that ask for a buffer to be resized.
func checkLength(rt *js.Runtime) goja.Value {
	return rt.ToValue(func(c goja.FunctionCall) goja.Value {
		v := c.Argument(0)
		if c.Argument(1).ToBoolean() {
			if o, ok := v.(*goja.Object); ok && !goja.IsUndefined(orUndefined(o.Get("maxByteLength"))) {
				rt.ThrowTypeError("An ArrayBuffer cannot be resizable here: leave maxByteLength out and use transfer(newLength)")
			}
		} else if goja.IsNumber(v) && v.ToFloat() > maxBuffer {
			rt.ThrowRangeError("Array buffer allocation failed: %s bytes or elements", v)
		}
		return v
	})
}
