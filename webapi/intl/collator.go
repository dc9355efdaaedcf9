package intl

import (
	"strings"
	"unicode"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"runner/webapi/js"
)

// Collator is the state of an Intl.Collator (ECMA-402, 10).
type Collator struct {
	js.Base
	locale, usage, sensitivity, collation, caseFirst string
	numeric, ignorePunctuation                       bool
	collator                                         *collate.Collator
	upperFirst                                       *collate.Collator // compares without case, for caseFirst: "upper"
	bound                                            *goja.Object
}

// CollatorClass is Intl.Collator.
var CollatorClass = js.Define(js.Class[*Collator]{
	Name:      "Collator",
	Callable:  true,
	Hidden:    "Intl.",
	Construct: func(c js.Call) *Collator { return newCollator(c, c.Arg(0), c.Arg(1)) },
	Static:    []js.Function{supportedLocalesOf("Intl.Collator")},
	Attributes: []js.Attribute[*Collator]{{Name: "compare", Get: func(c js.Call, l *Collator) goja.Value {
		if l.bound == nil {
			rt := c.Runtime
			l.bound = rt.NativeFunc("", 2, func(fc goja.FunctionCall) goja.Value {
				return rt.ToValue(l.compare(rt.String(fc.Argument(0)), rt.String(fc.Argument(1))))
			})
		}
		return l.bound
	}}},
	Methods: []js.Method[*Collator]{{Name: "resolvedOptions", Call: func(c js.Call, l *Collator) goja.Value {
		r := newResult(c.Runtime)
		r.text("locale", l.locale)
		r.text("usage", l.usage)
		r.text("sensitivity", l.sensitivity)
		r.Set("ignorePunctuation", l.ignorePunctuation)
		r.text("collation", l.collation)
		r.Set("numeric", l.numeric)
		r.text("caseFirst", l.caseFirst)
		return r.Object
	}}},
})

// Class implements [js.Native].
func (*Collator) Class() js.Definer { return CollatorClass }

func validNumeric(_, v string) bool   { return v == "true" || v == "false" }
func validCaseFirst(_, v string) bool { return v == "upper" || v == "lower" || v == "false" }

// validCollation knows the collations that golang.org/x/text has.
func validCollation(data, v string) bool {
	switch v {
	case "phonebk":
		return data == "de" || len(data) > 2 && data[:3] == "de-"
	case "trad":
		return data == "es" || len(data) > 2 && data[:3] == "es-"
	case "pinyin", "stroke", "zhuyin", "unihan":
		return len(data) >= 2 && data[:2] == "zh"
	}
	return false
}

func newCollator(c js.Call, locales, opts goja.Value) *Collator {
	list := canonicalLocales(c, locales)
	o := coerced(c, opts, "Intl.Collator")
	l := &Collator{}
	l.usage = o.text("usage", "sort", "sort", "search")
	o.matcher()
	collation := ""
	if o.has("collation") {
		collation = canonicalType(o, "co", "collation", o.text("collation", ""))
	}
	numeric := ""
	if v, ok := o.boolean("numeric"); ok {
		numeric = map[bool]string{true: "true", false: "false"}[v]
	}
	caseFirst := o.text("caseFirst", "", "upper", "lower", "false")
	n := negotiate(list, key{"co", collation, validCollation}, key{"kn", numeric, validNumeric}, key{"kf", caseFirst, validCaseFirst})
	l.locale, l.collation, l.numeric, l.caseFirst = n.locale, n.values[0], n.values[1] == "true", n.values[2]
	if l.collation == "" {
		l.collation = "default"
	}
	if l.caseFirst == "" {
		l.caseFirst = "false"
		if n.tag.Language == "da" {
			l.caseFirst = "upper"
		}
	}
	l.sensitivity = o.text("sensitivity", "variant", "base", "accent", "case", "variant")
	ignore, given := o.boolean("ignorePunctuation")
	l.ignorePunctuation = ignore || !given && n.tag.Language == "th"
	l.collator = l.build(n.tag.Base().String(), l.sensitivity)
	if l.caseFirst == "upper" && l.sensitivity == "variant" {
		l.upperFirst = l.build(n.tag.Base().String(), "accent")
	}
	return l
}

// build makes the collator for a sensitivity, through the keys of UTS 35 part 5.
func (l *Collator) build(base, sensitivity string) *collate.Collator {
	if strings.HasPrefix(base, "nb") {
		base = "nn" // the package has the order under this name only
	}
	tag := base + "-u"
	if l.collation != "default" {
		tag += "-co-" + l.collation
	}
	if l.numeric {
		tag += "-kn-true"
	}
	tag += "-ks-" + map[string]string{"base": "level1", "accent": "level2", "case": "level1", "variant": "level3"}[sensitivity]
	t, err := language.Parse(tag)
	if err != nil {
		t = language.Und
	}
	return collate.New(t, collate.OptionsFromTag(t))
}

// compare orders two strings.
func (l *Collator) compare(a, b string) int {
	if l.ignorePunctuation {
		a, b = strings.Map(significant, a), strings.Map(significant, b)
	}
	if a == b {
		return 0
	}
	if l.sensitivity == "case" {
		d := l.collator.CompareString(a, b)
		if d == 0 {
			d = upperFirst(a, b)
			if l.caseFirst != "upper" {
				d = -d
			}
		}
		return d
	}
	if l.upperFirst != nil {
		if d := l.upperFirst.CompareString(a, b); d != 0 {
			return d
		}
		if d := upperFirst(a, b); d != 0 {
			return d
		}
	}
	return l.collator.CompareString(a, b)
}

// significant drops the characters that ignorePunctuation ignores.
func significant(r rune) rune {
	if unicode.IsPunct(r) || unicode.IsSpace(r) {
		return -1
	}
	return r
}

// upperFirst orders strings that differ in case only.
func upperFirst(a, b string) int {
	x, y := []rune(a), []rune(b)
	for i := 0; i < len(x) && i < len(y); i++ {
		switch u, v := unicode.IsUpper(x[i]), unicode.IsUpper(y[i]); {
		case u && !v:
			return -1
		case v && !u:
			return 1
		}
	}
	return 0
}

var _ js.Native = (*Collator)(nil)
