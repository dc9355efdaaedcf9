package cldr

import (
	"slices"
	"strings"
)

// Canonical replaces deprecated subtags and values (UTS 35, annex C).
func (t Tag) Canonical() Tag {
	s := Supplemental()
	t.replaceLanguage(s)
	if v := s.Get("alias/script/" + t.Script); t.Script != "" && v != "" {
		t.Script = v
	}
	if t.Region != "" {
		t.Region = t.replaceRegion(s.Get("alias/territory/" + t.Region))
	}
	variants := slices.Clone(t.Variants)
	for i, v := range variants {
		if to := s.Get("alias/variant/" + v); to != "" {
			variants[i] = strings.ToLower(to)
		}
	}
	slices.Sort(variants)
	t.Variants = slices.Compact(variants)
	for _, k := range slices.Clone(t.Keywords) {
		t.SetKeyword(k.Key, CanonicalType(k.Key, k.Value))
	}
	return t
}

func (t *Tag) replaceLanguage(s Table) {
	keys := []string{t.Language}
	if t.Region != "" {
		keys = slices.Insert(keys, 0, t.Language+"-"+t.Region)
	}
	for _, v := range t.Variants {
		keys = slices.Insert(keys, 0, t.Language+"-"+v)
	}
	for _, key := range keys {
		to := s.Get("alias/language/" + key)
		if to == "" {
			continue
		}
		r, ok := Parse(to)
		if !ok {
			continue
		}
		t.Language = r.Language
		if t.Script == "" {
			t.Script = r.Script
		}
		if t.Region == "" || strings.HasSuffix(key, "-"+t.Region) {
			t.Region = r.Region
		}
		if i := slices.Index(t.Variants, strings.TrimPrefix(key, t.Language+"-")); i >= 0 {
			t.Variants = slices.Delete(slices.Clone(t.Variants), i, i+1)
		} else if _, v, ok := strings.Cut(key, "-"); ok {
			t.Variants = slices.DeleteFunc(slices.Clone(t.Variants), func(have string) bool { return have == v })
		}
		return
	}
}

// replaceRegion picks the successor of a region; where there are several, the
// one that the language makes likely.
func (t *Tag) replaceRegion(successors string) string {
	if successors == "" {
		return t.Region
	}
	list := strings.Fields(successors)
	if len(list) > 1 {
		likely := Tag{Language: t.Language, Script: t.Script}.Maximize()
		if slices.Contains(list, likely.Region) {
			return likely.Region
		}
	}
	return list[0]
}

// CanonicalType replaces a deprecated value of a -u- key.
func CanonicalType(key, value string) string {
	switch key {
	case "ca":
		switch value {
		case "gregorian":
			return "gregory"
		case "islamicc":
			return "islamic-civil"
		case "ethiopic-amete-alem":
			return "ethioaa"
		}
	case "ks":
		switch value {
		case "primary":
			return "level1"
		case "tertiary":
			return "level3"
		}
	case "ms":
		if value == "imperial" {
			return "uksystem"
		}
	case "kb", "kc", "kh", "kk", "kn":
		if value == "yes" {
			return ""
		}
	case "co":
		switch value {
		case "dictionary":
			return "dict"
		case "phonebook":
			return "phonebk"
		case "traditional":
			return "trad"
		case "gb2312han":
			return "gb2312"
		}
	case "rg", "sd":
		if to, _, _ := strings.Cut(Supplemental().Get("alias/subdivision/"+value), " "); to != "" {
			if len(to) == 2 {
				return strings.ToLower(to) + "zzzz"
			}
			return to
		}
	}
	return value
}

// Maximize adds likely subtags (UTS 35, 4.3). A tag whose language is not known
// stays as it is.
func (t Tag) Maximize() Tag {
	s := Supplemental()
	language := t.Language
	if language == "und" {
		language = "und"
	}
	try := func(parts ...string) (Tag, bool) {
		for _, p := range parts {
			if p == "" {
				return Tag{}, false
			}
		}
		v := s.Get("likely/" + strings.Join(parts, "-"))
		if v == "" {
			return Tag{}, false
		}
		return Parse(v)
	}
	if t.Script != "" && t.Region != "" && language != "und" {
		return t
	}
	for _, parts := range [][]string{
		{language, t.Script, t.Region},
		{language, t.Region},
		{language, t.Script},
		{language},
	} {
		if m, ok := try(parts...); ok {
			return t.filled(m)
		}
	}
	if t.Script != "" {
		if m, ok := try("und", t.Script); ok {
			return t.filled(m)
		}
	}
	return t
}

func (t Tag) filled(m Tag) Tag {
	if t.Language == "und" {
		t.Language = m.Language
	}
	if t.Script == "" {
		t.Script = m.Script
	}
	if t.Region == "" {
		t.Region = m.Region
	}
	return t
}

// Minimize removes the subtags that Maximize would add (UTS 35, 4.3).
func (t Tag) Minimize() Tag {
	max := t.Maximize()
	for _, trial := range []Tag{
		{Language: max.Language},
		{Language: max.Language, Region: max.Region},
		{Language: max.Language, Script: max.Script},
	} {
		if m := trial.Maximize(); m.Language == max.Language && m.Script == max.Script && m.Region == max.Region {
			t.Language, t.Script, t.Region = trial.Language, trial.Script, trial.Region
			return t
		}
	}
	t.Language, t.Script, t.Region = max.Language, max.Script, max.Region
	return t
}
