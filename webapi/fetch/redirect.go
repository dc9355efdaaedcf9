package fetch

import (
	"net/http"
	"slices"

	"runner/webapi/url"
)

const maxRedirects = 20 // Fetch, 4.4

// redirect is "HTTP-redirect fetch" (Fetch, 4.4): it reports whether another
// request is to be sent, and prepares it.
//
// With the mode "manual" the script gets the response as it is; a browser would
// hide it, which makes no sense on a server.
func (f *fetching) redirect(res *http.Response) (again bool, err error) {
	if !redirectStatus(res.StatusCode) {
		return false, nil
	}
	switch f.request.Redirect {
	case "error":
		return false, &NetworkError{Message: "unexpected redirect"}
	case "manual":
		return false, nil
	}
	location, ok := res.Header["Location"]
	if !ok {
		return false, nil
	}
	next, err := url.Parse(location[0], f.url)
	if err != nil || len(location) > 1 && slices.ContainsFunc(location, func(v string) bool { return v != location[0] }) {
		return false, &NetworkError{Message: "the redirect has an invalid location"}
	}
	if next.Scheme != "http" && next.Scheme != "https" {
		return false, &NetworkError{Message: "URL scheme must be a HTTP(S) scheme"}
	}
	if f.redirects == maxRedirects {
		return false, &NetworkError{Message: "redirect count exceeded"}
	}
	if !next.HasFragment && f.url.HasFragment {
		next = next.Clone()
		next.SetHash(f.url.Hash())
	}
	sameOrigin := next.Origin() == f.url.Origin()
	if next.HasCredentials() && !sameOrigin {
		return false, &NetworkError{Message: "cross origin redirect to a URL with credentials"}
	}
	status := res.StatusCode
	if status != http.StatusSeeOther && f.upload != nil && !f.upload.replayable() {
		return false, &NetworkError{Message: "the body is a stream, which cannot be sent again after a redirect"}
	}
	if (status == 301 || status == 302) && f.method == http.MethodPost ||
		status == 303 && f.method != http.MethodGet && f.method != http.MethodHead {
		f.method, f.upload = http.MethodGet, nil
		f.dropHeader("content-encoding", "content-language", "content-location", "content-type", "content-length")
	}
	if !sameOrigin {
		f.dropHeader("authorization", "proxy-authorization", "cookie", "host")
	}
	f.url = next
	f.redirects++
	return true, nil
}

func (f *fetching) dropHeader(names ...string) {
	f.header = slices.DeleteFunc(slices.Clone(f.header), func(h Header) bool { return slices.Contains(names, h.Name) })
}
