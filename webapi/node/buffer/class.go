package buffer

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// maxLength is the largest Buffer that is made: what one request can sensibly
// hold, far below where the allocation itself would fail.
const maxLength = 1 << 31

// nodeMaxLength is what Node calls buffer.constants.MAX_LENGTH.
const nodeMaxLength = 1<<53 - 1

// class is the Buffer of one realm.
type class struct {
	constructor *goja.Object // Buffer
	species     *goja.Object // the constructor that new arrays are made by
	prototype   *goja.Object
	uint8Array  goja.Constructor
}

var classLocal = js.NewLocal(newClass)

// Class returns the global Buffer of a realm.
func Class(rt *js.Runtime) *goja.Object { return classLocal.Of(rt).constructor }

// New makes a Buffer on b, without copying it.
func New(rt *js.Runtime, b []byte) *goja.Object { return classLocal.Of(rt).wrap(rt, b) }

// wrap makes a Buffer on b.
func (k *class) wrap(rt *js.Runtime, b []byte) *goja.Object {
	return k.array(rt, rt.ArrayBuffer(b))
}

// array makes a Buffer with the arguments of Uint8Array.
func (k *class) array(rt *js.Runtime, args ...goja.Value) *goja.Object {
	o, err := k.uint8Array(k.species, args...)
	if err != nil {
		rt.Rethrow(err)
	}
	return o
}

// newClass builds the constructor, the hidden species constructor and the
// prototype that they share.
func newClass(rt *js.Runtime) *class {
	k := &class{}
	array := rt.GlobalObject().Get("Uint8Array").(*goja.Object)
	k.uint8Array, _ = goja.AssertConstructor(array)

	k.constructor = rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		return k.from(rt, call.Argument(0), call.Argument(1), call.Argument(2), true)
	}).(*goja.Object)
	k.species = rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		target := call.NewTarget
		if target == nil {
			target = k.species
		}
		o, err := k.uint8Array(target, call.Arguments...)
		if err != nil {
			rt.Rethrow(err)
		}
		return o
	}).(*goja.Object)
	k.prototype = k.constructor.Get("prototype").(*goja.Object)
	check(k.prototype.SetPrototype(array.Get("prototype").(*goja.Object)))
	check(k.constructor.SetPrototype(array))
	check(k.species.SetPrototype(array))
	check(k.species.DefineDataProperty("prototype", k.prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	check(k.constructor.DefineDataProperty("prototype", k.prototype, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	describe(rt, k.constructor, "Buffer", 3)
	describe(rt, k.species, "FastBuffer", 3)
	species := rt.NativeFunc("get [Symbol.species]", 0, func(goja.FunctionCall) goja.Value { return k.species })
	check(k.constructor.DefineAccessorPropertySymbol(goja.SymSpecies, species, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))

	check(k.constructor.Set("poolSize", 65536))
	for _, f := range statics(k) {
		check(k.constructor.DefineDataProperty(f.Name, rt.Func(f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	for _, list := range [][]method{textMethods, memoryMethods(k), searchMethods, numberMethods()} {
		for _, m := range list {
			k.defineMethod(rt, m)
		}
	}
	k.defineAccessors(rt)
	return k
}

// method is a method of Buffer.prototype. b is the memory of this.
type method struct {
	name   string
	length int
	call   func(c js.Call, b []byte) goja.Value
}

func (k *class) defineMethod(rt *js.Runtime, m method) {
	f := rt.NativeFunc(m.name, m.length, func(fc goja.FunctionCall) goja.Value {
		b, ok := rt.Uint8Bytes(fc.This)
		if !ok {
			nodeerr.ThrowArgType(rt, "this", "an instance of Buffer or Uint8Array", fc.This)
		}
		return m.call(js.Call{Runtime: rt, This: fc.This, Args: fc.Arguments}, b)
	})
	check(k.prototype.DefineDataProperty(m.name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	if m.name == "inspect" {
		inspect := rt.SymbolFor("nodejs.util.inspect.custom")
		check(k.prototype.DefineDataPropertySymbol(inspect, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
}

// defineAccessors adds the old names of buffer and byteOffset.
func (k *class) defineAccessors(rt *js.Runtime) {
	for name, of := range map[string]string{"parent": "buffer", "offset": "byteOffset"} {
		get := rt.NativeFunc("get "+name, 0, func(fc goja.FunctionCall) goja.Value {
			if o, ok := fc.This.(*goja.Object); ok && rt.InstanceOf(o, k.constructor) {
				return o.Get(of)
			}
			return goja.Undefined()
		})
		check(k.prototype.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
}

func describe(rt *js.Runtime, f *goja.Object, name string, length int) {
	check(f.DefineDataProperty("name", rt.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(f.DefineDataProperty("length", rt.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// check is for operations that fail only when this package is wrong.
func check(err error) {
	if err != nil {
		panic(err)
	}
}
