package main

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"runner/engine/fixture"
	"runner/engine/replay"
)

// goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath, Dir, Doc string
	GoFiles, Imports     []string
	Standard             bool
	Module               *struct{ Path string }
}

func list(t *testing.T, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Doc,GoFiles,Imports,Standard,Module"}, args...)...)
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var packages []goPackage
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := decoder.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// arrows says what each room may import: the longest prefix counts. "std" is
// the standard library, and what is not listed may not be imported.
var arrows = []struct {
	room string
	may  []string
}{
	{"runner/cmd", []string{"std", "runner/engine", "runner/loader"}},
	{"runner/engine", []string{"std", "runner/engine", "runner/loader", "runner/webapi", "github.com/dop251/goja", "golang.org/x/text"}},
	{"runner/engine/replay", []string{"std"}},
	{"runner/engine/script", []string{"std", "runner/webapi/language", "github.com/dop251/goja"}},
	{"runner/engine/vm", []string{"std", "runner/engine/script", "runner/engine/vm", "runner/webapi", "github.com/dop251/goja"}},
	{"runner/loader", []string{"std", "runner/loader", "github.com/evanw/esbuild"}},
	{"runner/loader/route", []string{"std"}},
	{"runner/loader/diagnostic", []string{"std"}},
	{"runner/webapi", []string{"std", "runner/webapi", "github.com", "golang.org"}},
	{"runner/webapi/js", []string{"std", "github.com/dop251/goja"}},
}

func TestArrows(t *testing.T) {
	for _, p := range list(t, "./...") {
		var may []string
		room := ""
		for _, a := range arrows {
			if within(p.ImportPath, a.room) && len(a.room) > len(room) {
				room, may = a.room, a.may
			}
		}
		if room == "" {
			t.Errorf("%s is in no room", p.ImportPath)
		}
		for _, i := range p.Imports {
			standard := !strings.HasPrefix(i, "runner/") && !strings.Contains(strings.SplitN(i, "/", 2)[0], ".")
			if standard && slices.Contains(may, "std") || slices.ContainsFunc(may, func(m string) bool { return within(i, m) }) {
				continue
			}
			t.Errorf("%s must not import %s", p.ImportPath, i)
		}
	}
}

func within(path, room string) bool { return path == room || strings.HasPrefix(path, room+"/") }

// TestDependencies keeps the list of third-party modules in the product a
// visible one. Each has its line in the README.
func TestDependencies(t *testing.T) {
	var got []string
	for _, p := range list(t, "-deps", "./cmd/runner") {
		if !p.Standard && p.Module != nil && p.Module.Path != "runner" && !slices.Contains(got, p.Module.Path) {
			got = append(got, p.Module.Path)
		}
	}
	slices.Sort(got)
	data, err := os.ReadFile("testdata/dependencies.txt")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Fields(string(data)); !slices.Equal(got, want) {
		t.Errorf("the modules in the product are\n%s\nbut testdata/dependencies.txt says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range got {
		if !strings.Contains(string(readme), m) {
			t.Errorf("the README does not say what %s is for", m)
		}
	}
}

// TestPackageComments: every package says what it is for.
func TestPackageComments(t *testing.T) {
	for _, p := range list(t, "./...") {
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
		if len(p.GoFiles) == 0 && !hasTestDoc(t, p.Dir) {
			t.Errorf("%s, which has only tests, has no package comment", p.ImportPath)
		}
	}
}

func hasTestDoc(t *testing.T, dir string) bool {
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		if f.Doc != nil {
			return true
		}
	}
	return false
}

// TestTopLevel: the repository holds what the design names, and nothing else.
func TestTopLevel(t *testing.T) {
	allowed := []string{"LICENSE", "README.md", "cmd", "engine", "fixtures", "go.mod", "go.sum", "loader", "webapi"}
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Skip("not a git checkout:", err)
	}
	for _, file := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		top, _, _ := strings.Cut(file, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(allowed, top) {
			t.Errorf("%s does not belong at the top level", top)
		}
	}
}

// TestReadmeCounts keeps the README's numbers of fixtures true.
func TestReadmeCounts(t *testing.T) {
	dirs, err := fixture.Find("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	exchanges, files := 0, 0
	for _, dir := range dirs {
		if list, err := replay.Load(dir); err == nil {
			exchanges += len(list)
		}
		if dist, ok := replay.Dist(dir); ok {
			err := filepath.WalkDir(filepath.Join(dir, dist), func(_ string, entry os.DirEntry, err error) error {
				if err == nil && !entry.IsDir() {
					files++
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%d projects with %d exchanges and %d built files", len(dirs), exchanges, files)
	if !strings.Contains(strings.Join(strings.Fields(string(readme)), " "), want) {
		t.Errorf("the README does not say %q", want)
	}
}
