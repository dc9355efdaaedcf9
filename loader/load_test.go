package loader

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"runner/loader/diagnostic"
)

// project writes files below a new directory; a text of "dir" makes a
// directory, "-> x" a link.
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
		target, link := strings.CutPrefix(text, "-> ")
		switch {
		case link:
			err = os.Symlink(target, path)
		case text == "dir":
			err = os.Mkdir(path, 0o755)
		default:
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// show lists the routes, with "static" or "demand", "!" when the file itself
// says so, and the code of what is broken.
func show(s *Site) string {
	var lines []string
	for _, e := range s.Routes {
		line := e.Pattern + " demand"
		if e.Prerender {
			line = e.Pattern + " static"
		}
		if e.PrerenderSet {
			line += "!"
		}
		if e.Broken != nil {
			line += " " + e.Broken.Code
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func codes(s *Site) string {
	var out []string
	for _, d := range s.Diagnostics {
		out = append(out, d.Code)
	}
	return strings.Join(out, " ")
}

// evalStatic is a configuration that says only its output.
func evalOutput(json string) func(string, string) ([]byte, error) {
	return func(source, _ string) ([]byte, error) {
		if !strings.HasPrefix(source, "(async function(__routes") || !strings.Contains(source, `"config": () =>`) {
			return nil, errors.New("unexpected shape of the bundled configuration")
		}
		return []byte(json), nil
	}
}

const (
	get      = "export const GET = () => new Response('x')\n"
	demand   = "export const prerender = false\n"
	prebuilt = "  export const prerender = true;\n"
)

func TestLoadRoutes(t *testing.T) {
	tests := []struct {
		name    string
		files   map[string]string
		options Options
		routes  string
		codes   string
	}{
		{"serve without a configuration",
			map[string]string{"src/pages/a.ts": get, "src/pages/[b].js": get + prebuilt, "src/pages/index.ts": demand}, Options{},
			"/a demand; /[b] static!; / demand!", ""},
		{"build without a configuration",
			map[string]string{"src/pages/a.ts": get, "src/pages/b.ts": get + demand}, Options{Command: "build"},
			"/a static; /b demand!", ""},
		{"static configuration",
			map[string]string{"astro.config.mjs": "export default {}", "src/pages/a.ts": get, "src/pages/b.ts": get + demand}, Options{EvalConfig: evalOutput(`{}`)},
			"/a static; /b demand!", ""},
		{"server configuration, other source directory",
			map[string]string{"astro.config.ts": "export default {}", "app/pages/a.ts": get, "app/pages/b.ts": get + prebuilt, "src/pages/no.ts": get},
			Options{Command: "build", EvalConfig: evalOutput(`{"output": "server", "srcDir": "./app"}`)},
			"/a demand; /b static!", ""},
		{"one broken file",
			map[string]string{"src/pages/a.ts": get, "src/pages/b.ts": "export const =", "src/pages/c.ts": "import '../none'"}, Options{},
			"/a demand; /b demand ModuleSyntax; /c demand ModuleNotFound", "ModuleSyntax ModuleNotFound"},
		{"ignored and unsupported files",
			map[string]string{"src/pages/a.ts": get, "src/pages/_b.ts": "(", "src/pages/.c.ts": "(", "src/pages/_d/e.ts": "(", "src/pages/.well-known/f.ts": get,
				"src/pages/g.mts": "(", "src/pages/h.tsx": "(", "src/pages/i.astro": "(", "src/pages/j.md": "(", "src/pages/k.json": "("}, Options{},
			"/.well-known/f demand; /a demand", "UnsupportedFileType PagesIgnored"},
		{"invalid route",
			map[string]string{"src/pages/a.ts": get, "src/pages/[b.ts": get}, Options{},
			"/a demand", "InvalidRoute"},
		{"two files for one route",
			map[string]string{"src/pages/a.js": get, "src/pages/a.ts": get, "src/pages/[x].ts": get, "src/pages/[y].ts": get}, Options{},
			"/a demand; /a demand; /[x] demand; /[y] demand", "DuplicateRoute DuplicateRoute"},
		{"a directory named like an endpoint",
			map[string]string{"src/pages/x.ts/y.ts": get}, Options{},
			"/x.ts/y demand", ""},
		{"odd contents",
			map[string]string{"src/pages/bom.ts": "\uFEFF" + demand, "src/pages/crlf.ts": "\r\n" + strings.ReplaceAll(get+demand, "\n", "\r\n"), "src/pages/empty.ts": "", "src/pages/garbage.ts": "\x00\x01"}, Options{},
			"/bom demand!; /crlf demand!; /empty demand; /garbage demand ModuleSyntax", "ModuleSyntax"},
		{"odd names",
			map[string]string{"src/pages/a b'\"`$.ts": get, "src/pages/c#d?e.ts": get, "src/pages/*.ts": get, "src/pages/q?raw.ts": get}, Options{},
			"/* demand; /a b'\"`$ demand; /c#d?e demand; /q?raw demand", ""},
		{"links",
			map[string]string{"src/pages/a.ts": "-> ../real.ts", "src/real.ts": get, "src/pages/loop": "-> .", "src/pages/deep/up": "-> ../../pages", "src/pages/dead.ts": "-> none.ts", "src/pages/self.ts": "-> self.ts"}, Options{},
			"/a demand", "ModuleUnreadable DirectoryLoop DirectoryLoop ModuleUnreadable"},
		{"no pages directory",
			map[string]string{"src/x.ts": ""}, Options{},
			"", "PagesDirNotFound"},
		{"no endpoints",
			map[string]string{"src/pages": "dir"}, Options{},
			"", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := Load(project(t, test.files), test.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(s); got != test.routes {
				t.Errorf("routes: got  %s\nwant %s", got, test.routes)
			}
			if got := codes(s); got != test.codes {
				t.Errorf("diagnostics: got %s, want %s: %v", got, test.codes, s.Diagnostics)
			}
		})
	}
}

func TestLoadFails(t *testing.T) {
	root := project(t, map[string]string{"file": "", "src/pages/a.ts": get, "bad/astro.config.mjs": "export default {", "broken/astro.config.mjs": "export default 1\n"})
	tests := []struct {
		name, root string
		options    Options
		want       string
	}{
		{"no root", "none", Options{}, diagnostic.RootNotFound},
		{"the root is a file", "file", Options{}, diagnostic.RootNotFound},
		{"no such pages", ".", Options{PagesDir: filepath.Join(root, "none")}, diagnostic.PagesDirNotFound},
		{"the pages are a file", ".", Options{PagesDir: filepath.Join(root, "file")}, diagnostic.PagesDirNotFound},
		{"syntax error in the configuration", "bad", Options{EvalConfig: evalOutput(`{}`)}, diagnostic.ConfigLoadFailed},
		{"no engine for the configuration", "broken", Options{}, diagnostic.ConfigLoadFailed},
		{"the configuration throws", "broken", Options{EvalConfig: func(string, string) ([]byte, error) { return nil, errors.New("boom") }}, diagnostic.ConfigLoadFailed},
		{"the configuration is wrong", "broken", Options{EvalConfig: evalOutput(`{"base": 5}`)}, diagnostic.ConfigInvalid},
	}
	for _, test := range tests {
		_, err := Load(filepath.Join(root, test.root), test.options)
		var d *diagnostic.Diagnostic
		if !errors.As(err, &d) || d.Code != test.want {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
}

func TestSite(t *testing.T) {
	root := project(t, map[string]string{
		"src/pages/a.ts":   "import { b } from '../b'; " + get + "; b",
		"src/b.ts":         "export const b = 1",
		".env":             "PUBLIC_X=file\nBOTH=file",
		".env.staging":     "MODED=$PUBLIC_X",
		"other/pages/c.ts": get,
	})
	s, err := Load(root, Options{Mode: "staging", Environ: []string{"BOTH=process", "HOME=/h"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"PUBLIC_X": "file", "BOTH": "process", "MODED": "file"}; !reflect.DeepEqual(s.Vars, want) {
		t.Errorf("Vars: %v", s.Vars)
	}
	if want := map[string]any{"PUBLIC_X": "file", "BOTH": "process", "MODED": "file", "HOME": "/h", "MODE": "staging", "PROD": true, "DEV": false, "SSR": true, "BASE_URL": "/"}; !reflect.DeepEqual(s.Env, want) {
		t.Errorf("Env: %v", s.Env)
	}
	for got, want := range map[string]string{
		s.Root: root, s.SrcDir: root + "/src", s.PagesDir: root + "/src/pages", s.PublicDir: root + "/public", s.OutDir: root + "/dist",
		s.Routes[0].Module: "src/pages/a.ts", s.Routes[0].Component: "src/pages/a.ts",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if !strings.Contains(s.Bundle.Code, `"src/pages/a.ts": () =>`) || s.Bundle.Inputs["src/pages/a.ts"].Imports[0].Path != "src/b.ts" {
		t.Errorf("%+v", s.Bundle.Inputs)
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var again Site
	if err := json.Unmarshal(text, &again); err != nil || !reflect.DeepEqual(again, *s) {
		t.Errorf("a site does not survive JSON: %v", err)
	}
	if s, err = Load(root, Options{PagesDir: filepath.Join(root, "other/pages")}); err != nil || show(s) != "/c demand" || s.Routes[0].Component != "other/pages/c.ts" {
		t.Errorf("%v %v", s, err)
	}
}

func TestNormalize(t *testing.T) {
	root := project(t, map[string]string{"src/pages/u\u0308.ts": get})
	nfc := func(s string) string { return strings.ReplaceAll(s, "u\u0308", "ü") }
	s, err := Load(root, Options{NFC: nfc})
	if err != nil || s.Routes[0].Pattern != "/ü" || s.Routes[0].Broken != nil {
		t.Errorf("%v %v", s, err)
	}
}

func TestFindRoot(t *testing.T) {
	root := project(t, map[string]string{
		"site/src/pages/a.ts": "", "conf/astro.config.mjs": "", "conf/app/pages/a.ts": "",
		"npm/package.json": "", "npm/x/y/pages/a.ts": "", "bare/pages/a.ts": "", "git/.git": "dir", "git/a/pages/a.ts": "",
		"deep/src/src/pages/a.ts": "",
	})
	for pages, want := range map[string]string{
		"site/src/pages": "site", "site/src/pages/none": "site", "conf/app/pages": "conf", "npm/x/y/pages": "npm", "git/a/pages": "git/a", "deep/src/src/pages": "deep/src",
	} {
		got, err := FindRoot(filepath.Join(root, pages))
		if err != nil || got != filepath.Join(root, want) {
			t.Errorf("%s: got %s, %v", pages, got, err)
		}
	}
}

func TestPrerenderText(t *testing.T) {
	tests := []struct {
		text       string
		value, set bool
	}{
		{"export const prerender = false", false, true},
		{"x\n \t export const prerender = true;", true, true},
		{"export let prerender = false", false, false},
		{"const x = false; export const prerender = x", false, false},
		{"export const prerender: boolean = false", false, false},
		{"x; export const prerender = false", false, false},
		{"/*\nexport const prerender = false\n*/", false, true},
		{"// export const prerender = false", false, false},
		{"`\nexport const prerender = true`", true, true},
		{"\uFEFFexport const prerender = false", false, true},
		{"", false, false},
	}
	for _, test := range tests {
		if value, set := prerenderText([]byte(test.text)); value != test.value || set != test.set {
			t.Errorf("%q: got %v, %v", test.text, value, set)
		}
	}
}

func TestReload(t *testing.T) {
	root := project(t, map[string]string{"src/pages/a.ts": get})
	l, err := Open(root, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	steps := []struct{ file, text, want string }{
		{"", "", "/a demand"},
		{"src/pages/b.ts", get, "/a demand; /b demand"},
		{"src/pages/a.ts", "export const", "/a demand ModuleSyntax; /b demand"},
		{"src/pages/a.ts", get + prebuilt, "/a static!; /b demand"},
	}
	for _, step := range steps {
		if step.file != "" {
			if err := os.WriteFile(filepath.Join(root, step.file), []byte(step.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		s, err := l.Load()
		if err != nil || show(s) != step.want {
			t.Errorf("after %s: %v %v", step.file, show(s), err)
		}
	}
}
