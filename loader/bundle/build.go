package bundle

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"runner/loader/diagnostic"
)

// Options are what stays the same between builds of one Bundler.
type Options struct {
	Root    string              // absolute and without symbolic links; sources are named relative to it
	NodeEnv string              // process.env.NODE_ENV: "production" or "development"
	Modules map[string][]string // host modules, as in loader.Options
	// StandIns are for a configuration file: packages that are not there, or
	// all packages, become inert functions instead of errors.
	StandIns StandIns
	// InlineMap puts the source map into the code, for code that is evaluated
	// by itself.
	InlineMap bool
}

// Entry is a module that the bundle hands over.
type Entry struct {
	Key  string // name in the object given to __routes
	File string // absolute path
	// Export is the one name that the module is imported for, which it must
	// have; "" imports all of it.
	Export string
}

// Result is what a build made. There is always a bundle, except when the
// returned error says otherwise.
type Result struct {
	Bundle
	// Diagnostics come first in Site.Diagnostics: the modules that stand in for
	// broken files refer to them by index.
	Diagnostics []*diagnostic.Diagnostic
	// Broken says of each entry why it cannot be loaded; nil when it can.
	Broken []*diagnostic.Diagnostic
}

// Bundler keeps what esbuild learned from one build for the next one.
type Bundler struct {
	options Options

	mu      sync.Mutex // one build at a time
	context api.BuildContext
	plugin  *plugin
}

// New prepares a Bundler. Close frees it.
func New(o Options) (*Bundler, error) {
	b := &Bundler{options: o, plugin: newPlugin(o)}
	context, err := api.Context(settings(o, b.plugin))
	if err != nil {
		return nil, diagnostic.New(diagnostic.BundleFailed, err.Error())
	}
	b.context = context
	return b, nil
}

// Close frees what the Bundler keeps.
func (b *Bundler) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.context != nil {
		b.context.Dispose()
		b.context = nil
	}
}

// maxRounds bounds the rebuilds: each one replaces at least one broken file.
const maxRounds = 1000

// Build bundles the entries. Files with errors are replaced one round after the
// other until the rest builds.
func (b *Bundler) Build(entries []Entry) (result *Result, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = diagnostic.New(diagnostic.InternalError, fmt.Sprintf("esbuild: %v\n%s", r, debug.Stack()))
		}
	}()

	t := translator{root: b.options.Root, entries: entries}
	b.plugin.begin(entries)
	for range maxRounds {
		built := b.context.Rebuild()
		if len(built.Errors) == 0 {
			t.warnings(built.Warnings)
			return b.finish(built, &t)
		}
		if !b.plugin.breakFiles(t.errors(built.Errors)) {
			return nil, t.lastError()
		}
	}
	return nil, t.lastError()
}

func (b *Bundler) finish(built api.BuildResult, t *translator) (*Result, error) {
	r := &Result{Diagnostics: t.diagnostics}
	r.Parameters = Parameters
	for _, f := range built.OutputFiles {
		if filepath.Ext(f.Path) == ".map" {
			r.SourceMap = f.Contents
		} else {
			r.Code = tagAsyncGenerators(string(f.Contents))
		}
	}
	graph, err := readMetafile(built.Metafile)
	if err != nil {
		return nil, diagnostic.New(diagnostic.InternalError, "esbuild metafile: "+err.Error())
	}
	r.Inputs = graph
	r.Broken = b.brokenEntries(r, t)
	return r, nil
}

func readMetafile(text string) (map[string]Input, error) {
	var meta struct {
		Inputs map[string]struct {
			Bytes   int
			Imports []struct {
				Path, Kind string
				External   bool
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &meta); err != nil {
		return nil, err
	}
	inputs := make(map[string]Input, len(meta.Inputs))
	for path, in := range meta.Inputs {
		if strings.HasPrefix(path, ownNamespace+":") {
			continue
		}
		input := Input{Bytes: in.Bytes}
		for _, i := range in.Imports {
			if !i.External && !strings.HasPrefix(i.Path, ownNamespace+":") {
				input.Imports = append(input.Imports, Import{Path: i.Path, Kind: i.Kind})
			}
		}
		inputs[path] = input
	}
	return inputs, nil
}
