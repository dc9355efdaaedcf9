package url

import "strings"

// The functions below encode one component by itself, as the basic URL parser
// does with a state override on an https URL. URLPattern asks for them
// (URL Pattern, 3.1).

// EncodeUserinfo encodes a user name or a password.
func EncodeUserinfo(value string) string { return percentEncode(value, userinfoSet) }

// EncodeHostname parses a host without a port.
func EncodeHostname(value string) (string, bool) {
	u := Record{Scheme: "https"}
	u.SetHost(value)
	return u.Host, u.HasHost
}

// EncodePort parses the port that value begins with. The default port of the
// scheme gives "".
func EncodePort(value, scheme string) (string, bool) {
	value = stripTabNewline(value)
	digits := value[:len(value)-len(strings.TrimLeft(value, "0123456789"))]
	port, reason := parsePort(digits, scheme)
	return port, digits != "" && reason == ""
}

// EncodePathname encodes a path that starts with a slash.
func EncodePathname(value string) string {
	return joinPath("", strings.TrimPrefix(stripTabNewline(value), "/"), "https")
}

// EncodeOpaquePath encodes an opaque path, up to a question mark or number sign.
func EncodeOpaquePath(value string) string {
	path, _ := encodeOpaquePath(stripTabNewline(value))
	return path
}

// EncodeSearch encodes a query.
func EncodeSearch(value string) string {
	return percentEncode(stripTabNewline(value), specialQuerySet)
}

// EncodeHash encodes a fragment.
func EncodeHash(value string) string { return percentEncode(stripTabNewline(value), fragmentSet) }

// IsSpecialScheme reports whether a scheme is special (URL, 4.2).
func IsSpecialScheme(scheme string) bool { return isSpecial(scheme) }

// DefaultPort is the port that a special scheme implies, or "".
func DefaultPort(scheme string) string { return defaultPort(scheme) }
