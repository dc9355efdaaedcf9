package url

import "strings"

// Pair is a name with its value.
type Pair struct{ Name, Value string }

// ParseForm is the application/x-www-form-urlencoded parser (URL, 5.1). The
// bytes of s need not be valid UTF-8; the names and values are.
func ParseForm(s string) []Pair {
	if s == "" {
		return nil
	}
	pairs := make([]Pair, 0, strings.Count(s, "&")+1)
	for s != "" {
		var item string
		item, s, _ = strings.Cut(s, "&")
		if item == "" {
			continue
		}
		name, value, _ := strings.Cut(item, "=")
		pairs = append(pairs, Pair{decodeForm(name), decodeForm(value)})
	}
	return pairs
}

func decodeForm(s string) string {
	if strings.IndexByte(s, '+') >= 0 {
		s = strings.ReplaceAll(s, "+", " ")
	}
	return decodeUTF8(percentDecode(s))
}

// SerializeForm is the application/x-www-form-urlencoded serializer (URL, 5.2).
func SerializeForm(pairs []Pair) string {
	size := 0
	for _, p := range pairs {
		size += len(p.Name) + len(p.Value) + 2
	}
	b := make([]byte, 0, size+size/4)
	for i, p := range pairs {
		if i > 0 {
			b = append(b, '&')
		}
		b = appendForm(b, p.Name)
		b = append(b, '=')
		b = appendForm(b, p.Value)
	}
	return string(b)
}

func appendForm(b []byte, s string) []byte {
	for {
		space := strings.IndexByte(s, ' ')
		if space < 0 {
			return appendEncoded(b, s, formSet)
		}
		b = appendEncoded(b, s[:space], formSet)
		b = append(b, '+')
		s = s[space+1:]
	}
}
