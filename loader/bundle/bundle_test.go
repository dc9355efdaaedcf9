package bundle

import (
	"encoding/json"
	"os"
	"os/exec"
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

// build bundles the project's files a.* to e.*, or the ones named.
func build(t testing.TB, root string, o Options, names ...string) *Result {
	t.Helper()
	o.Root, o.NodeEnv = root, "production"
	b, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	r, err := b.Build(entriesOf(root, names))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func entriesOf(root string, names []string) []Entry {
	var entries []Entry
	for _, name := range names {
		entries = append(entries, Entry{Key: name, File: filepath.Join(root, filepath.FromSlash(name))})
	}
	return entries
}

// run evaluates the bundle in Node, where there is one, and gives what script
// prints; routes are in `r`. Running it in goja is tested where goja is.
func run(t *testing.T, code, script string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node, to run the bundle without a JavaScript engine of our own")
	}
	file := filepath.Join(t.TempDir(), "bundle.cjs")
	text := "let r; const main = " + code + `;
const virtual = (name) => name === "runner:broken" ? (n) => new Error("broken " + n) : require(name);
main((routes) => { r = routes; }, { MODE: "test" }, "file:///package", virtual, (name) => { throw new Error("required " + name); }, {}, {});
(async () => {` + script + `})().catch((e) => { console.log("failed: " + e.message); });`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestWrapper(t *testing.T) {
	root := project(t, map[string]string{"a.ts": "export const GET = (): string => `ü`"})
	r := build(t, root, Options{}, "a.ts")
	first, _, _ := strings.Cut(r.Code, "\n")
	if want := "(async function(__routes, __env, __url, __virtual, require, module, exports){"; !strings.HasPrefix(first, want) {
		t.Errorf("starts with %s", first)
	}
	if !strings.HasSuffix(strings.TrimSpace(r.Code), "\n})") {
		t.Errorf("ends with %s", r.Code[len(r.Code)-40:])
	}
	for _, never := range []string{"\nimport ", "\nexport ", "sourceMappingURL"} {
		if strings.Contains(r.Code, never) {
			t.Errorf("contains %q", never)
		}
	}
	if !strings.Contains(r.Code, "`ü`") {
		t.Error("text is not kept as UTF-8")
	}
	var m struct {
		Version                 int
		Sources, SourcesContent []string
	}
	if err := json.Unmarshal(r.SourceMap, &m); err != nil || m.Version != 3 || m.Sources[0] != "a.ts" || !strings.Contains(m.SourcesContent[0], "(): string") {
		t.Errorf("source map: %v %+v", err, m)
	}
	if strings.Contains(string(r.SourceMap), root) && !strings.Contains(string(r.SourceMap), "import(\\\""+root) {
		t.Error("the source map names this machine")
	}
}

func TestLowering(t *testing.T) {
	root := project(t, map[string]string{"a.ts": `
export async function* each() { yield 1 }
export const loop = async (x: any) => { for await (const y of x) console.log(y) };
function log(v: any, c: any) {}
@log export class K { accessor x = 1; #p = 2; static { this.name } get p() { return this.#p?.toFixed() ?? 1 } }
export const later = () => import("./b");
export const f = async () => { using y = { [Symbol.dispose]() {} }; await null; return 2n ** 3n }
`, "b.ts": "export const b = 1; export default import.meta.url"})
	code := build(t, root, Options{}, "a.ts").Code
	_, code, _ = strings.Cut(code, "// a.ts") // not esbuild's own functions
	for _, gone := range []string{"async function*", "for await", "@log", "accessor x", "import(\"./", "using y", "import.meta"} {
		if strings.Contains(code, gone) {
			t.Errorf("%q is left", gone)
		}
	}
	for _, kept := range []string{"#p = 2", "?.", "??", "2n ** 3n", "async () =>", "await null"} {
		if !strings.Contains(code, kept) {
			t.Errorf("%q was lowered\n%s", kept, code)
		}
	}
}

func TestExecution(t *testing.T) {
	files := map[string]string{
		"a.ts":      "import { n, add } from './shared'; import { wait } from './wait'; export const GET = () => { add(); return `a${n}${wait}` }",
		"b.js":      "import * as shared from './shared'; import fs, { sep } from 'node:path'; import cjs, { one } from './c.cjs'; export const GET = () => { shared.add(); return `b${shared.n}${sep}${fs.sep}${one}${cjs.one}` }",
		"c.cjs":     "exports.one = 1; exports.path = require('node:path').sep",
		"shared.ts": "export let n = 0; export function add() { n++ }; console.log('shared evaluated')",
		"wait.ts":   "export const wait = await Promise.resolve('w')",
		"meta.ts":   "#!/usr/bin/env node\nconst url = import.meta.url; export const GET = () => [url.slice(-8), import.meta.filename.slice(-8), import.meta.env.MODE, process.env.NODE_ENV].join()",
		"throws.ts": "import './shared'; throw new Error('at load')",
		"enum.ts":   "import type { T } from './none'; import { U } from './none2'; enum E { A = 1, B }; const u: U | T = 1; export const GET = () => E[2] + u",
		"data.ts":   "import data, { k } from './d.json'; import raw from './d.json?raw'; import url from './x.bin?url'; import inline from './x.bin?inline'; export const GET = () => [data.k, k, raw, url, inline === url].join()",
		"d.json":    `{"k":7}`,
		"x.bin":     "\x00\xff",
		"dyn.ts":    "export const GET = async () => { const m = await import('./shared'); m.add(); return typeof m.n }",
		"opt.ts":    "let v = 'none'; try { v = require('not-there') } catch (e) { v = e.message } export const GET = () => v",
		"empty.ts":  "",
		"bom.ts":    "\uFEFFexport const GET = () => 'bom'\r\n",
	}
	root := project(t, files)
	names := []string{"a.ts", "b.js", "meta.ts", "throws.ts", "enum.ts", "data.ts", "dyn.ts", "opt.ts", "empty.ts", "bom.ts"}
	r := build(t, root, Options{Modules: map[string][]string{"node:path": {"sep", "join"}}}, names...)
	for _, d := range r.Diagnostics {
		t.Error(d)
	}
	if _, ok := r.Inputs["none.ts"]; ok || strings.Contains(r.Code, "none2") {
		t.Error("a type import cost a module")
	}
	tests := []struct{ name, script, want string }{
		{"shared once, live, lazy", `console.log("start"); const a = await r["a.ts"](), b = await r["b.js"](); console.log(a.GET(), b.GET(), a.GET())`,
			"start\nshared evaluated\na1w b2//11 a3w"},
		{"import.meta", `console.log((await r["meta.ts"]()).GET())`, "/meta.ts,/meta.ts,test,production"},
		{"a throw breaks its own import", `for (let i = 0; i < 2; i++) await r["throws.ts"]().catch((e) => console.log(e.message)); console.log((await r["a.ts"]()).GET())`,
			"shared evaluated\nat load\nat load\na1w"},
		{"types and enums", `console.log((await r["enum.ts"]()).GET())`, "B1"},
		{"assets", `console.log((await r["data.ts"]()).GET())`, `7,7,{"k":7},data:application/octet-stream;base64,AP8=,true`},
		{"import()", `console.log(await (await r["dyn.ts"]()).GET())`, "shared evaluated\nnumber"},
		{"optional require", `console.log((await r["opt.ts"]()).GET())`, "required not-there"},
		{"empty file", `console.log((await r["empty.ts"]()).GET)`, "undefined"},
		{"BOM and CRLF", `console.log((await r["bom.ts"]()).GET())`, "bom"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := run(t, r.Code, test.script); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestHostModules(t *testing.T) {
	modules := map[string][]string{"node:fs": {"readFile", "writeFile", "delete"}, "fs": {"readFile"}, "thing": nil, "astro:x": {"default", "y"}}
	root := project(t, map[string]string{
		"a.ts": "import { readFile as r } from 'node:fs'; import 'fs'; export const GET = () => r",
		"b.ts": "import t, { any } from 'thing'; import d, { y } from 'astro:x'; const q = require('fs'); export const GET = () => [t, any, d, y, q]",
	})
	r := build(t, root, Options{Modules: modules}, "a.ts", "b.ts")
	for _, d := range r.Diagnostics {
		t.Error(d)
	}
	for text, want := range map[string]int{
		`__virtual("node:fs")`: 1, `host["readFile"]`: 1, `host["writeFile"]`: 0, `host["delete"]`: 0,
		`module.exports = __virtual("thing")`: 1, `module.exports = __virtual("fs")`: 1, `host2["y"]`: 1,
	} {
		if got := strings.Count(r.Code, text); got != want {
			t.Errorf("%s: %d times, want %d\n%s", text, got, want, r.Code)
		}
	}
}

func TestTsconfigPaths(t *testing.T) {
	root := project(t, map[string]string{
		"tsconfig.json":     `{"extends": "./config/base.json"}`,
		"config/base.json":  `{"extends": "astro/tsconfigs/strict", "compilerOptions": {"baseUrl": "..", "paths": {"@/*": ["src/none/*", "src/lib/*"], "db": ["src/db.ts"]}}}`,
		"src/lib/x.ts":      "export const x = 1",
		"src/db.ts":         "export const db = 1",
		"src/pages/a.ts":    "import { x } from '@/x'; import { db } from 'db'; import { x as y } from 'src/lib/x'; export const GET = () => [x, db, y]",
		"old/jsconfig.json": `{"compilerOptions": {"paths": {"~/*": ["./*"]}}}`,
		"old/pages/b.js":    "import { z } from '~/z.js'; export const GET = () => z",
		"old/z.js":          "export const z = 1",
	})
	r := build(t, root, Options{}, "src/pages/a.ts", "old/pages/b.js")
	for _, d := range r.Diagnostics {
		t.Error(d)
	}
	for _, path := range []string{"src/lib/x.ts", "src/db.ts", "old/z.js"} {
		if _, ok := r.Inputs[path]; !ok {
			t.Errorf("%s is not in the bundle: %v", path, r.Inputs)
		}
	}
}

func TestSymlinkIsOneModule(t *testing.T) {
	root := project(t, map[string]string{"a.ts": "export const GET = () => 1"})
	if err := os.Symlink("a.ts", filepath.Join(root, "b.ts")); err != nil {
		t.Skip(err)
	}
	r := build(t, root, Options{}, "a.ts", "b.ts")
	if len(r.Diagnostics) > 0 || strings.Count(r.Code, "// a.ts") != 1 {
		t.Errorf("%v\n%s", r.Diagnostics, r.Code)
	}
}
