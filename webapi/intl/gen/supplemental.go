package main

import (
	"sort"
	"strings"
)

// supplemental reads what does not depend on a locale.
func (s source) supplemental() map[string]string {
	values := map[string]string{}
	read := func(name string, path ...string) object {
		return s.read("cldr-core/supplemental/"+name+".json", append([]string{"supplemental"}, path...)...)
	}
	for kind, name := range map[string]string{"cardinal": "plurals", "ordinal": "ordinals"} {
		s.pluralRules(values, kind, read(name, "plurals-type-"+kind))
	}
	for l, ranges := range read("pluralRanges", "plurals") {
		for key, result := range ranges.(object) {
			key = strings.TrimPrefix(key, "pluralRange-start-")
			start, end, _ := strings.Cut(key, "-end-")
			values["pluralRanges/"+l+"/"+start+"/"+end] = must(result, key)
		}
	}
	flatten(values, "likely", read("likelySubtags", "likelySubtags"), nil)
	flatten(values, "parent", read("parentLocales", "parentLocales", "parentLocale"), func(key string) bool { return !strings.Contains(key, "_localeRules") })
	for _, kind := range []string{"language", "script", "territory", "variant", "subdivision"} {
		for from, to := range read("aliases", "metadata", "alias", kind+"Alias") {
			values["alias/"+kind+"/"+from] = must(to.(object)["_replacement"], from)
		}
	}
	for key, t := range read("timeData", "timeData") {
		t := t.(object)
		values["hours/"+key] = must(t["_preferred"], key) + " " + must(t["_allowed"], key)
	}
	for _, kind := range []string{"minDays", "firstDay", "weekendStart", "weekendEnd"} {
		flatten(values, "week/"+kind, read("weekData", "weekData", kind), notVariant)
	}
	dayPeriods(values, read("dayPeriods", "dayPeriodRuleSet"))
	for name, n := range read("numberingSystems", "numberingSystems") {
		if digits, ok := n.(object)["_digits"].(string); ok {
			values["digits/"+name] = digits
		}
	}
	for code, f := range read("currencyData", "currencyData", "fractions") {
		f := f.(object)
		values["fraction/"+code] = must(f["_digits"], code)
	}
	flatten(values, "calendars", read("calendarPreferenceData", "calendarPreferenceData"), nil)
	flatten(values, "primaryZone", read("primaryZones", "primaryZones"), nil)
	s.timeZones(values, read("metaZones", "metaZones"))
	flatten(values, "default", s.defaultContent(), nil)
	return values
}

// defaultContent maps "en-US" to "en": locales that exist without data of their
// own.
func (s source) defaultContent() object {
	var o object = s.read("cldr-core/defaultContent.json")
	result := object{}
	for _, l := range o["defaultContent"].([]any) {
		result[l.(string)] = "1"
	}
	return result
}

// pluralRules keeps the rules without their samples: "one: i = 1 and v = 0;…".
func (s source) pluralRules(values map[string]string, kind string, rules object) {
	for l, set := range rules {
		var list []string
		for _, category := range []string{"zero", "one", "two", "few", "many"} {
			if rule, ok := set.(object)["pluralRule-count-"+category].(string); ok {
				rule, _, _ = strings.Cut(rule, "@")
				list = append(list, category+":"+strings.TrimSpace(rule))
			}
		}
		values[kind+"/"+l] = strings.Join(append(list, "other:"), ";")
	}
}

// dayPeriods writes rules as "morning1 06:00 12:00;noon 12:00".
func dayPeriods(values map[string]string, rules object) {
	for l, set := range rules {
		var list []string
		for name, r := range set.(object) {
			r := r.(object)
			if at, ok := r["_at"].(string); ok {
				list = append(list, name+" "+at)
			} else {
				list = append(list, name+" "+must(r["_from"], l)+" "+must(r["_before"], l))
			}
		}
		sort.Strings(list)
		values["dayPeriods/"+l] = strings.Join(list, ";")
	}
}

// timeZones writes, per zone, its metazones as "name from to" lines joined with
// ";"; per metazone and territory, its zone; and the aliases of each zone.
func (s source) timeZones(values map[string]string, meta object) {
	var walk func(prefix string, o object)
	walk = func(prefix string, o object) {
		for name, v := range o {
			if nested, ok := v.(object); ok {
				walk(prefix+name+"/", nested)
				continue
			}
			var list []string
			for _, use := range v.([]any) {
				u := use.(object)["usesMetazone"].(object)
				from, _ := u["_from"].(string)
				to, _ := u["_to"].(string)
				list = append(list, must(u["_mzone"], name)+"|"+from+"|"+to)
			}
			values["metazone/"+prefix+name] = strings.Join(list, ";")
		}
	}
	walk("", meta["metazoneInfo"].(object)["timezone"].(object))
	for _, m := range meta["metazones"].([]any) {
		zone := m.(object)["mapZone"].(object)
		values["mapZone/"+must(zone["_other"], "mapZone")+"/"+must(zone["_territory"], "mapZone")] = must(zone["_type"], "mapZone")
	}
	for id, z := range s.read("cldr-bcp47/bcp47/timezone.json", "keyword", "u", "tz") {
		zone, ok := z.(object)
		if !ok || zone["_alias"] == nil || zone["_deprecated"] == "true" {
			continue
		}
		values["tz/"+id] = must(zone["_alias"], id)
	}
}
