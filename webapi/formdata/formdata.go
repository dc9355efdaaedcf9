package formdata

import (
	"slices"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/js"
)

// Entry is one entry of a form: a string, or a file.
type Entry struct {
	Name  string
	Value string
	File  *blob.File // nil for a string
}

// FormData is an entry list and the state of a JavaScript FormData object.
type FormData struct {
	js.Base
	list []Entry
}

// New makes a FormData of entries.
func New(entries ...Entry) *FormData { return &FormData{list: entries} }

// Entries returns the entries in order.
func (f *FormData) Entries() []Entry { return f.list }

// Class is the FormData interface (XHR, 5).
var Class = js.Define(js.Class[*FormData]{
	Name: "FormData",
	Construct: func(c js.Call) *FormData {
		if c.Has(0) {
			c.ThrowTypeError("Failed to construct 'FormData': there are no form elements on a server; append the entries.")
		}
		return &FormData{}
	},
	Methods: []js.Method[*FormData]{
		{Name: "append", Length: 2, Call: func(c js.Call, f *FormData) goja.Value {
			f.list = append(f.list, newEntry(c, "append"))
			return goja.Undefined()
		}},
		{Name: "delete", Length: 1, Call: func(c js.Call, f *FormData) goja.Value {
			name := c.String(c.Arg(0))
			f.list = slices.DeleteFunc(f.list, func(e Entry) bool { return e.Name == name })
			return goja.Undefined()
		}},
		{Name: "get", Length: 1, Call: func(c js.Call, f *FormData) goja.Value {
			if i := f.index(c.String(c.Arg(0))); i >= 0 {
				return f.list[i].value(c.Runtime)
			}
			return goja.Null()
		}},
		{Name: "getAll", Length: 1, Call: func(c js.Call, f *FormData) goja.Value {
			name := c.String(c.Arg(0))
			var values []any
			for _, e := range f.list {
				if e.Name == name {
					values = append(values, e.value(c.Runtime))
				}
			}
			return c.NewArray(values...)
		}},
		{Name: "has", Length: 1, Call: func(c js.Call, f *FormData) goja.Value {
			return c.ToValue(f.index(c.String(c.Arg(0))) >= 0)
		}},
		{Name: "set", Length: 2, Call: func(c js.Call, f *FormData) goja.Value {
			f.Set(newEntry(c, "set"))
			return goja.Undefined()
		}},
	},
	Iterable: func(c js.Call, f *FormData) js.PairSource { return pairs{c.Runtime, f} },
})

// Class implements [js.Native].
func (*FormData) Class() js.Definer { return Class }

// Append adds an entry.
func (f *FormData) Append(e Entry) { f.list = append(f.list, e) }

// Set replaces the entries of that name by one, at the place of the first.
func (f *FormData) Set(e Entry) {
	at := f.index(e.Name)
	if at < 0 {
		f.list = append(f.list, e)
		return
	}
	f.list[at] = e
	rest := slices.DeleteFunc(f.list[at+1:], func(other Entry) bool { return other.Name == e.Name })
	f.list = f.list[:at+1+len(rest)]
}

func (f *FormData) index(name string) int {
	return slices.IndexFunc(f.list, func(e Entry) bool { return e.Name == name })
}

// newEntry is "create an entry" (HTML, 4.10.21.4) of the arguments of append and
// set.
func newEntry(c js.Call, method string) Entry {
	name := c.String(c.Arg(0))
	if b, ok := blob.From(c.Arg(1)); ok {
		return Entry{Name: name, File: asFile(c, b)}
	}
	if len(c.Args) > 2 {
		c.ThrowTypeError("Failed to execute '%s' on 'FormData': parameter 2 is not of type 'Blob'.", method)
	}
	return Entry{Name: name, Value: c.String(c.Arg(1))}
}

// asFile makes a file of a blob that is not one, and gives it the name of the
// third argument, if there is one.
func asFile(c js.Call, b *blob.Blob) *blob.File {
	file, isFile := blob.FileFrom(c.Arg(1))
	if isFile && !c.Has(2) {
		return file
	}
	name, modified := "blob", time.Now().UnixMilli()
	if isFile {
		modified = file.LastModified()
	}
	if c.Has(2) {
		name = c.String(c.Arg(2))
	}
	return blob.NewFile(b.Bytes(), name, b.Type(), modified)
}

func (e *Entry) value(rt *js.Runtime) goja.Value {
	if e.File != nil {
		return rt.Wrap(e.File)
	}
	return rt.ToValue(e.Value)
}

type pairs struct {
	rt *js.Runtime
	f  *FormData
}

func (p pairs) Pair(i int) (key, value goja.Value, ok bool) {
	if i >= len(p.f.list) {
		return nil, nil, false
	}
	e := &p.f.list[i]
	return p.rt.ToValue(e.Name), e.value(p.rt), true
}

var _ js.Native = (*FormData)(nil)
