package intl

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/js"
)

// DisplayNames is the state of an Intl.DisplayNames (ECMA-402, 12).
type DisplayNames struct {
	js.Base
	locale, data, style, kind, fallback, language string
	names                                         cldr.Table
}

// DisplayNamesClass is Intl.DisplayNames.
var DisplayNamesClass = js.Define(js.Class[*DisplayNames]{
	Name:      "DisplayNames",
	Hidden:    "Intl.",
	Construct: newDisplayNames,
	Static:    []js.Function{supportedLocalesOf("Intl.DisplayNames")},
	Methods: []js.Method[*DisplayNames]{
		{Name: "of", Length: 1, Call: displayNamesOf},
		{Name: "resolvedOptions", Call: func(c js.Call, d *DisplayNames) goja.Value {
			r := newResult(c.Runtime)
			r.text("locale", d.locale)
			r.text("style", d.style)
			r.text("type", d.kind)
			r.text("fallback", d.fallback)
			if d.kind == "language" {
				r.text("languageDisplay", d.language)
			}
			return r.Object
		}},
	},
	Extend: func(rt *js.Runtime, constructor, _ *goja.Object) {
		constructor.DefineDataProperty("length", rt.ToValue(2), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	},
})

// Class implements [js.Native].
func (*DisplayNames) Class() js.Definer { return DisplayNamesClass }

func newDisplayNames(c js.Call) *DisplayNames {
	list := canonicalLocales(c, c.Arg(0))
	if !c.Has(1) {
		c.ThrowTypeError("Intl.DisplayNames needs options with a type")
	}
	o := strict(c, c.Arg(1), "Intl.DisplayNames")
	o.matcher()
	n := negotiate(list)
	d := &DisplayNames{locale: n.locale, data: n.data, names: cldr.Open("names", n.data)}
	d.style = o.text("style", "long", "narrow", "short", "long")
	d.kind = o.text("type", "", "language", "region", "script", "currency", "calendar", "dateTimeField")
	if d.kind == "" {
		c.ThrowTypeError("Intl.DisplayNames needs options with a type")
	}
	d.fallback = o.text("fallback", "code", "code", "none")
	d.language = o.text("languageDisplay", "dialect", "dialect", "standard")
	return d
}

func displayNamesOf(c js.Call, d *DisplayNames) goja.Value {
	code := c.String(c.Arg(0))
	canonical, name := d.lookup(code)
	if canonical == "" {
		c.ThrowRangeError("Invalid argument to Intl.DisplayNames.prototype.of")
	}
	switch {
	case name != "":
		return c.ToValue(name)
	case d.fallback == "none":
		return goja.Undefined()
	}
	return c.ToValue(canonical)
}

// lookup returns the code in canonical form, "" when it is none, and its name.
func (d *DisplayNames) lookup(code string) (canonical, name string) {
	styled := func(prefix, code string) string {
		if d.style != "long" {
			if v := d.names.Get(prefix + code + "-alt-short"); v != "" {
				return v
			}
		}
		return d.names.Get(prefix + code)
	}
	switch d.kind {
	case "region":
		if cldr.IsRegion(code) {
			canonical = strings.ToUpper(code)
			name = styled("territories/", canonical)
		}
	case "script":
		if cldr.IsScript(code) {
			canonical = strings.ToUpper(code[:1]) + strings.ToLower(code[1:])
			name = d.names.First("scripts/"+canonical+"-alt-stand-alone", "scripts/"+canonical)
		}
	case "currency":
		if len(code) == 3 && strings.Trim(strings.ToLower(code), "abcdefghijklmnopqrstuvwxyz") == "" {
			canonical = strings.ToUpper(code)
			name = cldr.Open("currencies", d.data).Get(canonical + "/displayName")
		}
	case "calendar":
		if cldr.IsType(code) {
			canonical = strings.ToLower(code)
			name = d.names.First("calendar/"+cldrCalendar(canonical), "calendar/"+canonical)
		}
	case "dateTimeField":
		return d.field(code)
	case "language":
		return d.languageName(code)
	}
	return canonical, name
}

func cldrCalendar(name string) string {
	switch name {
	case "gregory":
		return "gregorian"
	case "ethioaa":
		return "ethiopic-amete-alem"
	}
	return name
}

var dateTimeFieldNames = map[string]string{"era": "era", "year": "year", "quarter": "quarter", "month": "month", "weekOfYear": "week", "weekday": "weekday", "day": "day", "dayPeriod": "dayperiod", "hour": "hour", "minute": "minute", "second": "second", "timeZoneName": "zone"}

func (d *DisplayNames) field(code string) (canonical, name string) {
	field, ok := dateTimeFieldNames[code]
	if !ok {
		return "", ""
	}
	t := cldr.Open("fields", d.data)
	if d.style != "long" {
		name = t.Get(field + "-" + d.style + "/displayName")
	}
	if name == "" {
		name = t.Get(field + "/displayName")
	}
	return code, name
}

// languageName composes the name of a language with script and region (UTS 35
// part 1, 1.5).
func (d *DisplayNames) languageName(code string) (canonical, name string) {
	t, ok := cldr.Parse(code)
	if !ok || t.String() != t.Base().String() {
		return "", ""
	}
	t = t.Canonical()
	canonical = t.String()
	get := func(keys ...string) string {
		for _, k := range keys {
			if d.style != "long" {
				if v := d.names.Get("languages/" + k + "-alt-short"); v != "" {
					return v
				}
			}
			if v := d.names.Get("languages/" + k); v != "" {
				return v
			}
		}
		return ""
	}
	script, region := t.Script, t.Region
	if d.language == "dialect" {
		switch {
		case script != "" && region != "" && get(t.Language+"-"+script+"-"+region) != "":
			name, script, region = get(t.Language+"-"+script+"-"+region), "", ""
		case script != "" && get(t.Language+"-"+script) != "":
			name, script = get(t.Language+"-"+script), ""
		case region != "" && get(t.Language+"-"+region) != "":
			name, region = get(t.Language+"-"+region), ""
		}
	}
	if name == "" {
		if name = get(t.Language); name == "" {
			if script == "" && region == "" && len(t.Variants) == 0 {
				return canonical, ""
			}
			name = t.Language
		}
	}
	var extra []string
	if script != "" {
		v := d.names.Get("scripts/" + script)
		if v == "" {
			v = script
		}
		extra = append(extra, v)
	}
	if region != "" {
		v := ""
		if d.style != "long" {
			v = d.names.Get("territories/" + region + "-alt-short")
		}
		if v == "" {
			v = d.names.Get("territories/" + region)
		}
		if v == "" {
			v = region
		}
		extra = append(extra, v)
	}
	for _, v := range t.Variants {
		extra = append(extra, strings.ToUpper(v))
	}
	if len(extra) == 0 {
		return canonical, name
	}
	text := extra[0]
	for _, e := range slices.Clone(extra[1:]) {
		text = strings.NewReplacer("{0}", text, "{1}", e).Replace(d.names.Get("localeSeparator"))
	}
	text = strings.NewReplacer("(", "[", ")", "]", "（", "［", "）", "］").Replace(text)
	return canonical, strings.NewReplacer("{0}", name, "{1}", text).Replace(d.names.Get("localePattern"))
}

var _ js.Native = (*DisplayNames)(nil)
