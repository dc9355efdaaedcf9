package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"runner/engine/endpoint"
	"runner/engine/vm"
	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
)

// Options say how a server answers.
type Options struct {
	// Deadline is how long a handler may take until its Response; 0: no limit.
	// Streaming the body afterwards may take as long as it likes.
	Deadline time.Duration
	// Grace is how long requests in flight may take after [Server.Serve] was
	// told to stop; 0: as long as they like.
	Grace time.Duration
	// Log receives what goes wrong.
	Log *slog.Logger
	// Access is told of every request once it is answered; nil: nobody is.
	Access func(Access)
}

// Access is one answered request.
type Access struct {
	Method   string
	Path     string // as it came, still encoded, without the query
	Status   int
	Duration time.Duration
}

// Server answers requests with the endpoints of a site.
type Server struct {
	site    *loader.Site
	pool    *vm.Pool[*endpoint.App]
	router  *endpoint.Router
	public  *files
	options Options

	checkOrigin bool
	rendered    rendered
	stopping    chan struct{} // closed when Serve is told to stop
}

// New makes a server for a site whose endpoints run in pool.
func New(router *endpoint.Router, pool *vm.Pool[*endpoint.App], o Options) *Server {
	site := router.Site
	return &Server{
		site: site, pool: pool, router: router, options: o,
		public:      newFiles(site.PublicDir),
		checkOrigin: checksOrigin(site),
		stopping:    make(chan struct{}),
	}
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start, status := time.Now(), statusClientGone // unless serve comes to an end
	defer func() {
		if p := recover(); p != nil {
			if p != http.ErrAbortHandler {
				fault := vm.NewPanicError(p)
				s.report(r.Context(), r, diagnostic.New(diagnostic.InternalError, fmt.Sprintf("%v\n%s", fault, fault.Stack)))
			}
			defer panic(http.ErrAbortHandler) // cuts the connection
		}
		if s.options.Access != nil {
			path, _, _ := strings.Cut(r.RequestURI, "?")
			s.options.Access(Access{r.Method, path, status, time.Since(start)})
		}
	}()
	status = s.serve(w, r)
}

// serve answers one request and returns the status that it sent, in the order
// of Astro's Node adapter: undecodable targets, files, slashes, routes.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) int {
	if status := refuseMethod(w, r); status != 0 {
		return status
	}
	if _, err := route.DecodeURI(r.RequestURI); err != nil {
		return writeText(w, r, http.StatusBadRequest, "", "Bad request.")
	}
	t := targetOf(r)
	config := &s.site.Config
	file, _ := route.StripBase(t.path, config.Base)
	if status := s.public.serve(w, r, file); status != 0 {
		return status
	}
	if status := s.redirectSlash(w, r, t.path); status != 0 {
		return status
	}
	path, err := s.router.Path(t.path)
	if err != nil {
		return writeText(w, r, http.StatusBadRequest, "", "")
	}
	q := request{target: t, path: path}
	match, ok := s.router.Match(path)
	for ok && (path != endpoint.NotFoundPath || s.site.Routes[match.Index].Pattern == endpoint.NotFoundPath) {
		e := &s.site.Routes[match.Index]
		if !e.Prerender {
			if s.checkOrigin && !sameOrigin(r, t.origin) {
				return s.forbid(w, r, t.origin)
			}
			q.endpoint, q.params = e, match.Params
			return s.respond(w, r, q)
		}
		if status := s.servePrerendered(w, r, e, q); status != 0 {
			return status
		}
		match, ok = s.router.MatchAfter(path, match.Index)
	}
	if s.checkOrigin && !sameOrigin(r, t.origin) {
		return s.forbid(w, r, t.origin)
	}
	return s.errorPage(w, r, q, http.StatusNotFound, nil)
}

// report logs a diagnostic.
func (s *Server) report(ctx context.Context, r *http.Request, d *diagnostic.Diagnostic) {
	if s.options.Log != nil {
		s.options.Log.LogAttrs(ctx, slog.LevelError, d.Message, slog.Any("diagnostic", d),
			slog.String("method", r.Method), slog.String("path", r.URL.EscapedPath()))
	}
}

var _ http.Handler = (*Server)(nil)
