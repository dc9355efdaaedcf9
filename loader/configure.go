package loader

import (
	"errors"
	"os"
	"path/filepath"

	"runner/loader/config"
	"runner/loader/diagnostic"
)

// configure reads the configuration, and with it the directories.
func (l *Loader) configure(site *Site) error {
	c, wrong := config.Load(l.root, config.Options{
		NodeEnv: l.nodeEnv, Modules: l.options.Modules, Eval: l.options.EvalConfig,
	})
	if wrong != nil {
		return wrong
	}
	site.Config = c
	site.SrcDir = directory(l.root, c.SrcDir)
	site.PagesDir = filepath.Join(site.SrcDir, "pages")
	site.PublicDir = directory(l.root, c.PublicDir)
	site.OutDir = directory(l.root, c.OutDir)
	if err := override(&site.PagesDir, l.options.PagesDir); err != nil {
		return err
	}
	return override(&site.OutDir, l.options.OutDir)
}

// override replaces a directory by one that the user names.
func override(dir *string, given string) error {
	if given == "" {
		return nil
	}
	abs, err := filepath.Abs(given)
	if err == nil {
		*dir = abs
	}
	return err
}

// checkPages looks whether there is a pages directory. A missing one is an
// error only when the user named it: a project may have no routes.
func (l *Loader) checkPages(site *Site) (*diagnostic.Diagnostic, error) {
	info, err := os.Stat(site.PagesDir)
	if err == nil && info.IsDir() {
		// As esbuild names files, so that both agree when it is below a link.
		if real, err := filepath.EvalSymlinks(filepath.Dir(site.PagesDir)); err == nil {
			site.PagesDir = filepath.Join(real, filepath.Base(site.PagesDir))
		}
		return nil, nil
	}
	d := diagnostic.New(diagnostic.PagesDirNotFound, relative(l.root, site.PagesDir))
	if err == nil {
		d.WithHint("It is a file, not a directory.")
	} else if !errors.Is(err, os.ErrNotExist) {
		d = diagnostic.New(diagnostic.DirectoryUnreadable, relative(l.root, site.PagesDir), reason(err))
	}
	if l.options.PagesDir != "" {
		return nil, d
	}
	return d.AsWarning(), nil
}
