package intl

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/parts"
	"runner/webapi/js"
)

// ListFormat is the state of an Intl.ListFormat (ECMA-402, 14).
type ListFormat struct {
	js.Base
	locale, kind, style string
	patterns            listPatterns
}

// ListFormatClass is Intl.ListFormat.
var ListFormatClass = js.Define(js.Class[*ListFormat]{
	Name:      "ListFormat",
	Hidden:    "Intl.",
	Construct: newListFormat,
	Static:    []js.Function{supportedLocalesOf("Intl.ListFormat")},
	Methods: []js.Method[*ListFormat]{
		{Name: "format", Length: 1, Call: func(c js.Call, l *ListFormat) goja.Value {
			return c.ToValue(parts.Join(l.format(c)))
		}},
		{Name: "formatToParts", Length: 1, Call: func(c js.Call, l *ListFormat) goja.Value {
			return partsArray(c.Runtime, l.format(c))
		}},
		{Name: "resolvedOptions", Call: func(c js.Call, l *ListFormat) goja.Value {
			r := newResult(c.Runtime)
			r.text("locale", l.locale)
			r.text("type", l.kind)
			r.text("style", l.style)
			return r.Object
		}},
	},
})

// Class implements [js.Native].
func (*ListFormat) Class() js.Definer { return ListFormatClass }

func newListFormat(c js.Call) *ListFormat {
	list := canonicalLocales(c, c.Arg(0))
	o := strict(c, c.Arg(1), "Intl.ListFormat")
	o.matcher()
	n := negotiate(list)
	l := &ListFormat{locale: n.locale}
	l.kind = o.text("type", "conjunction", "conjunction", "disjunction", "unit")
	l.style = o.text("style", "long", "long", "short", "narrow")
	l.patterns = listPatternsOf(n.data, l.kind, l.style)
	return l
}

// format joins the strings of an iterable.
func (l *ListFormat) format(c js.Call) []parts.Part {
	var items [][]parts.Part
	if c.Has(0) {
		c.Sequence(c.Arg(0), "The list", func(v goja.Value) {
			if !goja.IsString(v) {
				c.ThrowTypeError("Iterable yielded %s which is not a string", v.String())
			}
			items = append(items, []parts.Part{{Type: "element", Value: c.String(v)}})
		})
	}
	return l.patterns.join(items)
}

// listPatterns are the patterns of one kind of list (UTS 35 part 2, 11).
type listPatterns struct {
	pair, start, middle, end string
	language                 string
}

func listPatternsOf(data, kind, style string) listPatterns {
	t := cldr.Open("lists", data)
	name := map[string]string{"conjunction": "standard", "disjunction": "or", "unit": "unit"}[kind]
	if style != "long" {
		name += "-" + style
	}
	language, _, _ := strings.Cut(data, "-")
	return listPatterns{t.Get(name + "/2"), t.Get(name + "/start"), t.Get(name + "/middle"), t.Get(name + "/end"), language}
}

// join builds a list from its end.
func (p listPatterns) join(items [][]parts.Part) []parts.Part {
	n := len(items)
	switch n {
	case 0:
		return nil
	case 1:
		return items[0]
	case 2:
		return parts.Expand(p.euphonic(p.pair, items[1]), items[0], items[1])
	}
	list := parts.Expand(p.euphonic(p.end, items[n-1]), items[n-2], items[n-1])
	for i := n - 3; i > 0; i-- {
		list = parts.Expand(p.middle, items[i], list)
	}
	return parts.Expand(p.start, items[0], list)
}

// euphonic changes the Spanish y and o before words that begin with the same
// sound, and the Hebrew prefix before letters of other scripts, as ICU does.
func (p listPatterns) euphonic(pattern string, next []parts.Part) string {
	if len(next) == 0 {
		return pattern
	}
	word := strings.ToLower(next[0].Value)
	switch p.language {
	case "es":
		switch {
		case strings.HasPrefix(word, "i"), strings.HasPrefix(word, "hi") && !strings.HasPrefix(word, "hia") && !strings.HasPrefix(word, "hie"):
			return strings.Replace(pattern, " y ", " e ", 1)
		case strings.HasPrefix(word, "o"), strings.HasPrefix(word, "ho"), strings.HasPrefix(word, "8"), word == "11", strings.HasPrefix(word, "11 "):
			return strings.Replace(pattern, " o ", " u ", 1)
		}
	case "he":
		if r := []rune(word); len(r) > 0 && (r[0] < 0x590 || r[0] > 0x5ff) && strings.Contains(pattern, " ו{1}") {
			return strings.Replace(pattern, " ו{1}", " ו-{1}", 1)
		}
	}
	return pattern
}

var _ js.Native = (*ListFormat)(nil)
