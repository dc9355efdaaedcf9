package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"runner/webapi/blob"
	"runner/webapi/js"
	"runner/webapi/url"
)

// fetchBlob answers for a blob: URL (Fetch, 4.2).
func fetchBlob(rt *js.Runtime, request *Request, u *url.Record) (*Response, error) {
	b, ok := blob.ResolveObjectURL(rt, u.Href())
	if !ok || request.Method != http.MethodGet {
		return nil, &NetworkError{Message: "invalid method"}
	}
	status, text, data := http.StatusOK, "OK", b.Bytes()
	headers := NewHeaders(GuardImmutable)
	if value, ok := request.Headers().Get("range"); ok {
		start, end, ok := parseRange(value, int64(len(data)))
		if !ok {
			return nil, &NetworkError{Message: "failed to fetch the data URL"}
		}
		headers.Append("content-range", fmt.Sprintf("bytes %d-%d/%d", start, end-1, len(data)))
		status, text, data = http.StatusPartialContent, "Partial Content", data[start:end]
	}
	headers.Append("content-length", strconv.Itoa(len(data)))
	headers.Append("content-type", b.Type())
	r := NewResponse(status, text, headers, BodyFromBytes(data))
	r.Type, r.URL = "basic", u.HrefWithoutFragment()
	return r, nil
}

// parseRange is "parse a single range header value" (Fetch, 2.2.2), with white
// space allowed, and resolves it for a body of the given size.
func parseRange(value string, size int64) (start, end int64, ok bool) {
	rest, ok := strings.CutPrefix(value, "bytes")
	if !ok {
		return 0, 0, false
	}
	if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, "\t "), "="); !ok {
		return 0, 0, false
	}
	from, to, ok := strings.Cut(rest, "-")
	if from, to = strings.Trim(from, "\t "), strings.Trim(to, "\t "); !ok || from == "" && to == "" || !digits(from+to) {
		return 0, 0, false
	}
	start, err1 := strconv.ParseInt("0"+from, 10, 64)
	end, err2 := strconv.ParseInt("0"+to, 10, 64)
	switch {
	case err1 != nil || err2 != nil:
		return 0, 0, false
	case from == "": // the last so many bytes
		start, end = max(0, size-end), size
	case to == "":
		end = size
	default:
		if start > end {
			return 0, 0, false
		}
		end = min(end, size-1) + 1
	}
	return start, end, start < size
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}
