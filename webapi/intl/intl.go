package intl

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Namespace builds the Intl object (ECMA-402, 8).
func Namespace(rt *js.Runtime) goja.Value {
	o := rt.NewObject()
	rt.Tag(o, "Intl")
	hidden := func(name string, v goja.Value) {
		o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	for _, f := range []js.Function{
		{Name: "getCanonicalLocales", Call: getCanonicalLocales},
		{Name: "supportedValuesOf", Call: supportedValuesOf},
	} {
		hidden(f.Name, rt.Func(f))
	}
	for _, class := range []struct {
		name string
		js.Definer
	}{
		{"DateTimeFormat", DateTimeFormatClass},
		{"NumberFormat", NumberFormatClass},
		{"Collator", CollatorClass},
		{"PluralRules", PluralRulesClass},
		{"RelativeTimeFormat", RelativeTimeFormatClass},
		{"ListFormat", ListFormatClass},
		{"Locale", LocaleClass},
		{"DisplayNames", DisplayNamesClass},
		{"Segmenter", SegmenterClass},
		{"DurationFormat", DurationFormatClass},
	} {
		hidden(class.name, rt.Constructor(class.Definer))
	}
	return o
}

func getCanonicalLocales(c js.Call) goja.Value {
	list := []any{}
	for _, t := range canonicalLocales(c, c.Arg(0)) {
		list = append(list, t.String())
	}
	return c.NewArray(list...)
}
