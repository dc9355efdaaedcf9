package fetch

import (
	"net/http"

	"github.com/dop251/goja"

	"runner/webapi/dom"
	"runner/webapi/js"
)

// Request is a request (Fetch, 2.2.5) and the state of a JavaScript Request
// object. What a script may never ask for is made when it does.
type Request struct {
	js.Base
	Method string
	URL    string // serialised, with its fragment
	Body   *Body  // nil when there is none

	// As their attributes show them, except that "" is the default and a
	// Referrer of "no-referrer" shows as nothing.
	Mode, Credentials, Cache, Redirect, Referrer, ReferrerPolicy, Integrity string
	Keepalive                                                               bool

	headers     *Headers
	makeHeaders func() *Headers
	signal      *dom.AbortSignal
	makeSignal  func(*js.Runtime) *dom.AbortSignal
	follows     *dom.AbortSignal // what the signal depends on
}

// RequestInit is what [NewRequest] makes a request of.
type RequestInit struct {
	Method string
	URL    string // serialised

	// Headers gives the header list when a script first touches it. nil means
	// none.
	Headers func() *Headers

	Body *Body // may be nil

	// Signal gives the signal, never nil, when it is first needed. Without it
	// the request has one that never aborts.
	Signal func(*js.Runtime) *dom.AbortSignal
}

// NewRequest makes a request from Go, as the server does for what came over the
// wire.
func NewRequest(init RequestInit) *Request {
	return &Request{Method: init.Method, URL: init.URL, Body: init.Body, makeHeaders: init.Headers, makeSignal: init.Signal}
}

// Headers returns the header list.
func (r *Request) Headers() *Headers {
	if r.headers == nil {
		if r.makeHeaders != nil {
			r.headers, r.makeHeaders = r.makeHeaders(), nil
		}
		if r.headers == nil {
			r.headers = &Headers{Guard: GuardRequest}
		}
	}
	return r.headers
}

// Signal returns the signal of the request.
func (r *Request) Signal(rt *js.Runtime) *dom.AbortSignal {
	if r.signal == nil {
		switch {
		case r.makeSignal != nil:
			r.signal, r.makeSignal = r.makeSignal(rt), nil
		case r.follows != nil:
			r.signal = dom.AnyAbortSignal(rt, r.follows)
		default:
			r.signal = dom.NewAbortSignal(rt)
		}
	}
	return r.signal
}

// aborter returns the signal that can abort the request, or nil when there is
// none: what nobody can reach need not be made.
func (r *Request) aborter(rt *js.Runtime) *dom.AbortSignal {
	switch {
	case r.signal != nil:
		return r.signal
	case r.makeSignal != nil:
		return r.Signal(rt)
	}
	return r.follows
}

// RequestClass is the Request interface (Fetch, 5.4).
var RequestClass = js.Define(js.Class[*Request]{
	Name:      "Request",
	Length:    1,
	Construct: func(c js.Call) *Request { return constructRequest(c, c.Arg(0), c.Arg(1)) },
	Attributes: append([]js.Attribute[*Request]{
		{Name: "method", Get: func(c js.Call, r *Request) goja.Value { return c.ToValue(r.Method) }},
		{Name: "url", Get: func(c js.Call, r *Request) goja.Value { return c.ToValue(r.URL) }},
		{Name: "headers", Get: func(c js.Call, r *Request) goja.Value { return c.Wrap(r.Headers()) }},
		requestText("destination", func(*Request) string { return "" }, ""),
		{Name: "referrer", Get: requestReferrer},
		requestText("referrerPolicy", func(r *Request) string { return r.ReferrerPolicy }, ""),
		requestText("mode", func(r *Request) string { return r.Mode }, "cors"),
		requestText("credentials", func(r *Request) string { return r.Credentials }, "same-origin"),
		requestText("cache", func(r *Request) string { return r.Cache }, "default"),
		requestText("redirect", func(r *Request) string { return r.Redirect }, "follow"),
		requestText("integrity", func(r *Request) string { return r.Integrity }, ""),
		{Name: "keepalive", Get: func(c js.Call, r *Request) goja.Value { return c.ToValue(r.Keepalive) }},
		{Name: "isReloadNavigation", Get: func(c js.Call, r *Request) goja.Value { return c.ToValue(false) }},
		{Name: "isHistoryNavigation", Get: func(c js.Call, r *Request) goja.Value { return c.ToValue(false) }},
		{Name: "signal", Get: func(c js.Call, r *Request) goja.Value { return c.Wrap(r.Signal(c.Runtime)) }},
		requestText("duplex", func(*Request) string { return "" }, "half"),
	}, bodyAttributes[*Request]()...),
	Methods: append([]js.Method[*Request]{
		{Name: "clone", Call: requestClone},
	}, bodyMethods[*Request]()...),
})

// Class implements [js.Native].
func (*Request) Class() js.Definer { return RequestClass }

func (r *Request) ownBody() *Body { return r.Body }

func (r *Request) ownHeaders() *Headers { return r.Headers() }

// requestText is an attribute that shows a string, or its default.
func requestText(name string, get func(*Request) string, unset string) js.Attribute[*Request] {
	return js.Attribute[*Request]{Name: name, Get: func(c js.Call, r *Request) goja.Value {
		if v := get(r); v != "" {
			return c.ToValue(v)
		}
		return c.ToValue(unset)
	}}
}

// constructRequest is the constructor (Fetch, 5.4), also for fetch().
func constructRequest(c js.Call, input, v goja.Value) *Request {
	source, isRequest := js.State[*Request](input)
	var url string
	if !isRequest {
		url = c.String(input)
	}
	init := readRequestInit(c, v)

	r := &Request{Method: http.MethodGet}
	if isRequest {
		r.copyFrom(source)
	} else {
		u := parseURL(c.Runtime, url)
		if u.HasCredentials() {
			c.ThrowTypeError("Request cannot be constructed from a URL that includes credentials: %s", url)
		}
		r.URL = u.Href()
	}
	init.apply(c, r)
	if init.signalSet {
		r.follows = init.signal
	} else if isRequest {
		r.follows = source.aborter(c.Runtime)
	}
	if init.headersSet {
		r.headers = &Headers{Guard: GuardRequest}
		r.headers.fill(c, init.headers)
	}
	r.setBody(c, source, init)
	return r
}

// copyFrom takes over what the constructor takes over from another request.
func (r *Request) copyFrom(source *Request) {
	r.Method, r.URL = source.Method, source.URL
	r.Mode, r.Credentials, r.Cache, r.Redirect = source.Mode, source.Credentials, source.Cache, source.Redirect
	r.Referrer, r.ReferrerPolicy, r.Integrity, r.Keepalive = source.Referrer, source.ReferrerPolicy, source.Integrity, source.Keepalive
	r.makeHeaders = func() *Headers {
		h := source.Headers().clone()
		h.Guard = GuardRequest
		return h
	}
}

// setBody is the part of the constructor about bodies.
func (r *Request) setBody(c js.Call, source *Request, init requestInit) {
	var input *Body
	if source != nil {
		input = source.Body
	}
	if (init.body != nil || input != nil) && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		c.ThrowTypeError("Request with a GET or HEAD method cannot have a body.")
	}
	if init.body != nil {
		var contentType string
		r.Body, contentType = extractBody(c.Runtime, init.body, new(Body))
		if init.keepalive && r.Body.source == sourceStream {
			c.ThrowTypeError("A request with keepalive cannot have a stream as its body")
		}
		if contentType != "" && !r.Headers().Has("content-type") {
			r.Headers().Append("content-type", contentType)
		}
		if r.Body.source == sourceStream && init.duplex == "" {
			c.ThrowTypeError("RequestInit: the option duplex: 'half' is required when the body is a stream.")
		}
		return
	}
	if input == nil {
		return
	}
	if input.unusable() {
		c.ThrowTypeError("Cannot construct a Request with a Request object that has already been used.")
	}
	r.Headers() // before the source can change them
	r.Body = input.move(c.Runtime)
}

func requestReferrer(c js.Call, r *Request) goja.Value {
	switch r.Referrer {
	case "":
		return c.ToValue("about:client")
	case noReferrer:
		return c.ToValue("")
	}
	return c.ToValue(r.Referrer)
}

func requestClone(c js.Call, r *Request) goja.Value {
	if r.Body != nil && r.Body.unusable() {
		throwUnusable(c.Runtime, r.Body)
	}
	twin := &Request{}
	twin.copyFrom(r)
	guard := r.Headers().Guard
	twin.headers = r.Headers().clone()
	twin.headers.Guard = guard
	if r.Body != nil {
		twin.Body = r.Body.clone(c.Runtime)
	}
	twin.follows = r.aborter(c.Runtime)
	return c.Wrap(twin)
}

var _ js.Native = (*Request)(nil)
