package bundle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"runner/loader/diagnostic"
)

func TestBrokenFiles(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		place string // of the diagnostic
		code  string
		text  string // part of message or hint
	}{
		{"syntax error", map[string]string{"a.ts": "// ü\nconst x = 'ü'; const = 1"}, "a.ts:2:22", diagnostic.ModuleSyntax, "Expected identifier"},
		{"syntax error after a wide character", map[string]string{"a.ts": "'😀'; const = 1"}, "a.ts:1:13", diagnostic.ModuleSyntax, "Expected identifier"},
		{"syntax error in an imported file", map[string]string{"a.ts": "import './lib'", "lib.ts": "export const ="}, "lib.ts:1:14", diagnostic.ModuleSyntax, ""},
		{"end of file", map[string]string{"a.ts": "export const GET = () => {"}, "a.ts:1:27", diagnostic.ModuleSyntax, "end of file"},
		{"bad JSON", map[string]string{"a.ts": "import './d.json'", "d.json": "{\n  x}"}, "d.json:2:3", diagnostic.ModuleSyntax, ""},
		{"missing file, near name", map[string]string{"a.ts": "import { x } from './libb'; x", "lib.ts": ""}, "a.ts:1:19", diagnostic.ModuleNotFound, `"./lib.ts"`},
		{"missing file, wrong level", map[string]string{"a.ts": "import '../../db'", "db.ts": ""}, "a.ts:1:8", diagnostic.ModuleNotFound, `"./db"`},
		{"missing file, wrong case", map[string]string{"a.ts": "import './Lib'", "lib.ts": ""}, "a.ts:1:8", diagnostic.ModuleNotFound, `"./lib.ts"`},
		{"missing directory", map[string]string{"a.ts": "import './x/y'"}, "a.ts:1:8", diagnostic.ModuleNotFound, "no directory x"},
		{"missing package", map[string]string{"a.ts": "import z from '@x/zod/mini'; z"}, "a.ts:1:15", diagnostic.ModuleNotFound, "npm install @x/zod"},
		{"package without that file", map[string]string{"a.ts": "import z from 'zod/x'; z", "node_modules/zod/package.json": `{"exports": {".": "./i.js"}}`}, "a.ts:1:15", diagnostic.ModuleNotFound, "zod is installed"},
		{"alias", map[string]string{"a.ts": "import z from '@/db'; z"}, "a.ts:1:15", diagnostic.ModuleNotFound, "tsconfig.json"},
		{"subpath import", map[string]string{"a.ts": "import z from '#db'; z"}, "a.ts:1:15", diagnostic.ModuleNotFound, "package.json"},
		{"Node module", map[string]string{"a.ts": "import 'node:zlib'"}, "a.ts:1:8", diagnostic.ModuleNotProvided, "Node.js"},
		{"Node module without prefix", map[string]string{"a.ts": "import 'zlib'"}, "a.ts:1:8", diagnostic.ModuleNotProvided, "Node.js"},
		{"value of astro", map[string]string{"a.js": "import { z } from 'astro'; z", "node_modules/astro/index.js": "export const z = 1"}, "a.js:1:19", diagnostic.TypesOnlyModule, "import type"},
		{"astro module", map[string]string{"a.ts": "import { x } from 'astro:content'; x"}, "a.ts:1:19", diagnostic.ModuleNotProvided, "astro:content"},
		{"missing export", map[string]string{"a.ts": "import { getProducts } from './db'; getProducts", "db.ts": "export const getProduct = 1"}, "a.ts:1:10", diagnostic.MissingExport, `"getProduct"`},
		{"missing default", map[string]string{"a.ts": "import db from './db'; db", "db.ts": "const x = 1; export { x as get }"}, "a.ts:1:8", diagnostic.MissingExport, "{ get }"},
		{"missing host export", map[string]string{"a.ts": "import { nope } from 'node:fs'; nope"}, "a.ts:1:10", diagnostic.MissingExport, `"node:fs" does not export "nope"`},
		{"image", map[string]string{"a.ts": "import './i.png'", "i.png": "x"}, "a.ts:1:8", diagnostic.AssetNotSupported, "?url"},
		{"missing asset", map[string]string{"a.ts": "import './i.txt?raw'"}, "a.ts:1:8", diagnostic.ModuleNotFound, "i.txt"},
		{"binary", map[string]string{"a.ts": "\x00\x01\x02\xff"}, "a.ts:1:1", diagnostic.ModuleSyntax, "does not look like text"},
		{"UTF-16", map[string]string{"a.ts": "\xff\xfee\x00x\x00"}, "a.ts:1:1", diagnostic.ModuleSyntax, "UTF-16"},
		{"no such endpoint", map[string]string{}, "a.ts", diagnostic.ModuleUnreadable, "no such file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			entry := "a.ts"
			if _, ok := test.files["a.js"]; ok {
				entry = "a.js"
			}
			test.files["good.ts"] = "export const GET = () => 'good'"
			root := project(t, test.files)
			r := build(t, root, Options{Modules: map[string][]string{"node:fs": {"readFile"}}}, entry, "good.ts")
			if len(r.Diagnostics) != 1 {
				t.Fatalf("%d diagnostics: %v", len(r.Diagnostics), r.Diagnostics)
			}
			d := r.Diagnostics[0]
			if d.Code != test.code || d.Location.String() != test.place || !strings.Contains(d.Message+d.Hint, test.text) {
				t.Errorf("got %s\nhint: %s", d, d.Hint)
			}
			if r.Broken[0] != d || r.Broken[1] != nil {
				t.Errorf("Broken: %v", r.Broken)
			}
			if !strings.Contains(r.Code, `__virtual("runner:broken")(0)`) || !strings.Contains(r.Code, `"good"`) {
				t.Errorf("the bundle:\n%s", r.Code)
			}
		})
	}
}

func TestBrokenSpreads(t *testing.T) {
	root := project(t, map[string]string{
		"a.ts":     "import { x } from './mid'; export const GET = () => x",
		"b.ts":     "export const GET = () => import('./bad')",
		"c.ts":     "import { y } from './cycle'; export const GET = () => y",
		"mid.ts":   "export * from './bad'; export { y } from './cycle'",
		"cycle.ts": "import './mid'; export const y = 1",
		"bad.ts":   "export const x = ;",
	})
	r := build(t, root, Options{}, "a.ts", "b.ts", "c.ts")
	if len(r.Diagnostics) != 1 || r.Broken[0] == nil || r.Broken[1] != nil || r.Broken[2] == nil {
		t.Errorf("%v %v", r.Diagnostics, r.Broken)
	}
	got := run(t, r.Code, `for (const k of ["a.ts", "c.ts"]) await r[k]().catch((e) => console.log(e.message));
		await (await r["b.ts"]()).GET().catch((e) => console.log("later", e.message))`)
	if got != "broken 0\nbroken 0\nlater broken 0" {
		t.Errorf("got %q", got)
	}
}

func TestUnreadableFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	root := project(t, map[string]string{"a.ts": "", "b.ts": ""})
	if err := os.Chmod(filepath.Join(root, "a.ts"), 0); err != nil {
		t.Fatal(err)
	}
	r := build(t, root, Options{}, "a.ts", "b.ts")
	if len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != diagnostic.ModuleUnreadable || r.Broken[1] != nil {
		t.Errorf("%v", r.Diagnostics)
	}
}

func TestManyBrokenFiles(t *testing.T) {
	files := map[string]string{}
	var names []string
	for i := range 60 {
		name := "p" + itoa(i) + ".ts"
		files[name] = "import { nope" + itoa(i) + " } from './lib'; import './none" + itoa(i) + "'; nope"
		names = append(names, name)
	}
	files["lib.ts"] = "export const x = 1"
	r := build(t, project(t, files), Options{}, names...)
	for i, d := range r.Broken {
		if d == nil {
			t.Errorf("%s is not broken", names[i])
		}
	}
}

func TestRebuildForgets(t *testing.T) {
	root := project(t, map[string]string{"a.ts": "export const ="})
	b, err := New(Options{Root: root, NodeEnv: "production"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	entries := entriesOf(root, []string{"a.ts"})
	for _, step := range []struct {
		text   string
		broken bool
	}{{"export const =", true}, {"export const GET = () => 1", false}, {"import './x'", true}, {"export const GET = () => 2", false}} {
		if err := os.WriteFile(filepath.Join(root, "a.ts"), []byte(step.text), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := b.Build(entries)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Broken[0] != nil; got != step.broken {
			t.Errorf("%q: broken %v", step.text, got)
		}
	}
}
