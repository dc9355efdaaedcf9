// Package mimesniff is the part of the MIME Sniffing Standard
// (https://mimesniff.spec.whatwg.org) that a server needs: MIME types, their
// parser and their serializer. Nothing is sniffed.
//
// The package uses the standard library only.
package mimesniff

import "strings"

// Type is a MIME type (MIME Sniffing, 4.1).
type Type struct {
	Essence    string // "text/plain", in lower case
	Parameters []Parameter
}

// Parameter is one parameter. The name is in lower case.
type Parameter struct{ Name, Value string }

// Get returns a parameter.
func (t *Type) Get(name string) (value string, ok bool) {
	for _, p := range t.Parameters {
		if p.Name == name {
			return p.Value, true
		}
	}
	return "", false
}

// IsJSON reports whether the type is a JSON MIME type (4.6).
func (t *Type) IsJSON() bool {
	return strings.HasSuffix(t.Essence, "+json") || t.Essence == "application/json" || t.Essence == "text/json"
}

// Parse is "parse a MIME type" (4.4), for a string whose bytes are its code
// points.
func Parse(s string) (*Type, bool) {
	s = strings.Trim(s, httpSpace)
	main, rest, ok := strings.Cut(s, "/")
	if !ok || !isToken(main) {
		return nil, false
	}
	sub, rest, _ := strings.Cut(rest, ";")
	if sub = strings.TrimRight(sub, httpSpace); !isToken(sub) {
		return nil, false
	}
	t := &Type{Essence: strings.ToLower(main + "/" + sub)}
	for rest != "" {
		rest = t.parameter(rest)
	}
	return t, true
}

// parameter takes one parameter, up to and including the semicolon after it, off
// the front of s.
func (t *Type) parameter(s string) (rest string) {
	s = strings.TrimLeft(s, httpSpace)
	i := strings.IndexAny(s, ";=")
	if i < 0 {
		return ""
	}
	name := strings.ToLower(s[:i])
	if s[i] == ';' {
		return s[i+1:]
	}
	s = s[i+1:]
	var value string
	if strings.HasPrefix(s, `"`) {
		value, s = quotedString(s)
		_, rest, _ = strings.Cut(s, ";")
	} else {
		value, rest, _ = strings.Cut(s, ";")
		if value = strings.TrimRight(value, httpSpace); value == "" {
			return rest
		}
	}
	if _, there := t.Get(name); !there && isToken(name) && isQuotable(value) {
		t.Parameters = append(t.Parameters, Parameter{name, value})
	}
	return rest
}

// quotedString is "collect an HTTP quoted string" with extraction (Fetch, 2.2).
// s begins with the quote.
func quotedString(s string) (value, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

// String is "serialize a MIME type" (4.5).
func (t *Type) String() string {
	if len(t.Parameters) == 0 {
		return t.Essence
	}
	var b strings.Builder
	b.WriteString(t.Essence)
	for _, p := range t.Parameters {
		b.WriteString(";" + p.Name + "=")
		if isToken(p.Value) {
			b.WriteString(p.Value)
			continue
		}
		b.WriteByte('"')
		for i := 0; i < len(p.Value); i++ {
			if c := p.Value[i]; c == '"' || c == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(p.Value[i])
		}
		b.WriteByte('"')
	}
	return b.String()
}

const httpSpace = "\t\n\r "

// isToken reports whether s is a non-empty string of HTTP token code points.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		alphanumeric := c-'0' <= 9 || c|0x20-'a' <= 25
		if !alphanumeric && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return s != ""
}

// isQuotable reports whether s consists of HTTP quoted-string token code points.
func isQuotable(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
