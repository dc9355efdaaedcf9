package cldr

import (
	"slices"
	"strings"
)

// Tag is a Unicode BCP 47 locale identifier (UTS 35, 3.2), in canonical case.
type Tag struct {
	Language, Script, Region string
	Variants                 []string
	Attributes               []string  // of the -u- extension
	Keywords                 []Keyword // of the -u- extension, sorted by key
	Transform                string    // the -t- extension, without "t-"
	Other                    []string  // other extensions, "a-foo", sorted
	Private                  string    // "x-…"
}

// Keyword is one key of the -u- extension; "" for a value that is "true".
type Keyword struct{ Key, Value string }

// Parse reads a locale identifier. It does not canonicalize what is more than
// letter case and order; see [Tag.Canonical].
func Parse(s string) (t Tag, ok bool) {
	s = strings.ToLower(s)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return t, false
		}
	}
	p := tagParser{strings.Split(s, "-")}
	if !p.language(&t) {
		return t, false
	}
	return t, p.extensions(&t)
}

type tagParser struct{ rest []string }

func (p *tagParser) take(is func(string) bool) (string, bool) {
	if len(p.rest) > 0 && is(p.rest[0]) {
		s := p.rest[0]
		p.rest = p.rest[1:]
		return s, true
	}
	return "", false
}

// language reads unicode_language_id.
func (p *tagParser) language(t *Tag) (ok bool) {
	if t.Language, ok = p.take(IsLanguage); !ok {
		return false
	}
	if s, ok := p.take(IsScript); ok {
		t.Script = strings.ToUpper(s[:1]) + s[1:]
	}
	if s, ok := p.take(IsRegion); ok {
		t.Region = strings.ToUpper(s)
	}
	for {
		v, ok := p.take(isVariant)
		if !ok {
			break
		}
		if slices.Contains(t.Variants, v) {
			return false
		}
		t.Variants = append(t.Variants, v)
	}
	slices.Sort(t.Variants)
	return true
}

func (p *tagParser) extensions(t *Tag) bool {
	seen := map[string]bool{}
	for len(p.rest) > 0 {
		singleton := p.rest[0]
		p.rest = p.rest[1:]
		if len(singleton) != 1 || seen[singleton] || len(p.rest) == 0 {
			return false
		}
		seen[singleton] = true
		ok := true
		switch singleton {
		case "x":
			for _, s := range p.rest {
				ok = ok && len(s) >= 1 && len(s) <= 8
			}
			t.Private, p.rest = "x-"+strings.Join(p.rest, "-"), nil
		case "u":
			ok = p.unicode(t)
		case "t":
			ok = p.transform(t)
		default:
			parts := p.run(2)
			ok = len(parts) > 0
			t.Other = append(t.Other, singleton+"-"+strings.Join(parts, "-"))
		}
		if !ok {
			return false
		}
	}
	slices.Sort(t.Other)
	return true
}

// run takes subtags of at least min and at most eight characters.
func (p *tagParser) run(min int) (parts []string) {
	for {
		s, ok := p.take(func(s string) bool { return len(s) >= min && len(s) <= 8 })
		if !ok {
			return parts
		}
		parts = append(parts, s)
	}
}

func (p *tagParser) unicode(t *Tag) bool {
	t.Attributes = p.run(3)
	slices.Sort(t.Attributes)
	any := len(t.Attributes) > 0
	for {
		key, ok := p.take(func(s string) bool { return len(s) == 2 && isLetter(s[1]) })
		if !ok {
			break
		}
		any = true
		value := strings.Join(p.run(3), "-")
		if _, again := t.Keyword(key); !again {
			t.SetKeyword(key, value)
		}
	}
	return any
}

func (p *tagParser) transform(t *Tag) bool {
	var parts []string
	var source Tag
	if len(p.rest) > 0 && IsLanguage(p.rest[0]) {
		if !p.language(&source) {
			return false
		}
		parts = append(parts, strings.ToLower(source.Canonical().String()))
	}
	var fields []string
	for {
		key, ok := p.take(func(s string) bool { return len(s) == 2 && isLetter(s[0]) && s[1] >= '0' && s[1] <= '9' })
		if !ok {
			break
		}
		value := p.run(3)
		if len(value) == 0 {
			return false
		}
		fields = append(fields, key+"-"+strings.Join(value, "-"))
	}
	slices.Sort(fields)
	parts = append(parts, fields...)
	t.Transform = strings.Join(parts, "-")
	return len(parts) > 0
}

// Keyword returns a key of the -u- extension.
func (t Tag) Keyword(key string) (value string, ok bool) {
	i, ok := slices.BinarySearchFunc(t.Keywords, key, func(k Keyword, key string) int { return strings.Compare(k.Key, key) })
	if !ok {
		return "", false
	}
	return t.Keywords[i].Value, true
}

// SetKeyword adds or replaces a key.
func (t *Tag) SetKeyword(key, value string) {
	if value == "true" {
		value = ""
	}
	i, ok := slices.BinarySearchFunc(t.Keywords, key, func(k Keyword, key string) int { return strings.Compare(k.Key, key) })
	t.Keywords = slices.Clone(t.Keywords)
	if ok {
		t.Keywords[i].Value = value
	} else {
		t.Keywords = slices.Insert(t.Keywords, i, Keyword{key, value})
	}
}

// Base is the tag without extensions: language, script, region and variants.
func (t Tag) Base() Tag {
	return Tag{Language: t.Language, Script: t.Script, Region: t.Region, Variants: t.Variants}
}

// String returns the identifier.
func (t Tag) String() string {
	parts := make([]string, 0, 8)
	parts = append(parts, t.Language)
	if t.Script != "" {
		parts = append(parts, t.Script)
	}
	if t.Region != "" {
		parts = append(parts, t.Region)
	}
	parts = append(parts, t.Variants...)
	extensions := slices.Clone(t.Other)
	if t.Transform != "" {
		extensions = append(extensions, "t-"+t.Transform)
	}
	if len(t.Attributes)+len(t.Keywords) > 0 {
		u := append([]string{"u"}, t.Attributes...)
		for _, k := range t.Keywords {
			u = append(u, k.Key)
			if k.Value != "" {
				u = append(u, k.Value)
			}
		}
		extensions = append(extensions, strings.Join(u, "-"))
	}
	slices.Sort(extensions)
	parts = append(parts, extensions...)
	if t.Private != "" {
		parts = append(parts, t.Private)
	}
	return strings.Join(parts, "-")
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isLetter(s[i]) {
			return false
		}
	}
	return true
}

// IsLanguage reports whether s is a well-formed language subtag.
func IsLanguage(s string) bool {
	return letters(s) && (len(s) >= 2 && len(s) <= 3 || len(s) >= 5 && len(s) <= 8)
}

// IsScript reports whether s is a well-formed script subtag.
func IsScript(s string) bool { return len(s) == 4 && letters(s) }

// IsRegion reports whether s is a well-formed region subtag.
func IsRegion(s string) bool {
	return len(s) == 2 && letters(s) || len(s) == 3 && strings.Trim(s, "0123456789") == ""
}

func isVariant(s string) bool {
	return len(s) >= 5 && len(s) <= 8 || len(s) == 4 && s[0] >= '0' && s[0] <= '9'
}

// IsType reports whether s is a well-formed value of a -u- key (UTS 35, "type").
func IsType(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if len(part) < 3 || len(part) > 8 {
			return false
		}
		for i := 0; i < len(part); i++ {
			if c := part[i]; !isLetter(c) && (c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}
