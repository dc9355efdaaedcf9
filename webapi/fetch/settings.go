package fetch

import (
	"net/http"

	"runner/webapi/js"
	"runner/webapi/url"
)

// settings are what the embedder decides for one runtime.
type settings struct {
	transport http.RoundTripper
	base      *url.Record
}

var settingsLocal = js.NewLocal(func(*js.Runtime) *settings { return &settings{} })

// SetTransport makes fetch() of one runtime send its requests through t instead
// of the network. t sees each request of a redirect chain, with a body that is
// not decoded.
func SetTransport(rt *js.Runtime, t http.RoundTripper) { settingsLocal.Of(rt).transport = t }

// SetBaseURL sets what relative URLs are relative to. Without one they are
// refused, as on every server.
func SetBaseURL(rt *js.Runtime, base *url.Record) { settingsLocal.Of(rt).base = base }

// parseURL parses a URL that a script gave, or throws.
func parseURL(rt *js.Runtime, s string) *url.Record {
	u, err := url.Parse(s, settingsLocal.Of(rt).base)
	if err != nil {
		rt.ThrowTypeError("Failed to parse URL from %s", s)
	}
	return u
}
