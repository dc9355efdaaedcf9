package main

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"runner/engine"
	"runner/loader"
	"runner/loader/diagnostic"
)

// project holds the flags that every verb which loads a project has.
type project struct {
	root, mode, log   string
	deadline, cpuTime time.Duration
}

// flags declares them.
func (p *project) flags(c *command) {
	c.StringVar(&p.root, "root", "", "project `directory` (default: the current one)")
	c.StringVar(&p.mode, "mode", "", "`name` of the .env files and import.meta.env.MODE (default production)")
	c.StringVar(&p.log, "log", "text", "`format` of the log: text or json")
}

// logger makes the log that the flags ask for.
func (p *project) logger(t *terminal) (*slog.Logger, error) {
	switch p.log {
	case "text":
		return slog.New(&textHandler{t: t}), nil
	case "json":
		return slog.New(slog.NewJSONHandler(t.out, &slog.HandlerOptions{ReplaceAttr: jsonAttr})), nil
	}
	return nil, &usageError{"The log format is text or json, not " + p.log + ".", ""}
}

// load reads the project. Its warnings, and errors that break only a part of
// it, are in the site's diagnostics.
func (p *project) load(command, pagesDir, outDir string) (*loader.Site, error) {
	root := p.root
	switch {
	case root == "" && pagesDir != "":
		found, err := loader.FindRoot(pagesDir)
		if err != nil {
			return nil, err
		}
		root = found
	case root == "":
		root = "."
	case pagesDir != "" && !filepath.IsAbs(pagesDir) && !exists(pagesDir):
		pagesDir = filepath.Join(root, pagesDir)
	}
	o := loader.Options{Command: command, Mode: p.mode, PagesDir: pagesDir, OutDir: outDir, Environ: os.Environ()}
	engine.Prepare(&o)
	return loader.Load(root, o)
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// errReported is an error that the user has seen already.
var errReported = errors.New("reported")

// report prints the diagnostics of a site.
func (t *terminal) report(site *loader.Site) {
	for _, d := range site.Diagnostics {
		t.diagnostic(d)
	}
}

// asDiagnostic returns the diagnostic in an error, or nil.
func asDiagnostic(err error) *diagnostic.Diagnostic {
	var d *diagnostic.Diagnostic
	if errors.As(err, &d) {
		return d
	}
	return nil
}
