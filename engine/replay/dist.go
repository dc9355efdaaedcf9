package replay

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Dist returns the path, relative to the fixture in dir, of the recorded build,
// and whether there is one: expected/dist, or expected/dist.astro-7 when the
// versions of Astro were recorded apart (dist.astro-5 when the head of
// requests.http says "# @follow astro-5").
func Dist(dir string) (string, bool) {
	for _, name := range []string{"dist." + headFollow(dir), "dist"} {
		path := filepath.Join("expected", name)
		if info, err := os.Stat(filepath.Join(dir, path)); err == nil && info.IsDir() {
			return path, true
		}
	}
	return filepath.Join("expected", "dist"), false
}

// headFollow returns what the head of dir/requests.http follows.
func headFollow(dir string) string {
	src, err := os.ReadFile(filepath.Join(dir, "requests.http"))
	if err != nil {
		return DefaultFollow
	}
	return follow(src)
}

// CompareDist compares the built directory dist with the build recorded for the
// fixture in dir, file by file in name order. When the recording has a client
// directory, the build had a server part too, and only client is compared.
func CompareDist(dist, dir string) ([]Result, error) {
	recorded, ok := Dist(dir)
	if !ok {
		return nil, fmt.Errorf("%s has no recorded build", dir)
	}
	want, err := readTree(filepath.Join(dir, recorded))
	if err != nil {
		return nil, err
	}
	got, err := readTree(dist)
	if err != nil {
		return nil, err
	}
	keepClient(want, got)
	names := slices.Sorted(maps.Keys(want))
	for name := range got {
		if _, both := want[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var results []Result
	for _, name := range names {
		w, recordedToo := want[name]
		g, builtToo := got[name]
		result := Result{Name: name, File: filepath.Join(recorded, filepath.FromSlash(name))}
		switch {
		case !builtToo:
			result.Diff = "the build did not write this file\n"
		case !recordedToo:
			result.Diff = "the recording has no such file\n"
		default:
			result.Diff = diffBytes(w, g)
		}
		results = append(results, result)
	}
	return results, nil
}

// UpdateDist makes the built directory dist the recorded build of the fixture
// in dir. Of a build with a server part it keeps client alone.
func UpdateDist(dist, dir string) error {
	recorded, _ := Dist(dir)
	built, err := readTree(dist)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dist, "server")); err == nil {
		maps.DeleteFunc(built, func(name string, _ []byte) bool { return !inClient(name) })
	}
	root := filepath.Join(dir, recorded)
	if err := os.RemoveAll(root); err != nil {
		return err
	}
	for name, data := range built {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// keepClient removes from got what lies outside client when want lies inside.
func keepClient(want, got map[string][]byte) {
	for name := range want {
		if !inClient(name) {
			return
		}
	}
	maps.DeleteFunc(got, func(name string, _ []byte) bool { return !inClient(name) })
}

func inClient(name string) bool { return len(name) > 7 && name[:7] == "client/" }

// readTree returns the files below root by slash path. A missing root is empty.
func readTree(root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(root), path)
		files[path] = data
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return files, err
}
