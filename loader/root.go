package loader

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"runner/loader/config"
	"runner/loader/diagnostic"
)

// FindRoot finds the project root above a pages directory: the nearest
// directory that holds a configuration file, a package.json, or the `src` that
// the pages directory is in. The search ends at a repository's root. When
// nothing is found the directory above the pages is taken.
func FindRoot(pagesDir string) (string, error) {
	pages, err := filepath.Abs(pagesDir)
	if err != nil {
		return "", err
	}
	for dir := pages; ; {
		if config.Find(dir) != "" || exists(filepath.Join(dir, "package.json")) {
			return dir, nil
		}
		if dir != pages && exists(filepath.Join(dir, ".git")) {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		if filepath.Base(dir) == "src" {
			return parent, nil
		}
		dir = parent
	}
	return filepath.Dir(pages), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// realRoot is the root as esbuild will name the files below it: absolute and
// without symbolic links.
func realRoot(root string) (string, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		var info os.FileInfo
		if info, err = os.Stat(real); err == nil && !info.IsDir() {
			return "", diagnostic.New(diagnostic.RootNotFound, root).WithHint("%s is a file.", root)
		}
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", diagnostic.New(diagnostic.RootNotFound, root)
	case err != nil:
		return "", diagnostic.New(diagnostic.DirectoryUnreadable, root, reason(err))
	}
	return real, nil
}

// reason is a file system error without the path, which the message has.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// directory resolves a configured directory, which may be a file: URL, against
// the root.
func directory(root, dir string) string {
	if strings.HasPrefix(dir, "file:") {
		if u, err := url.Parse(dir); err == nil {
			dir = filepath.FromSlash(u.Path)
		}
	}
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir)
	}
	return filepath.Join(root, filepath.FromSlash(dir))
}

// relative is a path as people and Route.Component name it.
func relative(root, path string) string {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}
