package urlpattern

import (
	"fmt"
	"strings"

	"runner/webapi/url"
)

// The encoding callbacks (URL Pattern, 3.1).

func canonicalizeProtocol(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	u, err := url.Parse(value+"://dummy.invalid/", nil)
	if err != nil {
		return "", fmt.Errorf("%q is not a protocol", value)
	}
	return u.Scheme, nil
}

func canonicalizeUserinfo(value string) (string, error) { return url.EncodeUserinfo(value), nil }

func canonicalizeHostname(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	host, ok := url.EncodeHostname(value)
	if !ok {
		return "", fmt.Errorf("%q is not a host name", value)
	}
	return host, nil
}

func canonicalizeIPv6Hostname(value string) (string, error) {
	if strings.Trim(value, "0123456789abcdefABCDEF[]:") != "" {
		return "", fmt.Errorf("%q is not part of an IPv6 address", value)
	}
	return strings.ToLower(value), nil
}

func canonicalizePort(value, protocol string) (string, error) {
	if value == "" {
		return "", nil
	}
	port, ok := url.EncodePort(value, protocol)
	if !ok {
		return "", fmt.Errorf("%q is not a port", value)
	}
	return port, nil
}

// canonicalizePathname may be given a piece that does not start with a slash.
// "/-" before it keeps a dot at its start from becoming a dot segment.
func canonicalizePathname(value string) (string, error) {
	if value == "" || value[0] == '/' {
		if value != "" {
			value = url.EncodePathname(value)
		}
		return value, nil
	}
	path := url.EncodePathname("/-" + value)
	if len(path) < len("/-") { // a ".." has taken the "-" away
		return "", fmt.Errorf("%q leads out of the pathname", value)
	}
	return path[len("/-"):], nil
}

func canonicalizeOpaquePathname(value string) (string, error) {
	return url.EncodeOpaquePath(value), nil
}
func canonicalizeSearch(value string) (string, error) { return url.EncodeSearch(value), nil }
func canonicalizeHash(value string) (string, error)   { return url.EncodeHash(value), nil }
