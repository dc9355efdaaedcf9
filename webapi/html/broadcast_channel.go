package html

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/js"
)

// BroadcastChannel is the state of a BroadcastChannel (HTML, 9.5). It reaches
// the channels of the same realm.
type BroadcastChannel struct {
	dom.EventTarget
	name   goja.String
	closed bool
}

// channels are the open channels of a realm, in the order of their creation.
type channels struct{ open []*BroadcastChannel }

var channelsLocal = js.NewLocal(func(*js.Runtime) *channels { return &channels{} })

// BroadcastChannelClass is the BroadcastChannel interface (HTML, 9.5).
var BroadcastChannelClass = js.Define(js.Class[*BroadcastChannel]{
	Name:   "BroadcastChannel",
	Parent: dom.EventTargetClass,
	Length: 1,
	Construct: func(c js.Call) *BroadcastChannel {
		b := &BroadcastChannel{name: c.DOMString(c.Arg(0))}
		all := channelsLocal.Of(c.Runtime)
		all.open = append(all.open, b)
		return b
	},
	Attributes: []js.Attribute[*BroadcastChannel]{
		{Name: "name", Get: func(c js.Call, b *BroadcastChannel) goja.Value { return b.name }},
		dom.HandlerAttribute[*BroadcastChannel]("message"),
		dom.HandlerAttribute[*BroadcastChannel]("messageerror"),
	},
	Methods: []js.Method[*BroadcastChannel]{
		{Name: "postMessage", Length: 1, Call: func(c js.Call, b *BroadcastChannel) goja.Value {
			b.post(c.Runtime, c.Arg(0))
			return goja.Undefined()
		}},
		{Name: "close", Call: func(c js.Call, b *BroadcastChannel) goja.Value {
			b.closed = true
			all := channelsLocal.Of(c.Runtime)
			all.open = slices.DeleteFunc(all.open, func(o *BroadcastChannel) bool { return o == b })
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*BroadcastChannel) Class() js.Definer { return BroadcastChannelClass }

// Inspect names what console shows of it.
func (*BroadcastChannel) Inspect() []string { return []string{"name"} }

// post is postMessage (HTML, 9.5). Every receiver gets a copy of its own.
func (b *BroadcastChannel) post(rt *js.Runtime, v goja.Value) {
	if b.closed {
		rt.ThrowDOMException("InvalidStateError", "The BroadcastChannel is closed.")
	}
	snapshot, _ := Clone(rt, v, nil)
	for _, to := range slices.Clone(channelsLocal.Of(rt).open) {
		if to == b || !to.name.StrictEquals(b.name) {
			continue
		}
		rt.Loop.Post(func() {
			if to.closed || !to.HasListeners("message") {
				return
			}
			data, _ := Clone(rt, snapshot, nil)
			dom.Dispatch(rt, to, dom.NewMessageEvent(rt, "message", dom.Message{Data: data}))
		})
	}
}

var _ dom.Target = (*BroadcastChannel)(nil)
