// Package engine is the façade of the product: a loaded site goes in, and out
// comes an http.Handler that can also build its static files.
//
// The rooms below it do the work: vm runs JavaScript, endpoint is the Astro
// side, server speaks HTTP, static writes files. The package may use all of
// them, the loader and the platform; it knows nothing of flags or terminals.
package engine

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/dop251/goja"

	"runner/engine/endpoint"
	"runner/engine/server"
	"runner/engine/static"
	"runner/engine/vm"
	"runner/loader"
	"runner/loader/diagnostic"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/node/process"
)

// Options say how a site is run.
type Options struct {
	// Workers is the number of VMs; 0 means one. Each has its own module state.
	Workers int
	// Deadline is how long a handler may take until its Response; 0: no limit.
	Deadline time.Duration
	// Grace is how long requests in flight may take once Serve was told to stop;
	// 0: as long as they like.
	Grace time.Duration
	// CPUBudget is how long JavaScript may run without giving way; 0: no limit.
	CPUBudget time.Duration
	// Transport carries fetch(); nil takes the network.
	Transport http.RoundTripper
	// Environ is process.env, in the form of os.Environ.
	Environ []string
	// Log receives console output and problems; nil drops them. Problems with a
	// known place have the attribute "diagnostic".
	Log *slog.Logger
	// Access is told of every request once it is answered; it may be nil.
	Access func(server.Access)
}

// Engine runs one site.
type Engine struct {
	site    *loader.Site
	program *goja.Program
	options Options
	router  *endpoint.Router
	pool    *vm.Pool[*endpoint.App]
	server  *server.Server
}

// Open compiles a site's bundle and starts its workers. No endpoint has run
// when it returns.
func Open(site *loader.Site, o Options) (*Engine, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	program, err := vm.Compile(endpoint.BundleName, site.Bundle.Code, site.Bundle.SourceMap)
	if err != nil {
		return nil, diagnostic.New(diagnostic.BundleFailed, err.Error())
	}
	e := &Engine{site: site, program: program, options: o, router: endpoint.NewRouter(site)}
	if e.pool, err = vm.NewPool(o.Workers, e.newWorker); err != nil {
		return nil, err
	}
	e.server = server.New(e.router, e.pool, server.Options{Deadline: o.Deadline, Grace: o.Grace, Log: o.Log, Access: o.Access})
	return e, nil
}

// newWorker makes a VM with the site loaded.
func (e *Engine) newWorker() (*vm.VM, *endpoint.App, error) {
	var app *endpoint.App
	m := vm.New(vm.Options{CPUBudget: e.options.CPUBudget, Log: e.log, Setup: e.setup, Uncaught: func(exception goja.Value, rejected bool) {
		e.report(app.Uncaught(exception, rejected))
	}})
	app = endpoint.New(m, e.router, e.log)
	if err := app.Load(e.program); err != nil {
		m.Close()
		return nil, nil, err
	}
	return m, app, nil
}

// report logs a problem with a place.
func (e *Engine) report(d *diagnostic.Diagnostic) {
	e.options.Log.LogAttrs(context.Background(), slog.LevelError, d.Message, slog.Any("diagnostic", d))
}

// setup connects a VM to its surroundings.
func (e *Engine) setup(rt *js.Runtime) {
	process.Configure(rt, process.Settings{Environ: e.options.Environ})
	if e.options.Transport != nil {
		fetch.SetTransport(rt, e.options.Transport)
	}
}

// BuildEnviron is process.env of a build: the process environment, and what the
// .env files add to it.
func BuildEnviron(site *loader.Site, environment []string) []string {
	all := make([]string, 0, len(environment)+len(site.Vars))
	for name, value := range site.Vars {
		all = append(all, name+"="+value)
	}
	return append(all, environment...) // the last of a name wins
}

// log passes on what scripts have to say.
func (e *Engine) log(level, message string) {
	var l slog.Level
	switch level {
	case "debug":
		l = slog.LevelDebug
	case "warn":
		l = slog.LevelWarn
	case "error":
		l = slog.LevelError
	}
	e.options.Log.Log(context.Background(), l, message)
}

// ServeHTTP implements [http.Handler].
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.server.ServeHTTP(w, r) }

// Serve answers requests on l until ctx ends; then it finishes what is in
// flight, unless force ends first.
func (e *Engine) Serve(ctx, force context.Context, l net.Listener) error {
	return e.server.Serve(ctx, force, l)
}

// Build writes the site's static files to site.OutDir. See [static.Build].
func (e *Engine) Build(ctx context.Context, o static.Options) (static.Result, error) {
	worker, err := e.pool.Acquire()
	if err != nil {
		return static.Result{}, err
	}
	defer worker.Release()
	return static.Build(ctx, e.site, worker.App, o)
}

// Close stops the workers.
func (e *Engine) Close() error {
	e.pool.Close()
	return nil
}

// Interface guards.
var (
	_ http.Handler = (*Engine)(nil)
	_ io.Closer    = (*Engine)(nil)
)
