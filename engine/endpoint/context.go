package endpoint

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// Generator is ctx.generator. It names the Astro whose behaviour runner has.
const Generator = "Astro v7.3.5"

// context is the object that handlers receive (Astro docs, "Endpoint context").
// Its members are own enumerable properties, as in Astro, but each is made when
// it is first read: a handler that only wants params pays for nothing else.
type context struct {
	app   *App
	x     *Exchange
	known [memberCount]goja.Value
	extra map[string]goja.Value // what the script has added
	order []string

	target *target // where a rewrite inside a sequence leads to
}

// target is an endpoint and what its route captures.
type target struct {
	endpoint *loader.Endpoint
	params   []route.Value
}

// member is one property of the context.
type member struct {
	name string
	get  func(*context) goja.Value
	// set is what an assignment does; nil replaces the value.
	set func(*context, goja.Value) bool
}

// members are the context's properties in the order in which Astro 7 lists
// them.
var members = [memberCount]member{
	{name: "cookies", get: (*context).cookies, set: readOnly},
	{name: "routePattern", get: func(c *context) goja.Value { return c.app.ToValue(c.x.Endpoint.Pattern) }},
	{name: "isPrerendered", get: func(c *context) goja.Value { return c.app.ToValue(c.x.Prerendering) }},
	{name: "clientAddress", get: (*context).clientAddress, set: readOnly},
	{name: "generator", get: func(c *context) goja.Value { return c.app.ToValue(Generator) }},
	{name: "locals", get: (*context).locals, set: (*context).setLocals},
	{name: "originPathname", get: func(c *context) goja.Value { return c.app.ToValue(c.originPathname()) }},
	{name: "params", get: (*context).params},
	{name: "props", get: (*context).props},
	{name: "redirect", get: func(c *context) goja.Value { return c.app.redirectFunction() }},
	requestMember: {name: "request", get: func(c *context) goja.Value { return c.app.Wrap(c.x.Request) }},
	{name: "rewrite", get: (*context).rewriteFunction},
	{name: "getActionResult", get: func(c *context) goja.Value { return c.app.getActionResult() }},
	{name: "callAction", get: func(c *context) goja.Value { return c.app.callAction() }},
	{name: "site", get: (*context).site},
	{name: "url", get: func(c *context) goja.Value { return c.app.Wrap(url.New(c.app.Runtime, c.x.Peer.URL())) }},
}

const (
	memberCount   = 16
	requestMember = 10
)

func (a *App) newContext(x *Exchange) *goja.Object {
	return a.NewDynamicObject(&context{app: a, x: x})
}

func memberIndex(name string) int {
	return slices.IndexFunc(members[:], func(m member) bool { return m.name == name })
}

// Get implements [goja.DynamicObject].
func (c *context) Get(name string) goja.Value {
	if i := memberIndex(name); i >= 0 {
		if c.known[i] == nil {
			c.known[i] = members[i].get(c)
		}
		return c.known[i]
	}
	return c.extra[name]
}

// Set implements [goja.DynamicObject].
func (c *context) Set(name string, value goja.Value) bool {
	if i := memberIndex(name); i >= 0 {
		if set := members[i].set; set != nil {
			return set(c, value)
		}
		c.known[i] = value
		return true
	}
	if c.extra == nil {
		c.extra = map[string]goja.Value{}
	}
	if _, ok := c.extra[name]; !ok {
		c.order = append(c.order, name)
	}
	c.extra[name] = value
	return true
}

// Has implements [goja.DynamicObject].
func (c *context) Has(name string) bool {
	_, ok := c.extra[name]
	return ok || memberIndex(name) >= 0
}

// Delete implements [goja.DynamicObject].
func (c *context) Delete(name string) bool {
	if memberIndex(name) >= 0 {
		return false
	}
	delete(c.extra, name)
	c.order = slices.DeleteFunc(c.order, func(n string) bool { return n == name })
	return true
}

// Keys implements [goja.DynamicObject].
func (c *context) Keys() []string {
	keys := make([]string, 0, len(members)+len(c.order))
	for i := range members {
		keys = append(keys, members[i].name)
	}
	return append(keys, c.order...)
}

// readOnly refuses an assignment: in strict code, which modules are, that
// throws a TypeError.
func readOnly(*context, goja.Value) bool { return false }

func (c *context) params() goja.Value { return c.app.params(c.x.Params) }

func (a *App) params(params []route.Value) goja.Value {
	o := a.NewObject()
	for _, p := range params {
		value := goja.Undefined()
		if p.Present {
			value = a.ToValue(p.Value)
		}
		_ = o.Set(p.Name, value) // a plain object takes any property
	}
	return o
}

// request is ctx.request, which middleware may have replaced.
func (c *context) request() *fetch.Request {
	if r, ok := js.State[*fetch.Request](c.known[requestMember]); ok {
		return r
	}
	return c.x.Request
}

// retarget makes the context that of a rewritten request.
func (c *context) retarget(to *target, location *url.Record, r *fetch.Request) {
	c.target = to
	c.Set("request", c.app.Wrap(r))
	c.Set("url", c.app.Wrap(url.New(c.app.Runtime, location)))
	c.Set("params", c.app.params(to.params))
	c.Set("routePattern", c.app.ToValue(to.endpoint.Pattern))
}

func (c *context) props() goja.Value {
	if c.x.Props != nil {
		return c.x.Props
	}
	return c.app.NewObject()
}

func (c *context) locals() goja.Value { return c.app.locals(c.x) }

func (a *App) locals(x *Exchange) *goja.Object {
	if x.Locals == nil {
		x.Locals = a.NewObject()
	}
	return x.Locals
}

func (c *context) setLocals(goja.Value) bool {
	c.app.throw(diagnostic.New(diagnostic.LocalsReassigned))
	return false
}

func (c *context) clientAddress() goja.Value {
	if c.x.Prerendering {
		c.app.throw(diagnostic.New(diagnostic.PrerenderClientAddressNotAvailable, c.x.Endpoint.Pattern))
	}
	return c.app.ToValue(c.x.ClientAddress)
}

func (c *context) site() goja.Value {
	if c.app.site == nil {
		return goja.Undefined()
	}
	return c.app.Wrap(url.New(c.app.Runtime, c.app.site.Clone()))
}

// originPathname is the path without the base, with the slash at its end that
// the configuration asks for.
func (c *context) originPathname() string {
	config := &c.app.Site.Config
	path := c.x.Path
	if path == "/" || path == "" {
		return "/"
	}
	withSlash := config.TrailingSlash == route.Always || config.TrailingSlash == route.Ignore && config.Build.Format == "directory"
	switch has := path[len(path)-1] == '/'; {
	case withSlash && !has:
		return path + "/"
	case !withSlash && has:
		return path[:len(path)-1]
	}
	return path
}

// redirectFunction returns ctx.redirect, which needs nothing of the request and
// so is the same function for all.
func (a *App) redirectFunction() goja.Value {
	if a.redirect == nil {
		a.redirect = a.Func(js.Function{Name: "redirect", Call: func(c js.Call) goja.Value {
			status := 302
			if c.Has(1) {
				status = int(c.Integer(c.Arg(1), 16, false, js.Modulo))
			}
			if status < 200 || status > 599 {
				c.ThrowRangeError("redirect(): the status %d is outside the range 200 to 599", status)
			}
			headers := fetch.NewHeaders(fetch.GuardResponse)
			location := strings.TrimSpace(c.ByteString(c.Arg(0)))
			if strings.ContainsAny(location, "\x00\r\n") {
				c.ThrowTypeError("redirect(): the target contains a NUL, CR or LF")
			}
			headers.Set("location", location)
			return c.Wrap(fetch.NewResponse(status, "", headers, nil))
		}})
	}
	return a.redirect
}

// getActionResult is for a request that called an action, which no request to
// an endpoint does.
func (a *App) getActionResult() goja.Value {
	return a.Func(js.Function{Name: "getActionResult", Call: func(js.Call) goja.Value { return goja.Undefined() }})
}

// callAction refuses what is not an action: there are none without an actions
// file.
func (a *App) callAction() goja.Value {
	return a.Func(js.Function{Name: "callAction", Async: true, Call: func(c js.Call) goja.Value {
		c.ThrowTypeError("callAction(): the argument is not an action of this project")
		return nil
	}})
}

var _ goja.DynamicObject = (*context)(nil)
