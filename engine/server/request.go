package server

import (
	"io"
	"net"
	"net/http"
	"slices"
	"strings"

	"runner/loader/route"
	"runner/webapi/dom"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// target is where a request wants to go, as the URL standard reads it: dots are
// resolved and the host is in lower case. What is encoded stays so.
type target struct {
	origin string // "http://localhost:4321"
	path   string // "/a%20b"
	query  string // "?c=d", or ""
}

// targetOf reads the request line and the Host header.
func targetOf(r *http.Request) target {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	host := r.Host
	if host == "" {
		host = "localhost"
	}
	if plainHost(host) && plainTarget(r.RequestURI) {
		path, query := r.RequestURI, ""
		if at := strings.IndexByte(path, '?'); at >= 0 {
			path, query = path[:at], path[at:]
		}
		return target{scheme + host, path, query}
	}
	record, err := url.Parse(scheme+host+originForm(r.RequestURI), nil)
	if err != nil {
		if record, err = url.Parse(scheme+"localhost"+originForm(r.RequestURI), nil); err != nil {
			return target{scheme + "localhost", "/", ""}
		}
	}
	return target{record.Origin(), record.Pathname(), record.Search()}
}

// originForm is the target without scheme and host, which a proxy may leave in.
func originForm(uri string) string {
	if strings.HasPrefix(uri, "/") {
		return uri
	}
	if u, err := url.Parse(uri, nil); err == nil {
		return u.Pathname() + u.Search()
	}
	return "/"
}

// plainHost reports a host that the URL standard would leave as it is.
func plainHost(host string) bool {
	letters := false
	for i := 0; i < len(host); i++ {
		switch c := host[i]; {
		case 'a' <= c && c <= 'z' || c == '-':
			letters = true
		case '0' <= c && c <= '9' || c == '.':
		case c == ':':
			return letters && plainPort(host[i+1:])
		default:
			return false
		}
	}
	return letters && !strings.HasPrefix(host, "xn--")
}

func plainPort(port string) bool {
	for i := 0; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' {
			return false
		}
	}
	return port != "" && port[0] != '0' && len(port) < 5 && port != "80" && port != "443"
}

// plainTarget reports a request target that the URL standard would leave as it
// is: no dots to resolve, nothing to encode, no empty query.
func plainTarget(uri string) bool {
	if uri == "" || uri[0] != '/' {
		return false
	}
	for i := 0; i < len(uri); i++ {
		switch c := uri[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '.':
			if uri[i-1] == '/' || uri[i-1] == '.' {
				return false
			}
		case c == '/', c == '-', c == '_', c == '~', c == '=', c == '&', c == '+', c == ',', c == '@', c == ':':
		case c == '?':
			if i == len(uri)-1 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// request makes the Request that the endpoint sees. Everything in it is made
// when it is first touched.
func (x *exchange) request() *fetch.Request {
	r := x.r
	t := &x.q.target
	init := fetch.RequestInit{
		Method:  r.Method,
		URL:     t.origin + t.path + t.query,
		Headers: func() *fetch.Headers { return requestHeaders(r) },
		Signal:  x.signal.of,
	}
	switch {
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
	case x.q.body != nil:
		init.Body = fetch.BodyFromBytes(x.q.body)
	default:
		init.Body = fetch.BodyFromReader(r.Body, r.ContentLength)
	}
	return fetch.NewRequest(init)
}

// smallBody is up to which size a body is read before the endpoint is asked. It
// has mostly come along with the headers, and reading it here spares the
// endpoint a turn of the loop and the loop a goroutine.
const smallBody = 64 << 10

// prefetch reads a small body of known length. It reports false when the body
// did not arrive whole.
func (q *request) prefetch(r *http.Request) bool {
	if r.ContentLength <= 0 || r.ContentLength > smallBody || r.Header.Get("Expect") != "" || q.body != nil {
		return true
	}
	body := make([]byte, r.ContentLength)
	if _, err := io.ReadFull(r.Body, body); err != nil {
		return false
	}
	q.body = body
	return true
}

// URL implements [endpoint.Peer]: ctx.url is like the request's, with the path decoded as the router
// saw it, so that a check of ctx.url.pathname cannot be tricked by encoding.
func (x *exchange) URL() *url.Record {
	t := &x.q.target
	base := ""
	if path, ok := route.StripBase(t.path, x.server.site.Config.Base); ok && path != t.path {
		base = strings.TrimSuffix(x.server.site.Config.Base, "/")
	}
	if path := x.q.path; t.query == "" && path != "" && path[len(path)-1] <= ' ' {
		// The parser would take it for a mistake at the end of a URL.
		if record, err := url.Parse(t.origin, nil); err == nil {
			record.SetPathname(base + path)
			return record
		}
	}
	record, err := url.Parse(t.origin+base+x.q.path+t.query, nil)
	if err != nil { // cannot be: an origin and an absolute path
		record, _ = url.Parse("http://localhost/", nil)
	}
	return record
}

// requestHeaders makes a header list of what came over the wire: names in lower
// case, values of repeated fields kept apart, cookies in one, host included.
func requestHeaders(r *http.Request) *fetch.Headers {
	h := fetch.NewHeaders(fetch.GuardRequest)
	names := make([]string, 0, len(r.Header)+1)
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	if r.Host != "" {
		h.Append("host", r.Host)
	}
	for _, name := range names {
		lower := strings.ToLower(name)
		values := r.Header[name]
		if lower == "cookie" && len(values) > 1 {
			values = []string{strings.Join(values, "; ")}
		}
		for _, value := range values {
			h.Append(lower, value)
		}
	}
	return h
}

// clientAddress is the peer's address without the port.
func clientAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// signal is request.signal, made when a script asks for it.
type signal struct{ made *dom.AbortSignal }

func (s *signal) of(rt *js.Runtime) *dom.AbortSignal {
	if s.made == nil {
		s.made = dom.NewAbortSignal(rt)
	}
	return s.made
}

// abort tells the endpoint that nobody waits any more.
func (x *exchange) abort(name, message string) {
	x.worker.Loop.Post(func() {
		x.worker.Own(&x.owner)
		x.gone = true
		if s := x.signal.made; s != nil {
			s.Abort(x.worker.Runtime, x.worker.DOMException(name, "%s", message))
		}
		if x.settled && !x.streaming && x.answer.body != nil {
			x.cancel(x.answer.body) // the answer came too late
		}
	})
}
