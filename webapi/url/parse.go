package url

import "strings"

// Error says why a string is not a URL.
type Error struct {
	Input  string
	Reason string // the standard's name of the validation error
}

func (e *Error) Error() string {
	return "invalid URL " + strings.ToValidUTF8(e.Input, "\uFFFD") + ": " + e.Reason
}

// Parse is the basic URL parser (URL, 4.4) without a state override. base may
// be nil. input is expected to be valid UTF-8.
func Parse(input string, base *Record) (*Record, error) {
	if u := parsePlain(input); u != nil {
		return u, nil
	}
	p := parser{url: new(Record), base: base}
	text := stripTabNewline(strings.TrimFunc(input, isC0ControlOrSpace))
	if reason := p.schemeStart(text); reason != "" {
		return nil, &Error{input, reason}
	}
	return p.url, nil
}

// ParseWithBase is the API URL parser: base is a string, "" with hasBase false
// when there is none.
func ParseWithBase(input, base string, hasBase bool) (*Record, error) {
	if !hasBase {
		return Parse(input, nil)
	}
	parsed, err := Parse(base, nil)
	if err != nil {
		return nil, err
	}
	return Parse(input, parsed)
}

func isC0ControlOrSpace(r rune) bool { return r <= 0x20 }

// stripTabNewline removes ASCII tab and newline.
func stripTabNewline(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, s)
}

// parser runs the states of the standard. A state is a method that is given the
// rest of the input, from the code point on which the standard enters it, and
// returns the reason of a failure or "".
type parser struct {
	url  *Record
	base *Record
}

// schemeStart is the scheme start state and the scheme state.
func (p *parser) schemeStart(in string) string {
	n := schemeLength(in)
	if n < 0 {
		return p.noScheme(in)
	}
	u := p.url
	u.Scheme = lowerScheme(in[:n])
	in = in[n+1:]
	switch {
	case u.Scheme == "file":
		return p.file(in)
	case u.IsSpecial():
		if p.base != nil && p.base.Scheme == u.Scheme && !strings.HasPrefix(in, "//") {
			return p.relative(in) // special relative or authority state
		}
		return p.authoritySlashes(in)
	case strings.HasPrefix(in, "//"):
		return p.authority(in[2:])
	case strings.HasPrefix(in, "/"):
		return p.path("", in[1:])
	}
	return p.opaquePath(in)
}

// schemeLength is the length of the scheme that in begins with, without the
// colon, or -1.
func schemeLength(in string) int {
	if in == "" || !isAlpha(in[0]) {
		return -1
	}
	for i := 1; i < len(in); i++ {
		switch c := in[i]; {
		case c == ':':
			return i
		case !isAlpha(c) && !isDigit(c) && c != '+' && c != '-' && c != '.':
			return -1
		}
	}
	return -1
}

// lowerScheme lower-cases a scheme without making a new string for the usual
// ones.
func lowerScheme(s string) string {
	for _, known := range [...]string{"https", "http", "file", "data", "blob", "ws", "wss", "ftp"} {
		if strings.EqualFold(s, known) && isASCII(s) {
			return known
		}
	}
	return strings.ToLower(s)
}

// noScheme is the no scheme state.
func (p *parser) noScheme(in string) string {
	u, base := p.url, p.base
	fragment := strings.HasPrefix(in, "#")
	switch {
	case base == nil || base.Opaque && !fragment:
		return "missing-scheme-non-relative-URL"
	case base.Opaque:
		u.Scheme, u.Path, u.Opaque = base.Scheme, base.Path, true
		u.Query, u.HasQuery = base.Query, base.HasQuery
		return p.fragment(in[1:])
	case base.Scheme == "file":
		return p.file(in)
	}
	return p.relative(in)
}

// relative is the relative state and the relative slash state.
func (p *parser) relative(in string) string {
	u, base := p.url, p.base
	u.Scheme = base.Scheme
	special := u.IsSpecial()
	slash := func(i int) bool { return i < len(in) && (in[i] == '/' || special && in[i] == '\\') }
	if slash(0) && slash(1) {
		if special {
			return p.authoritySlashes(in[2:])
		}
		return p.authority(in[2:])
	}
	u.Username, u.Password, u.Port = base.Username, base.Password, base.Port
	u.Host, u.HasHost = base.Host, base.HasHost
	if slash(0) {
		return p.path("", in[1:])
	}
	return p.afterBase(in, shorten(u.Scheme, base.Path))
}

// afterBase goes on after the base's path: with a query, a fragment, nothing,
// or a path that follows directory, the base's path without its last segment.
func (p *parser) afterBase(in, directory string) string {
	u, base := p.url, p.base
	switch {
	case in == "" || in[0] == '#':
		u.Path, u.Query, u.HasQuery = base.Path, base.Query, base.HasQuery
		return p.afterPath(in)
	case in[0] == '?':
		u.Path = base.Path
		return p.afterPath(in)
	}
	return p.path(directory, in)
}

// authoritySlashes is the special authority slashes state and the special
// authority ignore slashes state.
func (p *parser) authoritySlashes(in string) string {
	return p.authority(strings.TrimLeft(in, "/\\"))
}

// authority is the authority, host and port states.
func (p *parser) authority(in string) string {
	u := p.url
	special := u.IsSpecial()
	end := authorityEnd(in, special)
	host := in[:end]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		p.credentials(host[:at])
		if host = host[at+1:]; host == "" {
			return "host-missing"
		}
	}
	if colon := portColon(host); colon >= 0 {
		if colon == 0 {
			return "host-missing"
		}
		port, reason := parsePort(host[colon+1:], u.Scheme)
		if reason != "" {
			return reason
		}
		u.Port, host = port, host[:colon]
	}
	if special && host == "" {
		return "host-missing"
	}
	parsed, reason := parseHost(host, !special)
	if reason != "" {
		return reason
	}
	u.Host, u.HasHost = parsed, true
	return p.pathStart(in[end:])
}

// authorityEnd is where the authority ends.
func authorityEnd(in string, special bool) int {
	for i := 0; i < len(in); i++ {
		switch in[i] {
		case '/', '?', '#':
			return i
		case '\\':
			if special {
				return i
			}
		}
	}
	return len(in)
}

// portColon is where the colon before the port is, or -1: the first colon that
// is not in brackets.
func portColon(host string) int {
	brackets := false
	for i := 0; i < len(host); i++ {
		switch host[i] {
		case '[':
			brackets = true
		case ']':
			brackets = false
		case ':':
			if !brackets {
				return i
			}
		}
	}
	return -1
}

// credentials sets user name and password from what is before the last "@".
func (p *parser) credentials(in string) {
	name, password, _ := strings.Cut(in, ":")
	p.url.Username = percentEncode(name, userinfoSet)
	p.url.Password = percentEncode(password, userinfoSet)
}

// parsePort is the port state up to its end. The default port gives "".
func parsePort(in, scheme string) (port, reason string) {
	n := 0
	for i := 0; i < len(in); i++ {
		if !isDigit(in[i]) {
			return "", "port-invalid"
		}
		if n = n*10 + int(in[i]-'0'); n > 0xFFFF {
			return "", "port-out-of-range"
		}
	}
	if in == "" {
		return "", ""
	}
	if in = strings.TrimLeft(in, "0"); in == "" {
		in = "0"
	}
	if in == defaultPort(scheme) {
		return "", ""
	}
	return in, ""
}
