package number

import "strconv"

// compactData are the patterns of compact notation.
type compactData struct {
	sym  *Symbols
	path string // "short/decimalFormat/"
	kind string // "decimalFormats" or "currencyFormats"
}

// maxCompact is the largest exponent that CLDR has patterns for.
const maxCompact = 14

func (f *Formatter) compactData() compactData {
	switch {
	case f.Style == "currency" && f.CurrencyDisplay != "name":
		return compactData{f.sym, "short/standard/", "currencyFormats"}
	case f.CompactDisplay == "long":
		return compactData{f.sym, "long/decimalFormat/", "decimalFormats"}
	}
	return compactData{f.sym, "short/decimalFormat/", "decimalFormats"}
}

func (c *compactData) lookup(magnitude int, category string) string {
	key := c.path + "1" + "00000000000000"[:magnitude] + "-count-"
	if p := c.sym.pattern(c.kind, key+category); p != "" {
		return p
	}
	return c.sym.pattern(c.kind, key+"other")
}

// exponent returns by which power of ten a number of a magnitude is divided.
func (c *compactData) exponent(magnitude int) int {
	magnitude = min(magnitude, maxCompact)
	if magnitude < 3 {
		return 0
	}
	text := c.lookup(magnitude, "other")
	if text == "" || text == "0" {
		return 0
	}
	p := parsed(text)
	if p.zeros == 0 {
		return magnitude
	}
	return magnitude + 1 - p.zeros
}

// choose sets the pattern for a prepared number.
func (c *compactData) choose(p *prepared) {
	magnitude := min(max(p.d.Magnitude()+p.exponent, 0), maxCompact)
	text := ""
	if len(p.d.Digits) == p.d.Exp && p.d.Exp == 1 && p.d.Digits[0] == 1 && p.fraction == 0 {
		key := c.path + "1" + "00000000000000"[:magnitude] + "-count-" + strconv.Itoa(int(p.d.Digits[0]))
		text = c.sym.pattern(c.kind, key)
	}
	if text == "" {
		text = c.lookup(magnitude, p.category)
	}
	if text == "" || text == "0" {
		return
	}
	parsedPattern := parsed(text)
	p.pattern = &parsedPattern
	p.hidden = parsedPattern.zeros == 0
}
