package intl

import (
	"os"
	"slices"
	"strings"

	"runner/webapi/intl/cldr"
)

func validCalendar(_, name string) bool { return slices.Contains(calendars, name) }

// defaultCalendar is the preferred calendar of a region, where it is one that
// can be shown.
func defaultCalendar(region string) string {
	name, _, _ := strings.Cut(cldr.Supplemental().First("calendars/"+region, "calendars/001"), " ")
	if name != "gregorian" && slices.Contains(calendars, name) {
		return name
	}
	return "gregory"
}

// canonicalType validates the value of a -u- key that comes from an option.
func canonicalType(o options, key, option, value string) string {
	if !cldr.IsType(value) {
		o.ThrowRangeError("Invalid %s : %s", option, value)
	}
	return cldr.CanonicalType(key, strings.ToLower(value))
}

// zoneVariable is what a process says its zone is; programs and tests change it
// while they run.
func zoneVariable() string { return os.Getenv("TZ") }
