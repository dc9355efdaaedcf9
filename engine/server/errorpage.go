package server

import (
	"net/http"

	"runner/engine/endpoint"
	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
)

// internalErrorPath is the path of the endpoint that answers for errors.
const internalErrorPath = "/500"

// errorPage answers with the site's own 404 or 500 endpoint, or with what
// stands in for it: a small page, and nothing at all (Astro docs, "Custom 404
// Error Page").
func (s *Server) errorPage(w http.ResponseWriter, r *http.Request, q request, status int, failure *diagnostic.Diagnostic) int {
	if failure != nil {
		s.report(r.Context(), r, failure)
	}
	if q.unmatched() && s.site.Middleware != nil {
		// The middleware, or the page, failed where nothing had failed before.
		q.status = 0
	}
	if q.status != 0 { // the error page itself has failed
		if s.site.Middleware != nil && !q.bare {
			q.bare = true
			return s.respond(w, r, q)
		}
		return writeReplaced(w, r, q.original, q.status, "", "")
	}
	if page, params := s.errorEndpoint(status); page != nil {
		q.endpoint, q.params, q.status = page, params, status
		return s.respond(w, r, q)
	}
	if status == http.StatusNotFound {
		return writeReplaced(w, r, q.original, status, "text/html", endpoint.NotFoundPage)
	}
	return writeReplaced(w, r, q.original, status, "", "")
}

// unmatched reports the page of a path that no endpoint answers: it takes the
// place of nothing.
func (q *request) unmatched() bool {
	return q.status == http.StatusNotFound && q.original == nil && !q.replaced
}

// errorEndpoint finds the on-demand endpoint for an error. A dynamic route that
// matches /500 counts; /404 always has a page of its own.
func (s *Server) errorEndpoint(status int) (*loader.Endpoint, []route.Value) {
	path := internalErrorPath
	if status == http.StatusNotFound {
		path = endpoint.NotFoundPath
	}
	match, ok := s.router.Match(path)
	if ok {
		e := &s.site.Routes[match.Index]
		if !e.Prerender && e.Broken == nil && (status != http.StatusNotFound || e.Pattern == endpoint.NotFoundPath) {
			return e, nil
		}
	}
	if status == http.StatusNotFound && s.site.Middleware != nil {
		return endpoint.NotFound, nil
	}
	return nil, nil
}
