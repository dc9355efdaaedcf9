package url

import "strings"

// forbiddenHost holds the forbidden host code points (URL, 3.2).
var forbiddenHost = setOf(nil, "\x00\t\n\r #/:<>?@[\\]^|")

// forbiddenDomain holds the ASCII part of the forbidden domain code points.
var forbiddenDomain = func() *encodeSet {
	s := setOf(forbiddenHost, "%\x7F")
	for c := range 0x20 {
		s[c] = true
	}
	return s
}()

func containsAny(s string, set *encodeSet) bool {
	for i := 0; i < len(s); i++ {
		if set[s[i]] {
			return true
		}
	}
	return false
}

// parseHost is the host parser (URL, 3.5). It returns the host serialized.
func parseHost(in string, opaque bool) (host, reason string) {
	if strings.HasPrefix(in, "[") {
		if !strings.HasSuffix(in, "]") {
			return "", "IPv6-unclosed"
		}
		pieces, reason := parseIPv6(in[1 : len(in)-1])
		if reason != "" {
			return "", reason
		}
		return "[" + serializeIPv6(pieces) + "]", ""
	}
	if opaque {
		if containsAny(in, forbiddenHost) {
			return "", "host-invalid-code-point"
		}
		return percentEncode(in, c0ControlSet), ""
	}
	domain, ok := domainToASCII(decodeUTF8(percentDecode(in)))
	if !ok {
		return "", "domain-to-ASCII"
	}
	if domain == "" || containsAny(domain, forbiddenDomain) {
		return "", "domain-invalid-code-point"
	}
	if endsInNumber(domain) {
		return parseIPv4(domain)
	}
	return domain, ""
}
