package html

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// prepareTransfer checks the transfer list and gives every entry its place in
// the memory. finish hands the entries over, once everything has been copied.
//
// An ArrayBuffer is replaced by one on the same memory at once. A platform
// object is replaced by an empty object that finish turns into the successor:
// handing it over before the copy is complete could not be undone.
func (c *cloner) prepareTransfer(list []*goja.Object) (finish func() []*goja.Object) {
	type entry struct {
		buffer *goja.ArrayBuffer
		native Transferable
		to     *goja.Object
	}
	entries := make([]entry, 0, len(list))
	for _, o := range list {
		if c.memory[o] != nil {
			c.fail("The transfer list names an object twice.")
		}
		kind := c.rt.Kind(o)
		if kind == js.KindArrayBuffer {
			b := o.Export().(goja.ArrayBuffer)
			if b.Detached() {
				c.fail("An ArrayBuffer is detached and could not be transferred.")
			}
			entries = append(entries, entry{&b, nil, c.remember(o, c.rt.ArrayBuffer(b.Bytes()))})
			continue
		}
		var native Transferable
		if kind != js.KindProxy {
			native, _ = js.State[Transferable](o)
		}
		if native == nil {
			c.fail("Value of the transfer list could not be transferred.")
		}
		if native.Detached() {
			c.fail("A %s of the transfer list is detached.", js.ClassName(native))
		}
		entries = append(entries, entry{nil, native, c.remember(o, c.rt.Reserve(native.Class()))})
	}
	return func() []*goja.Object {
		for _, e := range entries {
			if e.buffer != nil && e.buffer.Detached() || e.native != nil && e.native.Detached() {
				c.fail("An object of the transfer list was detached while the value was copied.")
			}
		}
		transferred := make([]*goja.Object, len(entries))
		for i, e := range entries {
			transferred[i] = e.to
			if e.buffer != nil {
				e.buffer.Detach()
			} else {
				c.rt.Fill(e.to, e.native.Transfer(c.rt))
			}
		}
		return transferred
	}
}
