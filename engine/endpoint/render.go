package endpoint

import (
	gocontext "context" // context is the endpoint's
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/engine/vm"
	"runner/loader"
	"runner/loader/diagnostic"
	"runner/webapi/fetch"
	"runner/webapi/streams"
	"runner/webapi/url"
)

// Rendered is what a prerendered endpoint leaves behind for one path.
type Rendered struct {
	Exists bool // false when the response had no body: no file is written
	Data   []byte
}

// CollectPaths is [App.StaticPaths] for a caller outside of the loop, who waits
// until ctx ends.
func (a *App) CollectPaths(ctx gocontext.Context, e *loader.Endpoint) ([]StaticPath, *diagnostic.Diagnostic) {
	return wait(ctx, a, e, func(done func([]StaticPath, *diagnostic.Diagnostic)) { a.StaticPaths(e, done) })
}

// Render runs a prerendered endpoint for one path, for a caller outside of the
// loop, who waits until ctx ends, and makes of its Response what a build writes
// (Astro docs, "Static File Endpoints").
func (a *App) Render(ctx gocontext.Context, e *loader.Endpoint, path StaticPath) (Rendered, *diagnostic.Diagnostic) {
	return wait(ctx, a, e, func(done func(Rendered, *diagnostic.Diagnostic)) { a.render(e, path, done) })
}

// wait starts something on the loop and waits until it is done, the VM is
// retired or ctx ends.
func wait[T any](ctx gocontext.Context, a *App, e *loader.Endpoint, start func(done func(T, *diagnostic.Diagnostic))) (T, *diagnostic.Diagnostic) {
	var result, none T
	var problem *diagnostic.Diagnostic
	var settled bool
	var later chan struct{}
	begun := time.Now()
	err := a.DoWithin(func() (gocontext.Context, gocontext.CancelFunc) { return ctx, func() {} }, func() {
		start(func(r T, d *diagnostic.Diagnostic) {
			result, problem, settled = r, d, true
			if later != nil {
				close(later)
			}
		})
		if !settled {
			later = make(chan struct{})
		}
	})
	if err == nil && later != nil {
		select {
		case <-later:
		case <-a.Retired():
			err = a.Cause()
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	switch {
	case err == nil:
		return result, problem
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return none, diagnostic.New(diagnostic.DeadlineExceeded, e.Component, time.Since(begun).Round(time.Millisecond).String())
	}
	return none, a.retiredBy(e, err)
}

// render runs on the loop.
func (a *App) render(e *loader.Endpoint, path StaticPath, done func(Rendered, *diagnostic.Diagnostic)) {
	location := a.staticURL(e, path.Path)
	x := &Exchange{
		Endpoint:     e,
		Params:       path.Params,
		Props:        path.Props,
		Path:         path.Path,
		Prerendering: true,
		Request: fetch.NewRequest(fetch.RequestInit{
			Method:  http.MethodGet,
			URL:     location.Href(),
			Headers: func() *fetch.Headers { return a.staticHeaders(e) },
		}),
	}
	x.Peer = &builder{a, e, location, done}
	a.Dispatch(x)
}

// builder is the peer of a prerendered endpoint.
type builder struct {
	app      *App
	endpoint *loader.Endpoint
	location *url.Record
	done     func(Rendered, *diagnostic.Diagnostic)
}

func (b *builder) URL() *url.Record { return b.location.Clone() }

func (b *builder) Done(o Outcome) {
	switch {
	case o.Failure != nil:
		b.done(Rendered{}, o.Failure)
	case o.Response == nil:
		b.done(Rendered{}, nil) // no handler for GET: logged, no file
	case !Found(o.Response.Status):
		b.done(redirectFile(b.endpoint, o.Response, b.app.Site.Config.Site))
	case o.Response.Body == nil:
		b.done(Rendered{}, nil)
	default:
		b.app.readBody(o.Response.Body, b.done)
	}
}

// readBody reads a body to its end.
func (a *App) readBody(body *fetch.Body, done func(Rendered, *diagnostic.Diagnostic)) {
	if data, ok := body.Bytes(); ok {
		done(Rendered{true, data}, nil)
		return
	}
	streams.ReadAllBytes(a.Runtime, body.Stream(a.Runtime), func(data []byte, exception goja.Value) {
		if exception != nil {
			done(Rendered{}, a.diagnose(diagnostic.EndpointThrew, exception))
			return
		}
		done(Rendered{true, data}, nil)
	})
}

// staticURL is the URL that a prerendered endpoint sees: the configured site's
// origin, or the development server's.
func (a *App) staticURL(e *loader.Endpoint, path string) *url.Record {
	config := &a.Site.Config
	origin := "http://localhost:4321"
	if a.site != nil {
		origin = a.site.Origin()
	}
	path = e.WithTrailingSlash(path, config.TrailingSlash)
	record, err := url.Parse(origin+trimBase(config.Base)+path, nil)
	if err != nil { // cannot be: an origin and an absolute path
		record, _ = url.Parse("http://localhost/", nil)
	}
	return record
}

// staticHeaders are the headers of a prerendered request: none, and a warning,
// because nothing that depends on them can be prerendered.
func (a *App) staticHeaders(e *loader.Endpoint) *fetch.Headers {
	a.Log("warn", "`Astro.request.headers` was used in "+e.Component+", which is prerendered: there is no request, so there are no headers. Add `export const prerender = false` to answer it on demand.")
	return fetch.NewHeaders(fetch.GuardRequest)
}

// redirectFile is the page that stands for a redirect in a static site.
func redirectFile(e *loader.Endpoint, r *fetch.Response, site string) (Rendered, *diagnostic.Diagnostic) {
	to, ok := r.Headers.Get("location")
	if !ok {
		if r.Status == http.StatusNotModified {
			return Rendered{}, nil
		}
		return Rendered{}, diagnostic.New(diagnostic.RedirectWithNoLocation, e.Component, r.Status).At(&diagnostic.Location{File: e.Component})
	}
	return Rendered{true, []byte(RedirectPage(r.Status, e.Pattern, to, site))}, nil
}

// RedirectPage is the HTML of a redirect. A temporary one waits two seconds, so
// that search engines take it for one.
func RedirectPage(status int, from, to, site string) string {
	delay := "0"
	if status == http.StatusFound {
		delay = "2"
	}
	canonical := to
	if site != "" {
		if base, err := url.Parse(site, nil); err == nil {
			if absolute, err := url.Parse(to, base); err == nil {
				canonical = absolute.Href()
			}
		}
	}
	q := htmlEscaper.Replace
	return "<!doctype html><title>Redirecting to: " + q(to) + "</title>" +
		`<meta http-equiv="refresh" content="` + delay + ";url=" + q(to) + `">` +
		`<meta name="robots" content="noindex">` +
		`<link rel="canonical" href="` + q(canonical) + `">` +
		"<body>\t" + `<a href="` + q(to) + `">Redirecting from <code>` + q(from) + "</code> to <code>" + q(to) + "</code></a></body>"
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// retiredBy says why a VM could not finish an endpoint.
func (a *App) retiredBy(e *loader.Endpoint, err error) *diagnostic.Diagnostic {
	var exceeded *vm.CPUBudgetError
	var overflow *goja.StackOverflowError
	switch {
	case errors.As(err, &exceeded):
		return diagnostic.New(diagnostic.CPUBudgetExceeded, e.Component, exceeded.Limit.String())
	case errors.As(err, &overflow):
		return diagnostic.New(diagnostic.StackOverflow, e.Component)
	}
	return diagnostic.New(diagnostic.InternalError, err.Error())
}
