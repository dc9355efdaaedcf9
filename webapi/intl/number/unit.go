package number

import (
	"strings"

	"runner/webapi/intl/cldr"
)

// unitPatterns are the patterns of a unit, by plural category.
type unitPatterns struct {
	table cldr.Table
	key   string // "long/kilometer/unitPattern-count-"
	per   string // what goes around them, for a compound unit: "{0}/km"
}

// unitOf finds the patterns of a simple unit or of one per another.
func unitOf(locale, unit, style string) *unitPatterns {
	t := cldr.Open("units", locale)
	u := &unitPatterns{table: t, key: style + "/" + unit + "/unitPattern-count-"}
	if t.Get(u.key+"other") != "" {
		return u
	}
	numerator, denominator, ok := strings.Cut(unit, "-per-")
	if !ok {
		return u
	}
	u.key = style + "/" + numerator + "/unitPattern-count-"
	u.per = t.Get(style + "/" + denominator + "/perUnitPattern")
	if u.per == "" {
		name := t.First(style+"/"+denominator+"/unitPattern-count-one", style+"/"+denominator+"/unitPattern-count-other")
		name = strings.TrimFunc(strings.Replace(name, "{0}", "", 1), ignorable)
		u.per = strings.Replace(t.Get(style+"/per/compoundUnitPattern"), "{1}", name, 1)
	}
	return u
}

func (u *unitPatterns) pattern(category string) string {
	p := u.table.First(u.key+category, u.key+"other")
	if u.per != "" {
		p = strings.Replace(u.per, "{0}", p, 1)
	}
	return p
}

// CurrencyDigits is the number of decimal places of a currency (ISO 4217, as
// CLDR has it).
func CurrencyDigits(code string) int {
	if v := cldr.Supplemental().Get("fraction/" + code); v != "" {
		return int(v[0] - '0')
	}
	return 2
}
