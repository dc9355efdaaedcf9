package endpoint

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/fetch"
	"runner/webapi/js"
)

// Cookies is ctx.cookies (Astro docs, "cookies"): it reads the request's Cookie
// header and collects what the response will set.
type Cookies struct {
	js.Base
	header string
	parsed map[string]string // nil until the first read
	out    []outgoing
}

// outgoing is one cookie that the response sets. Setting a name again keeps the
// place of the first.
type outgoing struct {
	name    string
	value   string // as get() shows it
	text    string // the Set-Cookie header
	deleted bool
}

// Cookie is what ctx.cookies.get returns.
type Cookie struct {
	js.Base
	value string
}

// CookiesClass is AstroCookies.
var CookiesClass = js.Define(js.Class[*Cookies]{
	Name: "AstroCookies",
	Methods: []js.Method[*Cookies]{
		{Name: "get", Length: 1, Call: cookiesGet},
		{Name: "has", Length: 1, Call: cookiesHas},
		{Name: "set", Length: 2, Call: cookiesSet},
		{Name: "delete", Length: 1, Call: cookiesDelete},
		{Name: "headers", Call: cookiesHeaders},
		{Name: "merge", Length: 1, Call: cookiesMerge},
	},
})

// CookieClass is AstroCookie.
var CookieClass = js.Define(js.Class[*Cookie]{
	Name: "AstroCookie",
	Attributes: []js.Attribute[*Cookie]{
		{Name: "value", Get: func(c js.Call, k *Cookie) goja.Value { return c.ToValue(k.value) }},
	},
	Methods: []js.Method[*Cookie]{
		{Name: "json", Call: func(c js.Call, k *Cookie) goja.Value { return parseJSON(c.Runtime, k.value) }},
		{Name: "number", Call: func(c js.Call, k *Cookie) goja.Value { return c.ToValue(k.value).ToNumber() }},
		{Name: "boolean", Call: func(c js.Call, k *Cookie) goja.Value {
			return c.ToValue(k.value != "" && k.value != "false" && k.value != "0")
		}},
	},
})

// Class implements [js.Native].
func (*Cookies) Class() js.Definer { return CookiesClass }

// Class implements [js.Native].
func (*Cookie) Class() js.Definer { return CookieClass }

// SetCookie returns the Set-Cookie headers, in the order of first setting.
func (k *Cookies) SetCookie() []string {
	var headers []string
	for _, o := range k.out {
		headers = append(headers, o.text)
	}
	return headers
}

func (c *context) cookies() goja.Value {
	if c.x.Cookies == nil {
		header := ""
		if !c.x.Prerendering {
			header, _ = c.x.Request.Headers().Get("cookie")
		}
		c.x.Cookies = &Cookies{header: header}
	}
	return c.app.Wrap(c.x.Cookies)
}

// rewritten makes the cookies of a rewritten request: what was set stays set.
func (k *Cookies) rewritten(r *fetch.Request) *Cookies {
	if k == nil {
		return nil
	}
	header, _ := r.Headers().Get("cookie")
	return &Cookies{header: header, out: slices.Clone(k.out)}
}

// parse reads the Cookie header: the first of a name counts, quotes stay.
func (k *Cookies) parse() map[string]string {
	if k.parsed != nil {
		return k.parsed
	}
	k.parsed = map[string]string{}
	for part := range strings.SplitSeq(k.header, ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		name = strings.Trim(name, " \t")
		if _, taken := k.parsed[name]; !taken {
			k.parsed[name] = strings.Trim(value, " \t")
		}
	}
	return k.parsed
}

func (k *Cookies) find(name string) *outgoing {
	for i := range k.out {
		if k.out[i].name == name {
			return &k.out[i]
		}
	}
	return nil
}

func (k *Cookies) put(o outgoing) {
	if old := k.find(o.name); old != nil {
		*old = o
		return
	}
	k.out = append(k.out, o)
}

func cookiesGet(c js.Call, k *Cookies) goja.Value {
	name := c.String(c.Arg(0))
	if o := k.find(name); o != nil {
		if o.deleted {
			return goja.Undefined()
		}
		return c.Wrap(&Cookie{value: o.value})
	}
	raw := k.parse()[name]
	if raw == "" {
		return goja.Undefined()
	}
	value := raw
	if decode, ok := js.Member(c.Dictionary(c.Arg(1), "The options of cookies.get()"), "decode"); ok {
		f, isFunction := goja.AssertFunction(decode)
		if !isFunction {
			c.ThrowTypeError("cookies.get(): the option decode is not a function")
		}
		value = c.String(c.Runtime.Call(f, goja.Undefined(), c.ToValue(raw)))
	} else {
		value = decodeURIComponent(c.Runtime, raw)
	}
	return c.Wrap(&Cookie{value: value})
}

func cookiesHas(c js.Call, k *Cookies) goja.Value {
	name := c.String(c.Arg(0))
	if o := k.find(name); o != nil {
		return c.ToValue(!o.deleted)
	}
	_, ok := k.parse()[name]
	return c.ToValue(ok)
}

func cookiesSet(c js.Call, k *Cookies) goja.Value {
	name := c.String(c.Arg(0))
	value := cookieText(c, c.Arg(1))
	options := c.Dictionary(c.Arg(2), "The options of cookies.set()")
	text := cookieHeader{name: name, value: value}
	text.read(c, options)
	k.put(outgoing{name: name, value: value, text: text.format(c)})
	return goja.Undefined()
}

func cookiesDelete(c js.Call, k *Cookies) goja.Value {
	name := c.String(c.Arg(0))
	text := cookieHeader{name: name, value: "deleted"}
	text.read(c, c.Dictionary(c.Arg(1), "The options of cookies.delete()"))
	text.maxAge, text.encode = nil, nil
	text.expires = time.Unix(0, 0).UTC().Format(http.TimeFormat)
	k.put(outgoing{name: name, text: text.format(c), deleted: true})
	return goja.Undefined()
}

func cookiesHeaders(c js.Call, k *Cookies) goja.Value {
	headers := c.NewArray()
	for i, text := range k.SetCookie() {
		_ = headers.Set(c.ToValue(i).String(), text)
	}
	values, _ := goja.AssertFunction(headers.GetSymbol(goja.SymIterator))
	return c.Call(values, headers)
}

func cookiesMerge(c js.Call, k *Cookies) goja.Value {
	other, ok := js.State[*Cookies](c.Arg(0))
	if !ok {
		c.ThrowTypeError("cookies.merge(): the argument is not an AstroCookies")
	}
	for _, o := range other.out {
		k.put(o)
	}
	return goja.Undefined()
}

// cookieText is the string form of a cookie's value: JSON for objects without a
// text form of their own.
func cookieText(c js.Call, v goja.Value) string {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		c.ThrowTypeError("cookies.set(): the value is %v; expected a string, or a value with a text or JSON form", v)
	}
	text := c.String(v)
	if _, isObject := v.(*goja.Object); isObject && text == "[object Object]" {
		return stringifyJSON(c.Runtime, v)
	}
	return text
}
