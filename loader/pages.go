package loader

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"runner/loader/diagnostic"
	"runner/loader/route"
)

// pages finds the endpoint files of a pages directory.
type pages struct {
	root        string
	nfc         func(string) string
	routes      []route.Route
	pageCount   int // .astro and Markdown files, which are no endpoints
	diagnostics []*diagnostic.Diagnostic
}

// walk reads a directory in the order of names, which decides between equal
// routes. Above are the real paths of the directories that hold it: a link
// back to one of them would never end.
func (p *pages) walk(dir, prefix string, above []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		p.warn(diagnostic.New(diagnostic.DirectoryUnreadable, relative(p.root, dir), reason(err)), dir)
		return
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		real = dir
	}
	for _, ancestor := range above {
		if ancestor == real {
			p.warn(diagnostic.New(diagnostic.DirectoryLoop, relative(p.root, dir)), dir)
			return
		}
	}
	above = append(above[:len(above):len(above)], real)
	for _, e := range entries {
		if route.IsHidden(e.Name()) {
			continue
		}
		full, name := filepath.Join(dir, e.Name()), path.Join(prefix, e.Name())
		isDir := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(full)
			if err != nil {
				p.deadLink(full, e.Name(), err)
				continue
			}
			isDir = info.IsDir()
		}
		if isDir {
			p.walk(full, name, above)
		} else {
			p.file(full, name)
		}
	}
}

// deadLink reports a link that leads nowhere when it has the name of an
// endpoint.
func (p *pages) deadLink(full, name string, err error) {
	if route.Classify(name) == route.Endpoint {
		p.warn(diagnostic.New(diagnostic.ModuleUnreadable, relative(p.root, full), reason(err)), full)
	}
}

func (p *pages) file(full, name string) {
	switch route.Classify(path.Base(name)) {
	case route.Page:
		p.pageCount++
	case route.Unsupported:
		p.warn(diagnostic.New(diagnostic.UnsupportedFileType, relative(p.root, full)), full)
	case route.Endpoint:
		r, err := route.Parse(relative(p.root, full), p.normal(name))
		var syntax *route.SyntaxError
		if errors.As(err, &syntax) {
			d := diagnostic.New(diagnostic.InvalidRoute, syntax.Component, syntax.Reason)
			p.diagnostics = append(p.diagnostics, d.At(&diagnostic.Location{File: syntax.Component, Abs: full}))
			return
		}
		p.routes = append(p.routes, r)
	}
}

func (p *pages) normal(name string) string {
	if p.nfc == nil {
		return name
	}
	return p.nfc(name)
}

func (p *pages) warn(d *diagnostic.Diagnostic, path string) {
	p.diagnostics = append(p.diagnostics,
		d.AsWarning().At(&diagnostic.Location{File: relative(p.root, path), Abs: path}))
}

// collisions warns of routes that an earlier one hides.
func collisions(root string, endpoints []Endpoint) []*diagnostic.Diagnostic {
	routes := make([]route.Route, len(endpoints))
	for i := range endpoints {
		routes[i] = endpoints[i].Route
	}
	var out []*diagnostic.Diagnostic
	for _, c := range route.Collisions(routes, func(i int) bool { return endpoints[i].Prerender }) {
		kind, how := "static", ""
		if !c.Static {
			kind, how = "dynamic SSR", " using SSR mode"
		}
		first, second := routes[c.First], routes[c.Second]
		d := diagnostic.New(diagnostic.DuplicateRoute, first.Pattern, first.Component, second.Component, how, kind).
			AsWarning().At(place(root, second.Component))
		d.Notes = []diagnostic.Note{{Message: first.Component + " answers.", Location: place(root, first.Component)}}
		out = append(out, d)
	}
	return out
}

func place(root, component string) *diagnostic.Location {
	return &diagnostic.Location{File: component, Abs: filepath.Join(root, filepath.FromSlash(component))}
}

// pagesIgnored says once that pages are not run.
func pagesIgnored(count int) *diagnostic.Diagnostic {
	files := "files"
	if count == 1 {
		files = "file"
	}
	return diagnostic.New(diagnostic.PagesIgnored, strings.Join([]string{strconv.Itoa(count), files}, " ")).AsWarning()
}
