package loader

import (
	"path/filepath"
	"sync"
	"time"

	"runner/loader/bundle"
	"runner/loader/diagnostic"
	"runner/loader/env"
	"runner/loader/route"
)

// Load reads the project at root once.
func Load(root string, o Options) (*Site, error) {
	l, err := Open(root, o)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return l.Load()
}

// Loader reads one project again and again, keeping what the bundler learned.
// Its methods may be called from several goroutines.
type Loader struct {
	root    string
	options Options
	process map[string]string
	nodeEnv string

	mu      sync.Mutex
	bundler *bundle.Bundler
}

// Open prepares to load the project at root.
func Open(root string, o Options) (*Loader, error) {
	root, err := realRoot(root)
	if err != nil {
		return nil, err
	}
	if o.Command == "" {
		o.Command = "serve"
	}
	standard := "production"
	if o.Command == "dev" {
		standard = "development"
	}
	if o.Mode == "" {
		o.Mode = standard
	}
	l := &Loader{root: root, options: o, process: env.Process(o.Environ)}
	if l.nodeEnv = l.process["NODE_ENV"]; l.nodeEnv == "" {
		l.nodeEnv = standard
	}
	l.bundler, err = bundle.New(bundle.Options{Root: root, NodeEnv: l.nodeEnv, Modules: o.Modules})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Close frees the bundler.
func (l *Loader) Close() error {
	l.bundler.Close()
	return nil
}

// Load reads the project as it is now. An error means that there is no site;
// it is a *diagnostic.Diagnostic where the project is to blame.
func (l *Loader) Load() (*Site, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	start := time.Now()
	site := &Site{Root: l.root, Mode: l.options.Mode}
	if err := l.configure(site); err != nil {
		return nil, err
	}
	configured := time.Now()
	found, err := l.routes(site)
	if err != nil {
		return nil, err
	}
	routed := time.Now()
	if err := l.bundle(site); err != nil {
		return nil, err
	}
	// What the bundler found comes first: broken modules refer to it by index.
	site.Diagnostics = append(site.Diagnostics, found...)
	site.Timings = Timings{
		Config: configured.Sub(start),
		Routes: routed.Sub(configured),
		Bundle: time.Since(routed),
		Total:  time.Since(start),
	}
	return site, nil
}

// routes finds the endpoints and the environment. The diagnostics are returned
// apart, because those of the bundle come first.
func (l *Loader) routes(site *Site) ([]*diagnostic.Diagnostic, error) {
	vars, found := env.Load(l.root, l.options.Mode, l.process)
	site.Vars = vars
	site.Env = env.Object(env.Built{
		Mode: l.options.Mode, NodeEnv: l.nodeEnv, Base: site.Config.Base, Site: site.Config.Site,
	}, vars, l.process)

	missing, err := l.checkPages(site)
	if missing != nil || err != nil {
		return append(found, missing), err
	}
	p := pages{root: l.root, nfc: l.options.NFC}
	p.walk(site.PagesDir, "", nil)
	route.Sort(p.routes)
	standard := defaultPrerender(site.Config, l.options.Command)
	site.Routes = make([]Endpoint, len(p.routes))
	for i, r := range p.routes {
		e := Endpoint{Route: r, Module: r.Component, Prerender: standard}
		if value, set := declaredPrerender(l.file(r.Component)); set {
			e.Prerender, e.PrerenderSet = value, true
		}
		site.Routes[i] = e
	}
	site.Middleware = findMiddleware(l.root, site.SrcDir)
	found = append(found, p.diagnostics...)
	found = append(found, collisions(l.root, site.Routes)...)
	if p.pageCount > 0 {
		found = append(found, pagesIgnored(p.pageCount))
	}
	return found, nil
}

func (l *Loader) bundle(site *Site) error {
	entries := make([]bundle.Entry, len(site.Routes))
	for i, e := range site.Routes {
		entries[i] = bundle.Entry{Key: e.Module, File: l.file(e.Component)}
	}
	if m := site.Middleware; m != nil {
		entries = append(entries, bundle.Entry{Key: m.Module, File: l.file(m.Component), Export: middlewareExport})
	}
	built, err := l.bundler.Build(entries)
	if err != nil {
		return err
	}
	site.Bundle = built.Bundle
	site.Diagnostics = built.Diagnostics
	for i := range site.Routes {
		site.Routes[i].Broken = built.Broken[i]
	}
	return nil
}

// file is the absolute path of a component.
func (l *Loader) file(component string) string {
	return filepath.Join(l.root, filepath.FromSlash(component))
}
