package dom

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// DOMException is the state of a DOMException object (WebIDL, 2.8.1).
type DOMException struct {
	js.Base
	name, message goja.String
}

// exception is a DOMException or what inherits from it.
type exception interface {
	js.Native
	exception() *DOMException
}

func (e *DOMException) exception() *DOMException { return e }

// DOMExceptionClass is the DOMException interface (WebIDL, 4.3).
var DOMExceptionClass = js.Define(js.Class[exception]{
	Name: "DOMException",
	Prototype: func(rt *js.Runtime) *goja.Object {
		return rt.GlobalObject().Get("Error").(*goja.Object).Get("prototype").(*goja.Object)
	},
	Create: newErrorObject,
	Construct: func(c js.Call) exception {
		e := &DOMException{name: text("Error"), message: text("")}
		if c.Has(0) {
			e.message = c.DOMString(c.Arg(0))
		}
		if c.Has(1) {
			e.name = c.DOMString(c.Arg(1))
		}
		return e
	},
	Attributes: []js.Attribute[exception]{
		{Name: "name", Get: func(c js.Call, e exception) goja.Value { return e.exception().name }},
		{Name: "message", Get: func(c js.Call, e exception) goja.Value { return e.exception().message }},
		{Name: "code", Get: func(c js.Call, e exception) goja.Value { return c.ToValue(e.exception().Code()) }},
	},
	Constants: exceptionConstants,
})

// Class implements [js.Native].
func (*DOMException) Class() js.Definer { return DOMExceptionClass }

// NewDOMException makes a DOMException, for [js.Runtime.NewDOMException].
// The name "QuotaExceededError" is that of a class of its own.
func NewDOMException(rt *js.Runtime, name, message string) *goja.Object {
	if name == quotaExceeded {
		return rt.Wrap(newQuotaExceededError(text(message)))
	}
	return rt.Wrap(&DOMException{name: text(name), message: text(message)})
}

// Name returns the name, for example "AbortError".
func (e *DOMException) Name() string { return e.name.String() }

// Message returns the message.
func (e *DOMException) Message() string { return e.message.String() }

// Code returns the legacy code of the name, or 0.
func (e *DOMException) Code() int { return exceptionCodes[e.name.String()] }

// Clone is the copy that the structured clone algorithm makes. The stack is
// copied by the caller, as it is for errors.
func (e *DOMException) Clone(*js.Runtime) js.Native {
	return &DOMException{name: e.name, message: e.message}
}

// newErrorObject makes an object of the engine's error class, so that it has a
// stack and passes Error.isError.
func newErrorObject(rt *js.Runtime, prototype *goja.Object) *goja.Object {
	o := rt.Error("Error", "")
	if err := o.SetPrototype(prototype); err != nil {
		panic(err)
	}
	if err := o.Delete("message"); err != nil {
		panic(err)
	}
	return o
}

// exceptionConstants are the legacy codes (WebIDL, 4.3).
var exceptionConstants = []js.Constant{
	{Name: "INDEX_SIZE_ERR", Value: 1},
	{Name: "DOMSTRING_SIZE_ERR", Value: 2},
	{Name: "HIERARCHY_REQUEST_ERR", Value: 3},
	{Name: "WRONG_DOCUMENT_ERR", Value: 4},
	{Name: "INVALID_CHARACTER_ERR", Value: 5},
	{Name: "NO_DATA_ALLOWED_ERR", Value: 6},
	{Name: "NO_MODIFICATION_ALLOWED_ERR", Value: 7},
	{Name: "NOT_FOUND_ERR", Value: 8},
	{Name: "NOT_SUPPORTED_ERR", Value: 9},
	{Name: "INUSE_ATTRIBUTE_ERR", Value: 10},
	{Name: "INVALID_STATE_ERR", Value: 11},
	{Name: "SYNTAX_ERR", Value: 12},
	{Name: "INVALID_MODIFICATION_ERR", Value: 13},
	{Name: "NAMESPACE_ERR", Value: 14},
	{Name: "INVALID_ACCESS_ERR", Value: 15},
	{Name: "VALIDATION_ERR", Value: 16},
	{Name: "TYPE_MISMATCH_ERR", Value: 17},
	{Name: "SECURITY_ERR", Value: 18},
	{Name: "NETWORK_ERR", Value: 19},
	{Name: "ABORT_ERR", Value: 20},
	{Name: "URL_MISMATCH_ERR", Value: 21},
	{Name: "QUOTA_EXCEEDED_ERR", Value: 22},
	{Name: "TIMEOUT_ERR", Value: 23},
	{Name: "INVALID_NODE_TYPE_ERR", Value: 24},
	{Name: "DATA_CLONE_ERR", Value: 25},
}

// exceptionCodes are the names that have a code (WebIDL, 2.8.1, "error names").
var exceptionCodes = map[string]int{
	"IndexSizeError":             1,
	"HierarchyRequestError":      3,
	"WrongDocumentError":         4,
	"InvalidCharacterError":      5,
	"NoModificationAllowedError": 7,
	"NotFoundError":              8,
	"NotSupportedError":          9,
	"InUseAttributeError":        10,
	"InvalidStateError":          11,
	"SyntaxError":                12,
	"InvalidModificationError":   13,
	"NamespaceError":             14,
	"InvalidAccessError":         15,
	"TypeMismatchError":          17,
	"SecurityError":              18,
	"NetworkError":               19,
	"AbortError":                 20,
	"URLMismatchError":           21,
	"QuotaExceededError":         22,
	"TimeoutError":               23,
	"InvalidNodeTypeError":       24,
	"DataCloneError":             25,
}

var _ js.Native = (*DOMException)(nil)
