package intl

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/date"
	"runner/webapi/js"
)

// supportedValuesOf is Intl.supportedValuesOf (ECMA-402, 8.3.2).
func supportedValuesOf(c js.Call) goja.Value {
	var list []string
	switch name := c.String(c.Arg(0)); name {
	case "calendar":
		list = slices.Clone(calendars)
	case "collation":
		list = []string{"phonebk", "pinyin", "stroke", "trad", "unihan", "zhuyin"}
	case "currency":
		cldr.Open("currencies", "en").Each("", func(key, _ string) {
			if code, rest, _ := strings.Cut(key, "/"); rest == "displayName" {
				list = append(list, code)
			}
		})
	case "numberingSystem":
		cldr.Supplemental().Each("digits/", func(name, _ string) { list = append(list, name) })
	case "timeZone":
		for _, z := range date.Zones() {
			if strings.Contains(z, "/") || z == "UTC" {
				list = append(list, z)
			}
		}
	case "unit":
		list = slices.Clone(units)
	default:
		c.ThrowRangeError("Invalid key : %s", name)
	}
	slices.Sort(list)
	items := []any{}
	for _, v := range slices.Compact(list) {
		items = append(items, v)
	}
	return c.NewArray(items...)
}

// localeTimeZones is Intl.Locale.prototype.getTimeZones.
func localeTimeZones(c js.Call, l *Locale) goja.Value {
	if l.tag.Region == "" {
		return goja.Undefined()
	}
	list := date.ZonesOf(l.tag.Region)
	items := []any{}
	for _, z := range list {
		items = append(items, z)
	}
	return c.NewArray(items...)
}
