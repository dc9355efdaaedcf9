package dom

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// QuotaExceededError is the state of a QuotaExceededError object (WebIDL,
// 4.3.1): a DOMException that may say how much there is and how much was asked
// for.
type QuotaExceededError struct {
	DOMException
	quota, requested goja.Value // a number or null
}

const quotaExceeded = "QuotaExceededError"

func newQuotaExceededError(message goja.String) *QuotaExceededError {
	return &QuotaExceededError{DOMException{name: text(quotaExceeded), message: message}, goja.Null(), goja.Null()}
}

// QuotaExceededErrorClass is the QuotaExceededError interface.
var QuotaExceededErrorClass = js.Define(js.Class[*QuotaExceededError]{
	Name:   quotaExceeded,
	Parent: DOMExceptionClass,
	Create: newErrorObject,
	Construct: func(c js.Call) *QuotaExceededError {
		message := text("")
		if c.Has(0) {
			message = c.DOMString(c.Arg(0))
		}
		e := newQuotaExceededError(message)
		options := c.Dictionary(c.Arg(1), "The options argument")
		quota := quotaOption(c, options, "quota", &e.quota)
		requested := quotaOption(c, options, "requested", &e.requested)
		if requested < quota {
			c.ThrowRangeError("Failed to construct 'QuotaExceededError': the option \"requested\" is less than the option \"quota\".")
		}
		return e
	},
	Attributes: []js.Attribute[*QuotaExceededError]{
		{Name: "quota", Get: func(_ js.Call, e *QuotaExceededError) goja.Value { return e.quota }},
		{Name: "requested", Get: func(_ js.Call, e *QuotaExceededError) goja.Value { return e.requested }},
	},
})

// quotaOption reads a member that is a double and not negative. An absent one
// is NaN, which is less than nothing.
func quotaOption(c js.Call, options *goja.Object, name string, field *goja.Value) float64 {
	v, ok := js.Member(options, name)
	if !ok {
		return math.NaN()
	}
	x := c.Number(v)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		c.ThrowTypeError("Failed to construct 'QuotaExceededError': the option %q is not a finite number.", name)
	}
	if x < 0 {
		c.ThrowRangeError("Failed to construct 'QuotaExceededError': the option %q is negative.", name)
	}
	*field = c.ToValue(x)
	return x
}

// Class implements [js.Native].
func (*QuotaExceededError) Class() js.Definer { return QuotaExceededErrorClass }

// Clone is the copy that the structured clone algorithm makes.
func (e *QuotaExceededError) Clone(*js.Runtime) js.Native {
	clone := newQuotaExceededError(e.message)
	clone.quota, clone.requested = e.quota, e.requested
	return clone
}

var _ exception = (*QuotaExceededError)(nil)
