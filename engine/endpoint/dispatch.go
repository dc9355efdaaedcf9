package endpoint

import (
	"encoding/json"
	"fmt"
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

// Exchange is one request on its way through an endpoint.
type Exchange struct {
	Endpoint *loader.Endpoint
	Params   []route.Value
	Request  *fetch.Request

	// Path is the decoded path without the base, which originPathname shows. A
	// rewritten request shows the one before the rewrite.
	Path string
	// ClientAddress is the peer's address, empty when prerendering.
	ClientAddress string
	// Props is ctx.props, nil for an empty object.
	Props *goja.Object
	// Prerendering is true in a build, and in serve for a prerendered route.
	Prerendering bool
	// Bare leaves out the middleware.
	Bare bool
	// own is set when an endpoint has answered 404 or 500 itself: no page of the
	// site takes the place of that.
	own bool
	// Locals is ctx.locals, made on first use and kept for error pages.
	Locals *goja.Object
	// Cookies is ctx.cookies, made on first use.
	Cookies *Cookies

	// rewriting is what only a rewrite needs, else nil.
	rewriting *rewriting
	// context is the context object, where middleware has made it.
	context *goja.Object

	// Peer is who asked.
	Peer Peer
}

// Peer is the other end of an exchange: a client, a build, or an endpoint that
// rewrote its request.
type Peer interface {
	// URL makes ctx.url, which shows the decoded path.
	URL() *url.Record
	// Done receives the outcome, once, on the loop.
	Done(Outcome)
}

// Outcome is what became of an exchange: a Response or a reason why there is
// none.
type Outcome struct {
	Response *fetch.Response
	// Cookies are the Set-Cookie headers to send after the Response's own.
	Cookies []string
	// Status is 404 or 500 when there is no Response: the site's page for it is
	// due.
	Status int
	// Failure says why; nil for a missing method, which is only logged.
	Failure *diagnostic.Diagnostic
	// Replaced says that the site's page for the Response's status takes the
	// place of its body. The headers and cookies of the two are joined.
	Replaced bool
	// Exception is the JavaScript value behind Failure, if there was one.
	Exception goja.Value
}

// Dispatch answers an exchange: it runs the middleware, if the site has one, and
// the endpoint.
func (a *App) Dispatch(x *Exchange) {
	if a.Site.Middleware != nil && !x.Bare {
		a.pass(x)
		return
	}
	a.dispatch(x)
}

// dispatch loads the endpoint's module, finds the handler and calls it (Astro
// docs, "Endpoints", HTTP methods).
func (a *App) dispatch(x *Exchange) {
	if m := a.modules[x.Endpoint.Module]; m != nil && m.Namespace != nil {
		a.call(x, m)
		return
	}
	if x.Endpoint == NotFound {
		x.respond(notFound())
		return
	}
	a.module(x.Endpoint.Module, func(m *Module) {
		if m.Exception != nil {
			x.failWith(a.diagnose(diagnostic.EndpointLoadFailed, m.Exception), m.Exception)
			return
		}
		a.call(x, m)
	})
}

// call runs the handler for the request's method.
func (a *App) call(x *Exchange, m *Module) {
	namespace := m.Namespace
	name, handler := a.handler(namespace, x.Request.Method)
	if handler == nil {
		a.Log("warn", missingMethod(x, namespace))
		x.Peer.Done(Outcome{Status: http.StatusNotFound})
		return
	}
	function, ok := m.callable(handler)
	if !ok {
		x.fail(diagnostic.New(diagnostic.EndpointHandlerNotAFunction, name, x.Endpoint.Component, describe(handler)).
			At(a.exportLocation(x.Endpoint.Component, name)))
		return
	}
	context := x.context
	if context == nil {
		context = a.newContext(x)
	}
	result, err := function(namespace, context)
	if response, ok := js.State[*fetch.Response](result); ok && err == nil {
		x.respond(response)
		return
	}
	a.settle(result, err, func(v, exception goja.Value) {
		if exception != nil {
			x.failWith(a.diagnose(diagnostic.EndpointThrew, exception), exception)
		} else if response, ok := js.State[*fetch.Response](v); ok {
			x.respond(response)
		} else {
			a.refuse(x, name, v)
		}
	})
}

// respond finishes an exchange with a Response.
func (x *Exchange) respond(r *fetch.Response) {
	x.Peer.Done(x.outcome(r))
}

func (x *Exchange) outcome(r *fetch.Response) Outcome {
	outcome := Outcome{Response: r}
	if cookies := x.allCookies(); cookies != nil {
		outcome.Cookies = cookies.SetCookie()
	}
	return outcome
}

// refuse finishes an exchange whose handler returned something else.
func (a *App) refuse(x *Exchange, name string, v goja.Value) {
	d := diagnostic.New(diagnostic.EndpointDidNotReturnAResponse, name, x.Endpoint.Component, describe(v)).
		At(a.exportLocation(x.Endpoint.Component, name))
	exception := a.Error("Error", "An endpoint must return either a `Response`, or a `Promise` that resolves with a `Response`.")
	_ = exception.Set("name", d.Code)
	x.failWith(d, exception)
}

// handler finds the export for a method: the method's own, ALL, and for HEAD at
// last GET. Undefined and null exports do not count.
func (a *App) handler(namespace *goja.Object, method string) (name string, handler goja.Value) {
	names := [3]string{method, "ALL", ""}
	if method == http.MethodHead {
		names[2] = http.MethodGet
	}
	for _, name := range names {
		if name == "" {
			continue
		}
		if v := namespace.Get(name); v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
			return name, v
		}
	}
	return "", nil
}

func (x *Exchange) fail(d *diagnostic.Diagnostic) { x.failWith(d, nil) }

func (x *Exchange) failWith(d *diagnostic.Diagnostic, exception goja.Value) {
	if t, ok := exception.(*thrown); ok {
		exception = t.Value
	}
	x.Peer.Done(Outcome{Status: http.StatusInternalServerError, Failure: d, Exception: exception})
}

// missingMethod is Astro's warning for a method without a handler.
func missingMethod(x *Exchange, namespace *goja.Object) string {
	found := namespace.Keys()
	slices.Sort(found)
	quoted := make([]string, len(found))
	for i, name := range found {
		text, _ := json.Marshal(name) // a string always has a JSON form
		quoted[i] = string(text)
	}
	message := fmt.Sprintf("No API Route handler exists for the method %q for the route %q.\nFound handlers: %s",
		x.Request.Method, x.Endpoint.Pattern, strings.Join(quoted, ", "))
	if slices.Contains(found, "all") {
		message += "\nOne of the exported handlers is \"all\" (lower case), did you mean \"ALL\"?"
	}
	return message
}

// describe names a value's kind for a message.
func describe(v goja.Value) string {
	switch v := v.(type) {
	case nil:
		return "undefined"
	case *goja.Object:
		if _, ok := goja.AssertFunction(v); ok {
			return "a function"
		}
		if v.ClassName() == "Array" {
			return "an array"
		}
		if constructor, ok := v.Get("constructor").(*goja.Object); ok {
			if name := constructor.Get("name"); name != nil && name.String() != "" && name.String() != "Object" {
				return "an object of class " + name.String()
			}
		}
		return "an object"
	}
	switch {
	case goja.IsUndefined(v) || goja.IsNull(v):
		return v.String()
	case goja.IsString(v):
		return "a string"
	case goja.IsNumber(v):
		return "a number"
	case goja.IsBigInt(v):
		return "a bigint"
	}
	return "the value " + v.String()
}
