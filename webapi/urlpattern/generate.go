package urlpattern

import (
	"strings"
)

// generateRegexp is "generate a regular expression and name list"
// (URL Pattern, 2.2).
func generateRegexp(parts []part, o options) (expression string, names []string) {
	var b strings.Builder
	b.WriteByte('^')
	for i := range parts {
		p := &parts[i]
		if p.kind == fixedText {
			if p.modifier == "" {
				b.WriteString(escapeRegexp(p.value))
			} else {
				b.WriteString("(?:" + escapeRegexp(p.value) + ")" + p.modifier)
			}
			continue
		}
		names = append(names, p.name)
		value := p.value
		switch p.kind {
		case segmentWildcard:
			value = o.segmentWildcardRegexp()
		case fullWildcard:
			value = fullWildcardRegexp
		}
		prefix, suffix := escapeRegexp(p.prefix), escapeRegexp(p.suffix)
		repeats := p.modifier == "*" || p.modifier == "+"
		switch {
		case prefix == "" && suffix == "" && !repeats:
			b.WriteString("(" + value + ")" + p.modifier)
		case prefix == "" && suffix == "":
			b.WriteString("((?:" + value + ")" + p.modifier + ")")
		case !repeats:
			b.WriteString("(?:" + prefix + "(" + value + ")" + suffix + ")" + p.modifier)
		default:
			b.WriteString("(?:" + prefix + "((?:" + value + ")(?:" + suffix + prefix + "(?:" + value + "))*)" + suffix + ")")
			if p.modifier == "*" {
				b.WriteByte('?')
			}
		}
	}
	b.WriteByte('$')
	return b.String(), names
}

// escapeRegexp is "escape a regexp string".
func escapeRegexp(s string) string { return escape(s, `.+*?^${}()[]|/\`) }

// escapePattern is "escape a pattern string".
func escapePattern(s string) string { return escape(s, `+*?:{}()\`) }

func escape(s, special string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// generatePattern is "generate a pattern string" (URL Pattern, 2.3): the
// shortest text that parses to the same parts.
func generatePattern(parts []part, o options) string {
	var b strings.Builder
	for i := range parts {
		p := &parts[i]
		if p.kind == fixedText {
			if p.modifier == "" {
				b.WriteString(escapePattern(p.value))
			} else {
				b.WriteString("{" + escapePattern(p.value) + "}" + p.modifier)
			}
			continue
		}
		var previous, next *part
		if i > 0 {
			previous = &parts[i-1]
		}
		if i+1 < len(parts) {
			next = &parts[i+1]
		}
		grouping := needsGrouping(p, previous, next, o)
		if grouping {
			b.WriteByte('{')
		}
		b.WriteString(escapePattern(p.prefix))
		writeGroup(&b, p, previous, grouping, o)
		b.WriteString(escapePattern(p.suffix))
		if grouping {
			b.WriteByte('}')
		}
		b.WriteString(p.modifier)
	}
	return b.String()
}

func (p *part) customName() bool { return p.name[0] < '0' || p.name[0] > '9' }

func needsGrouping(p, previous, next *part, o options) bool {
	if p.suffix != "" || p.prefix != "" && p.prefix != o.prefix {
		return true
	}
	if p.customName() && p.kind == segmentWildcard && p.modifier == "" &&
		next != nil && next.prefix == "" && next.suffix == "" {
		if next.kind != fixedText {
			if !next.customName() {
				return true
			}
		} else if startsWithName(next.value) {
			return true
		}
	}
	return p.prefix == "" && previous != nil && previous.kind == fixedText &&
		o.prefix != "" && strings.HasSuffix(previous.value, o.prefix)
}

// startsWithName reports whether s would go on a name in front of it.
func startsWithName(s string) bool {
	for _, c := range s {
		return validName(c, false)
	}
	return false
}

// writeGroup writes the name, the regular expression or the asterisk of a part.
func writeGroup(b *strings.Builder, p, previous *part, grouping bool, o options) {
	custom := p.customName()
	if custom {
		b.WriteString(":" + p.name)
	}
	switch {
	case p.kind == customRegexp:
		b.WriteString("(" + p.value + ")")
	case p.kind == segmentWildcard && !custom:
		b.WriteString("(" + o.segmentWildcardRegexp() + ")")
	case p.kind == fullWildcard:
		if !custom && (previous == nil || previous.kind == fixedText || previous.modifier != "" || grouping || p.prefix != "") {
			b.WriteByte('*')
		} else {
			b.WriteString("(" + fullWildcardRegexp + ")")
		}
	}
	if p.kind == segmentWildcard && custom && startsWithName(p.suffix) {
		b.WriteByte('\\')
	}
}
