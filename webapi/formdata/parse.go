package formdata

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"runner/webapi/blob"
	"runner/webapi/encoding"
	"runner/webapi/mimesniff"
	"runner/webapi/url"
)

// maxHeader is the length up to which the header of one part is read. A form
// field's name and file name have to fit.
const maxHeader = 64 << 10

// Parse reads a form of the given content type (Fetch, 5.3, "formData"). A file
// holds a copy of its bytes, a string does not.
func Parse(body string, contentType *mimesniff.Type) (*FormData, error) {
	if contentType != nil {
		switch contentType.Essence {
		case "multipart/form-data":
			boundary, ok := contentType.Get("boundary")
			if !ok {
				return nil, errors.New("the content type has no boundary")
			}
			return parseMultipart(body, boundary)
		case "application/x-www-form-urlencoded":
			f := &FormData{}
			for _, p := range url.ParseForm(body) {
				f.list = append(f.list, Entry{Name: p.Name, Value: p.Value})
			}
			return f, nil
		}
	}
	return nil, errors.New(`the content type is neither "multipart/form-data" nor "application/x-www-form-urlencoded"`)
}

// parseMultipart reads multipart/form-data (RFC 7578), as strictly as browsers
// and servers agree: line ends are CRLF, and nothing but empty lines stands
// before the first boundary.
func parseMultipart(body, boundary string) (*FormData, error) {
	f, now := &FormData{}, time.Now().UnixMilli()
	delimiter := "--" + boundary
	for strings.HasPrefix(body, "\r\n") {
		body = body[2:]
	}
	for {
		rest, ok := strings.CutPrefix(body, delimiter)
		if !ok {
			return nil, errors.New("a boundary is missing")
		}
		if strings.HasPrefix(rest, "--") {
			return f, nil // what follows the last boundary is ignored
		}
		rest = strings.TrimLeft(rest, " \t") // transport padding (RFC 2046, 5.1.1)
		if rest, ok = strings.CutPrefix(rest, "\r\n"); !ok {
			return nil, errors.New("a boundary is not followed by a line end")
		}
		var h header
		if rest, ok = h.parse(rest); !ok {
			return nil, errors.New("the header of a part is malformed")
		}
		end := strings.Index(rest, "\r\n"+delimiter)
		if end < 0 {
			return nil, errors.New("the last boundary is missing")
		}
		value := rest[:end]
		body = rest[end+2:]
		e := Entry{Name: h.name}
		if h.isFile {
			e.File = blob.NewFile([]byte(value), h.filename, h.contentType, now)
		} else {
			e.Value = validUTF8(value)
		}
		f.list = append(f.list, e)
	}
}

// header is what matters of the header of a part.
type header struct {
	name, filename string
	isFile         bool
	contentType    string
}

// parse reads the lines up to the empty one.
func (h *header) parse(s string) (rest string, ok bool) {
	named := false
	h.contentType = "text/plain"
	for start := s; len(start)-len(s) <= maxHeader; {
		line, after, found := strings.Cut(s, "\r\n")
		if !found {
			return "", false
		}
		s = after
		if line == "" {
			return s, named
		}
		name, value, found := strings.Cut(line, ":")
		if !found || name == "" || strings.TrimSpace(name) != name {
			return "", false
		}
		value = strings.Trim(value, " \t")
		switch strings.ToLower(name) {
		case "content-disposition":
			if named = h.disposition(value); !named {
				return "", false
			}
		case "content-type":
			h.contentType = validUTF8(value)
		}
	}
	return "", false
}

// disposition reads `form-data; name="…"; filename="…"`.
func (h *header) disposition(s string) (named bool) {
	kind, s, _ := strings.Cut(s, ";")
	if !strings.EqualFold(strings.TrimRight(kind, " \t"), "form-data") {
		return false
	}
	for s = strings.TrimLeft(s, " \t;"); s != ""; s = strings.TrimLeft(s, " \t;") {
		name, after, ok := strings.Cut(s, "=")
		if !ok {
			return false
		}
		var value string
		if value, s, ok = parameterValue(after); !ok {
			return false
		}
		switch strings.ToLower(strings.TrimRight(name, " \t")) {
		case "name":
			h.name, named = unescape(value), true
		case "filename":
			h.filename, h.isFile = unescape(value), true
		}
	}
	return named
}

// parameterValue takes a quoted string or a token off the front of s. In the
// quoted string of a form nothing is escaped by a backslash: browsers send file
// names with backslashes as they are, and quotes as %22.
func parameterValue(s string) (value, rest string, ok bool) {
	s = strings.TrimLeft(s, " \t")
	if after, quoted := strings.CutPrefix(s, `"`); quoted {
		value, rest, ok = strings.Cut(after, `"`)
		return value, rest, ok
	}
	end := strings.IndexAny(s, " \t;")
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:], true
}

var escaper = strings.NewReplacer("\n", "%0A", "\r", "%0D", `"`, "%22")
var unescaper = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%22", `"`)

func unescape(s string) string { return validUTF8(unescaper.Replace(s)) }

// validUTF8 is "UTF-8 decode without BOM" (Encoding, 6).
func validUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return encoding.UTF8WithoutBOM([]byte(s))
}
