package endpoint

import (
	_ "embed"
	"net/http"
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

// Router finds the endpoint of a path. It belongs to a site, not to a VM.
type Router struct {
	Site *loader.Site
	*route.Table
}

// NewRouter makes the router of a site.
func NewRouter(site *loader.Site) *Router {
	routes := make([]route.Route, len(site.Routes))
	for i := range site.Routes {
		routes[i] = site.Routes[i].Route
	}
	return &Router{site, route.NewTable(routes, route.TableOptions{
		TrailingSlash: site.Config.TrailingSlash,
		FileFormat:    site.Config.Build.Format == "file",
	})}
}

// Path decodes a raw path and takes the base away: what routes are matched
// against.
func (r *Router) Path(raw string) (string, error) {
	path, err := route.DecodePath(raw)
	if err != nil {
		return "", err
	}
	path, _ = route.StripBase(route.CollapseSlashes(path), r.Site.Config.Base)
	return path, nil
}

// maxRewrites is how often one request may be rewritten before it counts as
// going in circles.
const maxRewrites = 2

// rewriting is what an exchange knows of the rewrites before and after it.
type rewriting struct {
	times   int      // how often the request was rewritten
	path    string   // where the last rewrite led to
	cookies *Cookies // those of the last request that this one was rewritten to
}

// rewritten returns the state of an exchange that is a rewrite or has one.
func (x *Exchange) rewritten() *rewriting {
	if x.rewriting == nil {
		x.rewriting = &rewriting{path: x.Path}
	}
	return x.rewriting
}

// allCookies are those that the rewritten request has set, if there was one, and
// what else was set on ctx.cookies meanwhile.
func (x *Exchange) allCookies() *Cookies {
	switch {
	case x.rewriting == nil || x.rewriting.cookies == nil:
		return x.Cookies
	case x.Cookies == nil:
		return x.rewriting.cookies
	}
	all := &Cookies{out: slices.Clone(x.rewriting.cookies.out)}
	for _, o := range x.Cookies.out {
		if all.find(o.name) == nil {
			all.put(o)
		}
	}
	return all
}

// rewriteFunction makes ctx.rewrite: it answers this request with another route
// (Astro docs, "rewrite()").
func (c *context) rewriteFunction() goja.Value {
	return c.app.Func(js.Function{Name: "rewrite", Length: 1, Async: true, Call: func(call js.Call) goja.Value {
		target, request := c.rewriteTarget(call, c.x.Request)
		return c.app.rewrite(c.x, target, request)
	}})
}

// rewriteTarget reads the argument of rewrite: a path, a URL or a Request. old is
// the request that is to be rewritten.
func (c *context) rewriteTarget(call js.Call, old *fetch.Request) (*url.Record, *fetch.Request) {
	if request, ok := js.State[*fetch.Request](call.Arg(0)); ok {
		target, err := url.Parse(request.URL, nil)
		if err != nil {
			call.ThrowTypeError("rewrite(): %v", err)
		}
		return target, request
	}
	target := c.x.Peer.URL()
	if u, ok := js.State[*url.URL](call.Arg(0)); ok {
		target = u.Record.Clone()
	} else {
		text := route.CollapseSlashes(call.String(call.Arg(0)))
		base, err := url.Parse(target.Origin(), nil)
		if err == nil {
			target, err = url.Parse(text, base)
		}
		if err != nil {
			call.ThrowTypeError("rewrite(): %q is not a path or URL", text)
		}
	}
	return target, c.rewrittenRequest(old, target)
}

// rewrittenRequest is the old request at a new address. Its body goes along, so
// it must not have been read.
func (c *context) rewrittenRequest(old *fetch.Request, target *url.Record) *fetch.Request {
	if old.Body != nil && old.Body.Used() {
		c.app.throw(diagnostic.New(diagnostic.RewriteWithBodyUsed))
	}
	return fetch.NewRequest(fetch.RequestInit{
		Method:  old.Method,
		URL:     target.Href(),
		Headers: old.Headers,
		Body:    old.Body,
		Signal:  old.Signal,
	})
}

// rewrite dispatches request to the route of location and returns a promise of
// the Response.
func (a *App) rewrite(x *Exchange, location *url.Record, request *fetch.Request) goja.Value {
	before := x.rewritten()
	if before.times >= maxRewrites {
		return a.Resolved(a.Wrap(fetch.NewResponse(http.StatusLoopDetected,
			"Astro detected a loop where you tried to call the rewriting logic more than four times.", nil, fetch.BodyFromString("Loop Detected"))))
	}
	to, path := a.destination(x, location)
	promise := a.Promise()
	inner := &Exchange{
		Endpoint:      to.endpoint,
		Params:        to.params,
		Request:       request,
		Path:          before.path,
		ClientAddress: x.ClientAddress,
		Prerendering:  x.Prerendering,
		Locals:        a.locals(x),
		Cookies:       x.Cookies.rewritten(request),
		rewriting:     &rewriting{times: before.times + 1, path: path},
	}
	inner.Peer = &rewriter{a, x, inner, location, promise}
	a.Dispatch(inner)
	return promise.Value
}

// destination finds the endpoint that a rewrite leads to; it throws when there
// is none that may be used.
func (a *App) destination(x *Exchange, location *url.Record) (to *target, path string) {
	path, err := a.Router.Path(location.Pathname())
	if err != nil {
		a.ThrowTypeError("rewrite(): the path %s cannot be decoded", location.Pathname())
	}
	match, ok := a.Router.Match(path)
	if !ok {
		if match, ok = a.Router.Match(NotFoundPath); !ok || a.Site.Routes[match.Index].Pattern != NotFoundPath {
			return &target{endpoint: NotFound}, path
		}
	}
	e := &a.Site.Routes[match.Index]
	if e.Prerender != x.Prerendering {
		a.throw(diagnostic.New(diagnostic.ForbiddenRewrite, x.Path, path, e.Component))
	}
	return &target{e, match.Params}, path
}

// rewriter is the peer of a rewritten request.
type rewriter struct {
	app          *App
	outer, inner *Exchange
	target       *url.Record
	promise      *js.Promise
}

func (r *rewriter) URL() *url.Record { return r.target.Clone() }

func (r *rewriter) Done(o Outcome) {
	r.outer.own = r.outer.own || r.inner.own
	if cookies := r.inner.allCookies(); cookies != nil {
		r.outer.rewritten().cookies = cookies
	}
	switch {
	case o.Exception != nil:
		r.promise.Reject(o.Exception)
	case o.Failure != nil:
		r.promise.Reject(r.app.diagnosticError(o.Failure))
	case o.Response == nil:
		r.promise.Resolve(r.app.Wrap(fetch.NewResponse(o.Status, "", nil, nil)))
	default:
		if r.inner.Endpoint.Pattern == NotFoundPath {
			o.Response.Status = http.StatusNotFound
		}
		r.promise.Resolve(r.app.Wrap(o.Response))
	}
}

// NotFoundPath is the path of the endpoint for what nothing else answers.
const NotFoundPath = "/404"

// NotFoundPage is what stands in for it in projects without one.
//
//go:embed notfound.html
var NotFoundPage string

// NotFound stands for that endpoint in them: middleware runs around it all the
// same.
var NotFound = &loader.Endpoint{Route: route.Route{Pattern: NotFoundPath}}

func notFound() *fetch.Response {
	return fetch.NewResponse(http.StatusNotFound, "", fetch.NewHeaders(fetch.GuardResponse, fetch.Header{Name: "content-type", Value: "text/html"}),
		fetch.BodyFromString(NotFoundPage))
}

// diagnosticError makes the Error that carries a diagnostic through JavaScript.
func (a *App) diagnosticError(d *diagnostic.Diagnostic) *goja.Object {
	err := a.Error("Error", d.Message)
	_ = err.Set("name", d.Code)
	if d.Hint != "" {
		_ = err.Set("hint", d.Hint)
	}
	if d.Location != nil {
		carriedLocal.Of(a.Runtime).keep(err, d)
	}
	return err
}

// throw throws a diagnostic.
func (a *App) throw(d *diagnostic.Diagnostic) { a.Throw(a.diagnosticError(d)) }

// trimBase is a configured base without its slash at the end.
func trimBase(base string) string { return strings.TrimSuffix(base, "/") }
