package urlpattern

import (
	"errors"
	"strings"

	"runner/webapi/url"
)

// componentNames are the members of URLPatternInit, in the order of a URL.
var componentNames = []struct {
	name  string
	state state
}{
	{"protocol", stateProtocol}, {"username", stateUsername}, {"password", statePassword},
	{"hostname", stateHostname}, {"port", statePort}, {"pathname", statePathname},
	{"search", stateSearch}, {"hash", stateHash},
}

// patternInit is a URLPatternInit (URL Pattern, 1.1).
type patternInit struct {
	value   [stateDone]string
	present [stateDone]bool
	baseURL *string
}

func (i *patternInit) has(s state) bool      { return i.present[s] }
func (i *patternInit) set(s state, v string) { i.value[s], i.present[s] = v, true }

// none reports whether none of the components is present.
func (i *patternInit) none(states ...state) bool {
	for _, s := range states {
		if i.present[s] {
			return false
		}
	}
	return true
}

// process is "process a URLPatternInit" (URL Pattern, 3.2). With pattern set,
// the values are patterns; else they are parts of a URL and are canonicalized,
// and components that are absent are empty.
func (i *patternInit) process(pattern bool) (patternInit, error) {
	var result patternInit
	if !pattern {
		for _, c := range componentNames {
			result.set(c.state, "")
		}
	}
	base, err := i.inherit(&result, pattern)
	if err != nil {
		return result, err
	}
	for _, c := range componentNames {
		if !i.has(c.state) {
			continue
		}
		value := i.value[c.state]
		switch c.state {
		case stateProtocol:
			value = strings.TrimSuffix(value, ":")
		case statePathname:
			value = resolvePathname(value, base, pattern)
		case stateSearch:
			value = strings.TrimPrefix(value, "?")
		case stateHash:
			value = strings.TrimPrefix(value, "#")
		}
		if !pattern {
			if value, err = canonicalize(c.state, value, result.value[stateProtocol]); err != nil {
				return result, err
			}
		}
		result.set(c.state, value)
	}
	return result, nil
}

// canonicalize encodes a part of a URL. The protocol is already canonical.
func canonicalize(s state, value, protocol string) (string, error) {
	switch s {
	case stateProtocol:
		return canonicalizeProtocol(value)
	case stateUsername, statePassword:
		return canonicalizeUserinfo(value)
	case stateHostname:
		return canonicalizeHostname(value)
	case statePort:
		return canonicalizePort(value, protocol)
	case statePathname:
		if protocol == "" || url.IsSpecialScheme(protocol) {
			return canonicalizePathname(value)
		}
		return canonicalizeOpaquePathname(value)
	case stateSearch:
		return canonicalizeSearch(value)
	}
	return canonicalizeHash(value)
}

// inherit takes from the base URL what is less specific than every component
// that is present.
func (i *patternInit) inherit(result *patternInit, pattern bool) (*url.Record, error) {
	if i.baseURL == nil {
		return nil, nil
	}
	base, err := url.Parse(*i.baseURL, nil)
	if err != nil {
		return nil, errors.New("the base URL is invalid")
	}
	take := func(s state, value string) {
		if pattern && s != statePort {
			value = escapePattern(value)
		}
		result.set(s, value)
	}
	if i.none(stateProtocol) {
		take(stateProtocol, base.Scheme)
	}
	if !pattern && i.none(stateProtocol, stateHostname, statePort, stateUsername) {
		take(stateUsername, base.Username)
		if i.none(statePassword) {
			take(statePassword, base.Password)
		}
	}
	// Each of these is inherited only with all of those before it.
	for _, c := range []struct {
		state state
		value string
	}{
		{stateHostname, base.Host}, {statePort, base.Port}, {statePathname, base.Path},
		{stateSearch, base.Query}, {stateHash, base.Fragment},
	} {
		if !i.none(stateProtocol) || i.has(c.state) {
			break
		}
		take(c.state, c.value)
	}
	return base, nil
}

// resolvePathname puts the directory of the base URL before a relative pathname.
func resolvePathname(value string, base *url.Record, pattern bool) string {
	if base == nil || base.Opaque || isAbsolutePathname(value, pattern) {
		return value
	}
	path := base.Path
	if pattern {
		path = escapePattern(path)
	}
	return path[:strings.LastIndexByte(path, '/')+1] + value
}

// isAbsolutePathname is "is an absolute pathname".
func isAbsolutePathname(value string, pattern bool) bool {
	return strings.HasPrefix(value, "/") ||
		pattern && (strings.HasPrefix(value, `\/`) || strings.HasPrefix(value, "{/"))
}
