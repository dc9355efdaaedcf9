package url

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// URLSearchParams is the state of a JavaScript URLSearchParams object.
type URLSearchParams struct {
	js.Base
	list []Pair
	url  *URL // the URL object; nil for none
}

// NewSearchParams makes the state of a URLSearchParams object, which belongs to
// no URL.
func NewSearchParams(pairs []Pair) *URLSearchParams { return &URLSearchParams{list: pairs} }

// URLSearchParamsClass is the URLSearchParams interface (URL, 6.2).
var URLSearchParamsClass = js.Define(js.Class[*URLSearchParams]{
	Name: "URLSearchParams",
	Construct: func(c js.Call) *URLSearchParams {
		p := &URLSearchParams{}
		if c.Has(0) {
			p.initialize(c, c.Arg(0))
		}
		return p
	},
	Attributes: []js.Attribute[*URLSearchParams]{
		{Name: "size", Get: func(c js.Call, p *URLSearchParams) goja.Value { return c.ToValue(len(p.list)) }},
	},
	Methods: []js.Method[*URLSearchParams]{
		{Name: "append", Length: 2, Call: paramsAppend},
		{Name: "delete", Length: 1, Call: paramsDelete},
		{Name: "get", Length: 1, Call: paramsGet},
		{Name: "getAll", Length: 1, Call: paramsGetAll},
		{Name: "has", Length: 1, Call: paramsHas},
		{Name: "set", Length: 2, Call: paramsSet},
		{Name: "sort", Call: paramsSort},
		{Name: "toString", Call: func(c js.Call, p *URLSearchParams) goja.Value { return c.ToValue(SerializeForm(p.list)) }},
	},
	Iterable: func(c js.Call, p *URLSearchParams) js.PairSource { return paramsPairs{c.Runtime, p} },
})

// Class implements [js.Native].
func (*URLSearchParams) Class() js.Definer { return URLSearchParamsClass }

// Pairs returns the names and values in order. The caller does not change them.
func (p *URLSearchParams) Pairs() []Pair { return p.list }

// String is the serialization.
func (p *URLSearchParams) String() string { return SerializeForm(p.list) }

// initialize is the constructor's conversion of its argument and "initialize".
func (p *URLSearchParams) initialize(c js.Call, init goja.Value) {
	o, ok := init.(*goja.Object)
	if !ok {
		p.list = ParseForm(strings.TrimPrefix(c.String(init), "?"))
		return
	}
	if !c.IsIterable(o) {
		c.Record(o, func(key goja.Value, value func() goja.Value) {
			pair := Pair{Name: c.String(key)}
			pair.Value = c.String(value())
			// Two keys can become one when unpaired surrogates are replaced.
			if at := slices.IndexFunc(p.list, func(q Pair) bool { return q.Name == pair.Name }); at >= 0 {
				p.list[at] = pair
				return
			}
			p.list = append(p.list, pair)
		})
		return
	}
	c.Sequence(o, "The init value", func(item goja.Value) {
		var pair []string
		c.Sequence(item, "An item of the init value", func(v goja.Value) { pair = append(pair, c.String(v)) })
		if len(pair) != 2 {
			c.ThrowTypeError("Failed to construct 'URLSearchParams': an item has %d elements; expected a name and a value.", len(pair))
		}
		p.list = append(p.list, Pair{pair[0], pair[1]})
	})
}

// update writes the list to the URL (URL, 6.2, "update").
func (p *URLSearchParams) update() {
	if p.url != nil {
		query := SerializeForm(p.list)
		p.url.Record.SetQuery(query, query != "")
	}
}

func paramsAppend(c js.Call, p *URLSearchParams) goja.Value {
	name := c.String(c.Arg(0))
	p.list = append(p.list, Pair{name, c.String(c.Arg(1))})
	p.update()
	return goja.Undefined()
}

// matcher makes the test of delete and has: a name, and a value if given.
func matcher(c js.Call) func(Pair) bool {
	name := c.String(c.Arg(0))
	if !c.Has(1) {
		return func(q Pair) bool { return q.Name == name }
	}
	value := c.String(c.Arg(1))
	return func(q Pair) bool { return q.Name == name && q.Value == value }
}

func paramsDelete(c js.Call, p *URLSearchParams) goja.Value {
	match := matcher(c)
	p.list = slices.DeleteFunc(p.list, match)
	p.update()
	return goja.Undefined()
}

func paramsGet(c js.Call, p *URLSearchParams) goja.Value {
	name := c.String(c.Arg(0))
	for i := range p.list {
		if p.list[i].Name == name {
			return c.ToValue(p.list[i].Value)
		}
	}
	return goja.Null()
}

func paramsGetAll(c js.Call, p *URLSearchParams) goja.Value {
	name := c.String(c.Arg(0))
	var values []any
	for _, q := range p.list {
		if q.Name == name {
			values = append(values, q.Value)
		}
	}
	return c.NewArray(values...)
}

func paramsHas(c js.Call, p *URLSearchParams) goja.Value {
	return c.ToValue(slices.ContainsFunc(p.list, matcher(c)))
}

func paramsSet(c js.Call, p *URLSearchParams) goja.Value {
	pair := Pair{Name: c.String(c.Arg(0))}
	pair.Value = c.String(c.Arg(1))
	same := func(q Pair) bool { return q.Name == pair.Name }
	if at := slices.IndexFunc(p.list, same); at < 0 {
		p.list = append(p.list, pair)
	} else {
		p.list[at] = pair
		rest := slices.DeleteFunc(p.list[at+1:], same)
		p.list = p.list[:at+1+len(rest)]
	}
	p.update()
	return goja.Undefined()
}

func paramsSort(c js.Call, p *URLSearchParams) goja.Value {
	slices.SortStableFunc(p.list, func(a, b Pair) int { return compareUTF16(a.Name, b.Name) })
	p.update()
	return goja.Undefined()
}

// compareUTF16 compares by UTF-16 code units. That is the order of the bytes of
// UTF-8, except that code points above U+FFFF come before U+E000 to U+FFFF.
func compareUTF16(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == len(a) || i == len(b) {
		return len(a) - len(b)
	}
	x, y := a[i], b[i]
	if x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0) {
		return int(y) - int(x)
	}
	return int(x) - int(y)
}

// paramsPairs iterates over the list as it is at each step.
type paramsPairs struct {
	rt *js.Runtime
	p  *URLSearchParams
}

func (s paramsPairs) Pair(i int) (key, value goja.Value, ok bool) {
	if i >= len(s.p.list) {
		return nil, nil, false
	}
	pair := s.p.list[i]
	return s.rt.ToValue(pair.Name), s.rt.ToValue(pair.Value), true
}

var (
	_ js.Native = (*URLSearchParams)(nil)
)
