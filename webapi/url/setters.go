package url

import "strings"

// The setters below are the attribute setters of the URL class (URL, 6.1): the
// basic URL parser with a state override. A value that does not fit leaves the
// URL as it was; that is not an error.

// SetProtocol is the protocol setter.
func (u *Record) SetProtocol(value string) {
	value = stripTabNewline(value) + ":"
	n := schemeLength(value)
	if n < 0 {
		return
	}
	scheme := lowerScheme(value[:n])
	switch {
	case isSpecial(u.Scheme) != isSpecial(scheme),
		scheme == "file" && (u.HasCredentials() || u.Port != ""),
		u.Scheme == "file" && u.Host == "":
		return
	}
	u.Scheme = scheme
	if u.Port == defaultPort(scheme) {
		u.Port = ""
	}
	u.href = ""
}

// SetUsername is the username setter.
func (u *Record) SetUsername(value string) {
	if !u.bare() {
		u.Username, u.href = percentEncode(value, userinfoSet), ""
	}
}

// SetPassword is the password setter.
func (u *Record) SetPassword(value string) {
	if !u.bare() {
		u.Password, u.href = percentEncode(value, userinfoSet), ""
	}
}

// SetHostPort is the host setter.
func (u *Record) SetHostPort(value string) { u.setHost(value, true) }

// SetHost is the hostname setter.
func (u *Record) SetHost(value string) { u.setHost(value, false) }

func (u *Record) setHost(value string, withPort bool) {
	if u.Opaque {
		return
	}
	value = stripTabNewline(value)
	special := u.IsSpecial()
	value = value[:authorityEnd(value, special)]
	if u.Scheme == "file" {
		if host, reason := parseFileHost(value); reason == "" {
			u.Host, u.HasHost, u.href = host, true, ""
		}
		return
	}
	port, hasPort := "", false
	if colon := portColon(value); colon >= 0 {
		if colon == 0 || !withPort {
			return
		}
		value, port, hasPort = value[:colon], value[colon+1:], true
	}
	if value == "" && (special || u.HasCredentials() || u.Port != "") {
		return
	}
	host, reason := parseHost(value, !special)
	if reason != "" {
		return
	}
	u.Host, u.HasHost, u.href = host, true, ""
	if hasPort {
		u.setPort(port)
	}
}

// SetPort is the port setter.
func (u *Record) SetPort(value string) {
	if u.bare() {
		return
	}
	if value == "" {
		u.Port, u.href = "", ""
		return
	}
	u.setPort(stripTabNewline(value))
}

// setPort is the port state with a state override: it takes the digits that
// value starts with.
func (u *Record) setPort(value string) {
	digits := value[:len(value)-len(strings.TrimLeft(value, "0123456789"))]
	if port, reason := parsePort(digits, u.Scheme); digits != "" && reason == "" {
		u.Port, u.href = port, ""
	}
}

// SetPathname is the pathname setter.
func (u *Record) SetPathname(value string) {
	if u.Opaque {
		return
	}
	value = stripTabNewline(value)
	u.href = ""
	switch {
	case value != "" && (value[0] == '/' || u.IsSpecial() && value[0] == '\\'):
		value = value[1:]
	case value == "" && !u.IsSpecial() && u.HasHost:
		u.Path = ""
		return
	}
	u.Path = joinPath("", value, u.Scheme)
}

// SetSearch is the search setter without its update of the query object.
func (u *Record) SetSearch(value string) {
	if value == "" {
		u.SetQuery("", false)
		return
	}
	value = stripTabNewline(strings.TrimPrefix(value, "?"))
	u.SetQuery(percentEncode(value, u.querySet()), true)
}

// SetQuery sets the query to an encoded string, or to null.
func (u *Record) SetQuery(query string, hasQuery bool) {
	u.Query, u.HasQuery, u.href = query, hasQuery, ""
}

// SetHash is the hash setter.
func (u *Record) SetHash(value string) {
	u.href = ""
	if value == "" {
		u.Fragment, u.HasFragment = "", false
		return
	}
	value = stripTabNewline(strings.TrimPrefix(value, "#"))
	u.Fragment, u.HasFragment = percentEncode(value, fragmentSet), true
}
