package bundle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// project writes files below a new directory and gives its real path.
func project(t testing.TB, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func build(t testing.TB, root string, o Options, names ...string) *Result {
	t.Helper()
	o.Root = root
	if o.NodeEnv == "" {
		o.NodeEnv = "production"
	}
	b, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var entries []Entry
	for _, name := range names {
		entries = append(entries, Entry{Key: name, File: filepath.Join(root, filepath.FromSlash(name))})
	}
	r, err := b.Build(entries)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTry(t *testing.T) {
	root := project(t, map[string]string{
		"src/a.ts":    "import type { APIRoute } from 'astro'\nimport {x} from './lib'\nimport {readFile} from 'node:fs'\nexport const GET = () => [x, readFile, import.meta.url, import.meta.env.MODE, import.meta.dirname]",
		"src/b.ts":    "import {x, nope} from './lib'\nexport const GET = () => x + nope",
		"src/c.ts":    "import {x} from './libb'\nexport const GET = ( => x",
		"src/d.ts":    "import {x} from './libb'\nimport './img.png'; import z from 'zod'; import 'node:zlib'; import {APIRoute as R} from 'astro'; console.log(R)\nexport const GET = () => x",
		"src/lib.ts":  "export let x = 1",
		"src/img.png": "x",
	})
	r := build(t, root, Options{Modules: map[string][]string{"node:fs": {"readFile", "writeFile"}}}, "src/a.ts", "src/b.ts", "src/c.ts", "src/d.ts", "src/none.ts")
	t.Log(r.Code)
	t.Log(string(r.SourceMap))
	t.Log(r.Inputs)
	for _, d := range r.Diagnostics {
		t.Logf("%+v %+v", d, d.Location)
	}
	t.Log(r.Broken)
	_ = strings.Contains
}
