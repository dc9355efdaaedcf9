package fetch

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/http/httpguts"

	"runner/webapi/dom"
	"runner/webapi/js"
)

// requestInit is a RequestInit dictionary (Fetch, 5.4), converted.
type requestInit struct {
	body                                goja.Value // nil when absent or null
	headers                             []Header
	cache, credentials, duplex          string
	integrity, mode, redirect, referrer string
	referrerPolicy                      string
	method                              string
	signal                              *dom.AbortSignal
	keepalive                           bool

	any                                          bool // a member other than the body's is there
	headersSet, signalSet, keepaliveSet          bool
	integritySet, referrerSet, referrerPolicySet bool
}

// The enumerations of Fetch, 5.4, and of Referrer Policy, 3.
var (
	requestModes       = []string{"navigate", "same-origin", "no-cors", "cors"}
	requestCredentials = []string{"omit", "same-origin", "include"}
	requestCaches      = []string{"default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"}
	requestRedirects   = []string{"follow", "error", "manual"}
	requestDuplexes    = []string{"half"}
	requestPriorities  = []string{"high", "low", "auto"}
	referrerPolicies   = []string{"", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
		"origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url"}
)

// readRequestInit converts the members in the order that WebIDL asks for, by
// name.
func readRequestInit(c js.Call, v goja.Value) requestInit {
	var init requestInit
	o := c.Dictionary(v, "The init of a Request")
	if o == nil {
		return init
	}
	if v, ok := js.Member(o, "body"); ok && !goja.IsNull(v) {
		init.body = v
	}
	enum := func(name string, values []string) string {
		v, ok := js.Member(o, name)
		if !ok {
			return ""
		}
		init.any = true
		s := c.String(v)
		if !slices.Contains(values, s) {
			c.ThrowTypeError("Request constructor: %q is not a valid value for %s: it must be one of %s.", s, name, strings.Join(values, ", "))
		}
		return s
	}
	init.cache = enum("cache", requestCaches)
	init.credentials = enum("credentials", requestCredentials)
	init.duplex = enum("duplex", requestDuplexes)
	if v, ok := js.Member(o, "headers"); ok {
		init.headers, init.headersSet, init.any = readHeadersInit(c, v), true, true
	}
	if v, ok := js.Member(o, "integrity"); ok {
		init.integrity, init.integritySet, init.any = c.String(v), true, true
	}
	if v, ok := js.Member(o, "keepalive"); ok {
		init.keepalive, init.keepaliveSet, init.any = v.ToBoolean(), true, true
	}
	if v, ok := js.Member(o, "method"); ok {
		init.method, init.any = c.ByteString(v), true
		if init.method == "" {
			c.ThrowTypeError("'' is not a valid HTTP method.")
		}
	}
	init.mode = enum("mode", requestModes)
	enum("priority", requestPriorities)
	init.redirect = enum("redirect", requestRedirects)
	if v, ok := js.Member(o, "referrer"); ok {
		init.referrer, init.referrerSet, init.any = c.String(v), true, true
	}
	if _, ok := js.Member(o, "referrerPolicy"); ok {
		init.referrerPolicy, init.referrerPolicySet = enum("referrerPolicy", referrerPolicies), true
	}
	if v, ok := js.Member(o, "signal"); ok {
		init.readSignal(c, v)
	}
	if v, ok := js.Member(o, "window"); ok {
		if !goja.IsNull(v) {
			c.ThrowTypeError("Request constructor: 'window' option can only be null.")
		}
		init.any = true
	}
	return init
}

func (init *requestInit) readSignal(c js.Call, v goja.Value) {
	init.signalSet, init.any = true, true
	if goja.IsNull(v) {
		return
	}
	signal, ok := js.State[*dom.AbortSignal](v)
	if !ok {
		c.ThrowTypeError("Request constructor: member signal is not of type AbortSignal.")
	}
	init.signal = signal
}

// apply sets what the dictionary says on a request that has the defaults, or
// the values of the request it is made from.
func (init *requestInit) apply(c js.Call, r *Request) {
	if init.any && r.Mode == "navigate" {
		r.Mode = "same-origin"
	}
	if init.any {
		r.Referrer, r.ReferrerPolicy = "", ""
	}
	if init.referrerSet {
		r.Referrer = init.parseReferrer(c)
	}
	if init.referrerPolicySet {
		r.ReferrerPolicy = init.referrerPolicy
	}
	if init.mode == "navigate" {
		c.ThrowTypeError("Request constructor: the mode 'navigate' is not allowed.")
	}
	override(&r.Mode, init.mode)
	override(&r.Credentials, init.credentials)
	override(&r.Cache, init.cache)
	if r.Cache == "only-if-cached" && r.Mode != "same-origin" {
		c.ThrowTypeError("Request constructor: 'only-if-cached' can be set only with the mode 'same-origin'.")
	}
	override(&r.Redirect, init.redirect)
	if init.integritySet {
		r.Integrity = init.integrity
	}
	if init.keepaliveSet {
		r.Keepalive = init.keepalive
	}
	if init.method != "" {
		r.Method = requestMethod(c, init.method)
	}
	if r.Mode == "no-cors" && r.Method != "GET" && r.Method != "HEAD" && r.Method != "POST" {
		c.ThrowTypeError("Request constructor: '%s' cannot be used with the mode 'no-cors'.", r.Method)
	}
}

func override(field *string, value string) {
	if value != "" {
		*field = value
	}
}

// noReferrer is a request's referrer when there is none to send.
const noReferrer = "no-referrer"

// parseReferrer returns a request's referrer. There is no origin
// that a referrer could be on, so every URL stands.
func (init *requestInit) parseReferrer(c js.Call) string {
	switch init.referrer {
	case "":
		return noReferrer
	case "about:client":
		return ""
	}
	return parseURL(c.Runtime, init.referrer).Href()
}

// requestMethod validates and normalizes a method (Fetch, 2.2.1).
func requestMethod(c js.Call, method string) string {
	if !httpguts.ValidHeaderFieldName(method) { // both are tokens
		c.ThrowTypeError("%q is not a valid HTTP method.", method)
	}
	switch upper := strings.ToUpper(method); upper {
	case "CONNECT", "TRACE", "TRACK":
		c.ThrowTypeError("%q HTTP method is unsupported.", method)
	case "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT":
		return upper
	}
	return method
}
