package url

import "strings"

// file is the file state and the file slash state.
func (p *parser) file(in string) string {
	u, base := p.url, p.base
	u.Scheme, u.HasHost = "file", true
	relative := base != nil && base.Scheme == "file"
	slash := func(i int) bool { return i < len(in) && (in[i] == '/' || in[i] == '\\') }
	switch {
	case slash(0) && slash(1):
		return p.fileHost(in[2:])
	case slash(0):
		root := ""
		if relative {
			u.Host = base.Host
			if !startsWithDrive(in[1:]) {
				root = drive(base.Path)
			}
		}
		return p.path(root, in[1:])
	case relative:
		u.Host = base.Host
		directory := ""
		if !startsWithDrive(in) {
			directory = shorten("file", base.Path)
		}
		return p.afterBase(in, directory)
	}
	return p.path("", in)
}

// fileHost is the file host state.
func (p *parser) fileHost(in string) string {
	end := authorityEnd(in, true)
	if end == 2 && isDrive(in[:2]) {
		return p.path("", in)
	}
	host, reason := parseFileHost(in[:end])
	if reason != "" {
		return reason
	}
	p.url.Host = host
	return p.pathStart(in[end:])
}

func parseFileHost(in string) (host, reason string) {
	if in == "" {
		return "", ""
	}
	host, reason = parseHost(in, false)
	if host == "localhost" {
		host = ""
	}
	return host, reason
}

// pathStart is the path start state.
func (p *parser) pathStart(in string) string {
	if p.url.IsSpecial() {
		if in != "" && (in[0] == '/' || in[0] == '\\') {
			in = in[1:]
		}
		return p.path("", in)
	}
	if strings.HasPrefix(in, "/") {
		return p.path("", in[1:])
	}
	return p.afterPath(in)
}

// path is the path state. Segments are added to root, which is "" or a path
// without a slash at its end.
func (p *parser) path(root, in string) string {
	end := strings.IndexAny(in, "?#")
	if end < 0 {
		end = len(in)
	}
	p.url.Path = joinPath(root, in[:end], p.url.Scheme)
	return p.afterPath(in[end:])
}

// joinPath adds the segments of in to root.
func joinPath(root, in, scheme string) string {
	special := isSpecial(scheme)
	b := make([]byte, 0, len(root)+len(in)+1)
	b = append(b, root...)
	for more := true; more; {
		segment := in
		more = false
		for i := 0; i < len(in); i++ {
			if in[i] == '/' || special && in[i] == '\\' {
				segment, in, more = in[:i], in[i+1:], true
				break
			}
		}
		switch dots(segment) {
		case 2:
			b = b[:len(shorten(scheme, string(b)))]
			fallthrough
		case 1:
			if !more {
				b = append(b, '/')
			}
		default:
			driveLetter := scheme == "file" && len(b) == 0 && isDrive(segment)
			b = append(b, '/')
			b = appendEncoded(b, segment, pathSet)
			if driveLetter {
				b[len(b)-1] = ':'
			}
		}
	}
	return string(b)
}

// dots is 1 for a single-dot URL path segment, 2 for a double-dot one, else 0.
func dots(segment string) int {
	n := 0
	for segment != "" {
		switch {
		case segment[0] == '.':
			segment = segment[1:]
		case len(segment) >= 3 && segment[0] == '%' && segment[1] == '2' && segment[2]|0x20 == 'e':
			segment = segment[3:]
		default:
			return 0
		}
		if n++; n > 2 {
			return 0
		}
	}
	return n
}

// shorten returns a path without its last segment, but keeps the drive letter
// of a file URL (URL, 4.1, "shorten").
func shorten(scheme, path string) string {
	last := strings.LastIndexByte(path, '/')
	if last < 0 || last == 0 && scheme == "file" && drive(path) == path {
		return path
	}
	return path[:last]
}

// drive returns the first segment of a path, with its slash, if it is a
// normalized Windows drive letter.
func drive(path string) string {
	if len(path) >= 3 && isAlpha(path[1]) && path[2] == ':' && (len(path) == 3 || path[3] == '/') {
		return path[:3]
	}
	return ""
}

// isDrive reports whether s is a Windows drive letter.
func isDrive(s string) bool { return len(s) == 2 && isAlpha(s[0]) && (s[1] == ':' || s[1] == '|') }

// startsWithDrive reports whether s starts with a Windows drive letter.
func startsWithDrive(s string) bool {
	return len(s) >= 2 && isDrive(s[:2]) && (len(s) == 2 || strings.IndexByte("/\\?#", s[2]) >= 0)
}

// opaquePath is the opaque path state.
func (p *parser) opaquePath(in string) string {
	var rest string
	p.url.Opaque = true
	p.url.Path, rest = encodeOpaquePath(in)
	return p.afterPath(rest)
}

// encodeOpaquePath encodes the opaque path that in begins with.
func encodeOpaquePath(in string) (path, rest string) {
	end := strings.IndexAny(in, "?#")
	if end < 0 {
		end = len(in)
	}
	path = percentEncode(in[:end], c0ControlSet)
	if end < len(in) && strings.HasSuffix(path, " ") {
		path = path[:len(path)-1] + "%20" // else it would be lost with the query
	}
	return path, in[end:]
}

// afterPath goes on with the query state, the fragment state or the end.
func (p *parser) afterPath(in string) string {
	u := p.url
	if in != "" && in[0] == '?' {
		end := strings.IndexByte(in, '#')
		if end < 0 {
			end = len(in)
		}
		u.Query, u.HasQuery = percentEncode(in[1:end], u.querySet()), true
		in = in[end:]
	}
	if in != "" {
		return p.fragment(in[1:])
	}
	return ""
}

// querySet is the percent-encode set of the query state.
func (u *Record) querySet() *encodeSet {
	if u.IsSpecial() {
		return specialQuerySet
	}
	return querySet
}

// fragment is the fragment state.
func (p *parser) fragment(in string) string {
	p.url.Fragment, p.url.HasFragment = percentEncode(in, fragmentSet), true
	return ""
}
