package intl

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/js"
)

const invalidLocale = "Incorrect locale information provided"

// canonicalLocales is CanonicalizeLocaleList (ECMA-402, 9.2.1).
func canonicalLocales(c js.Call, v goja.Value) []cldr.Tag {
	if goja.IsUndefined(v) {
		return nil
	}
	if goja.IsString(v) {
		return []cldr.Tag{canonicalLocale(c, v)}
	}
	if goja.IsNull(v) {
		c.ThrowTypeError("Cannot convert undefined or null to object")
	}
	o := v.ToObject(c.Runtime.Runtime)
	if l, ok := js.State[*Locale](o); ok {
		return []cldr.Tag{l.tag}
	}
	var list []cldr.Tag
	length := o.Get("length")
	if length == nil {
		return nil
	}
	for i := range int(min(max(length.ToNumber().ToFloat(), 0), 1e6)) {
		item := o.Get(itoa(i))
		if item == nil {
			continue
		}
		t := canonicalLocale(c, item)
		if !slices.ContainsFunc(list, func(have cldr.Tag) bool { return have.String() == t.String() }) {
			list = append(list, t)
		}
	}
	return list
}

func canonicalLocale(c js.Call, v goja.Value) cldr.Tag {
	if l, ok := js.State[*Locale](v); ok {
		return l.tag
	}
	if _, ok := v.(*goja.Object); !ok && !goja.IsString(v) {
		c.ThrowTypeError("Language ID should be string or object.")
	}
	return parseLocale(c, c.String(v))
}

func parseLocale(c js.Call, text string) cldr.Tag {
	t, ok := cldr.Parse(text)
	if !ok {
		c.ThrowRangeError("%s", invalidLocale)
	}
	return t.Canonical()
}

// key is a -u- keyword that a constructor understands.
type key struct {
	name   string
	option string // what the options say, "" for nothing
	valid  func(locale, value string) bool
}

// negotiated is the result of ResolveLocale (ECMA-402, 9.2.6).
type negotiated struct {
	locale string // what resolvedOptions shows
	base   string // without extensions
	data   string // whose tables are used
	tag    cldr.Tag
	values [4]string // by key; "" for the locale's default
}

// negotiate picks the first requested locale that there is data for.
func negotiate(list []cldr.Tag, keys ...key) negotiated {
	n := negotiated{base: cldr.DefaultLocale}
	var requested cldr.Tag
	for _, t := range list {
		if best := cldr.Best(t.Base().String()); best != "" {
			n.base, requested = best, t
			break
		}
	}
	n.data = cldr.DataLocale(n.base)
	n.tag, _ = cldr.Parse(n.base)
	shown := n.tag
	for i, k := range keys {
		if v, ok := requested.Keyword(k.name); ok {
			if v == "" {
				v = "true"
			}
			if k.valid(n.data, v) {
				n.values[i] = v
				shown.SetKeyword(k.name, v)
			}
		}
		if k.option != "" && k.valid(n.data, k.option) && k.option != n.values[i] {
			n.values[i] = k.option
			shown.Keywords = slices.DeleteFunc(slices.Clone(shown.Keywords), func(have cldr.Keyword) bool { return have.Key == k.name })
		}
	}
	if rg, ok := requested.Keyword("rg"); ok {
		n.tag.SetKeyword("rg", rg)
	}
	n.locale = shown.String()
	return n
}

// supportedLocalesOf is the static method of every constructor.
func supportedLocalesOf(class string) js.Function {
	return js.Function{Name: "supportedLocalesOf", Length: 1, Call: func(c js.Call) goja.Value {
		list := canonicalLocales(c, c.Arg(0))
		coerced(c, c.Arg(1), class).matcher()
		found := []any{}
		for _, t := range list {
			if cldr.Best(t.Base().String()) != "" {
				found = append(found, t.String())
			}
		}
		return c.NewArray(found...)
	}}
}
