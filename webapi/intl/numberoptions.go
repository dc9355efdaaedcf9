package intl

import (
	"slices"
	"strconv"
	"strings"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/number"
)

func itoa(i int) string { return strconv.Itoa(i) }

func validSystem(_, name string) bool { return number.IsSystem(name) }

// numberingSystem reads the option of that name.
func (o options) numberingSystem() string {
	s := o.text("numberingSystem", "")
	if s != "" || o.has("numberingSystem") {
		if !cldr.IsType(s) {
			o.ThrowRangeError("Invalid numberingSystem : %s", s)
		}
	}
	return strings.ToLower(s)
}

func (o options) has(name string) bool {
	_, ok := o.get(name)
	return ok
}

// units are the simple units that ECMA-402 sanctions (6.6.2, table 2).
var units = strings.Fields("acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year")

func isUnit(name string) bool {
	numerator, denominator, ok := strings.Cut(name, "-per-")
	return slices.Contains(units, numerator) && (!ok || slices.Contains(units, denominator))
}

// unitOptions is SetNumberFormatUnitOptions (ECMA-402, 16.1.2).
func (o options) unitOptions(p *number.Options) {
	p.Style = o.text("style", "decimal", "decimal", "percent", "currency", "unit")
	currency := o.text("currency", "")
	if o.has("currency") {
		if len(currency) != 3 || strings.Trim(strings.ToLower(currency), "abcdefghijklmnopqrstuvwxyz") != "" {
			o.ThrowRangeError("Invalid currency code : %s", currency)
		}
	} else if p.Style == "currency" {
		o.ThrowTypeError("Currency code is required with currency style.")
	}
	display := o.text("currencyDisplay", "symbol", "code", "symbol", "narrowSymbol", "name")
	sign := o.text("currencySign", "standard", "standard", "accounting")
	unit := o.text("unit", "")
	if o.has("unit") {
		if !isUnit(unit) {
			o.ThrowRangeError("Invalid unit argument for Intl.NumberFormat() '%s'", unit)
		}
	} else if p.Style == "unit" {
		o.ThrowTypeError("Invalid unit argument for Intl.NumberFormat() ''")
	}
	unitDisplay := o.text("unitDisplay", "short", "short", "narrow", "long")
	switch p.Style {
	case "currency":
		p.Currency, p.CurrencyDisplay, p.CurrencySign = strings.ToUpper(currency), display, sign
	case "unit":
		p.Unit, p.UnitDisplay = unit, unitDisplay
	}
}

var increments = []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000}

// digitOptions is SetNumberFormatDigitOptions (ECMA-402, 16.1.3).
func (o options) digitOptions(n *number.Options, minFractionDefault, maxFractionDefault int) {
	p := &n.Precision
	n.MinInteger = o.number("minimumIntegerDigits", 1, 21, 1)
	minFraction, hasMinF := o.get("minimumFractionDigits")
	maxFraction, hasMaxF := o.get("maximumFractionDigits")
	minSignificant, hasMinS := o.get("minimumSignificantDigits")
	maxSignificant, hasMaxS := o.get("maximumSignificantDigits")
	p.Increment = o.number("roundingIncrement", 1, 5000, 1)
	if !slices.Contains(increments, p.Increment) {
		o.ThrowRangeError("roundingIncrement value is out of range.")
	}
	p.Mode = o.text("roundingMode", "halfExpand", "ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven")
	priority := o.text("roundingPriority", "auto", "auto", "morePrecision", "lessPrecision")
	p.TrailingZero = o.text("trailingZeroDisplay", "auto", "auto", "stripIfInteger")
	if p.Increment != 1 {
		maxFractionDefault = minFractionDefault
	}
	hasS, hasF := hasMinS || hasMaxS, hasMinF || hasMaxF
	needS, needF := true, true
	if priority == "auto" {
		needS = hasS
		needF = !needS && (hasF || n.Notation != "compact")
	}
	if needS {
		p.MinSignificant, p.MaxSignificant = 1, 21
		if hasMinS {
			p.MinSignificant = o.inRange(minSignificant, "minimumSignificantDigits", 1, 21)
		}
		if hasMaxS {
			p.MaxSignificant = o.inRange(maxSignificant, "maximumSignificantDigits", p.MinSignificant, 21)
		}
	}
	if needF {
		p.MinFraction, p.MaxFraction = minFractionDefault, maxFractionDefault
		if hasF {
			low, high := -1, -1
			if hasMinF {
				low = o.inRange(minFraction, "minimumFractionDigits", 0, 100)
			}
			if hasMaxF {
				high = o.inRange(maxFraction, "maximumFractionDigits", 0, 100)
			}
			switch {
			case low < 0:
				low = min(minFractionDefault, high)
			case high < 0:
				high = max(maxFractionDefault, low)
			case low > high:
				o.ThrowRangeError("maximumFractionDigits value is out of range.")
			}
			p.MinFraction, p.MaxFraction = low, high
		}
	}
	switch {
	case !needS && !needF:
		p.MinFraction, p.MaxFraction, p.MinSignificant, p.MaxSignificant = 0, 0, 1, 2
		p.Type = "morePrecision"
		n.CompactRounding = true
	case priority != "auto":
		p.Type = priority
	case hasS:
		p.Type = "significantDigits"
	default:
		p.Type = "fractionDigits"
	}
	if p.Increment != 1 {
		if p.Type != "fractionDigits" {
			o.ThrowTypeError("roundingIncrement value is invalid.")
		}
		if p.MaxFraction != p.MinFraction {
			o.ThrowRangeError("roundingIncrement value is out of range.")
		}
	}
}

// useGrouping reads the option, which is a string or a boolean.
func (o options) useGrouping(fallback string) string {
	v, ok := o.get("useGrouping")
	if !ok {
		return fallback
	}
	if b, ok := v.Export().(bool); ok {
		if b {
			return "always"
		}
		return "false"
	}
	if !v.ToBoolean() {
		return "false"
	}
	switch s := o.String(v); s {
	case "true", "false":
		return fallback
	case "min2", "auto", "always":
		return s
	default:
		o.ThrowRangeError("Value %s out of range for %s options property useGrouping", s, o.class)
		return ""
	}
}

// digits adds the resolved digit options.
func (r result) digits(p *number.Options) {
	r.Set("minimumIntegerDigits", p.MinInteger)
	q := &p.Precision
	if q.Type != "significantDigits" {
		r.Set("minimumFractionDigits", q.MinFraction)
		r.Set("maximumFractionDigits", q.MaxFraction)
	}
	if q.Type != "fractionDigits" {
		r.Set("minimumSignificantDigits", q.MinSignificant)
		r.Set("maximumSignificantDigits", q.MaxSignificant)
	}
}

// rounding adds the resolved rounding options.
func (r result) rounding(p *number.Options) {
	q := &p.Precision
	r.Set("roundingIncrement", q.Increment)
	r.Set("roundingMode", q.Mode)
	priority := "auto"
	if q.Type == "morePrecision" || q.Type == "lessPrecision" {
		priority = q.Type
	}
	r.Set("roundingPriority", priority)
	r.Set("trailingZeroDisplay", q.TrailingZero)
}
