package wpt

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cacheDir is the folder for everything that is fetched and not committed.
func cacheDir() string {
	if dir := os.Getenv("RUNNER_CACHE"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", ".cache")
}

// suite is the root of the fetched tests.
type suite string

// openSuite finds the suite or skips the test.
func openSuite(t testing.TB) suite {
	dir := filepath.Join(cacheDir(), "wpt")
	if _, err := os.Stat(filepath.Join(dir, "ok")); err != nil {
		t.Skip("the Web Platform Tests are not here: run webapi/wpt/fetch.sh")
	}
	return suite(dir)
}

// edition is the version of Node whose copy of the suite it is.
func (s suite) edition() string {
	b, _ := os.ReadFile(filepath.Join(string(s), "edition"))
	return strings.TrimSpace(string(b))
}

// read returns a file of the suite by its path from the root.
func (s suite) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%s: not a path in the suite", name)
	}
	return os.ReadFile(filepath.Join(string(s), filepath.FromSlash(name)))
}

// page is one run: a test file with one of its variants.
type page struct {
	Area    string   `json:"area"`
	Name    string   `json:"name"`    // within the area, with the variant
	Path    string   `json:"path"`    // from the root of the suite
	Search  string   `json:"search"`  // the variant: "" or "?…"
	Title   string   `json:"title"`   // or ""
	Long    bool     `json:"long"`    // has the longer time limit
	Scripts []string `json:"scripts"` // paths of what runs before it
	Without string   `json:"without"` // a pattern of subtests that do not count, or ""
}

// pages lists the runs of an area in the order of their names.
func (s suite) pages(a area) ([]page, error) {
	var files []string
	root := filepath.Join(string(s), filepath.FromSlash(a.folder))
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".any.js") {
			return err
		}
		rel, err := filepath.Rel(root, name)
		files = append(files, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		return nil, err
	}
	files = append(files, a.extra...)
	slices.Sort(files)
	var list []page
	for _, file := range files {
		found, err := s.variants(a, file)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}

// variants reads the META comments of a file: one page per variant that is not
// excluded.
func (s suite) variants(a area, file string) ([]page, error) {
	p := page{Area: a.name, Path: path.Join(a.folder, file), Scripts: []string{}}
	p.Without = without[p.Path]
	text, err := s.read(p.Path)
	if err != nil {
		return nil, err
	}
	var searches []string
	for key, value := range meta(text) {
		switch key {
		case "script":
			p.Scripts = append(p.Scripts, resolve(p.Path, value))
		case "variant":
			searches = append(searches, value)
		case "title":
			p.Title = value
		case "timeout":
			p.Long = value == "long"
		}
	}
	if searches == nil {
		searches = []string{""}
	}
	var list []page
	for _, search := range searches {
		p.Search, p.Name = search, file+search
		if excluded(p.Path+search) == "" {
			list = append(list, p)
		}
	}
	return list, nil
}

// meta yields the "// META: key=value" lines at the top of a file.
func meta(text []byte) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, len(text)+1)
		for lines.Scan() {
			line, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "//")
			if !ok {
				return
			}
			line, ok = strings.CutPrefix(strings.TrimSpace(line), "META:")
			if !ok {
				continue
			}
			key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			if !yield(key, value) {
				return
			}
		}
	}
}

// resolve returns the path of a script that a test includes.
func resolve(test, script string) string {
	if script == "/resources/WebIDLParser.js" { // the test server's alias
		return "resources/webidl2/lib/webidl2.js"
	}
	if rooted, ok := strings.CutPrefix(script, "/"); ok {
		return path.Clean(rooted)
	}
	return path.Join(path.Dir(test), script)
}
