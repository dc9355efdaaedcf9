package fetch

import (
	"net/http"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/jsonvalue"
)

// Response is a response (Fetch, 2.2.6) and the state of a JavaScript Response
// object.
type Response struct {
	js.Base
	Status     int
	StatusText string // a ByteString
	Headers    *Headers
	Body       *Body  // nil when there is none
	Type       string // "default", "basic", "error", …
	URL        string // without a fragment; "" when the response is not from the network
	Redirected bool

	// Decoded says that the body is not in the coding any more that the
	// content-encoding header tells. Whoever sends the response on leaves out
	// that header and content-length.
	Decoded bool

	// Most responses need one small list of headers and one body; they live
	// here, so that a response is one allocation.
	headers Headers
	first   [2]Header
	body    Body
}

// NewResponse makes a response from Go. headers and body may be nil.
func NewResponse(status int, statusText string, headers *Headers, body *Body) *Response {
	r := &Response{Status: status, StatusText: statusText, Type: "default", Headers: headers, Body: body}
	if headers == nil {
		r.emptyHeaders(GuardResponse)
	}
	return r
}

func (r *Response) emptyHeaders(guard Guard) {
	r.headers = Headers{Guard: guard, list: r.first[:0:len(r.first)]}
	r.Headers = &r.headers
}

// ResponseClass is the Response interface (Fetch, 5.5).
var ResponseClass = js.Define(js.Class[*Response]{
	Name: "Response",
	Construct: func(c js.Call) *Response {
		r := NewResponse(http.StatusOK, "", nil, nil)
		body, contentType := extractBody(c.Runtime, c.Arg(0), &r.body)
		r.initialize(c, c.Arg(1), body, contentType)
		return r
	},
	Static: []js.Function{
		{Name: "error", Call: responseError},
		{Name: "json", Length: 1, Call: responseJSON},
		{Name: "redirect", Length: 1, Call: responseRedirect},
	},
	Attributes: append([]js.Attribute[*Response]{
		{Name: "type", Get: func(c js.Call, r *Response) goja.Value { return c.ToValue(r.Type) }},
		{Name: "url", Get: func(c js.Call, r *Response) goja.Value { return c.ToValue(r.URL) }},
		{Name: "redirected", Get: func(c js.Call, r *Response) goja.Value { return c.ToValue(r.Redirected) }},
		{Name: "status", Get: func(c js.Call, r *Response) goja.Value { return c.ToValue(r.Status) }},
		{Name: "ok", Get: func(c js.Call, r *Response) goja.Value { return c.ToValue(r.Status >= 200 && r.Status <= 299) }},
		{Name: "statusText", Get: func(c js.Call, r *Response) goja.Value { return c.FromByteString(r.StatusText) }},
		{Name: "headers", Get: func(c js.Call, r *Response) goja.Value { return c.Wrap(r.Headers) }},
	}, bodyAttributes[*Response]()...),
	Methods: append([]js.Method[*Response]{
		{Name: "clone", Call: responseClone},
	}, bodyMethods[*Response]()...),
})

// Class implements [js.Native].
func (*Response) Class() js.Definer { return ResponseClass }

func (r *Response) ownBody() *Body { return r.Body }

func (r *Response) ownHeaders() *Headers { return r.Headers }

// initialize is "initialize a response" (Fetch, 5.5).
func (r *Response) initialize(c js.Call, v goja.Value, body *Body, contentType string) {
	if init := c.Dictionary(v, "The init of a Response"); init != nil {
		r.takeInit(c, init)
	}
	if body == nil {
		return
	}
	if nullBodyStatus(r.Status) {
		c.ThrowTypeError("Response with the status %d must have no body", r.Status)
	}
	r.Body = body
	if contentType != "" && !r.Headers.Has("content-type") {
		r.Headers.Append("content-type", contentType)
	}
}

// takeInit takes the members of a ResponseInit. All are converted before any is
// looked at (WebIDL, 3.2.17).
func (r *Response) takeInit(c js.Call, init *goja.Object) {
	var fields []Header
	if v, ok := js.Member(init, "headers"); ok {
		fields = readHeadersInit(c, v)
	}
	if v, ok := js.Member(init, "status"); ok {
		r.Status = int(c.Integer(v, 16, false, js.Modulo))
	}
	if v, ok := js.Member(init, "statusText"); ok {
		r.StatusText = c.ByteString(v)
	}
	if r.Status < 200 || r.Status > 599 {
		c.ThrowRangeError("The status %d is outside the range 200 to 599.", r.Status)
	}
	if !validReasonPhrase(r.StatusText) {
		c.ThrowTypeError("Invalid statusText: it holds characters that a status line cannot have.")
	}
	r.Headers.fill(c, fields)
}

// nullBodyStatus reports whether a status forbids a body (Fetch, 2.2.3).
func nullBodyStatus(status int) bool {
	switch status {
	case 101, 103, 204, 205, 304:
		return true
	}
	return false
}

// redirectStatus reports whether a status is a redirect (Fetch, 2.2.3).
func redirectStatus(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// validReasonPhrase matches the reason-phrase of HTTP (RFC 9112, 4).
func validReasonPhrase(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

func responseClone(c js.Call, r *Response) goja.Value {
	if r.Body != nil && r.Body.unusable() {
		throwUnusable(c.Runtime, r.Body)
	}
	twin := &Response{Status: r.Status, StatusText: r.StatusText, Type: r.Type, URL: r.URL, Redirected: r.Redirected, Decoded: r.Decoded}
	twin.Headers = r.Headers.clone()
	if r.Body != nil {
		twin.Body = r.Body.clone(c.Runtime)
	}
	return c.Wrap(twin)
}

func responseError(c js.Call) goja.Value {
	r := NewResponse(0, "", nil, nil)
	r.Type = "error"
	r.Headers.Guard = GuardImmutable
	return c.Wrap(r)
}

func responseRedirect(c js.Call) goja.Value {
	target, status := c.String(c.Arg(0)), http.StatusFound
	if c.Has(1) {
		status = int(c.Integer(c.Arg(1), 16, false, js.Modulo))
	}
	url := parseURL(c.Runtime, target)
	if !redirectStatus(status) {
		c.ThrowRangeError("Invalid redirect status %d: it must be 301, 302, 303, 307 or 308.", status)
	}
	r := NewResponse(status, "", nil, nil)
	r.Headers.Append("location", url.Href())
	r.Headers.Guard = GuardImmutable
	return c.Wrap(r)
}

func responseJSON(c js.Call) goja.Value {
	text, ok := jsonvalue.Stringify(c.Runtime, c.Arg(0))
	if !ok {
		c.ThrowTypeError("The value is not JSON serializable")
	}
	r := NewResponse(http.StatusOK, "", nil, nil)
	r.body = Body{memory: text, length: int64(len(text))}
	r.initialize(c, c.Arg(1), &r.body, "application/json")
	return c.Wrap(r)
}

var _ js.Native = (*Response)(nil)
