package intl

import (
	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/number"
	"runner/webapi/intl/plural"
	"runner/webapi/js"
)

// PluralRules is the state of an Intl.PluralRules (ECMA-402, 17).
type PluralRules struct {
	js.Base
	locale, kind string
	options      number.Options
	formatter    *number.Formatter
	rules        *plural.Rules
}

// PluralRulesClass is Intl.PluralRules.
var PluralRulesClass = js.Define(js.Class[*PluralRules]{
	Name:      "PluralRules",
	Hidden:    "Intl.",
	Construct: newPluralRules,
	Static:    []js.Function{supportedLocalesOf("Intl.PluralRules")},
	Methods: []js.Method[*PluralRules]{
		{Name: "select", Length: 1, Call: func(c js.Call, p *PluralRules) goja.Value {
			return c.ToValue(p.formatter.Category(number.FromFloat(c.Number(c.Arg(0))), p.rules))
		}},
		{Name: "selectRange", Length: 2, Call: func(c js.Call, p *PluralRules) goja.Value {
			if !c.Has(0) || !c.Has(1) {
				c.ThrowTypeError("startRange or endRange cannot be undefined")
			}
			start, end := number.FromFloat(c.Number(c.Arg(0))), number.FromFloat(c.Number(c.Arg(1)))
			if start.Kind == number.NaN || end.Kind == number.NaN {
				c.ThrowRangeError("Invalid argument : NaN is not a valid end of a range")
			}
			first, last := p.formatter.Category(start, p.rules), p.formatter.Category(end, p.rules)
			return c.ToValue(p.rules.SelectRange(first, last))
		}},
		{Name: "resolvedOptions", Call: pluralRulesResolvedOptions},
	},
})

// Class implements [js.Native].
func (*PluralRules) Class() js.Definer { return PluralRulesClass }

func newPluralRules(c js.Call) *PluralRules {
	list := canonicalLocales(c, c.Arg(0))
	o := coerced(c, c.Arg(1), "Intl.PluralRules")
	o.matcher()
	r := negotiate(list)
	p := &PluralRules{}
	// The locale is the one that has rules, which is less than others have.
	cldr.Truncations(r.base, func(l string) bool {
		p.locale = l
		return cldr.Supplemental().Get("cardinal/"+l) != ""
	})
	p.kind = o.text("type", "cardinal", "cardinal", "ordinal")
	p.options = number.Options{Locale: r.data, NumberingSystem: "latn", Style: "decimal", UseGrouping: "false", SignDisplay: "auto", Notation: "standard"}
	o.digitOptions(&p.options, 0, 3)
	p.formatter = number.New(p.options)
	p.rules = plural.For(r.data, p.kind)
	return p
}

func pluralRulesResolvedOptions(c js.Call, p *PluralRules) goja.Value {
	r := newResult(c.Runtime)
	r.text("locale", p.locale)
	r.text("type", p.kind)
	r.digits(&p.options)
	categories := p.rules.Categories()
	list := make([]any, len(categories))
	for i, name := range categories {
		list[i] = name
	}
	r.Set("pluralCategories", c.NewArray(list...))
	r.rounding(&p.options)
	return r.Object
}

var _ js.Native = (*PluralRules)(nil)
