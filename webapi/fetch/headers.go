package fetch

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/http/httpguts"

	"runner/webapi/js"
)

// Guard says what may be changed in a header list (Fetch, 5.1).
type Guard int

const (
	GuardNone Guard = iota
	GuardRequest
	GuardResponse
	GuardImmutable
)

// Header is one field of a header list. Name is in lower case; the bytes of
// Value are its code units (a WebIDL ByteString).
type Header struct{ Name, Value string }

// Headers is a header list (Fetch, 2.2.2) with a guard, and the state of a
// JavaScript Headers object.
type Headers struct {
	js.Base
	Guard Guard
	list  []Header // in the order of adding

	sorted []Header // what iteration shows; nil when list has changed
}

// NewHeaders makes a header list from fields whose names are in lower case.
func NewHeaders(guard Guard, fields ...Header) *Headers {
	return &Headers{Guard: guard, list: fields}
}

// HeadersClass is the Headers interface (Fetch, 5.1).
var HeadersClass = js.Define(js.Class[*Headers]{
	Name: "Headers",
	Construct: func(c js.Call) *Headers {
		h := &Headers{}
		if c.Has(0) {
			h.fill(c, readHeadersInit(c, c.Arg(0)))
		}
		return h
	},
	Methods: []js.Method[*Headers]{
		{Name: "append", Length: 2, Call: headersAppend},
		{Name: "delete", Length: 1, Call: headersDelete},
		{Name: "get", Length: 1, Call: headersGet},
		{Name: "getSetCookie", Call: headersGetSetCookie},
		{Name: "has", Length: 1, Call: headersHas},
		{Name: "set", Length: 2, Call: headersSet},
	},
	Iterable: func(c js.Call, h *Headers) js.PairSource { return headersPairs{c.Runtime, h} },
	Extend: func(rt *js.Runtime, _, prototype *goja.Object) {
		*headersIterator.Of(rt) = prototype.GetSymbol(goja.SymIterator)
	},
})

// Class implements [js.Native].
func (*Headers) Class() js.Definer { return HeadersClass }

// All returns the fields in the order in which they were added.
func (h *Headers) All() []Header { return h.list }

// Get returns the values of a name (in lower case), joined with ", ".
func (h *Headers) Get(name string) (value string, ok bool) {
	for _, f := range h.list {
		if f.Name == name {
			if ok {
				value += ", " + f.Value
			} else {
				value, ok = f.Value, true
			}
		}
	}
	return value, ok
}

// Has reports whether a name (in lower case) is there.
func (h *Headers) Has(name string) bool {
	return slices.ContainsFunc(h.list, func(f Header) bool { return f.Name == name })
}

// Append adds a field. The name is in lower case, and both are valid.
func (h *Headers) Append(name, value string) {
	h.list = append(h.list, Header{name, value})
	h.sorted = nil
}

// Set replaces the fields of a name by one, at the place of the first.
func (h *Headers) Set(name, value string) {
	at := slices.IndexFunc(h.list, func(f Header) bool { return f.Name == name })
	if at < 0 {
		h.Append(name, value)
		return
	}
	h.list[at].Value = value
	rest := h.list[at+1:]
	h.list = h.list[:at+1+len(slices.DeleteFunc(rest, func(f Header) bool { return f.Name == name }))]
	h.sorted = nil
}

// Delete removes the fields of a name.
func (h *Headers) Delete(name string) {
	h.list = slices.DeleteFunc(h.list, func(f Header) bool { return f.Name == name })
	h.sorted = nil
}

// clone copies the list and keeps the guard.
func (h *Headers) clone() *Headers {
	return &Headers{Guard: h.Guard, list: slices.Clone(h.list)}
}

// SortAndCombine returns what iteration shows: names in byte order, values
// joined, Set-Cookie apart (Fetch, 2.2.2, "sort and combine").
func (h *Headers) SortAndCombine() []Header {
	if h.sorted != nil {
		return h.sorted
	}
	if len(h.list) < 2 {
		return h.list
	}
	sorted := slices.Clone(h.list)
	slices.SortStableFunc(sorted, func(a, b Header) int { return strings.Compare(a.Name, b.Name) })
	combined := sorted[:0]
	for _, f := range sorted {
		if n := len(combined); n > 0 && combined[n-1].Name == f.Name && f.Name != "set-cookie" {
			combined[n-1].Value += ", " + f.Value
			continue
		}
		combined = append(combined, f)
	}
	h.sorted = combined
	return combined
}

// headersIterator is the iterator method that Headers objects have unless a
// script gives them another.
var headersIterator = js.NewLocal(func(*js.Runtime) *goja.Value { return new(goja.Value) })

// readHeadersInit converts a HeadersInit (Fetch, 5.1). The names and values are
// not validated yet.
func readHeadersInit(c js.Call, init goja.Value) []Header {
	if other, ok := js.State[*Headers](init); ok && c.Wrap(other).GetSymbol(goja.SymIterator) == *headersIterator.Of(c.Runtime) {
		return other.list
	}
	o, ok := init.(*goja.Object)
	if !ok {
		c.ThrowTypeError("Failed to construct 'Headers': the init value is neither a sequence nor a record.")
	}
	var fields []Header
	if !c.IsIterable(o) {
		c.Record(o, func(key goja.Value, value func() goja.Value) {
			name := c.ByteString(key)
			fields = append(fields, Header{name, c.ByteString(value())})
		})
		return fields
	}
	c.Sequence(o, "HeadersInit", func(item goja.Value) {
		var pair []string
		c.Sequence(item, "An item of HeadersInit", func(v goja.Value) { pair = append(pair, c.ByteString(v)) })
		if len(pair) != 2 {
			c.ThrowTypeError("Failed to construct 'Headers': an item has %d elements; expected a name and a value.", len(pair))
		}
		fields = append(fields, Header{pair[0], pair[1]})
	})
	return fields
}

// fill is "fill a Headers object" (Fetch, 5.1).
func (h *Headers) fill(c js.Call, fields []Header) {
	for _, f := range fields {
		h.append(c, f.Name, f.Value)
	}
}

// append is "append a header" (Fetch, 5.1): it validates, then adds.
func (h *Headers) append(c js.Call, name, value string) {
	name, value = validName(c, name), normalizeValue(value)
	validValue(c, name, value)
	h.mutable(c)
	h.Append(name, value)
}

func headersAppend(c js.Call, h *Headers) goja.Value {
	h.append(c, c.ByteString(c.Arg(0)), c.ByteString(c.Arg(1)))
	return goja.Undefined()
}

func headersDelete(c js.Call, h *Headers) goja.Value {
	name := validName(c, c.ByteString(c.Arg(0)))
	h.mutable(c)
	h.Delete(name)
	return goja.Undefined()
}

func headersGet(c js.Call, h *Headers) goja.Value {
	if value, ok := h.Get(validName(c, c.ByteString(c.Arg(0)))); ok {
		return c.FromByteString(value)
	}
	return goja.Null()
}

func headersGetSetCookie(c js.Call, h *Headers) goja.Value {
	var values []any
	for _, f := range h.list {
		if f.Name == "set-cookie" {
			values = append(values, c.FromByteString(f.Value))
		}
	}
	return c.NewArray(values...)
}

func headersHas(c js.Call, h *Headers) goja.Value {
	return c.ToValue(h.Has(validName(c, c.ByteString(c.Arg(0)))))
}

func headersSet(c js.Call, h *Headers) goja.Value {
	name, value := c.ByteString(c.Arg(0)), normalizeValue(c.ByteString(c.Arg(1)))
	name = validName(c, name)
	validValue(c, name, value)
	h.mutable(c)
	h.Set(name, value)
	return goja.Undefined()
}

// mutable throws when the guard forbids changes.
func (h *Headers) mutable(c js.Call) {
	if h.Guard == GuardImmutable {
		c.ThrowTypeError("immutable: these headers cannot be changed")
	}
}

// validName returns the name in lower case, or throws.
func validName(c js.Call, name string) string {
	if !httpguts.ValidHeaderFieldName(name) {
		c.ThrowTypeError("%q is not a valid HTTP header name.", name)
	}
	return strings.ToLower(name)
}

// validValue throws for bytes that would end the header early (Fetch, 2.2.2,
// "header value").
func validValue(c js.Call, name, value string) {
	if strings.ContainsAny(value, "\x00\r\n") {
		c.ThrowTypeError("The value of the header %q contains a NUL, CR or LF.", name)
	}
}

// normalizeValue strips HTTP white space from both ends (Fetch, 2.2.2,
// "normalize").
func normalizeValue(value string) string { return strings.Trim(value, "\t\n\r ") }

// headersPairs iterates over the sorted and combined list.
type headersPairs struct {
	rt *js.Runtime
	h  *Headers
}

func (p headersPairs) Pair(i int) (key, value goja.Value, ok bool) {
	list := p.h.SortAndCombine()
	if i >= len(list) {
		return nil, nil, false
	}
	return p.rt.ToValue(list[i].Name), p.rt.FromByteString(list[i].Value), true
}

var _ js.Native = (*Headers)(nil)
