package cldr

import (
	"slices"
	"strings"
	"sync"
)

// DefaultLocale is the locale of a runtime that was told nothing.
const DefaultLocale = "en-US"

// HasData reports whether a locale has tables of its own.
func HasData(locale string) bool { return sections()["numbers"].tables[locale] != nil }

// Available reports whether a locale (without extensions) is one that there is
// data for: it has tables, or it is one that others write as a shorter tag
// ("en-US", "zh-TW").
func Available(locale string) bool {
	if HasData(locale) || Supplemental().Get("default/"+locale) != "" && HasData(DataLocale(locale)) {
		return true
	}
	t, ok := Parse(locale)
	if !ok || t.Script != "" || t.Region == "" {
		return false
	}
	m := t.Maximize()
	long := m.Language + "-" + m.Script
	return HasData(long) && (HasData(long+"-"+m.Region) || Supplemental().Get("default/"+long+"-"+m.Region) != "") ||
		HasData(long+"-"+m.Region)
}

// Best is BestAvailableLocale (ECMA-402, 9.2.2): the locale itself or what is
// left of it, "" when nothing is there.
func Best(locale string) string {
	for {
		if Available(locale) {
			return locale
		}
		i := strings.LastIndexByte(locale, '-')
		if i < 0 {
			return ""
		}
		if i >= 2 && locale[i-2] == '-' {
			i -= 2
		}
		locale = locale[:i]
	}
}

var dataLocales sync.Map

// DataLocale returns the locale whose tables a locale uses.
func DataLocale(locale string) string {
	if v, ok := dataLocales.Load(locale); ok {
		return v.(string)
	}
	v := dataLocale(locale)
	dataLocales.Store(locale, v)
	return v
}

func dataLocale(locale string) string {
	t, ok := Parse(locale)
	if !ok {
		return "en"
	}
	if HasData(locale) {
		return locale
	}
	m := t.Maximize()
	if HasData(m.Language + "-" + m.Script + "-" + m.Region) {
		return m.Language + "-" + m.Script + "-" + m.Region
	}
	if (Tag{Language: t.Language}).Maximize().Script == m.Script && HasData(m.Language+"-"+m.Region) {
		return m.Language + "-" + m.Region
	}
	if HasData(m.Language + "-" + m.Script) {
		return m.Language + "-" + m.Script
	}
	if HasData(m.Language) {
		return m.Language
	}
	return "en"
}

// Parents calls f with a locale and those it inherits from, until f returns
// true.
func Parents(locale string, f func(locale string) bool) {
	for locale != "" && locale != "root" && locale != "und" {
		if f(locale) {
			return
		}
		if p := Supplemental().Get("parent/" + locale); p != "" {
			locale = p
			continue
		}
		i := strings.LastIndexByte(locale, '-')
		if i < 0 {
			return
		}
		locale = locale[:i]
	}
}

// Truncations calls f with a locale and with what is left of it without its last
// subtags, until f returns true. Plural rules are inherited in this way.
func Truncations(locale string, f func(locale string) bool) {
	for !f(locale) {
		i := strings.LastIndexByte(locale, '-')
		if i < 0 {
			return
		}
		locale = locale[:i]
	}
}

// RegionOf returns the region of a locale: what -u-rg- says, or its own, or the
// likely one.
func (t Tag) RegionOf() string {
	if rg, ok := t.Keyword("rg"); ok && len(rg) >= 4 && strings.HasSuffix(rg, "zzzz") {
		return strings.ToUpper(rg[:len(rg)-4])
	}
	if t.Region != "" {
		return t.Region
	}
	return t.Maximize().Region
}

// Locales lists the locales that have tables, sorted.
func Locales() []string {
	var list []string
	for l := range sections()["numbers"].tables {
		list = append(list, l)
	}
	slices.Sort(list)
	return list
}
