package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// CustomEvent is the state of a CustomEvent (DOM, 2.4).
type CustomEvent struct {
	Event
	detail goja.Value
}

// CustomEventClass is the CustomEvent interface (DOM, 2.4).
var CustomEventClass = js.Define(js.Class[*CustomEvent]{
	Name:   "CustomEvent",
	Parent: EventClass,
	Length: 1,
	Construct: func(c js.Call) *CustomEvent {
		e, init := ConstructEvent(c)
		return &CustomEvent{e, member(init, "detail", goja.Null())}
	},
	Attributes: []js.Attribute[*CustomEvent]{
		{Name: "detail", Get: func(c js.Call, e *CustomEvent) goja.Value { return e.detail }},
	},
	Methods: []js.Method[*CustomEvent]{
		{Name: "initCustomEvent", Length: 1, Call: func(c js.Call, e *CustomEvent) goja.Value {
			typ := c.DOMString(c.Arg(0))
			if e.init(typ, c.Arg(1).ToBoolean(), c.Arg(2).ToBoolean()) {
				e.detail = goja.Null()
				if c.Has(3) {
					e.detail = c.Arg(3)
				}
			}
			return goja.Undefined()
		}},
	},
})

// Class implements [js.Native].
func (*CustomEvent) Class() js.Definer { return CustomEventClass }

var _ AnyEvent = (*CustomEvent)(nil)
