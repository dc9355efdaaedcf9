package route

import (
	"errors"
	"strings"
)

// CollapseSlashes makes one slash of several.
func CollapseSlashes(path string) string {
	if !strings.Contains(path, "//") {
		return path
	}
	var b strings.Builder
	b.Grow(len(path))
	for i := 0; i < len(path); i++ {
		if path[i] != '/' || i == 0 || path[i-1] != '/' {
			b.WriteByte(path[i])
		}
	}
	return b.String()
}

// NormalizeBase gives the configured base its leading slash, and the trailing
// one that the configuration asks for.
func NormalizeBase(base string, slash TrailingSlash) string {
	if !strings.HasPrefix(base, "/") {
		base = "/" + base
	}
	if base == "/" {
		return base
	}
	switch slash {
	case Always:
		if !strings.HasSuffix(base, "/") {
			base += "/"
		}
	case Never:
		if base = strings.TrimRight(base, "/"); base == "" {
			base = "/"
		}
	}
	return base
}

// StripBase removes the base from a path. A path outside of the base is
// returned as it is, with false: production matches it as if there were none.
func StripBase(path, base string) (string, bool) {
	base = strings.TrimSuffix(base, "/")
	if base == "" {
		return path, true
	}
	rest, ok := strings.CutPrefix(path, base)
	if !ok || rest != "" && rest[0] != '/' {
		return path, false
	}
	if rest == "" {
		return "/", true
	}
	return rest, true
}

// StripHTML removes /index.html or .html from the end of a path.
func StripHTML(path string) string {
	if rest, ok := strings.CutSuffix(path, "/index.html"); ok {
		if rest == "" {
			return "/"
		}
		return rest
	}
	return strings.TrimSuffix(path, ".html")
}

// RedirectTrailingSlash says where a raw path, base included, is redirected
// before routing. The status is 301 for GET and 308 for every other method.
func RedirectTrailingSlash(path string, slash TrailingSlash) (string, bool) {
	if path == "" || path == "/" || internalPath(path) {
		return "", false
	}
	to := path
	if strings.HasSuffix(path, "//") {
		to = strings.TrimRight(path, "/") + "/"
	}
	switch slash {
	case Never:
		to = strings.TrimRight(to, "/")
	case Always:
		if !strings.HasSuffix(to, "/") && !HasFileExtension(to) {
			to += "/"
		}
	}
	return to, to != path
}

// internalPath: /_, /@ and /. belong to tools, // and a backslash would redirect
// to another host.
func internalPath(path string) bool {
	return len(path) > 1 && path[0] == '/' && strings.IndexByte(`_@./\`, path[1]) >= 0
}

// HasFileExtension reports whether the path's last part contains a dot that is
// followed by something, as in /users/x.json.
func HasFileExtension(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	dot := strings.LastIndexByte(last, '.')
	return dot >= 0 && dot < len(last)-1
}

// Errors of decoding a path; both are answered with 400.
var (
	ErrMalformed = errors.New("malformed percent-encoding")
	ErrTooDeep   = errors.New("percent-encoded too many times")
)

// maxPasses bounds DecodePath, as in Astro 7.
const maxPasses = 11

// DecodePath applies DecodeURI until nothing changes, so that a path cannot
// pass a check in one form and be used in another.
func DecodePath(path string) (string, error) {
	for pass := range maxPasses {
		decoded, err := DecodeURI(path)
		if err != nil {
			if pass == 0 {
				return "", err
			}
			return path, nil // "%25" became a lone "%", which stands for itself
		}
		if decoded == path {
			return path, nil
		}
		path = decoded
	}
	return "", ErrTooDeep
}
