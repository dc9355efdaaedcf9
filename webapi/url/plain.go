package url

import "strings"

// plainClass says where in a plain URL a byte may stand unchanged.
type plainClass uint8

const (
	plainHost plainClass = 1 << iota
	plainPath
	plainQuery
	plainFragment
)

var plain = func() (t [256]plainClass) {
	for c := range 256 {
		b := byte(c)
		if b >= 'a' && b <= 'z' || isDigit(b) || b == '-' || b == '.' || b == '_' {
			t[c] |= plainHost
		}
		if b == '\\' {
			continue
		}
		if !pathSet[b] {
			t[c] |= plainPath
		}
		if !specialQuerySet[b] {
			t[c] |= plainQuery
		}
		if !fragmentSet[b] {
			t[c] |= plainFragment
		}
	}
	return t
}()

// parsePlain parses what most requests have: an absolute http(s) URL that is
// its own serialization, so that every part is a piece of the input and only
// the record is allocated. It returns nil for anything else, valid or not.
func parsePlain(in string) *Record {
	scheme, rest := "http", ""
	switch {
	case strings.HasPrefix(in, "https://"):
		scheme, rest = "https", in[len("https://"):]
	case strings.HasPrefix(in, "http://"):
		rest = in[len("http://"):]
	default:
		return nil
	}
	i := span(rest, 0, plainHost)
	host, port := rest[:i], ""
	if !plainDomain(host) {
		return nil
	}
	if i < len(rest) && rest[i] == ':' {
		start := i + 1
		for i = start; i < len(rest) && isDigit(rest[i]); i++ {
		}
		if port = rest[start:i]; !plainPort(port, scheme) {
			return nil
		}
	}
	if i == len(rest) || rest[i] != '/' {
		return nil
	}
	u := &Record{Scheme: scheme, Host: host, HasHost: true, Port: port, href: in}
	start := i
	i = span(rest, i, plainPath)
	if u.Path = rest[start:i]; !plainSegments(u.Path) {
		return nil
	}
	if i < len(rest) && rest[i] == '?' {
		start = i + 1
		i = span(rest, start, plainQuery)
		u.Query, u.HasQuery = rest[start:i], true
	}
	if i < len(rest) && rest[i] == '#' {
		start = i + 1
		i = span(rest, start, plainFragment)
		u.Fragment, u.HasFragment = rest[start:i], true
	}
	if i < len(rest) {
		return nil
	}
	return u
}

// span is the end of the run of bytes of a class that starts at i.
func span(s string, i int, class plainClass) int {
	for i < len(s) && plain[s[i]]&class != 0 {
		i++
	}
	return i
}

// plainDomain reports whether a domain of plain bytes cannot be an IPv4 address.
func plainDomain(domain string) bool {
	last := domain[strings.LastIndexByte(domain, '.')+1:]
	return last != "" && !isDigit(last[0])
}

// plainPort reports whether a port is in its shortest form and not the default.
func plainPort(port, scheme string) bool {
	return port != "" && len(port) < 5 && port[0] != '0' && port != defaultPort(scheme)
}

// plainSegments reports whether no segment of a path starts like a dot segment.
func plainSegments(path string) bool {
	for i := 0; i+1 < len(path); i++ {
		if path[i] == '/' && (path[i+1] == '.' || path[i+1] == '%') {
			return false
		}
	}
	return true
}
