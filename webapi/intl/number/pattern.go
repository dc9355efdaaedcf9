package number

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"runner/webapi/intl/parts"
)

// pattern is a number pattern (UTS 35 part 3, 3) taken apart.
type pattern struct {
	prefix, suffix                 string
	negativePrefix, negativeSuffix string
	hasNegative                    bool
	primary, secondary             int // grouping, 0 for none
	zeros                          int // the digits of a compact pattern, 0 for none
}

func parsePattern(text string) pattern {
	positive, negative, has := cutUnquoted(text)
	var p pattern
	var core string
	p.prefix, core, p.suffix = splitPattern(positive)
	if has {
		p.hasNegative = true
		p.negativePrefix, _, p.negativeSuffix = splitPattern(negative)
	}
	p.zeros = strings.Count(core, "0")
	whole, _, _ := strings.Cut(core, ".")
	if i := strings.LastIndexByte(whole, ','); i >= 0 {
		p.primary = len(whole) - i - 1
		p.secondary = p.primary
		if j := strings.LastIndexByte(whole[:i], ','); j >= 0 {
			p.secondary = i - j - 1
		}
	}
	return p
}

func cutUnquoted(text string) (before, after string, found bool) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\'':
			quoted = !quoted
		case ';':
			if !quoted {
				return text[:i], text[i+1:], true
			}
		}
	}
	return text, "", false
}

// splitPattern splits around the digits.
func splitPattern(text string) (prefix, core, suffix string) {
	start, end, quoted := -1, -1, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\'' {
			quoted = !quoted
			continue
		}
		digit := !quoted && strings.IndexByte("#0,.@", c) >= 0
		if digit && start < 0 {
			if (c == '.' || c == ',') && (i+1 >= len(text) || text[i+1] != '0' && text[i+1] != '#') {
				continue // an abbreviation's dot
			}
			start = i
		}
		if start >= 0 && end < 0 && !digit {
			end = i
		}
	}
	if start < 0 {
		return text, "", ""
	}
	if end < 0 {
		end = len(text)
	}
	for end > start && (text[end-1] == '.' || text[end-1] == ',') {
		end-- // "0." is a digit and a dot
	}
	return text[:start], text[start:end], text[end:]
}

// sign is what is shown before a number.
type sign int8

const (
	noSign sign = iota
	minusSign
	plusSign
)

// affixes are the parts around the digits. The spaced ones are for a number
// that begins and ends with a digit.
type affixes struct{ prefix, suffix []parts.Part }

// affixes writes a pattern's affixes for a sign (ICU's rules: an explicit
// negative pattern also serves for plus when it has a minus sign).
func (f *Formatter) affixes(p *pattern, s sign, approximately, compact bool) affixes {
	prefix, suffix := p.prefix, p.suffix
	negativeHasMinus := p.hasNegative && strings.ContainsRune(p.negativePrefix+p.negativeSuffix, '-')
	prepend := s != noSign || approximately
	if p.hasNegative && (s == minusSign || negativeHasMinus && (s == plusSign || approximately)) {
		prefix, suffix, prepend = p.negativePrefix, p.negativeSuffix, false
	}
	if prepend {
		prefix = "-" + prefix
	}
	var a affixes
	a.prefix = f.affix(prefix, s, approximately, compact)
	a.suffix = f.affix(suffix, s, approximately, compact)
	if n := len(a.prefix); n > 0 && a.prefix[n-1].Type == "currency" {
		if r, _ := utf8.DecodeLastRuneInString(a.prefix[n-1].Value); needsSpace(r) {
			a.prefix = append(a.prefix, parts.Part{Type: spacing, Value: "\u00a0"})
		}
	}
	if len(a.suffix) > 0 && a.suffix[0].Type == "currency" {
		if r, _ := utf8.DecodeRuneInString(a.suffix[0].Value); needsSpace(r) {
			a.suffix = append([]parts.Part{{Type: spacing, Value: "\u00a0"}}, a.suffix...)
		}
	}
	return a
}

// spacing marks the space that CLDR's currencySpacing puts between letters and
// digits; it becomes a literal, or nothing next to "∞".
const spacing = "spacing"

func needsSpace(r rune) bool { return !unicode.In(r, unicode.S, unicode.Z) }

// affix replaces the symbols of one affix.
func (f *Formatter) affix(text string, s sign, approximately, compact bool) (list []parts.Part) {
	if text == "" {
		return nil
	}
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			kind := parts.Literal
			if compact {
				kind = "compact"
			}
			list = trimmed(list, kind, literal.String())
			literal.Reset()
		}
	}
	quoted := false
	for i, r := range text {
		var p parts.Part
		switch {
		case r == '\'':
			if strings.HasPrefix(text[i+1:], "'") {
				literal.WriteByte('\'')
			}
			quoted = !quoted
			continue
		case quoted:
		case r == '-':
			if approximately {
				flush()
				list = append(list, parts.Part{Type: "approximatelySign", Value: f.sym.Approximately})
				if s == noSign {
					continue
				}
			}
			p = parts.Part{Type: "minusSign", Value: f.sym.Minus}
			if s == plusSign {
				p = parts.Part{Type: "plusSign", Value: f.sym.Plus}
			}
		case r == '+':
			p = parts.Part{Type: "plusSign", Value: f.sym.Plus}
		case r == '%':
			p = parts.Part{Type: "percentSign", Value: f.sym.Percent}
			if f.Style == "unit" {
				p.Type = "unit"
			}
		case r == '¤':
			p = parts.Part{Type: "currency", Value: f.currencySymbol}
		}
		if p.Type == "" {
			literal.WriteRune(r)
			continue
		}
		flush()
		if p.Type == "currency" {
			list = append(list, p)
		} else {
			list = trimmed(list, p.Type, p.Value)
		}
	}
	flush()
	return list
}

// trimmed adds text of a type with its outer spaces as literals.
func trimmed(list []parts.Part, kind, text string) []parts.Part {
	if kind == parts.Literal {
		return append(list, parts.Part{Type: kind, Value: text})
	}
	left := strings.TrimLeftFunc(text, ignorable)
	if n := len(text) - len(left); n > 0 {
		list = append(list, parts.Part{Type: parts.Literal, Value: text[:n]})
	}
	inner := strings.TrimRightFunc(left, ignorable)
	if inner != "" {
		list = append(list, parts.Part{Type: kind, Value: inner})
	}
	if n := len(inner); n < len(left) {
		list = append(list, parts.Part{Type: parts.Literal, Value: left[n:]})
	}
	return list
}

// ignorable are spaces and direction marks.
func ignorable(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' || r == '\u061c'
}
