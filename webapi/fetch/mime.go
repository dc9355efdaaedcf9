package fetch

import (
	"strings"

	"runner/webapi/mimesniff"
)

// MIMEType is "extract a MIME type" (Fetch, 2.2.2), or nil for failure.
func (h *Headers) MIMEType() *mimesniff.Type {
	value, ok := h.Get("content-type")
	if !ok {
		return nil
	}
	var result *mimesniff.Type
	essence, charset := "", ""
	for _, v := range splitValue(value) {
		t, ok := mimesniff.Parse(v)
		if !ok || t.Essence == "*/*" {
			continue
		}
		result = t
		if t.Essence != essence {
			essence = t.Essence
			charset, _ = t.Get("charset")
		} else if own, ok := t.Get("charset"); ok {
			charset = own
		} else if charset != "" {
			t.Parameters = append(t.Parameters, mimesniff.Parameter{Name: "charset", Value: charset})
		}
	}
	return result
}

// mimeType is MIMEType, serialised; "" for failure.
func (h *Headers) mimeType() string {
	if t := h.MIMEType(); t != nil {
		return t.String()
	}
	return ""
}

// splitValue is "get, decode, and split" (Fetch, 2.2.2) of a combined value: it
// splits at the commas outside of quoted strings.
func splitValue(value string) []string {
	if strings.IndexByte(value, ',') < 0 {
		return []string{value}
	}
	var values []string
	start, quoted := 0, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == ',' && !quoted:
			values = append(values, strings.Trim(value[start:i], "\t "))
			start = i + 1
		}
	}
	return append(values, strings.Trim(value[start:], "\t "))
}
