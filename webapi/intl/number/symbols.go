package number

import (
	"strings"
	"sync"

	"runner/webapi/intl/cldr"
)

// Symbols are the signs of one locale and numbering system.
type Symbols struct {
	Decimal, Group, Percent, Plus, Minus, Approximately, Exponential, Infinity, NaN, TimeSeparator string

	Digits [10]string
	ASCII  bool // the digits are 0 to 9

	currencyDecimal, currencyGroup string
	minGrouping                    int
	system                         string
	table                          cldr.Table
}

var symbols sync.Map

// SymbolsOf returns the symbols of a data locale.
func SymbolsOf(locale, system string) *Symbols {
	key := locale + "/" + system
	if s, ok := symbols.Load(key); ok {
		return s.(*Symbols)
	}
	t := cldr.Open("numbers", locale)
	data := system
	if t.Get("symbols-numberSystem-"+system+"/decimal") == "" {
		data = "latn"
	}
	s := &Symbols{table: t, system: data}
	for name, field := range map[string]*string{
		"decimal": &s.Decimal, "group": &s.Group, "percentSign": &s.Percent, "plusSign": &s.Plus,
		"minusSign": &s.Minus, "approximatelySign": &s.Approximately, "exponential": &s.Exponential,
		"infinity": &s.Infinity, "nan": &s.NaN, "timeSeparator": &s.TimeSeparator,
		"currencyDecimal": &s.currencyDecimal, "currencyGroup": &s.currencyGroup,
	} {
		*field = t.Get("symbols-numberSystem-" + data + "/" + name)
	}
	if data != system && system == "arab" {
		// Root's symbols, which the data of other locales leaves out.
		s.Decimal, s.Group, s.Percent, s.Plus, s.Minus, s.Exponential = "٫", "٬", "٪\u061c", "\u061c+", "\u061c-", "اس"
	}
	s.minGrouping = 1
	if v := t.Get("minimumGroupingDigits"); v != "" {
		s.minGrouping = int(v[0] - '0')
	}
	s.Digits, s.ASCII = DigitsOf(system), system == "latn"
	symbols.Store(key, s)
	return s
}

// DigitsOf returns the digits of a numbering system.
func DigitsOf(system string) (digits [10]string) {
	text := cldr.Supplemental().Get("digits/" + system)
	if text == "" {
		text = "0123456789"
	}
	i := 0
	for _, r := range text {
		if i < 10 {
			digits[i] = string(r)
			i++
		}
	}
	return digits
}

// IsSystem reports whether a numbering system is one that has digits.
func IsSystem(name string) bool { return cldr.Supplemental().Get("digits/"+name) != "" }

// DefaultSystem returns the numbering system of a data locale.
func DefaultSystem(locale string) string {
	if v := cldr.Open("numbers", locale).Get("defaultNumberingSystem"); v != "" {
		return v
	}
	return "latn"
}

// pattern returns a number pattern such as "percentFormats", "standard".
func (s *Symbols) pattern(kind, name string) string {
	if p := s.table.Get(kind + "-numberSystem-" + s.system + "/" + name); p != "" {
		return p
	}
	return s.table.Get(kind + "-numberSystem-latn/" + name)
}

// Localize replaces ASCII digits.
func (s *Symbols) Localize(text string) string {
	if s.ASCII {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= '0' && c <= '9' {
			b.WriteString(s.Digits[c-'0'])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
