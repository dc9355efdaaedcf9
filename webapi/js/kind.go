package js

import (
	"math/big"
	"reflect"

	"github.com/dop251/goja"
)

// Kind tells the objects of the language apart by their internal slots, where
// instanceof and Symbol.toStringTag would believe anything.
type Kind int

// The kinds. An object of the platform is a KindObject; see [State].
const (
	KindObject Kind = iota
	KindArray
	KindFunction
	KindError
	KindDate
	KindRegExp
	KindMap
	KindSet
	KindWeakMap
	KindWeakSet
	KindPromise
	KindProxy
	KindArrayBuffer
	KindTypedArray
	KindDataView
	KindBoolean // the wrapper objects of primitives
	KindNumber
	KindString
	KindBigInt
	KindSymbol
	KindArguments
	KindGenerator
	KindMapIterator
	KindSetIterator
)

var (
	mapType     = reflect.TypeOf([][2]any(nil))
	setType     = reflect.TypeOf([]any(nil))
	bigType     = reflect.TypeOf((*big.Int)(nil))
	promiseType = reflect.TypeOf((*goja.Promise)(nil))
)

// Kind returns the kind of an object. For a proxy it does not look behind it.
func (rt *Runtime) Kind(o *goja.Object) Kind {
	t := o.ExportType()
	if t == proxyType {
		return KindProxy
	}
	switch o.ClassName() {
	case "Object":
	case "Array":
		return KindArray
	case "Function":
		return KindFunction
	case "Error":
		return KindError
	case "Date":
		return KindDate
	case "RegExp":
		return KindRegExp
	case "Boolean":
		return KindBoolean
	case "Number":
		return KindNumber
	case "String":
		return KindString
	case "Arguments":
		return KindArguments
	default:
		return KindObject
	}
	switch t.Kind() {
	case reflect.Slice:
		switch t {
		case mapType:
			return KindMap
		case setType:
			return KindSet
		}
		return KindTypedArray
	case reflect.String:
		return KindSymbol
	case reflect.Func:
		return KindFunction
	}
	switch t {
	case arrayBufferType:
		return KindArrayBuffer
	case promiseType:
		return KindPromise
	case bigType:
		return KindBigInt
	}
	// What is left shows its nature only by what it inherits from.
	protos := kindLocal.Of(rt)
	for p := o.Prototype(); p != nil && p != protos.object; p = p.Prototype() {
		if k, ok := protos.kinds[p]; ok {
			return k
		}
		if p.ExportType() == proxyType {
			break
		}
	}
	return KindObject
}

// kindPrototypes are the prototypes of the kinds that the engine does not tell
// apart for Go.
type kindPrototypes struct {
	object *goja.Object
	kinds  map[*goja.Object]Kind
}

var kindLocal = NewLocal(func(rt *Runtime) *kindPrototypes {
	prototype := func(constructor string) *goja.Object {
		return rt.GlobalObject().Get(constructor).(*goja.Object).Get("prototype").(*goja.Object)
	}
	iterator := func(constructor string) *goja.Object {
		o, err := rt.New(rt.GlobalObject().Get(constructor))
		must(err)
		values, _ := goja.AssertFunction(o.Get("values"))
		return rt.Call(values, o).(*goja.Object).Prototype()
	}
	generator, err := rt.RunString("Object.getPrototypeOf(function*(){}).prototype")
	must(err)
	return &kindPrototypes{prototype("Object"), map[*goja.Object]Kind{
		prototype("DataView"):    KindDataView,
		prototype("WeakMap"):     KindWeakMap,
		prototype("WeakSet"):     KindWeakSet,
		iterator("Map"):          KindMapIterator,
		iterator("Set"):          KindSetIterator,
		generator.(*goja.Object): KindGenerator,
	}}
})

// Property is an own property of an object (ECMA-262, 6.2.6).
type Property struct {
	Value      goja.Value   // nil for an accessor
	Get, Set   *goja.Object // nil when absent
	Enumerable bool
}

// OwnProperty returns an own property without running a getter. The key is a
// string or a symbol.
func (rt *Runtime) OwnProperty(o *goja.Object, key goja.Value) (Property, bool) {
	d := rt.descriptor(o, key)
	if d == nil {
		return Property{}, false
	}
	p := Property{Value: d.Get("value"), Enumerable: d.Get("enumerable").ToBoolean()}
	p.Get, _ = d.Get("get").(*goja.Object)
	p.Set, _ = d.Get("set").(*goja.Object)
	return p, true
}
