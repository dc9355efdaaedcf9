package replay

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Response is an answer in the form that recordings have: what depends on the
// moment or the connection is left out.
type Response struct {
	Status int
	Text   string  // the reason phrase
	Header []Field // lower-case names in order; repeated ones as they came
	Body   []byte
	Cut    bool // the connection broke before the body ended
}

// volatile headers belong to the connection or the moment, not to the endpoint.
var volatile = []string{"connection", "date", "keep-alive", "transfer-encoding"}

// cutField marks a recording whose connection broke.
const cutField = ":cut"

// NewResponse makes the comparable form of an answer. The method matters
// because a HEAD answer's content-length describes a body that is not there.
func NewResponse(method string, status int, text string, header http.Header, body []byte, cut bool) *Response {
	r := &Response{Status: status, Text: text, Body: body, Cut: cut}
	for name, values := range header {
		name = strings.ToLower(name)
		if slices.Contains(volatile, name) {
			continue
		}
		for _, value := range values {
			if name == "content-length" && method != http.MethodHead && value == strconv.Itoa(len(body)) {
				continue
			}
			r.Header = append(r.Header, Field{name, value})
		}
	}
	slices.SortStableFunc(r.Header, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	r.fixBoundary()
	r.fixFileTimes()
	return r
}

var boundaryPattern = regexp.MustCompile(`(?i)^(multipart/[a-z-]+;.*boundary=)"?([^";]+)"?`)

// fixBoundary gives a multipart body a boundary that is the same every time.
func (r *Response) fixBoundary() {
	for i, f := range r.Header {
		m := boundaryPattern.FindStringSubmatch(f.Value)
		if f.Name == "content-type" && m != nil {
			r.Header[i].Value = m[1] + "BOUNDARY"
			r.Body = bytes.ReplaceAll(r.Body, []byte("--"+m[2]), []byte("--BOUNDARY"))
		}
	}
}

// fixFileTimes hides what the time stamp of a served file decides: of the pair
// last-modified and weak entity tag, only that they are there is compared.
func (r *Response) fixFileTimes() {
	tag := r.find("etag")
	if len(tag) != 1 || !strings.HasPrefix(tag[0], "W/") || len(r.find("last-modified")) != 1 {
		return
	}
	for i, f := range r.Header {
		if f.Name == "last-modified" || f.Name == "etag" {
			r.Header[i].Value = "*"
		}
	}
}

// find returns the values of one header.
func (r *Response) find(name string) []string {
	var values []string
	for _, f := range r.Header {
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return values
}

// only returns the parts of r that @compare names; all of it for nil.
func (r *Response) only(parts []string) *Response {
	if parts == nil {
		return r
	}
	has := func(part string) bool { return slices.Contains(parts, part) }
	out := &Response{Status: r.Status, Cut: r.Cut}
	if has("status-text") {
		out.Text = r.Text
	}
	for _, f := range r.Header {
		if has("headers") || has(f.Name) {
			out.Header = append(out.Header, f)
		}
	}
	if has("body") {
		out.Body = r.Body
	}
	return out
}

// Format writes r as a recording: status line, headers, blank line, and the
// exact bytes of the body. Header values are byte strings; each byte is written
// as the character of that number, so that the file stays readable.
func (r *Response) Format() []byte {
	var b bytes.Buffer
	b.WriteString(strings.TrimSpace(fmt.Sprintf("HTTP/1.1 %d %s", r.Status, utf8Text(r.Text))) + "\n")
	for _, f := range r.Header {
		b.WriteString(strings.TrimSuffix(f.Name+": "+utf8Text(f.Value), " ") + "\n")
	}
	if r.Cut {
		b.WriteString(cutField + ": the connection broke\n")
	}
	b.WriteByte('\n')
	b.Write(r.Body)
	return b.Bytes()
}

// ParseResponse reads what Format writes.
func ParseResponse(data []byte) (*Response, error) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	if !ok {
		return nil, fmt.Errorf("no blank line after the headers")
	}
	lines := strings.Split(string(head), "\n")
	rest, ok := strings.CutPrefix(lines[0], "HTTP/1.1 ")
	if !ok || len(rest) < 3 {
		return nil, fmt.Errorf("want a status line like HTTP/1.1 200 OK, not %q", lines[0])
	}
	status, err := strconv.Atoi(rest[:3])
	if err != nil || status < 100 {
		return nil, fmt.Errorf("bad status in %q", lines[0])
	}
	r := &Response{Status: status, Body: body}
	if r.Text, err = latin1(strings.TrimSpace(rest[3:])); err != nil {
		return nil, err
	}
	for _, line := range lines[1:] {
		if strings.HasPrefix(line, cutField+":") {
			r.Cut = true
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !methodPattern.MatchString(name) {
			return nil, fmt.Errorf("want a header like name: value, not %q", line)
		}
		if value, err = latin1(strings.TrimSpace(value)); err != nil {
			return nil, err
		}
		r.Header = append(r.Header, Field{strings.ToLower(name), value})
	}
	return r, nil
}

// latin1 turns text into the byte string it stands for in a header.
func latin1(text string) (string, error) {
	b := make([]byte, 0, len(text))
	for _, c := range text {
		if c > 0xff || c == utf8.RuneError {
			return "", fmt.Errorf("a header cannot hold %q", c)
		}
		b = append(b, byte(c))
	}
	return string(b), nil
}

func utf8Text(bytes string) string {
	runes := make([]rune, len(bytes))
	for i := range len(bytes) {
		runes[i] = rune(bytes[i])
	}
	return string(runes)
}
