package html

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Serializable is a platform object that structured cloning can copy (HTML,
// 2.7.1): Blob, File, CryptoKey, DOMException. A Go type becomes one by having
// this method.
type Serializable interface {
	js.Native
	Clone(*js.Runtime) js.Native
}

// Transferable is a platform object that can be handed over (HTML, 2.7.2). The
// object cannot be used afterwards.
type Transferable interface {
	js.Native

	// Detached reports whether it has been handed over already.
	Detached() bool

	// Transfer detaches the object and returns what takes its place.
	Transfer(*js.Runtime) js.Native
}

// StructuredClone is structuredClone (HTML, 2.7.11).
var StructuredClone = js.Function{Name: "structuredClone", Length: 1, Call: func(c js.Call) goja.Value {
	options := c.Dictionary(c.Arg(1), "The options of structuredClone")
	copied, _ := Clone(c.Runtime, c.Arg(0), transferList(c, options))
	return copied
}}

// transferList reads the member "transfer" of an options dictionary.
func transferList(c js.Call, options *goja.Object) (list []*goja.Object) {
	v, ok := js.Member(options, "transfer")
	if !ok {
		return nil
	}
	c.Sequence(v, "The transfer list", func(v goja.Value) {
		o, ok := v.(*goja.Object)
		if !ok {
			c.ThrowTypeError("An item of the transfer list is not an object")
		}
		list = append(list, o)
	})
	return list
}

// Clone is StructuredSerializeWithTransfer and StructuredDeserializeWithTransfer
// in one (HTML, 2.7.7 and 2.7.8): both ends are the same realm, so the value is
// copied directly. It returns the copy and what the transfer list became.
func Clone(rt *js.Runtime, v goja.Value, transfer []*goja.Object) (copied goja.Value, transferred []*goja.Object) {
	c := &cloner{rt: rt}
	finish := c.prepareTransfer(transfer)
	copied = c.clone(v)
	return copied, finish()
}

// maxCloneDepth is where a nested value counts as endless.
const maxCloneDepth = 20000

// cloner is the memory of one clone: what has been copied, and to what.
type cloner struct {
	rt     *js.Runtime
	memory map[*goja.Object]*goja.Object
	depth  int
}

func (c *cloner) remember(from, to *goja.Object) *goja.Object {
	if c.memory == nil {
		c.memory = map[*goja.Object]*goja.Object{}
	}
	c.memory[from] = to
	return to
}

// fail throws a DataCloneError.
func (c *cloner) fail(format string, args ...any) {
	c.rt.ThrowDOMException("DataCloneError", format, args...)
}

// clone is StructuredSerializeInternal and StructuredDeserialize (HTML, 2.7.3
// and 2.7.6).
func (c *cloner) clone(v goja.Value) goja.Value {
	switch v := v.(type) {
	case *goja.Symbol:
		c.fail("Symbol(%s) could not be cloned.", v)
	case *goja.Object:
		if copied := c.memory[v]; copied != nil {
			return copied
		}
		if c.depth++; c.depth > maxCloneDepth {
			c.rt.ThrowRangeError("Maximum call stack size exceeded: the value to clone is nested too deeply")
		}
		copied := c.object(v)
		c.depth--
		return copied
	}
	return v
}

func (c *cloner) object(o *goja.Object) *goja.Object {
	kind := c.rt.Kind(o)
	if kind == js.KindProxy {
		c.fail("#<Object> could not be cloned.")
	}
	if native, ok := js.State[js.Native](o); ok {
		return c.platform(o, native)
	}
	in := intrinsicsLocal.Of(c.rt)
	switch kind {
	case js.KindObject, js.KindArguments:
		return c.properties(o, c.remember(o, c.rt.NewObject()))
	case js.KindArray:
		copied := c.rt.NewArray()
		_ = copied.Set("length", o.Get("length"))
		return c.properties(o, c.remember(o, copied))
	case js.KindBoolean, js.KindNumber, js.KindString, js.KindBigInt:
		return c.remember(o, c.rt.Call(in.valueOf[kind], o).ToObject(c.rt.Runtime))
	case js.KindDate, js.KindRegExp:
		return c.remember(o, in.construct(in.copy[kind], o))
	case js.KindMap:
		return c.mapData(in, o)
	case js.KindSet:
		return c.setData(in, o)
	case js.KindError:
		return c.err(in, o)
	case js.KindArrayBuffer:
		return c.buffer(o)
	case js.KindTypedArray, js.KindDataView:
		return c.view(in, o)
	}
	c.fail("%s could not be cloned.", describe(c.rt, o, kind))
	return nil
}

// properties copies the own enumerable properties with string keys.
func (c *cloner) properties(from, to *goja.Object) *goja.Object {
	for _, key := range from.Keys() {
		// A getter of another property may have removed this one.
		if v := from.Get(key); v != nil {
			define(to, key, c.clone(v))
		}
	}
	return to
}

func (c *cloner) mapData(in *intrinsics, o *goja.Object) *goja.Object {
	copied := c.remember(o, in.construct(in.copy[js.KindMap]))
	var entries []goja.Value
	c.rt.Call(in.mapForEach, o, in.collect(c.rt, &entries))
	for i := 0; i < len(entries); i += 2 {
		c.rt.Call(in.mapSet, copied, c.clone(entries[i+1]), c.clone(entries[i]))
	}
	return copied
}

func (c *cloner) setData(in *intrinsics, o *goja.Object) *goja.Object {
	copied := c.remember(o, in.construct(in.copy[js.KindSet]))
	var entries []goja.Value
	c.rt.Call(in.setForEach, o, in.collect(c.rt, &entries))
	for i := 0; i < len(entries); i += 2 {
		c.rt.Call(in.setAdd, copied, c.clone(entries[i]))
	}
	return copied
}

// err copies an error: its kind by the name, its message, and, as engines do,
// its stack and cause (HTML, 2.7.3, step 17).
func (c *cloner) err(in *intrinsics, o *goja.Object) *goja.Object {
	constructor := in.errors["Error"]
	if name := o.Get("name"); name != nil && !goja.IsUndefined(name) {
		if ctor := in.errors[c.rt.String(name)]; ctor != nil {
			constructor = ctor
		}
	}
	var copied *goja.Object
	if p, ok := c.rt.OwnProperty(o, c.rt.ToValue("message")); ok && p.Value != nil {
		copied = in.construct(constructor, c.rt.DOMString(p.Value))
	} else {
		copied = in.construct(constructor)
	}
	c.remember(o, copied)
	if stack := c.stack(o); stack != nil {
		_ = copied.DefineDataProperty("stack", stack, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	if p, ok := c.rt.OwnProperty(o, c.rt.ToValue("cause")); ok && p.Value != nil {
		_ = copied.DefineDataProperty("cause", c.clone(p.Value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	return copied
}

func (c *cloner) stack(o *goja.Object) goja.Value {
	if v := o.Get("stack"); v != nil && goja.IsString(v) {
		return v
	}
	return nil
}

func (c *cloner) buffer(o *goja.Object) *goja.Object {
	b := o.Export().(goja.ArrayBuffer)
	if b.Detached() {
		c.fail("An ArrayBuffer is detached and could not be cloned.")
	}
	return c.remember(o, c.rt.ArrayBuffer(append([]byte(nil), b.Bytes()...)))
}

func (c *cloner) view(in *intrinsics, o *goja.Object) *goja.Object {
	v, ok := c.rt.View(o)
	if !ok || v.Buffer.Detached() {
		c.fail("An ArrayBuffer is detached and could not be cloned.")
	}
	buffer := c.clone(c.rt.ToValue(v.Buffer))
	length := v.Length / v.ElementSize()
	return c.remember(o, in.construct(in.view(c.rt, v.Name), buffer, c.rt.ToValue(v.Offset), c.rt.ToValue(length)))
}

// platform copies an object of the platform.
func (c *cloner) platform(o *goja.Object, native js.Native) *goja.Object {
	if s, ok := native.(Serializable); ok {
		copied := c.remember(o, c.rt.Wrap(s.Clone(c.rt)))
		if c.rt.Kind(o) == js.KindError {
			if stack := c.stack(o); stack != nil {
				_ = copied.DefineDataProperty("stack", stack, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
			}
		}
		return copied
	}
	name := js.ClassName(native)
	if _, ok := native.(Transferable); ok {
		c.fail("A %s could not be cloned because it was not transferred.", name)
	}
	c.fail("#<%s> could not be cloned.", name)
	return nil
}

// describe names a value that cannot be cloned, as V8 does.
func describe(rt *js.Runtime, o *goja.Object, kind js.Kind) string {
	switch kind {
	case js.KindFunction:
		text := o.String()
		if len(text) > 100 {
			text = strings.ToValidUTF8(text[:100], "") + "…"
		}
		return text
	case js.KindSymbol:
		return "Object(" + rt.Call(intrinsicsLocal.Of(rt).symbolToString, o).String() + ")"
	}
	name := "Object"
	if ctor, ok := o.Get("constructor").(*goja.Object); ok {
		if n := ctor.Get("name"); n != nil && goja.IsString(n) && n.String() != "" {
			name = n.String()
		}
	}
	return "#<" + name + ">"
}

func define(o *goja.Object, key string, v goja.Value) {
	if err := o.DefineDataProperty(key, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}
