// Package static is the build: routes become paths, paths become Responses, and
// Responses become files, which appear all at once or not at all.
//
// The package may use engine/endpoint and the loader's plain values. It prints
// nothing: progress goes to a function.
package static

import (
	"context"
	"time"

	"runner/engine/endpoint"
	"runner/loader"
	"runner/loader/diagnostic"
)

// Options say who hears of the build.
type Options struct {
	// Progress is told of each file, in order. It may be nil.
	Progress func(File)
	// Warn is told of what does not stop the build. It may be nil.
	Warn func(*diagnostic.Diagnostic)
}

// File is one path that was rendered.
type File struct {
	Endpoint *loader.Endpoint
	Path     string // "/api/0.json"
	Written  bool   // false when the response had no body
	Bytes    int
	Took     time.Duration
}

// Result sums a build up.
type Result struct {
	Files   int
	Bytes   int64
	Skipped int // paths whose response had no body
	Took    time.Duration
}

// Build renders every prerendered endpoint and puts the files in place of
// site.OutDir. When it fails, the directory is as it was. The error is a
// *diagnostic.Diagnostic where the project is to blame.
func Build(ctx context.Context, site *loader.Site, app *endpoint.App, o Options) (Result, error) {
	start := time.Now()
	b := &build{site: site, app: app, options: o, owners: map[string]*loader.Endpoint{}}
	if err := b.run(ctx); err != nil {
		return b.result, err
	}
	b.result.Took = time.Since(start)
	return b.result, nil
}

type build struct {
	site    *loader.Site
	app     *endpoint.App
	options Options
	output  *output
	owners  map[string]*loader.Endpoint // by path
	result  Result
}

func (b *build) run(ctx context.Context) (err error) {
	for _, d := range b.site.Diagnostics {
		if d.Severity != diagnostic.Warning {
			return d
		}
	}
	if b.output, err = newOutput(b.site.OutDir, b.site.ClientDir()); err != nil {
		return err
	}
	defer b.output.discard()
	if err := b.output.copyDir(b.site.PublicDir); err != nil {
		return err
	}
	for i := range b.site.Routes {
		if e := &b.site.Routes[i]; e.Prerender {
			if err := b.endpoint(ctx, e); err != nil {
				return err
			}
		}
	}
	return b.output.commit()
}

// endpoint renders every path of one endpoint.
func (b *build) endpoint(ctx context.Context, e *loader.Endpoint) error {
	if e.Broken != nil {
		return e.Broken
	}
	paths, problem := b.app.CollectPaths(ctx, e)
	if err := ctx.Err(); err != nil {
		return err
	}
	if problem != nil {
		return problem
	}
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if owner := b.owners[p.Path]; owner != nil {
			b.warn(diagnostic.New(diagnostic.PrerenderRouteConflict, p.Path, e.Component, owner.Component))
			continue
		}
		b.owners[p.Path] = e
		if err := b.path(ctx, e, p); err != nil {
			return err
		}
	}
	return nil
}

// path renders one path and writes its file.
func (b *build) path(ctx context.Context, e *loader.Endpoint, p endpoint.StaticPath) error {
	start := time.Now()
	if b.output.isPublic(p.Path) {
		b.warn(diagnostic.New(diagnostic.PublicFileConflict, e.Component, p.Path))
		return nil
	}
	rendered, problem := b.app.Render(ctx, e, p)
	if err := ctx.Err(); err != nil {
		return err
	}
	if problem != nil {
		return problem
	}
	if rendered.Exists {
		if err := b.output.write(e.Component, p.Path, rendered.Data); err != nil {
			return err
		}
		b.result.Files++
		b.result.Bytes += int64(len(rendered.Data))
	} else {
		b.result.Skipped++
	}
	if b.options.Progress != nil {
		b.options.Progress(File{e, p.Path, rendered.Exists, len(rendered.Data), time.Since(start)})
	}
	return nil
}

func (b *build) warn(d *diagnostic.Diagnostic) {
	if b.options.Warn != nil {
		b.options.Warn(d.AsWarning())
	}
}
