package fetch

import (
	"net/http"
	"strings"

	"runner/webapi/html"
	"runner/webapi/mimesniff"
	"runner/webapi/url"
)

// fetchData answers for a data: URL (Fetch, 4.2).
func fetchData(u *url.Record) (*Response, error) {
	mimeType, body, ok := processDataURL(u.HrefWithoutFragment())
	if !ok {
		return nil, &NetworkError{Message: "failed to fetch the data URL"}
	}
	headers := NewHeaders(GuardImmutable, Header{"content-type", mimeType})
	r := NewResponse(http.StatusOK, "OK", headers, BodyFromString(body))
	r.Type, r.URL = "basic", u.HrefWithoutFragment()
	return r, nil
}

// processDataURL is the "data: URL processor" (Fetch, 6).
func processDataURL(href string) (mimeType, body string, ok bool) {
	head, encoded, ok := strings.Cut(strings.TrimPrefix(href, "data:"), ",")
	if !ok {
		return "", "", false
	}
	head = strings.Trim(head, "\t\n\f\r ")
	body = percentDecode(encoded)
	if rest, isBase64 := cutBase64(head); isBase64 {
		data, ok := html.ForgivingBase64Decode([]byte(body))
		if !ok {
			return "", "", false
		}
		head, body = rest, asString(data)
	}
	if strings.HasPrefix(head, ";") {
		head = "text/plain" + head
	}
	if t, ok := mimesniff.Parse(head); ok {
		return t.String(), body, true
	}
	return "text/plain;charset=US-ASCII", body, true
}

// cutBase64 removes a trailing ";base64".
func cutBase64(head string) (rest string, ok bool) {
	const word = "base64"
	if len(head) < len(word) || !strings.EqualFold(head[len(head)-len(word):], word) {
		return head, false
	}
	rest = strings.TrimRight(head[:len(head)-len(word)], " ")
	if rest, ok = strings.CutSuffix(rest, ";"); !ok {
		return head, false
	}
	return rest, true
}

// percentDecode is "percent-decode" (URL, 1.3).
func percentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, ok1 := hexDigit(s[i+1])
			lo, ok2 := hexDigit(s[i+2])
			if ok1 && ok2 {
				b = append(b, hi<<4|lo)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return asString(b)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c-'0' <= 9:
		return c - '0', true
	case c|0x20-'a' <= 5:
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
