package url

import "strings"

// Record is a URL record (URL, 4.1). Its strings are in their serialized form.
//
// Read the fields, but change them with the Set methods only: they validate,
// and they keep Href right.
type Record struct {
	Scheme   string // without the colon
	Username string // percent-encoded
	Password string // percent-encoded
	Host     string // "" for the empty host, and for none: see HasHost
	Port     string // "" for none or the scheme's default
	Path     string // with its slashes, or opaque
	Query    string // without the question mark
	Fragment string // without the number sign

	HasHost     bool // the host is not null
	Opaque      bool // the path is opaque
	HasQuery    bool // the query is not null
	HasFragment bool // the fragment is not null

	href string // the serialization; "" when it has to be made anew
}

// IsSpecial reports whether the scheme is one of the special schemes.
func (u *Record) IsSpecial() bool { return isSpecial(u.Scheme) }

// isSpecial reports whether a scheme is special (URL, 4.2).
func isSpecial(scheme string) bool {
	switch scheme {
	case "https", "http", "file", "wss", "ws", "ftp":
		return true
	}
	return false
}

// defaultPort is the port that a special scheme implies, or "".
func defaultPort(scheme string) string {
	switch scheme {
	case "http", "ws":
		return "80"
	case "https", "wss":
		return "443"
	case "ftp":
		return "21"
	}
	return ""
}

// HasCredentials is "includes credentials".
func (u *Record) HasCredentials() bool { return u.Username != "" || u.Password != "" }

// bare is "cannot have a username/password/port".
func (u *Record) bare() bool { return u.Host == "" || u.Scheme == "file" }

// Clone returns a copy that can be changed by itself.
func (u *Record) Clone() *Record {
	c := *u
	return &c
}

// Href is the URL serializer (URL, 4.5).
func (u *Record) Href() string {
	if u.href == "" {
		u.href = u.serialize(false)
	}
	return u.href
}

// HrefWithoutFragment is the URL serializer with "exclude fragment".
func (u *Record) HrefWithoutFragment() string {
	if !u.HasFragment {
		return u.Href()
	}
	return u.serialize(true)
}

// String returns Href.
func (u *Record) String() string { return u.Href() }

func (u *Record) serialize(excludeFragment bool) string {
	var b strings.Builder
	b.Grow(len(u.Scheme) + len(u.Username) + len(u.Password) + len(u.Host) + len(u.Port) +
		len(u.Path) + len(u.Query) + len(u.Fragment) + 8)
	b.WriteString(u.Scheme)
	b.WriteByte(':')
	if u.HasHost {
		b.WriteString("//")
		if u.HasCredentials() {
			b.WriteString(u.Username)
			if u.Password != "" {
				b.WriteByte(':')
				b.WriteString(u.Password)
			}
			b.WriteByte('@')
		}
		b.WriteString(u.Host)
		if u.Port != "" {
			b.WriteByte(':')
			b.WriteString(u.Port)
		}
	} else if !u.Opaque && strings.HasPrefix(u.Path, "//") {
		b.WriteString("/.") // else the path would pass for a host
	}
	b.WriteString(u.Path)
	if u.HasQuery {
		b.WriteByte('?')
		b.WriteString(u.Query)
	}
	if u.HasFragment && !excludeFragment {
		b.WriteByte('#')
		b.WriteString(u.Fragment)
	}
	return b.String()
}

// Origin is the serialization of the URL's origin (URL, 4.7), "null" for an
// opaque one.
func (u *Record) Origin() string {
	switch u.Scheme {
	case "https", "http", "wss", "ws", "ftp":
		origin := u.Scheme + "://" + u.Host
		if u.Port != "" {
			origin += ":" + u.Port
		}
		return origin
	case "blob":
		inner, err := Parse(u.Path, nil)
		if err == nil && (inner.Scheme == "http" || inner.Scheme == "https") {
			return inner.Origin()
		}
	}
	return "null"
}

// Protocol is the scheme with its colon.
func (u *Record) Protocol() string { return u.Scheme + ":" }

// HostPort is what URL.host shows: the host, and the port if there is one.
func (u *Record) HostPort() string {
	if u.Port == "" {
		return u.Host
	}
	return u.Host + ":" + u.Port
}

// Pathname is the URL path serializer.
func (u *Record) Pathname() string { return u.Path }

// Search is the query with its question mark, or "" when there is none or an
// empty one.
func (u *Record) Search() string {
	if u.Query == "" {
		return ""
	}
	return "?" + u.Query
}

// Hash is the fragment with its number sign, or "" when there is none or an
// empty one.
func (u *Record) Hash() string {
	if u.Fragment == "" {
		return ""
	}
	return "#" + u.Fragment
}
