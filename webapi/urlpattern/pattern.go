package urlpattern

import (
	"errors"
	"strings"

	"runner/webapi/url"
)

// Pattern is a URL pattern (URL Pattern, 1.2).
type Pattern struct{ components [stateDone]*component }

// create is "create a URL pattern" from a URLPatternInit (URL Pattern, 1.3).
func create(init *patternInit, ignoreCase bool, custom compileRegexp) (*Pattern, error) {
	processed, err := init.process(true)
	if err != nil {
		return nil, err
	}
	for _, c := range componentNames {
		if !processed.has(c.state) {
			processed.set(c.state, "*")
		}
	}
	protocol, port := processed.value[stateProtocol], processed.value[statePort]
	if port != "" && port == url.DefaultPort(protocol) {
		processed.value[statePort] = ""
	}
	p := &Pattern{}
	for _, c := range componentNames {
		value := processed.value[c.state]
		encode, o := p.settings(c.state, value)
		if c.state >= statePathname {
			o.ignoreCase = ignoreCase
		}
		if p.components[c.state], err = compile(value, encode, o, custom); err != nil {
			return nil, errors.New(c.name + ": " + err.Error())
		}
	}
	return p, nil
}

// createFromString is "create a URL pattern" from a string. baseURL may be nil.
func createFromString(input string, baseURL *string, ignoreCase bool, custom compileRegexp) (*Pattern, error) {
	init, err := parseConstructorString(input, custom)
	if err != nil {
		return nil, err
	}
	if baseURL == nil && !init.has(stateProtocol) {
		return nil, errors.New("a relative pattern without a base URL")
	}
	init.baseURL = baseURL
	return create(&init, ignoreCase, custom)
}

// settings are the encoding callback and the options of a component. The
// protocol is compiled before the pathname.
func (p *Pattern) settings(s state, value string) (encoder, options) {
	switch s {
	case stateProtocol:
		return canonicalizeProtocol, options{}
	case stateUsername, statePassword:
		return canonicalizeUserinfo, options{}
	case stateHostname:
		if isIPv6Pattern(value) {
			return canonicalizeIPv6Hostname, options{delimiter: "."}
		}
		return canonicalizeHostname, options{delimiter: "."}
	case statePort:
		return func(v string) (string, error) { return canonicalizePort(v, "") }, options{}
	case statePathname:
		if p.components[stateProtocol].matchesSpecialScheme() {
			return canonicalizePathname, options{delimiter: "/", prefix: "/"}
		}
		return canonicalizeOpaquePathname, options{}
	case stateSearch:
		return canonicalizeSearch, options{}
	}
	return canonicalizeHash, options{}
}

// matchesSpecialScheme is "protocol component matches a special scheme".
func (c *component) matchesSpecialScheme() bool {
	for _, scheme := range [...]string{"https", "http", "file", "ws", "wss", "ftp"} {
		if _, ok := c.matcher.match(scheme); ok {
			return true
		}
	}
	return false
}

// isIPv6Pattern is "hostname pattern is an IPv6 address".
func isIPv6Pattern(value string) bool {
	return len(value) >= 2 &&
		(value[0] == '[' || strings.HasPrefix(value, "{[") || strings.HasPrefix(value, `\[`))
}

// values are the components of a URL as a pattern sees them.
type values [stateDone]string

func valuesOf(u *url.Record) (v values) {
	v[stateProtocol], v[stateUsername], v[statePassword] = u.Scheme, u.Username, u.Password
	v[stateHostname], v[statePort], v[statePathname] = u.Host, u.Port, u.Path
	v[stateSearch], v[stateHash] = u.Query, u.Fragment
	return v
}

// match returns the groups of each component, or false.
func (p *Pattern) match(v *values) (groups [stateDone][]*string, ok bool) {
	for _, c := range componentNames {
		if groups[c.state], ok = p.components[c.state].match(v[c.state]); !ok {
			return groups, false
		}
	}
	return groups, true
}

// hasRegexpGroups is "has regexp groups".
func (p *Pattern) hasRegexpGroups() bool {
	for _, c := range componentNames {
		if p.components[c.state].custom {
			return true
		}
	}
	return false
}
