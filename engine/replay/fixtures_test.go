package replay

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The recorder is not this package: what it writes must read the same here, and
// each recording must have its request.
func TestFixturesAreWhole(t *testing.T) {
	dirs, err := Find("../../fixtures")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("%d fixtures, %v", len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { checkFixture(t, dir) })
	}
}

func checkFixture(t *testing.T, dir string) {
	exchanges, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, ex := range exchanges {
		if _, err := os.Stat(filepath.Join(dir, Recording(dir, ex))); err != nil {
			t.Errorf("line %d: %q has no recording", ex.Line, ex.Name)
		}
		for _, end := range []string{"", ".astro-5", ".astro-7"} {
			known[ex.Slug+end+".http"] = true
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "expected", "*.http"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !known[filepath.Base(file)] {
			t.Errorf("%s belongs to no request", file)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseResponse(data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if again := r.Format(); !bytes.Equal(again, data) {
			t.Errorf("%s: reads back as\n%s", file, again)
		}
	}
}
