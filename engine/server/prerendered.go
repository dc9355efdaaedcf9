package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"runner/engine/endpoint"
	"runner/loader"
	"runner/loader/diagnostic"
)

// rendered is what the prerendered endpoints would have left in dist, made on
// first use.
type rendered struct {
	mu        sync.Mutex
	app       *endpoint.App // the one that the paths belong to
	endpoints map[*loader.Endpoint]map[string]*renderedFile
}

type renderedFile struct {
	path     endpoint.StaticPath
	done     bool
	exists   bool
	data     []byte
	modified time.Time
}

// servePrerendered answers what the built file of a path would answer, and
// returns the status; or 0 when the endpoint generates no such file.
func (s *Server) servePrerendered(w http.ResponseWriter, r *http.Request, e *loader.Endpoint, q request) int {
	if e.Broken != nil {
		return s.errorPage(w, r, q, http.StatusInternalServerError, e.Broken)
	}
	file, problem := s.render(e, q.path)
	switch {
	case problem != nil:
		return s.errorPage(w, r, q, http.StatusInternalServerError, problem)
	case file == nil || !file.exists:
		return 0
	}
	return serveBytes(w, r, q.path, file.modified, file.data)
}

// render makes the file of a path, once.
func (s *Server) render(e *loader.Endpoint, path string) (*renderedFile, *diagnostic.Diagnostic) {
	worker, err := s.pool.Acquire()
	if err != nil {
		return nil, diagnostic.New(diagnostic.InternalError, err.Error())
	}
	defer worker.Release()
	ctx := context.Background() // what is made here is for everybody
	if d := s.options.Deadline; d > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	set := &s.rendered
	set.mu.Lock()
	defer set.mu.Unlock()
	if set.app == nil || set.app.Cause() != nil {
		// Paths hold values of the VM that they came from.
		set.app, set.endpoints = worker.App, map[*loader.Endpoint]map[string]*renderedFile{}
	}
	files := set.endpoints[e]
	if files == nil {
		paths, problem := set.app.CollectPaths(ctx, e)
		if problem != nil {
			return nil, problem
		}
		files = make(map[string]*renderedFile, len(paths))
		for _, p := range paths {
			files[p.Path] = &renderedFile{path: p}
		}
		set.endpoints[e] = files
	}
	file := files[path]
	if file == nil || file.done {
		return file, nil
	}
	result, problem := set.app.Render(ctx, e, file.path)
	if problem != nil {
		return nil, problem
	}
	file.done, file.exists, file.data, file.modified = true, result.Exists, result.Data, time.Now()
	return file, nil
}
