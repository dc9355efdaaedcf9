package endpoint

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// cookieHeader is a Set-Cookie header in the making (RFC 6265, 4.1).
type cookieHeader struct {
	name, value                   string
	maxAge                        *int64
	domain, path, expires         string
	httpOnly, secure, partitioned bool
	sameSite                      string
	encode                        goja.Callable
}

var (
	cookieName   = regexp.MustCompile(`^[\x21-\x3A\x3C\x3E-\x7E]+$`)
	cookieValue  = regexp.MustCompile(`^[\x21-\x3A\x3C-\x7E]*$`)
	cookieDomain = regexp.MustCompile(`(?i)^\.?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$`)
	cookiePath   = regexp.MustCompile(`^[\x20-\x3A\x3C-\x7E]*$`)
	// cookiePlain is a value that goes out as it is; any other is percent-encoded.
	cookiePlain = regexp.MustCompile(`^[\x21\x23-\x24\x26-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$`)
)

// read takes the options of cookies.set and cookies.delete.
func (h *cookieHeader) read(c js.Call, options *goja.Object) {
	if v, ok := js.Member(options, "maxAge"); ok {
		f := v.ToFloat()
		if f != float64(int64(f)) {
			c.ThrowTypeError("option maxAge is invalid: %v", v)
		}
		age := int64(f)
		h.maxAge = &age
	}
	if v, ok := js.Member(options, "domain"); ok {
		if h.domain = c.String(v); !cookieDomain.MatchString(h.domain) {
			c.ThrowTypeError("cookie domain is invalid: %s", h.domain)
		}
	}
	if v, ok := js.Member(options, "path"); ok {
		if h.path = c.String(v); !cookiePath.MatchString(h.path) {
			c.ThrowTypeError("cookie path is invalid: %s", h.path)
		}
	}
	if v, ok := js.Member(options, "expires"); ok {
		h.expires = expires(c, v)
	}
	for _, flag := range []struct {
		name string
		to   *bool
	}{{"httpOnly", &h.httpOnly}, {"secure", &h.secure}, {"partitioned", &h.partitioned}} {
		if v, ok := js.Member(options, flag.name); ok {
			*flag.to = v.ToBoolean()
		}
	}
	if v, ok := js.Member(options, "sameSite"); ok {
		h.sameSite = sameSite(c, v)
	}
	if v, ok := js.Member(options, "encode"); ok {
		h.encode, ok = goja.AssertFunction(v)
		if !ok {
			c.ThrowTypeError("option encode is not a function")
		}
	}
}

// expires is the UTC text of a Date in the years that a cookie can say.
func expires(c js.Call, v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Date" {
		c.ThrowTypeError("option expires is invalid: %v is not a Date", v)
	}
	text, _ := goja.AssertFunction(o.Get("toUTCString"))
	s := c.Call(text, o).String()
	if s == "Invalid Date" {
		c.ThrowTypeError("option expires is invalid: %s", s)
	}
	return s
}

func sameSite(c js.Call, v goja.Value) string {
	if !goja.IsString(v) {
		if !v.ToBoolean() {
			return ""
		}
		v = c.ToValue("strict")
	}
	switch s := strings.ToLower(c.String(v)); s {
	case "strict":
		return "Strict"
	case "lax":
		return "Lax"
	case "none":
		return "None"
	}
	c.ThrowTypeError("option sameSite is invalid: %s", c.String(v))
	return ""
}

// format writes the header, its attributes in Astro's order.
func (h *cookieHeader) format(c js.Call) string {
	if !cookieName.MatchString(h.name) {
		c.ThrowTypeError("cookie name is invalid: %s", h.name)
	}
	value := h.value
	switch {
	case h.encode != nil:
		value = c.String(c.Call(h.encode, goja.Undefined(), c.ToValue(value)))
	case !cookiePlain.MatchString(value):
		value = encodeURIComponent(c.Runtime, value)
	}
	if !cookieValue.MatchString(value) {
		c.ThrowTypeError("cookie val is invalid: %s", h.value)
	}
	var b strings.Builder
	b.WriteString(h.name + "=" + value)
	if h.maxAge != nil {
		fmt.Fprintf(&b, "; Max-Age=%d", *h.maxAge)
	}
	for _, a := range []struct{ name, value string }{{"Domain", h.domain}, {"Path", h.path}, {"Expires", h.expires}} {
		if a.value != "" {
			b.WriteString("; " + a.name + "=" + a.value)
		}
	}
	for _, a := range []struct {
		name string
		set  bool
	}{{"HttpOnly", h.httpOnly}, {"Secure", h.secure}, {"Partitioned", h.partitioned}} {
		if a.set {
			b.WriteString("; " + a.name)
		}
	}
	if h.sameSite != "" {
		b.WriteString("; SameSite=" + h.sameSite)
	}
	return b.String()
}
