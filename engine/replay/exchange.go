package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// DefaultHost is the Host header of a request that names none.
const DefaultHost = "localhost:4321"

// DefaultFollow is the recording that decides when those of two versions differ.
const DefaultFollow = "astro-7"

// Field is one header line. The value is a byte string, as it is on the wire.
type Field struct{ Name, Value string }

// Exchange is one request of a requests.http file, with its directives.
type Exchange struct {
	Name     string   // text after ###; "METHOD target" when there is none
	Slug     string   // name of the recording, from @name or Name
	Line     int      // line of the request line, from 1
	Method   string   // as written
	Target   string   // path and query as written, not decoded
	Host     string   // of the Host header or an absolute URL; DefaultHost
	Header   []Field  // in file order, Host left out
	Body     []byte   // exact bytes to send
	BodyFile string   // path given with "< path"; Load puts its bytes in Body
	Compare  []string // parts to compare (@compare); nil: everything
	Follow   string   // recording that wins (@follow): astro-5 or astro-7
}

// Load reads dir/requests.http and the body files it names. A directory
// without that file has no exchanges.
func Load(dir string) ([]Exchange, error) {
	src, err := os.ReadFile(filepath.Join(dir, "requests.http"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	exchanges, err := Parse(src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, "requests.http"), err)
	}
	for i := range exchanges {
		if exchanges[i].BodyFile == "" {
			continue
		}
		exchanges[i].Body, err = os.ReadFile(filepath.Join(dir, exchanges[i].BodyFile))
		if err != nil {
			return nil, err
		}
	}
	return exchanges, nil
}

// Parse reads the text of a requests.http file. Errors begin with the line.
func Parse(src []byte) ([]Exchange, error) {
	var exchanges []Exchange
	seen := map[string]int{}
	lines := strings.Split(string(src), "\n")
	follow := follow(src)
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "###") {
			end++
		}
		ex, err := parseExchange(lines[start:end], start+1, follow)
		if err != nil {
			return nil, err
		}
		switch {
		case ex.Method != "":
			if line, twice := seen[ex.Slug]; twice {
				return nil, fmt.Errorf("line %d: the recording %q is already that of line %d: rename one, or give it a @name", ex.Line, ex.Slug, line)
			}
			seen[ex.Slug] = ex.Line
			exchanges = append(exchanges, ex)
		case start == 0 && !strings.HasPrefix(lines[0], "###"): // the head of the file
		case ex.Name != "" || ex.Slug != "" || ex.Compare != nil:
			return nil, fmt.Errorf("line %d: no request follows", start+1)
		}
		start = end
	}
	return exchanges, nil
}

// follow returns what the head of src, before the first ###, says to follow.
func follow(src []byte) string {
	head, _, _ := strings.Cut("\n"+string(src), "\n###")
	ex := Exchange{Follow: DefaultFollow}
	for line := range strings.Lines(head) {
		if line = strings.TrimSpace(line); isComment(line) {
			_ = ex.directive(line) // Parse reports it
		}
	}
	return ex.Follow
}

// parseExchange reads one section of the file. Without a request line, Method
// stays empty.
func parseExchange(lines []string, line int, follow string) (Exchange, error) {
	ex := Exchange{Follow: follow, Host: DefaultHost}
	i := 0
	if name, ok := strings.CutPrefix(lines[0], "###"); ok {
		ex.Name = strings.TrimSpace(strings.TrimLeft(name, "#"))
		i = 1
	}
	fail := func(format string, args ...any) (Exchange, error) {
		return ex, fmt.Errorf("line %d: %s", line+i, fmt.Sprintf(format, args...))
	}
	for ; i < len(lines); i++ {
		text := strings.TrimSpace(lines[i])
		if text != "" && !isComment(text) {
			break
		}
		if err := ex.directive(text); err != nil {
			return fail("%v", err)
		}
	}
	if i == len(lines) {
		return ex, nil
	}
	ex.Line = line + i
	if err := ex.requestLine(strings.TrimSpace(lines[i])); err != nil {
		return fail("%v", err)
	}
	for i++; i < len(lines); i++ {
		text := strings.TrimSpace(lines[i])
		if text == "" {
			i++
			break
		}
		if isComment(text) {
			continue
		}
		if err := ex.headerLine(text); err != nil {
			return fail("%v", err)
		}
	}
	ex.body(lines[min(i, len(lines)):])
	if ex.Name == "" {
		ex.Name = ex.Method + " " + ex.Target
	}
	if ex.Slug == "" {
		ex.Slug = slug(ex.Name)
	}
	if ex.Slug == "" {
		return fail("the name %q has no letter or digit to name a file with", ex.Name)
	}
	return ex, nil
}

func isComment(text string) bool {
	return strings.HasPrefix(text, "#") || strings.HasPrefix(text, "//")
}

// directive reads "# @name value"; other comments mean nothing.
func (ex *Exchange) directive(text string) error {
	text, ok := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(text, "#/")), "@")
	if !ok {
		return nil
	}
	words := strings.Fields(text)
	if len(words) < 2 {
		return fmt.Errorf("the directive @%s needs a value", text)
	}
	switch words[0] {
	case "compare":
		for _, word := range words[1:] {
			ex.Compare = append(ex.Compare, strings.ToLower(word))
		}
	case "follow":
		if !slices.Contains([]string{"astro-5", "astro-7"}, words[1]) {
			return fmt.Errorf("@follow takes astro-5 or astro-7, not %q", words[1])
		}
		ex.Follow = words[1]
	case "name":
		ex.Slug = slug(words[1])
	default:
		return fmt.Errorf("unknown directive @%s: there are @compare, @follow and @name", words[0])
	}
	return nil
}

var methodPattern = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func (ex *Exchange) requestLine(text string) error {
	words := strings.Fields(text)
	if len(words) == 3 && strings.HasPrefix(words[2], "HTTP/") {
		words = words[:2]
	}
	if len(words) != 2 || !methodPattern.MatchString(words[0]) {
		return fmt.Errorf("want a request line like GET /path, not %q", text)
	}
	ex.Method, ex.Target = words[0], words[1]
	for _, scheme := range []string{"http://", "https://"} {
		if rest, ok := strings.CutPrefix(ex.Target, scheme); ok {
			at := strings.IndexAny(rest+"/", "/?#")
			ex.Host, ex.Target = rest[:at], rest[at:]
			if !strings.HasPrefix(ex.Target, "/") {
				ex.Target = "/" + ex.Target
			}
		}
	}
	if !strings.HasPrefix(ex.Target, "/") && ex.Target != "*" {
		return fmt.Errorf("the path %q must start with /", ex.Target)
	}
	return nil
}

func (ex *Exchange) headerLine(text string) error {
	name, value, ok := strings.Cut(text, ":")
	if !ok || !methodPattern.MatchString(name) {
		return fmt.Errorf("want a header like name: value, not %q", text)
	}
	value, err := latin1(strings.TrimSpace(value))
	if err != nil {
		return err
	}
	if strings.EqualFold(name, "host") {
		ex.Host = value
		return nil
	}
	ex.Header = append(ex.Header, Field{name, value})
	return nil
}

// body joins the lines of a body, without the blank lines at its end.
func (ex *Exchange) body(lines []string) {
	text := make([]string, len(lines))
	for i, line := range lines {
		text[i] = strings.TrimSuffix(line, "\r")
	}
	for len(text) > 0 && text[len(text)-1] == "" {
		text = text[:len(text)-1]
	}
	if len(text) == 1 {
		if file, ok := strings.CutPrefix(text[0], "< "); ok {
			ex.BodyFile = strings.TrimSpace(file)
			return
		}
	}
	if len(text) == 0 {
		return
	}
	if strings.HasPrefix(strings.ToLower(ex.header("content-type")), "multipart/") {
		ex.Body = []byte(strings.Join(text, "\r\n") + "\r\n")
		return
	}
	ex.Body = []byte(strings.Join(text, "\n"))
}

func (ex *Exchange) header(name string) string {
	for _, f := range ex.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Wire returns the request as it goes over a connection. A content-length is
// added to a body that has none, and to an empty body of POST, PUT and PATCH,
// as fetch does.
func (ex *Exchange) Wire() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", ex.Method, ex.Target, ex.Host)
	for _, f := range ex.Header {
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, f.Value)
	}
	sends := len(ex.Body) > 0 || slices.Contains([]string{"POST", "PUT", "PATCH"}, ex.Method)
	if sends && ex.header("content-length") == "" && ex.header("transfer-encoding") == "" {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(ex.Body))
	}
	b.WriteString("\r\n")
	b.Write(ex.Body)
	return b.Bytes()
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func slug(name string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
}
