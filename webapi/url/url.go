package url

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// URL is the state of a JavaScript URL object.
type URL struct {
	js.Base
	Record *Record
	query  *URLSearchParams // the query object; nil until it is asked for
}

// New makes the state of a URL object, which rt.Wrap turns into the object. The
// record is the object's own from now on: setters change it.
func New(_ *js.Runtime, record *Record) *URL { return &URL{Record: record} }

// URLClass is the URL interface (URL, 6.1).
var URLClass = js.Define(js.Class[*URL]{
	Name:   "URL",
	Length: 1,
	Construct: func(c js.Call) *URL {
		input, base, hasBase := urlArguments(c)
		record, err := ParseWithBase(input, base, hasBase)
		if err != nil {
			throwInvalid(c, input, base, hasBase)
		}
		return &URL{Record: record}
	},
	Attributes: []js.Attribute[*URL]{
		{Name: "href", Get: text((*Record).Href), Set: setHref},
		{Name: "origin", Get: text((*Record).Origin)},
		{Name: "protocol", Get: text((*Record).Protocol), Set: change((*Record).SetProtocol)},
		{Name: "username", Get: text(func(u *Record) string { return u.Username }), Set: change((*Record).SetUsername)},
		{Name: "password", Get: text(func(u *Record) string { return u.Password }), Set: change((*Record).SetPassword)},
		{Name: "host", Get: text((*Record).HostPort), Set: change((*Record).SetHostPort)},
		{Name: "hostname", Get: text(func(u *Record) string { return u.Host }), Set: change((*Record).SetHost)},
		{Name: "port", Get: text(func(u *Record) string { return u.Port }), Set: change((*Record).SetPort)},
		{Name: "pathname", Get: text((*Record).Pathname), Set: change((*Record).SetPathname)},
		{Name: "search", Get: text((*Record).Search), Set: setSearch},
		{Name: "searchParams", Get: func(c js.Call, u *URL) goja.Value { return c.Wrap(u.SearchParams()) }},
		{Name: "hash", Get: text((*Record).Hash), Set: change((*Record).SetHash)},
	},
	Methods: []js.Method[*URL]{
		{Name: "toString", Call: func(c js.Call, u *URL) goja.Value { return c.ToValue(u.Record.Href()) }},
		{Name: "toJSON", Call: func(c js.Call, u *URL) goja.Value { return c.ToValue(u.Record.Href()) }},
	},
	Static: []js.Function{
		{Name: "canParse", Length: 1, Call: urlCanParse},
		{Name: "parse", Length: 1, Call: urlParse},
	},
})

// Class implements [js.Native].
func (*URL) Class() js.Definer { return URLClass }

// Inspect names what console.log shows.
func (*URL) Inspect() []string {
	return []string{"href", "origin", "protocol", "username", "password", "host", "hostname", "port",
		"pathname", "search", "searchParams", "hash"}
}

// Interface is the global URL, with the static methods that another standard
// (File API: createObjectURL and revokeObjectURL) adds to it.
func Interface(static ...js.Function) js.Global {
	g := js.Interface(URLClass)
	g.Value = func(rt *js.Runtime) goja.Value {
		constructor := rt.Constructor(URLClass)
		for _, f := range static {
			if err := constructor.DefineDataProperty(f.Name, rt.Func(f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
				panic(err)
			}
		}
		return constructor
	}
	return g
}

// SearchParams returns the query object.
func (u *URL) SearchParams() *URLSearchParams {
	if u.query == nil {
		u.query = &URLSearchParams{list: ParseForm(u.Record.Query), url: u}
	}
	return u.query
}

// queryChanged sets the list of the query object anew.
func (u *URL) queryChanged() {
	if u.query != nil {
		u.query.list = ParseForm(u.Record.Query)
	}
}

// text makes the getter of a string attribute.
func text(get func(*Record) string) func(js.Call, *URL) goja.Value {
	return func(c js.Call, u *URL) goja.Value { return c.ToValue(get(u.Record)) }
}

// change makes the setter of a string attribute that never fails.
func change(set func(*Record, string)) func(js.Call, *URL, goja.Value) {
	return func(c js.Call, u *URL, v goja.Value) { set(u.Record, c.String(v)) }
}

func setHref(c js.Call, u *URL, v goja.Value) {
	input := c.String(v)
	record, err := Parse(input, nil)
	if err != nil {
		throwInvalid(c, input, "", false)
	}
	*u.Record = *record
	u.queryChanged()
}

func setSearch(c js.Call, u *URL, v goja.Value) {
	u.Record.SetSearch(c.String(v))
	u.queryChanged()
}

func urlCanParse(c js.Call) goja.Value {
	_, err := ParseWithBase(urlArguments(c))
	return c.ToValue(err == nil)
}

func urlParse(c js.Call) goja.Value {
	record, err := ParseWithBase(urlArguments(c))
	if err != nil {
		return goja.Null()
	}
	return c.Wrap(New(c.Runtime, record))
}

// urlArguments converts (USVString url, optional USVString base).
func urlArguments(c js.Call) (input, base string, hasBase bool) {
	input = c.String(c.Arg(0))
	if hasBase = c.Has(1); hasBase {
		base = c.String(c.Arg(1))
	}
	return input, base, hasBase
}

// throwInvalid throws the TypeError of a URL that does not parse, with the
// properties that Node gives it.
func throwInvalid(c js.Call, input, base string, hasBase bool) {
	e := c.TypeError("Invalid URL")
	properties := []struct{ name, value string }{{"code", "ERR_INVALID_URL"}, {"input", input}, {"base", base}}
	if !hasBase {
		properties = properties[:2]
	}
	for _, p := range properties {
		if err := e.Set(p.name, p.value); err != nil {
			panic(err)
		}
	}
	c.Throw(e)
}

var _ js.Native = (*URL)(nil)
