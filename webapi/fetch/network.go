package fetch

import (
	"context"
	"io"
	"net/http"
	"net/textproto"
	neturl "net/url"
	"strings"

	"runner/webapi/url"
)

// maxDrain is how much of a body that nobody wants is read, rather than closing
// the connection.
const maxDrain = 2 << 10

// overNetwork is "HTTP fetch" (Fetch, 4.3). There are no origins on a server, so
// nothing is asked of CORS, and there is no cache and no cookie jar.
func (f *fetching) overNetwork() {
	f.ctx, f.cancel = context.WithCancel(f.rt.Loop.Context())
	f.method = f.request.Method
	f.header = f.request.Headers().All()
	f.upload = f.startUpload()
	transport := settingsLocal.Of(f.rt).transport
	if transport == nil {
		transport = network()
	}
	f.rt.Loop.Go(func() func() {
		r, err := f.follow(transport)
		if err == nil {
			err = f.checkIntegrity(r)
		}
		if err != nil {
			f.cancel()
			return func() { f.fail(f.explain(err)) }
		}
		return func() { f.succeed(r) }
	})
}

// explain prefers the reason for an abort over the error that it caused.
func (f *fetching) explain(err error) error {
	if reason := f.reason.Load(); reason != nil {
		return reason
	}
	return networkError(err)
}

// follow sends the request and those that redirects ask for.
func (f *fetching) follow(transport http.RoundTripper) (*Response, error) {
	res, err := f.exchange(transport)
	if err != nil {
		return nil, err
	}
	return f.response(res)
}

// exchange is follow, for the response as it came.
func (f *fetching) exchange(transport http.RoundTripper) (*http.Response, error) {
	for {
		res, err := f.send(transport)
		if err != nil {
			return nil, err
		}
		again, err := f.redirect(res)
		if err != nil {
			res.Body.Close()
			return nil, err
		}
		if !again {
			return res, nil
		}
		// A short body is read so that the connection can be used again.
		if res.ContentLength <= maxDrain {
			_, _ = io.CopyN(io.Discard, res.Body, maxDrain)
		}
		res.Body.Close()
	}
}

// send makes one exchange ("HTTP-network fetch", Fetch, 4.6).
func (f *fetching) send(transport http.RoundTripper) (*http.Response, error) {
	if badPort(f.url) {
		return nil, &NetworkError{Message: "bad port"}
	}
	req := (&http.Request{
		Method:     f.method,
		URL:        requestURL(f.url),
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     make(http.Header, len(f.header)+4),
		Host:       f.url.HostPort(),
	}).WithContext(f.ctx)
	f.setHeader(req)
	if f.upload != nil {
		f.upload.attach(req)
	}
	return transport.RoundTrip(req)
}

// setHeader sets the header of a request: the script's, then the defaults
// (Fetch, 4.5, "HTTP-network-or-cache fetch").
func (f *fetching) setHeader(req *http.Request) {
	for _, h := range f.header {
		switch h.Name {
		case "host":
			req.Host = h.Value
		case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "content-length", "te", "trailer":
			// They are about the connection, which is not the script's. A
			// content length is taken for a stream (upload.go).
		default:
			name := textproto.CanonicalMIMEHeaderKey(h.Name)
			req.Header[name] = append(req.Header[name], h.Value)
		}
	}
	if cookies := req.Header["Cookie"]; len(cookies) > 1 {
		req.Header["Cookie"] = []string{strings.Join(cookies, "; ")}
	}
	setDefault := func(name, value string) {
		if _, ok := req.Header[name]; !ok {
			req.Header[name] = []string{value}
		}
	}
	setDefault("Accept", "*/*")
	setDefault("Accept-Language", "*")
	setDefault("User-Agent", "runner")
	if referrer := refererHeader(f.request.Referrer, f.request.ReferrerPolicy, f.url); referrer != "" {
		setDefault("Referer", referrer)
	}
	if _, ranged := req.Header["Range"]; ranged {
		setDefault("Accept-Encoding", "identity")
	} else {
		setDefault("Accept-Encoding", acceptEncoding)
	}
	if f.url.HasCredentials() { // only a redirect can bring them
		setDefault("Authorization", basicAuthorization(f.url))
	}
}

func basicAuthorization(u *url.Record) string {
	user, _ := neturl.PathUnescape(u.Username)
	password, _ := neturl.PathUnescape(u.Password)
	r := http.Request{Header: http.Header{}}
	r.SetBasicAuth(user, password)
	return r.Header.Get("Authorization")
}

// requestURL gives the transport a URL that it sends as it is serialised.
func requestURL(u *url.Record) *neturl.URL {
	target := u.Pathname()
	if u.HasQuery {
		target += "?" + u.Query
	}
	parsed, err := neturl.Parse(u.Scheme + "://" + u.HostPort() + target)
	if err == nil && parsed.RequestURI() == target {
		return parsed
	}
	// The package net/url would change or refuse it. In this form it takes the
	// whole for granted.
	return &neturl.URL{Scheme: u.Scheme, Host: u.HostPort(), Opaque: "//" + u.HostPort() + u.Pathname(), RawQuery: u.Query, ForceQuery: u.HasQuery}
}

// response makes the response that the script gets. It runs off the loop.
func (f *fetching) response(res *http.Response) (*Response, error) {
	if res.StatusCode == http.StatusSwitchingProtocols {
		res.Body.Close()
		return nil, &NetworkError{Message: "the server switched to another protocol"}
	}
	r := &Response{Status: res.StatusCode, Type: "basic", URL: f.url.HrefWithoutFragment(), Redirected: f.redirects > 0}
	if res.ProtoMajor == 1 {
		if _, text, ok := strings.Cut(res.Status, " "); ok {
			r.StatusText = text
		}
	}
	r.Headers = responseHeaders(res)
	if f.method == http.MethodHead || nullBodyStatus(res.StatusCode) {
		res.Body.Close()
		f.end()
		return r, nil
	}
	r.Body, r.Decoded = f.download(res)
	return r, nil
}

// end forgets the signal and frees the context, once the body is at its end.
func (f *fetching) end() {
	f.cancel()
	f.rt.Loop.Post(f.unlisten)
}

func responseHeaders(res *http.Response) *Headers {
	h := &Headers{Guard: GuardImmutable, list: make([]Header, 0, len(res.Header)+1)}
	for name, values := range res.Header {
		name = strings.ToLower(name)
		for _, v := range values {
			h.list = append(h.list, Header{name, v})
		}
	}
	for _, v := range res.TransferEncoding {
		h.list = append(h.list, Header{"transfer-encoding", v})
	}
	return h
}
