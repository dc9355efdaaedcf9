// Package parts is the result of formatting in ECMA-402: a string in typed
// pieces.
package parts

import "strings"

// Part is one piece. Source ("startRange", "endRange", "shared") is set in
// ranges, Unit by formats that name the unit of a number.
type Part struct{ Type, Value, Source, Unit string }

// Literal is the type of text between the other pieces.
const Literal = "literal"

// Join is the whole string.
func Join(list []Part) string {
	if len(list) == 1 {
		return list[0].Value
	}
	n := 0
	for i := range list {
		n += len(list[i].Value)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range list {
		b.WriteString(list[i].Value)
	}
	return b.String()
}

// Compact joins neighbouring literals and drops empty pieces, in place.
func Compact(list []Part) []Part {
	out := list[:0]
	for _, p := range list {
		if p.Value == "" {
			continue
		}
		if n := len(out); n > 0 && p.Type == Literal && out[n-1].Type == Literal && out[n-1].Source == p.Source {
			out[n-1].Value += p.Value
			continue
		}
		out = append(out, p)
	}
	return out
}

// Expand replaces "{0}", "{1}", … in a CLDR pattern by lists of parts; the rest
// are literals.
func Expand(pattern string, args ...[]Part) []Part {
	n := 1
	for _, a := range args {
		n += len(a) + 1
	}
	out := make([]Part, 0, n)
	for pattern != "" {
		i := strings.IndexByte(pattern, '{')
		if i < 0 || i+2 >= len(pattern) || pattern[i+2] != '}' || int(pattern[i+1]-'0') >= len(args) {
			return append(out, Part{Type: Literal, Value: pattern})
		}
		if i > 0 {
			out = append(out, Part{Type: Literal, Value: pattern[:i]})
		}
		out = append(out, args[pattern[i+1]-'0']...)
		pattern = pattern[i+3:]
	}
	return out
}
