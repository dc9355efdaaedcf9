package endpoint

import (
	"net/http"

	"github.com/dop251/goja"

	"runner/loader/diagnostic"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// passage is one run of the middleware, around the endpoint of one exchange
// (Astro docs, "Middleware").
type passage struct {
	app     *App
	x       *Exchange
	context *context
	object  *goja.Object // context, as scripts see it

	// What went wrong in the endpoint. When the middleware lets the exception
	// through, the blame stays there.
	failure   *diagnostic.Diagnostic
	exception goja.Value
}

// pass runs the middleware for an exchange.
func (a *App) pass(x *Exchange) {
	file := a.Site.Middleware
	a.module(file.Module, func(m *Module) {
		if m.Exception != nil {
			x.failWith(a.diagnose(diagnostic.MiddlewareCantBeLoaded, m.Exception), m.Exception)
			return
		}
		onRequest := m.Namespace.Get("onRequest")
		function, ok := m.callable(onRequest)
		if !ok {
			d := diagnostic.New(diagnostic.MiddlewareNotAFunction, file.Component, describe(onRequest)).
				At(a.exportLocation(file.Component, "onRequest"))
			x.failWith(d, a.TypeError("handle is not a function"))
			return
		}
		c := &context{app: a, x: x}
		p := &passage{app: a, x: x, context: c, object: a.NewDynamicObject(c)}
		p.run(function)
	})
}

// run calls onRequest and waits for what becomes of it. The response is what it
// returns, or that of next() when it returns nothing.
func (p *passage) run(onRequest goja.Callable) {
	var last goja.Value // the promise of the last call of next
	next := p.app.Func(js.Function{Name: "next", Async: true, Call: func(c js.Call) goja.Value {
		if exception := p.app.Try(func() { last = p.next(c) }); exception != nil {
			last = p.app.Rejected(exception)
		}
		return last
	}})
	result, err := onRequest(goja.Undefined(), p.object, next)
	p.app.settle(result, err, func(v, exception goja.Value) {
		switch {
		case exception != nil:
			p.fail(exception)
		case !isUndefined(v):
			p.finish(v)
		case last == nil:
			p.misuse(diagnostic.New(diagnostic.MiddlewareNoDataOrNextCalled, p.app.Site.Middleware.Component),
				"Make sure your middleware returns a `Response` object, either directly or by returning the `Response` from calling the `next` function.")
		default:
			p.app.settle(last, nil, func(v, exception goja.Value) {
				if exception != nil {
					p.fail(exception)
				} else {
					p.finish(v)
				}
			})
		}
	})
}

func isUndefined(v goja.Value) bool { return v == nil || goja.IsUndefined(v) }

// next dispatches to the endpoint and returns a promise of its response. A
// payload takes another endpoint; what the handler sees of the request stays as
// it is, because the middleware has it in its hands already.
func (p *passage) next(c js.Call) goja.Value {
	a, e := p.app, p.x.Endpoint
	if c.Arg(0).ToBoolean() {
		location, _ := p.context.rewriteTarget(c, p.x.Request)
		to, _ := a.destination(p.x, location)
		e = to.endpoint
	} else if p.context.target != nil {
		e = p.context.target.endpoint
	}
	promise := a.Promise()
	a.dispatch(&Exchange{
		Endpoint:     e,
		Request:      p.context.request(),
		Prerendering: p.x.Prerendering,
		context:      p.object,
		Peer:         &stop{p, promise},
	})
	return promise.Value
}

// finish ends the passage with what the middleware has returned.
func (p *passage) finish(v goja.Value) {
	response, ok := js.State[*fetch.Response](v)
	if !ok {
		p.misuse(diagnostic.New(diagnostic.MiddlewareNotAResponse, p.app.Site.Middleware.Component, describe(v)),
			"Any data returned from middleware must be a valid `Response` object.")
		return
	}
	if !replaceable(response) || p.x.own {
		p.x.respond(response)
		return
	}
	outcome := p.x.outcome(response)
	outcome.Replaced, outcome.Failure = true, p.failure
	p.x.Peer.Done(outcome)
}

// replaceable reports a response that stands for an error page: an empty 404 or
// 500.
func replaceable(r *fetch.Response) bool {
	return r.Body == nil && (r.Status == http.StatusNotFound || r.Status == http.StatusInternalServerError)
}

// fail ends the passage with an exception, of the endpoint or of the middleware.
func (p *passage) fail(exception goja.Value) {
	if p.failure != nil && p.exception != nil && p.exception.SameAs(exception) {
		p.x.failWith(p.failure, exception)
		return
	}
	p.x.failWith(p.app.diagnose(diagnostic.MiddlewareThrew, exception), exception)
}

// misuse ends the passage with a diagnostic. The error that an error page gets
// has Astro's words.
func (p *passage) misuse(d *diagnostic.Diagnostic, message string) {
	exception := p.app.Error("Error", message)
	_ = exception.Set("name", d.Code)
	p.x.failWith(d.At(p.app.exportLocation(p.app.Site.Middleware.Component, "onRequest")), exception)
}

// stop is the endpoint's peer on a passage: its answer is what next resolves
// with.
type stop struct {
	*passage
	promise *js.Promise
}

func (s *stop) URL() *url.Record { return s.x.Peer.URL() }

func (s *stop) Done(o Outcome) {
	switch {
	case o.Exception != nil:
		s.failure, s.exception = o.Failure, o.Exception
		s.promise.Reject(o.Exception)
	case o.Response == nil:
		// A missing handler is no exception, but an answer without a body.
		s.failure = o.Failure
		s.promise.Resolve(s.app.Wrap(fetch.NewResponse(o.Status, "", nil, nil)))
	default:
		response := o.Response
		if response.Status == http.StatusNotFound || response.Status == http.StatusInternalServerError {
			s.x.own = true
		}
		if response.Body != nil && s.context.request().Method == http.MethodHead {
			response = s.app.bodyless(response)
		}
		s.promise.Resolve(s.app.Wrap(response))
	}
}

// bodyless is the answer to HEAD: the same without its body, which nobody will
// read.
func (a *App) bodyless(r *fetch.Response) *fetch.Response {
	if reader, ok := r.Body.Reader(); ok {
		reader.Close()
	} else if _, ok := r.Body.Text(); !ok {
		r.Body.Stream(a.Runtime).Cancel(a.Runtime, goja.Undefined())
	}
	return fetch.NewResponse(r.Status, r.StatusText, fetch.NewHeaders(fetch.GuardResponse, r.Headers.SortAndCombine()...), nil)
}

var _ Peer = (*stop)(nil)
