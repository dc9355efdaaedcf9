package main

import (
	"fmt"
	"log"
	"strings"
)

// sections reads everything, section by section.
func (w *writer) sections() {
	w.add("supplemental", func(string) map[string]string { return w.supplemental() }, "root")
	for _, s := range []struct {
		name string
		read func(locale string) map[string]string
	}{
		{"numbers", w.numbers},
		{"currencies", w.currencies},
		{"gregorian", w.gregorian},
		{"calendars", w.calendars},
		{"fields", w.fields},
		{"zones", w.zones},
		{"units", w.units},
		{"lists", w.lists},
		{"names", w.names},
	} {
		w.add(s.name, s.read, w.locales()...)
	}
}

func notVariant(key string) bool { return !strings.Contains(key, "-alt-") }

func (s source) numbers(l string) map[string]string {
	n := s.read("cldr-numbers-full/main/"+l+"/numbers.json", "main", l, "numbers")
	systems := map[string]bool{"latn": true, n["defaultNumberingSystem"].(string): true}
	if other, ok := n["otherNumberingSystems"].(object); ok {
		if native, ok := other["native"].(string); ok {
			systems[native] = true
		}
	}
	values := map[string]string{}
	flatten(values, "", n, func(key string) bool {
		top, _, _ := strings.Cut(key, "/")
		kind, system, ok := strings.Cut(top, "-numberSystem-")
		if strings.Contains(key, "-alt-") || strings.Contains(key, "alphaNextToNumber") || strings.Contains(key, "noCurrency") {
			return false
		}
		return kind != "minimalPairs" && kind != "rationalFormats" && (!ok || systems[system])
	})
	return values
}

func (s source) currencies(l string) map[string]string {
	c := s.read("cldr-numbers-full/main/"+l+"/currencies.json", "main", l, "numbers", "currencies")
	values := map[string]string{}
	flatten(values, "", c, func(key string) bool {
		return notVariant(key) || strings.HasSuffix(key, "-alt-narrow")
	})
	return values
}

func (s source) gregorian(l string) map[string]string {
	values := map[string]string{}
	s.calendar(values, "", "cldr-dates-full/main/"+l+"/ca-gregorian.json", l, "gregorian")
	return values
}

func (s source) calendars(l string) map[string]string {
	values := map[string]string{}
	s.calendar(values, "generic", "cldr-dates-full/main/"+l+"/ca-generic.json", l, "generic")
	for _, c := range []string{"buddhist", "japanese", "persian"} {
		s.calendar(values, c, "cldr-cal-"+c+"-full/main/"+l+"/ca-"+c+".json", l, c)
	}
	for key := range values {
		calendar, rest, _ := strings.Cut(key, "/")
		switch top, _, _ := strings.Cut(rest, "/"); {
		case calendar == "generic" && (top == "months" || top == "days" || top == "dayPeriods"),
			calendar == "persian" && (top == "days" || top == "dayPeriods"),
			calendar == "buddhist" && top != "eras" && (l != "th" || top == "months" || top == "days" || top == "dayPeriods"),
			calendar == "japanese" && top != "eras" && (l != "ja" || top == "months" || top == "days" || top == "dayPeriods"):
			delete(values, key)
		}
	}
	return values
}

func (s source) calendar(values map[string]string, prefix, file, l, name string) {
	c := s.read(file, "main", l, "dates", "calendars", name)
	flatten(values, prefix, c, func(key string) bool {
		for _, drop := range []string{"quarters", "dateSkeletons", "timeSkeletons", "dateTimeSkeletons", "Formats-relative", "availableFormats/yw", "availableFormats/MMMMW", "Q"} {
			if strings.Contains(key, drop) {
				return false
			}
		}
		return notVariant(key)
	})
}

func (s source) fields(l string) map[string]string {
	f := s.read("cldr-dates-full/main/"+l+"/dateFields.json", "main", l, "dates", "fields")
	values := map[string]string{}
	flatten(values, "", f, notVariant)
	return values
}

func (s source) zones(l string) map[string]string {
	z := s.read("cldr-dates-full/main/"+l+"/timeZoneNames.json", "main", l, "dates", "timeZoneNames")
	values := map[string]string{}
	flatten(values, "", z, func(key string) bool { return notVariant(key) && !strings.HasSuffix(key, "/_type") })
	return values
}

// sanctioned are the units of ECMA-402, table 2, and those that only
// DurationFormat uses.
var sanctioned = set("acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year mile-per-hour kilometer-per-hour mile-per-gallon meter-per-second liter-per-kilometer")

func (s source) units(l string) map[string]string {
	u := s.read("cldr-units-full/main/"+l+"/units.json", "main", l, "units")
	values := map[string]string{}
	for _, style := range []string{"long", "short", "narrow"} {
		all, ok := u[style].(object)
		if !ok {
			log.Fatalf("%s: no units %s", l, style)
		}
		for name, unit := range all {
			short := name
			if _, rest, ok := strings.Cut(name, "-"); ok {
				short = rest
			}
			if name != "per" && !sanctioned[short] {
				continue
			}
			flatten(values, style+"/"+short, unit, func(key string) bool {
				return notVariant(key) && !strings.Contains(key, "-case-") && !strings.HasSuffix(key, "/gender") && !strings.HasSuffix(key, "/displayName")
			})
		}
	}
	return values
}

func (s source) lists(l string) map[string]string {
	values := map[string]string{}
	flatten(values, "", s.read("cldr-misc-full/main/"+l+"/listPatterns.json", "main", l, "listPatterns"), nil)
	for key, v := range values {
		delete(values, key)
		values[strings.TrimPrefix(key, "listPattern-type-")] = v
	}
	return values
}

func (s source) names(l string) map[string]string {
	values := map[string]string{}
	keep := func(key string) bool {
		return notVariant(key) || strings.HasSuffix(key, "-alt-short")
	}
	for _, kind := range []string{"languages", "scripts", "territories"} {
		n := s.read("cldr-localenames-full/main/"+l+"/"+kind+".json", "main", l, "localeDisplayNames", kind)
		flatten(values, kind, n, keep)
	}
	n := s.read("cldr-localenames-full/main/"+l+"/localeDisplayNames.json", "main", l, "localeDisplayNames")
	flatten(values, "", n["localeDisplayPattern"], keep)
	if types, ok := n["types"].(object); ok {
		flatten(values, "calendar", types["calendar"], func(key string) bool {
			return notVariant(key) && !strings.Contains(key, "-menu") && !strings.Contains(key, "-core")
		})
	}
	for key, v := range values {
		// A name that only says its code again is no name.
		if _, code, _ := strings.Cut(key, "/"); v == code {
			delete(values, key)
		}
	}
	return values
}

// must is a value that has to be a string.
func must(v any, what string) string {
	s, ok := v.(string)
	if !ok {
		panic(fmt.Sprintf("%s is a %T", what, v))
	}
	return s
}
