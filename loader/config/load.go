package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"runner/loader/bundle"
	"runner/loader/diagnostic"
)

// names are the files that are looked for, in order.
var names = []string{"astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts"}

// Options say how to load a configuration.
type Options struct {
	File    string // relative to the root, when the user names one; else the first of the usual names
	NodeEnv string
	Modules map[string][]string                                    // host modules, as in loader.Options
	Eval    func(source, filename string) (json []byte, err error) // as loader.Options.EvalConfig
}

// Find is the configuration file of a directory, "" when it has none.
func Find(root string) string {
	for _, name := range names {
		if info, err := os.Stat(filepath.Join(root, name)); err == nil && !info.IsDir() {
			return name
		}
	}
	return ""
}

// Load reads the configuration of the project at root. Without a file it is
// Default. What is wrong comes back as one diagnostic and no configuration.
func Load(root string, o Options) (Config, *diagnostic.Diagnostic) {
	file := o.File
	if file == "" {
		file = Find(root)
	} else if _, err := os.Stat(filepath.Join(root, file)); err != nil {
		return Config{}, diagnostic.New(diagnostic.ConfigNotFound, file)
	}
	if file == "" {
		return Default(), nil
	}
	text, failed := evaluate(root, file, o)
	if failed != nil {
		return Config{}, failed
	}
	config, issues := Decode(text)
	config.File = filepath.ToSlash(file)
	if len(issues) > 0 {
		return Config{}, invalid(root, file, issues)
	}
	return config, nil
}

// evaluate first gives the configuration the packages that it finds. Many are
// bundler plugins that cannot run here, so when that fails it is tried with
// none: only their names and options are needed.
func evaluate(root, file string, o Options) ([]byte, *diagnostic.Diagnostic) {
	if o.Eval == nil {
		return nil, failure(root, file, errors.New("there is no JavaScript engine to evaluate it"))
	}
	text, first := evaluateWith(root, file, o, bundle.MissingPackages)
	if first == nil {
		return text, nil
	}
	if text, err := evaluateWith(root, file, o, bundle.AllPackages); err == nil {
		return text, nil
	}
	return nil, failure(root, file, first)
}

func evaluateWith(root, file string, o Options, s bundle.StandIns) ([]byte, error) {
	b, err := bundle.New(bundle.Options{
		Root: root, NodeEnv: o.NodeEnv, Modules: withoutAstro(o.Modules), StandIns: s, InlineMap: true,
	})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	r, err := b.Build([]bundle.Entry{{Key: "config", File: filepath.Join(root, file)}})
	if err != nil {
		return nil, err
	}
	for _, d := range r.Diagnostics {
		if d.Severity == diagnostic.Error {
			return nil, d
		}
	}
	return o.Eval(r.Code, file)
}

// withoutAstro leaves Astro's run-time modules to the stand-ins: they are for
// endpoints.
func withoutAstro(modules map[string][]string) map[string][]string {
	out := make(map[string][]string, len(modules))
	for name, exports := range modules {
		if name != "astro" && !strings.HasPrefix(name, "astro/") && !strings.HasPrefix(name, "astro:") {
			out[name] = slices.Clone(exports)
		}
	}
	return out
}

// failure keeps the place and the stack of the error that stopped the
// configuration.
func failure(root, file string, err error) *diagnostic.Diagnostic {
	var inner *diagnostic.Diagnostic
	if !errors.As(err, &inner) {
		return diagnostic.New(diagnostic.ConfigLoadFailed, err.Error()).
			At(&diagnostic.Location{File: filepath.ToSlash(file), Abs: filepath.Join(root, file)})
	}
	d := diagnostic.New(diagnostic.ConfigLoadFailed, inner.Message)
	d.Location, d.Hint, d.Stack, d.Notes = inner.Location, inner.Hint, inner.Stack, inner.Notes
	return d
}
