package server

import (
	"net/http"
	"slices"
	"strings"

	"runner/webapi/fetch"
)

// ownFields are header fields of a response that do not go along when a page
// takes the place of its body: they were about that.
var ownFields = []string{"content-type", "content-length", "transfer-encoding"}

// mergeInto gives the answer of an error page what the response that it replaces
// has set: middleware may have put headers and cookies there.
func (a *answer) mergeInto(page *answer) {
	page.status = a.status
	page.statusText = a.statusText
	headers := make([]fetch.Header, 0, len(a.headers)+len(page.headers))
	for _, f := range a.headers {
		if !slices.Contains(ownFields, f.Name) {
			headers = append(headers, f)
		}
	}
	for _, f := range page.headers {
		if f.Name == "set-cookie" || !hasField(headers, f.Name) {
			headers = append(headers, f)
		}
	}
	page.headers = headers
	page.cookies = mergeCookies(a.cookies, page.cookies)
}

func hasField(headers []fetch.Header, name string) bool {
	return slices.ContainsFunc(headers, func(f fetch.Header) bool { return f.Name == name })
}

// mergeCookies lets a later cookie take the place of an earlier one of the same
// name.
func mergeCookies(earlier, later []string) []string {
	if len(earlier) == 0 {
		return later
	}
	all := slices.Clone(earlier)
	for _, text := range later {
		name, _, _ := strings.Cut(text, "=")
		at := slices.IndexFunc(all, func(old string) bool { return strings.HasPrefix(old, name+"=") })
		if at < 0 {
			all = append(all, text)
		} else {
			all[at] = text
		}
	}
	return all
}

// writeReplaced sends what stands in for an error page with what the replaced
// response has set; original may be nil.
func writeReplaced(w http.ResponseWriter, r *http.Request, original *answer, status int, contentType, text string) int {
	if original != nil {
		page := &answer{}
		original.mergeInto(page)
		page.writeHead(w)
		setStatusText(w, r, status, page.statusText)
	}
	return writeText(w, r, status, contentType, text)
}

// writeHead adds the header fields of an answer.
func (a *answer) writeHead(w http.ResponseWriter) {
	header := w.Header()
	for _, f := range a.headers {
		addHeader(header, f)
	}
	if len(a.cookies) > 0 {
		header["Set-Cookie"] = append(header["Set-Cookie"], a.cookies...)
	}
}
