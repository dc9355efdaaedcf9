package number

import (
	"strings"
	"unicode/utf8"

	"runner/webapi/intl/parts"
)

// The sources of the parts of a range.
const (
	Start  = "startRange"
	End    = "endRange"
	Shared = "shared"
)

// FormatRange formats a range (ECMA-402, 16.5.20), collapsing what both ends
// share as ICU does.
func (f *Formatter) FormatRange(x, y Decimal) []parts.Part {
	a, b := f.prepare(x), f.prepare(y)
	first, second := f.write(&a, false), f.write(&b, false)
	if parts.Join(first) == parts.Join(second) {
		list := f.write(&a, true)
		for i := range list {
			list[i].Source = Shared
		}
		return parts.Compact(list)
	}
	infix := f.sym.pattern("miscPatterns", "range")
	infix = strings.TrimSuffix(strings.TrimPrefix(infix, "{0}"), "{1}")

	// The unit is said once, in the plural of the range.
	first, second = f.inner(&a, false), f.inner(&b, false)
	prefixA, coreA, suffixA := core(first)
	prefixB, coreB, suffixB := core(second)
	var list []parts.Part
	collapse := equal(prefixA, prefixB) && equal(suffixA, suffixB) &&
		utf8.RuneCountInString(parts.Join(prefixA)+parts.Join(suffixA)) > 1
	repeated := !collapse && len(prefixA)+len(suffixA)+len(prefixB)+len(suffixB) > 0 ||
		f.Notation == "scientific" || f.Notation == "engineering"
	if repeated && !hasSpace(infix) {
		infix = " " + infix + " "
	}
	between := parts.Part{Type: parts.Literal, Value: infix, Source: Shared}
	if collapse {
		list = append(mark(prefixA, Shared), mark(coreA, Start)...)
		list = append(append(list, between), mark(coreB, End)...)
		list = append(list, mark(suffixA, Shared)...)
	} else {
		list = append(mark(first, Start), between)
		list = append(list, mark(second, End)...)
	}
	list = f.wrap(list, f.rules.SelectRange(a.category, b.category))
	for i := range list {
		if list[i].Source == "" {
			list[i].Source = Shared
		}
	}
	return parts.Compact(list)
}

// hasSpace knows the white space of patterns only, as ICU does.
func hasSpace(s string) bool { return strings.ContainsAny(s, " \u200e\u200f") }

// core splits off what is around the digits.
func core(list []parts.Part) (prefix, digits, suffix []parts.Part) {
	inner := func(p parts.Part) bool {
		switch p.Type {
		case "integer", "group", "decimal", "fraction", "nan", "infinity", "exponentSeparator", "exponentMinusSign", "exponentInteger":
			return true
		}
		return false
	}
	from, to := 0, len(list)
	for from < to && !inner(list[from]) {
		from++
	}
	for to > from && !inner(list[to-1]) {
		to--
	}
	return list[:from], list[from:to], list[to:]
}

func equal(a, b []parts.Part) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Type != b[i].Type || a[i].Value != b[i].Value {
			return false
		}
	}
	return true
}

func mark(list []parts.Part, source string) []parts.Part {
	out := make([]parts.Part, len(list))
	for i := range list {
		out[i] = list[i]
		out[i].Source = source
	}
	return out
}
