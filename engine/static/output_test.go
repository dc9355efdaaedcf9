package static_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"runner/engine"
	"runner/engine/static"
	"runner/loader"
	"runner/loader/diagnostic"
)

// project writes files, by path below the root, and returns the root.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// build builds a project into dist.
func build(ctx context.Context, t *testing.T, root string, o static.Options) (static.Result, error) {
	t.Helper()
	lo := loader.Options{Command: "build", OutDir: filepath.Join(root, "dist")}
	engine.Prepare(&lo)
	site, err := loader.Load(root, lo)
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.Open(site, engine.Options{CPUBudget: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	return e.Build(ctx, o)
}

// tree is what a directory has, by name; directories left out.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		relative, _ := filepath.Rel(dir, name)
		all = append(all, filepath.ToSlash(relative)+"="+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

// whole fails the test unless dist is as it was and nothing else is left.
func whole(t *testing.T, root, want string) {
	t.Helper()
	if got := tree(t, filepath.Join(root, "dist")); got != want {
		t.Errorf("dist has %q, want %q", got, want)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".dist") {
			t.Errorf("%s is left", e.Name())
		}
	}
}

const many = `
export const getStaticPaths = () => Array.from({ length: 50 }, (_, i) => ({ params: { id: String(i) } }));
export const GET = ({ params }) => new Response(params.id);`

// TestFailuresLeaveTheOldFiles: a build that fails has not been.
func TestFailuresLeaveTheOldFiles(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name  string
		ctx   context.Context
		files map[string]string
		code  string
	}{
		{"throw", t.Context(), map[string]string{"src/pages/z.txt.js": `export const GET = () => { throw new Error("no"); }`}, diagnostic.EndpointThrew},
		{"a file where a folder is", t.Context(), map[string]string{"src/pages/[...p].js": `
			export const getStaticPaths = () => [{ params: { p: "x" } }, { params: { p: "x/y" } }];
			export const GET = () => new Response("p");`}, diagnostic.OutputPathCollision},
		{"a folder where a file is", t.Context(), map[string]string{"src/pages/[...p].js": `
			export const getStaticPaths = () => [{ params: { p: "x/y" } }, { params: { p: "x" } }];
			export const GET = () => new Response("p");`}, diagnostic.OutputPathCollision},
		{"the root", t.Context(), map[string]string{"src/pages/index.js": `export const GET = () => new Response("p");`}, ""},
		{"endless loop", t.Context(), map[string]string{"src/pages/z.txt.js": `export const GET = async () => { await 0; for (;;) {} }`}, diagnostic.CPUBudgetExceeded},
		{"recursion", t.Context(), map[string]string{"src/pages/z.txt.js": `const f = () => f() + 1; export const GET = f`}, diagnostic.StackOverflow},
		{"name too long", t.Context(), map[string]string{"src/pages/[id].js": `
			export const getStaticPaths = () => [{ params: { id: "x".repeat(300) } }];
			export const GET = () => new Response("p");`}, diagnostic.OutDirNotWritable},
		{"stream error", t.Context(), map[string]string{"src/pages/z.txt.js": `
			export const GET = () => new Response(new ReadableStream({ start(c) { c.error(new Error("no")); } }));`}, diagnostic.EndpointThrew},
		{"cancelled", ended, nil, "cancelled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"dist/old.txt": "old", "src/pages/a[id].txt.js": many}
			for name, text := range c.files {
				files[name] = text
			}
			root := project(t, files)
			_, err := build(c.ctx, t, root, static.Options{})
			var d *diagnostic.Diagnostic
			switch {
			case c.code == "":
				return // whatever Astro makes of it: it must not break anything
			case c.code == "cancelled":
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			case !errors.As(err, &d) || d.Code != c.code:
				t.Errorf("got %v, want %s", err, c.code)
			}
			whole(t, root, "old.txt=old")
		})
	}
}

// TestCancelInTheMiddle: also when the endpoint never answers.
func TestCancelInTheMiddle(t *testing.T) {
	root := project(t, map[string]string{"dist/old.txt": "old", "src/pages/a[id].txt.js": many})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	_, err := build(ctx, t, root, static.Options{Progress: func(static.File) {
		if n++; n == 20 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || n != 20 {
		t.Errorf("%d files, %v", n, err)
	}
	whole(t, root, "old.txt=old")

	root = project(t, map[string]string{"dist/old.txt": "old", "src/pages/a.txt.js": `
		console.log("begun"); setInterval(() => {}, 1000);
		export const GET = () => new Promise(() => {});`})
	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := build(ctx, t, root, static.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	whole(t, root, "old.txt=old")
}

func TestGitIsKept(t *testing.T) {
	root := project(t, map[string]string{
		"dist/old.txt": "old", "dist/.git/HEAD": "ref", "src/pages/new.txt.js": `export const GET = () => new Response("new");`,
	})
	if _, err := build(t.Context(), t, root, static.Options{}); err != nil {
		t.Fatal(err)
	}
	whole(t, root, ".git/HEAD=ref new.txt=new")
}

// TestUnwritable: nobody may make anything beside dist.
func TestUnwritable(t *testing.T) {
	root := project(t, map[string]string{"src/pages/new.txt.js": `export const GET = () => new Response("new");`, "dist": "a file"})
	// A file in the place of the directory gives way, or is refused; it is never
	// half gone.
	if _, err := build(t.Context(), t, root, static.Options{}); err == nil {
		whole(t, root, "new.txt=new")
	}
	if os.Geteuid() == 0 {
		t.Skip("nothing is unwritable for root")
	}
	root = project(t, map[string]string{"src/pages/new.txt.js": `export const GET = () => new Response("new");`, "dist/old.txt": "old"})
	if err := os.Chmod(root, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(root, 0o755)
	var d *diagnostic.Diagnostic
	if _, err := build(t.Context(), t, root, static.Options{}); !errors.As(err, &d) || d.Code != diagnostic.OutDirNotWritable {
		t.Errorf("got %v", err)
	}
	whole(t, root, "old.txt=old")
}

// TestDiskFull: files may not be larger than a limit, which is an error of the
// same kind to a writer.
func TestDiskFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full")
	}
	defer full.Close()
	if _, err := full.Write([]byte("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Skip(err)
	}
	// The public folder is copied by its content, so a link there does not
	// bring the device into the build; a link in the old dist does not either.
	root := project(t, map[string]string{"src/pages/new.txt.js": `export const GET = () => new Response("new");`, "dist/old.txt": "old"})
	if err := os.Symlink("/dev/full", filepath.Join(root, "dist", "new.txt")); err != nil {
		t.Fatal(err)
	}
	if _, err := build(t.Context(), t, root, static.Options{}); err != nil {
		t.Fatal(err)
	}
	whole(t, root, "new.txt=new")
}

// TestConcurrentBuilds: the last one wins, and dist is always one of them.
func TestConcurrentBuilds(t *testing.T) {
	root := project(t, map[string]string{"dist/old.txt": "old", "dist/.git/HEAD": "ref", "src/pages/[id].txt.js": `
		export const getStaticPaths = () => [{ params: { id: "a" } }, { params: { id: "b" } }];
		export const GET = ({ params }) => new Response(params.id);`})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := build(t.Context(), t, root, static.Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	whole(t, root, ".git/HEAD=ref a.txt=a b.txt=b")
}
