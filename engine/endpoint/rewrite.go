package endpoint

import (
	_ "embed"
	"net/http"
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
const maxRewrites = 3

// rewriteFunction makes ctx.rewrite: it answers this request with another route
// (Astro docs, "rewrite()").
func (c *context) rewriteFunction() goja.Value {
	return c.app.Func(js.Function{Name: "rewrite", Length: 1, Async: true, Call: func(call js.Call) goja.Value {
		target, request := c.rewriteTarget(call)
		return c.app.rewrite(c.x, target, request)
	}})
}

// rewriteTarget reads the argument of rewrite: a path, a URL or a Request.
func (c *context) rewriteTarget(call js.Call) (*url.Record, *fetch.Request) {
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
	return target, c.rewrittenRequest(target)
}

// rewrittenRequest is the old request at a new address. Its body goes along, so
// it must not have been read.
func (c *context) rewrittenRequest(target *url.Record) *fetch.Request {
	old := c.x.Request
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

// rewrite dispatches request to the route of target and returns a promise of
// the Response.
func (a *App) rewrite(x *Exchange, target *url.Record, request *fetch.Request) goja.Value {
	if x.rewrites >= maxRewrites {
		return a.Resolved(a.Wrap(fetch.NewResponse(http.StatusLoopDetected,
			"Astro detected a loop where you tried to call the rewriting logic more than four times.", nil, fetch.BodyFromString("Loop Detected"))))
	}
	path, err := a.Router.Path(target.Pathname())
	if err != nil {
		return a.Rejected(a.TypeError("rewrite(): the path %s cannot be decoded", target.Pathname()))
	}
	match, ok := a.Router.Match(path)
	if !ok {
		if match, ok = a.Router.Match(NotFoundPath); !ok || a.Site.Routes[match.Index].Pattern != NotFoundPath {
			return a.Resolved(a.Wrap(notFound()))
		}
	}
	e := &a.Site.Routes[match.Index]
	if e.Prerender != x.Prerendering {
		return a.Rejected(a.diagnosticError(diagnostic.New(diagnostic.ForbiddenRewrite, x.Path, path, e.Component)))
	}
	promise := a.Promise()
	a.Dispatch(&Exchange{
		Endpoint:      e,
		Params:        match.Params,
		Request:       request,
		Path:          x.Path, // originPathname is that of the first request
		ClientAddress: x.ClientAddress,
		Prerendering:  x.Prerendering,
		Locals:        x.Locals,
		Cookies:       x.Cookies,
		rewrites:      x.rewrites + 1,
		Peer:          &rewriter{a, e, target, promise},
	})
	return promise.Value
}

// rewriter is the peer of a rewritten request.
type rewriter struct {
	app      *App
	endpoint *loader.Endpoint
	target   *url.Record
	promise  *js.Promise
}

func (r *rewriter) URL() *url.Record { return r.target.Clone() }

func (r *rewriter) Done(o Outcome) {
	switch {
	case o.Exception != nil:
		r.promise.Reject(o.Exception)
	case o.Failure != nil:
		r.promise.Reject(r.app.diagnosticError(o.Failure))
	case o.Response == nil:
		r.promise.Resolve(r.app.Wrap(fetch.NewResponse(o.Status, "", nil, nil)))
	default:
		if r.endpoint.Pattern == NotFoundPath {
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
		carriedLocal.Of(a.Runtime).diagnostics[err] = d
	}
	return err
}

// throw throws a diagnostic.
func (a *App) throw(d *diagnostic.Diagnostic) { a.Throw(a.diagnosticError(d)) }

// trimBase is a configured base without its slash at the end.
func trimBase(base string) string { return strings.TrimSuffix(base, "/") }
