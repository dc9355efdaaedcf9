package intl

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/date"
	"runner/webapi/intl/number"
	"runner/webapi/js"
)

// Locale is the state of an Intl.Locale (ECMA-402, 15).
type Locale struct {
	js.Base
	tag cldr.Tag
}

// LocaleClass is Intl.Locale.
var LocaleClass = js.Define(js.Class[*Locale]{
	Name:      "Locale",
	Hidden:    "Intl.",
	Construct: newLocale,
	Methods: []js.Method[*Locale]{
		{Name: "toString", Call: func(c js.Call, l *Locale) goja.Value { return c.ToValue(l.tag.String()) }},
		{Name: "maximize", Call: func(c js.Call, l *Locale) goja.Value { return c.Wrap(&Locale{tag: l.tag.Maximize()}) }},
		{Name: "minimize", Call: func(c js.Call, l *Locale) goja.Value { return c.Wrap(&Locale{tag: l.tag.Minimize()}) }},
		{Name: "getCalendars", Call: func(c js.Call, l *Locale) goja.Value {
			return l.list(c, "ca", strings.Fields(strings.ReplaceAll(cldr.Supplemental().First("calendars/"+l.tag.RegionOf(), "calendars/001"), "gregorian", "gregory"))...)
		}},
		{Name: "getCollations", Call: func(c js.Call, l *Locale) goja.Value { return l.list(c, "co", "emoji", "eor") }},
		{Name: "getHourCycles", Call: func(c js.Call, l *Locale) goja.Value { return l.list(c, "hc", l.hourCycles()...) }},
		{Name: "getNumberingSystems", Call: func(c js.Call, l *Locale) goja.Value {
			return l.list(c, "nu", number.DefaultSystem(cldr.DataLocale(negotiate([]cldr.Tag{l.tag}).base)))
		}},
		{Name: "getTimeZones", Call: localeTimeZones},
		{Name: "getTextInfo", Call: func(c js.Call, l *Locale) goja.Value {
			r := newResult(c.Runtime)
			r.text("direction", l.direction())
			return r.Object
		}},
		{Name: "getWeekInfo", Call: localeWeekInfo},
	},
	Attributes: []js.Attribute[*Locale]{
		{Name: "baseName", Get: func(c js.Call, l *Locale) goja.Value { return c.ToValue(l.tag.Base().String()) }},
		localeKeyword("calendar", "ca"),
		localeKeyword("caseFirst", "kf"),
		localeKeyword("collation", "co"),
		localeKeyword("firstDayOfWeek", "fw"),
		localeKeyword("hourCycle", "hc"),
		{Name: "language", Get: func(c js.Call, l *Locale) goja.Value { return optional(c, l.tag.Language) }},
		localeKeyword("numberingSystem", "nu"),
		{Name: "numeric", Get: func(c js.Call, l *Locale) goja.Value {
			v, ok := l.tag.Keyword("kn")
			return c.ToValue(ok && v == "")
		}},
		{Name: "region", Get: func(c js.Call, l *Locale) goja.Value { return optional(c, l.tag.Region) }},
		{Name: "script", Get: func(c js.Call, l *Locale) goja.Value { return optional(c, l.tag.Script) }},
		{Name: "variants", Get: func(c js.Call, l *Locale) goja.Value { return optional(c, strings.Join(l.tag.Variants, "-")) }},
	},
	Extend: func(rt *js.Runtime, constructor, _ *goja.Object) {
		constructor.DefineDataProperty("length", rt.ToValue(1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	},
})

// Class implements [js.Native].
func (*Locale) Class() js.Definer { return LocaleClass }

func optional(c js.Call, s string) goja.Value {
	if s == "" {
		return goja.Undefined()
	}
	return c.ToValue(s)
}

func localeKeyword(name, key string) js.Attribute[*Locale] {
	return js.Attribute[*Locale]{Name: name, Get: func(c js.Call, l *Locale) goja.Value {
		if v, ok := l.tag.Keyword(key); ok {
			return c.ToValue(v)
		}
		return goja.Undefined()
	}}
}

func newLocale(c js.Call) *Locale {
	v := c.Arg(0)
	if _, ok := v.(*goja.Object); !ok && !goja.IsString(v) {
		c.ThrowTypeError("First argument to Intl.Locale constructor can't be empty or missing")
	}
	t := canonicalLocale(c, v)
	o := coerced(c, c.Arg(1), "Intl.Locale")
	subtag := func(name string, field *string, is func(string) bool) {
		if v, ok := o.get(name); ok {
			s := o.String(v)
			if !is(s) {
				c.ThrowRangeError("%s", invalidLocale)
			}
			*field = s
		}
	}
	subtag("language", &t.Language, cldr.IsLanguage)
	subtag("script", &t.Script, cldr.IsScript)
	subtag("region", &t.Region, cldr.IsRegion)
	t = parseLocale(c, t.String())
	keyword := func(name, key string, values ...string) {
		if v, ok := o.get(name); ok {
			s := o.text(name, o.String(v), values...)
			if len(values) == 0 {
				s = canonicalType(o, key, name, s)
			}
			t.SetKeyword(key, s)
		}
	}
	keyword("calendar", "ca")
	keyword("collation", "co")
	if v, ok := o.get("firstDayOfWeek"); ok {
		s := o.String(v)
		if len(s) == 1 && s[0] >= '0' && s[0] <= '7' {
			s = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}[s[0]-'0']
		}
		t.SetKeyword("fw", canonicalType(o, "fw", "firstDayOfWeek", s))
	}
	keyword("hourCycle", "hc", "h11", "h12", "h23", "h24")
	keyword("caseFirst", "kf", "upper", "lower", "false")
	if numeric, ok := o.boolean("numeric"); ok {
		if numeric {
			t.SetKeyword("kn", "")
		} else {
			t.SetKeyword("kn", "false")
		}
	}
	keyword("numberingSystem", "nu")
	return &Locale{tag: t}
}

// list is the preferred value of a key, or the given ones.
func (l *Locale) list(c js.Call, key string, values ...string) goja.Value {
	if v, ok := l.tag.Keyword(key); ok && v != "" {
		values = []string{v}
	}
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return c.NewArray(list...)
}

func (l *Locale) hourCycles() []string {
	region := l.tag.RegionOf()
	usual := date.UsualHour(l.tag.Language+"-"+region, region)
	return []string{cycleNames[usual]}
}

func (l *Locale) direction() string {
	switch l.tag.Maximize().Script {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Aran":
		return "rtl"
	}
	return "ltr"
}

var weekDays = map[string]int{"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}

func localeWeekInfo(c js.Call, l *Locale) goja.Value {
	region := l.tag.RegionOf()
	s := cldr.Supplemental()
	day := func(kind string) int {
		return weekDays[s.First("week/"+kind+"/"+region, "week/"+kind+"/001")]
	}
	r := newResult(c.Runtime)
	first := day("firstDay")
	if v, ok := l.tag.Keyword("fw"); ok && weekDays[v] > 0 {
		first = weekDays[v]
	}
	r.Set("firstDay", first)
	var weekend []any
	for d, end := day("weekendStart"), day("weekendEnd"); ; d = d%7 + 1 {
		weekend = append(weekend, d)
		if d == end || len(weekend) == 7 {
			break
		}
	}
	r.Set("weekend", c.NewArray(weekend...))
	return r.Object
}

var _ js.Native = (*Locale)(nil)
