package route

import "strings"

// MissingParameterError is a path that cannot be generated.
type MissingParameterError struct{ Name string }

func (e *MissingParameterError) Error() string { return "Missing parameter: " + e.Name }

// Path generates the route's path from parameter values in normalisation form
// C. A name that is not in values is undefined, which only a rest parameter may
// be. One slash at either end of a value is dropped. The result is decoded,
// except that "#" and "?" are written %23 and %3F, and never ends in a slash of
// its own: see WithTrailingSlash.
//
// A value with a slash for a parameter that is not a rest one gives a path that
// the route does not match: callers check by matching it.
func (r *Route) Path(values map[string]string) (string, error) {
	var b strings.Builder
	for _, s := range r.Segments {
		if s.isRest() {
			if v := pathValue(values[s[0].Text]); v != "" {
				b.WriteByte('/')
				b.WriteString(v)
			}
			continue
		}
		b.WriteByte('/')
		for _, p := range s {
			if p.Kind == Static {
				b.WriteString(literal(p.Text))
				continue
			}
			v := pathValue(values[p.Text])
			if v == "" && p.Kind == Param {
				return "", &MissingParameterError{p.Text}
			}
			b.WriteString(v)
		}
	}
	if b.Len() == 0 {
		return "/", nil
	}
	return b.String(), nil
}

// WithTrailingSlash gives a generated path the form in which the route is
// requested: an endpoint with an extension has no slash whatever the
// configuration says.
func (r *Route) WithTrailingSlash(path string, slash TrailingSlash) string {
	if slash == Always && !r.HasExtension && !strings.HasSuffix(path, "/") {
		return path + "/"
	}
	return path
}

func pathValue(v string) string {
	v = strings.TrimPrefix(v, "/")
	v = strings.TrimSuffix(v, "/")
	return queryEscaper.Replace(v)
}

// literal is static text as it stands in a decoded path: "?" and "#" never
// occur there unescaped, and brackets that a file name must escape do.
func literal(text string) string { return literalEscaper.Replace(text) }

var (
	queryEscaper   = strings.NewReplacer("#", "%23", "?", "%3F")
	literalEscaper = strings.NewReplacer("#", "%23", "?", "%3F", "%5B", "[", "%5D", "]")
)

var _ error = (*MissingParameterError)(nil)
