package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	neturl "net/url"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/url"
)

// Client is how the other interfaces that speak HTTP, WebSocket and EventSource,
// reach the network: through the transport that fetch() of the same runtime
// uses. Its methods run off the loop.
type Client struct{ transport http.RoundTripper }

// NewClient returns the client of a runtime. It is called on the loop.
func NewClient(rt *js.Runtime) *Client {
	if t := settingsLocal.Of(rt).transport; t != nil {
		return &Client{t}
	}
	return &Client{network()}
}

// RoundTrip sends req to u, whatever URL req has, and follows no redirect. A user
// and password in u become its Authorization.
func (c *Client) RoundTrip(u *url.Record, req *http.Request) (*http.Response, error) {
	if err := Refused(u); err != nil {
		return nil, err
	}
	req.URL = requestURL(u)
	if req.Host == "" {
		req.Host = u.HostPort()
	}
	if _, ok := req.Header["Authorization"]; !ok && u.HasCredentials() {
		req.Header["Authorization"] = []string{basicAuthorization(u)}
	}
	return c.transport.RoundTrip(req)
}

// Get fetches u with the fields in the header, and follows redirects. The body of
// the response is decoded; final is the URL that it came from.
func (c *Client) Get(ctx context.Context, u *url.Record, fields []Header) (res *http.Response, final *url.Record, err error) {
	f := &fetching{request: &Request{Redirect: "follow"}, ctx: ctx, method: http.MethodGet, header: fields, url: u}
	if res, err = f.exchange(c.transport); err != nil {
		return nil, nil, err
	}
	body, _, _ := decode(res)
	res.Body = decodedBody{body, res.Body}
	return res, f.url, nil
}

// decodedBody reads what is decoded and closes what is not.
type decodedBody struct {
	io.Reader
	io.Closer
}

// Explain finds out what an error of a [Client] means.
func Explain(err error) *NetworkError {
	var wrapped *neturl.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return networkError(err)
}

// Refused says why no request may be sent to u, or nil: trying again is no use.
func Refused(u *url.Record) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return &NetworkError{Message: "URL scheme must be a HTTP(S) scheme"}
	case badPort(u):
		return &NetworkError{Message: "bad port"}
	}
	return nil
}

// BaseURL returns what relative URLs are relative to, or nil.
func BaseURL(rt *js.Runtime) *url.Record { return settingsLocal.Of(rt).base }

// HeadersFrom converts a HeadersInit and validates it, or throws.
func HeadersFrom(c js.Call, init goja.Value) *Headers {
	h := &Headers{}
	h.fill(c, readHeadersInit(c, init))
	return h
}
