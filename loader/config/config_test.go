package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"runner/loader/diagnostic"
	"runner/loader/route"
)

func TestDecode(t *testing.T) {
	c, issues := Decode([]byte(`{
		"site": "https://a.example/x", "base": "docs", "trailingSlash": "always", "output": "server",
		"srcDir": "./app", "publicDir": "./static", "outDir": "./out", "cacheDir": "./c",
		"build": {"format": "file", "client": "./cl/", "server": "./se/", "assets": "a", "serverEntry": "e.mjs", "redirects": false, "concurrency": 4},
		"server": {"host": true, "port": 8080, "headers": {"x-a": "1", "x-b": ["2", "3"]}, "allowedHosts": ["a.example"]},
		"adapter": {"name": "@astrojs/node", "options": {"mode": "standalone"}},
		"redirects": {"/a": "/b", "/c": {"status": 302, "destination": "/d"}},
		"security": {"checkOrigin": false}, "prerenderConflictBehavior": "error", "unknown": {"x": 1}, "integrations": [{"name": "i"}]
	}`))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	c.Raw = nil
	want := Config{
		Site: "https://a.example/x", Base: "/docs/", TrailingSlash: route.Always, Output: "server",
		SrcDir: "./app", PublicDir: "./static", OutDir: "./out", CacheDir: "./c",
		Build:                     Build{"file", "./cl/", "./se/", "a", "e.mjs", false, 4},
		Server:                    Server{"0.0.0.0", 8080, map[string][]string{"x-a": {"1"}, "x-b": {"2", "3"}}, []string{"a.example"}},
		Adapter:                   &Adapter{"@astrojs/node", []byte(`{"mode": "standalone"}`)},
		PrerenderConflictBehavior: "error",
		Redirects:                 []byte(`{"/a": "/b", "/c": {"status": 302, "destination": "/d"}}`),
		Security:                  []byte(`{"checkOrigin": false}`),
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
	for _, empty := range []string{"{}", "null", ""} {
		c, issues := Decode([]byte(empty))
		c.Raw = nil
		if !reflect.DeepEqual(c, Default()) || len(issues) > 0 {
			t.Errorf("%q: %+v %v", empty, c, issues)
		}
	}
}

func TestIssues(t *testing.T) {
	tests := []struct{ json, want string }{
		{`{"site": "nope"}`, "site: Invalid URL"},
		{`{"site": 5}`, `site: Expected type "string", received "number"`},
		{`{"site": ""}`, "site: Invalid URL"},
		{`{"base": 5}`, `base: Expected type "string", received "number"`},
		{`{"trailingSlash": "x"}`, `trailingSlash: Did not match union.|> Expected type "always" | "never" | "ignore"|> Received "x"`},
		{`{"output": "hybrid"}`, `output: The "hybrid" output has been removed: "static" (the default) now does the same.|Remove the key; single endpoints opt out with ` + "`export const prerender = false`."},
		{`{"output": 1}`, `output: Did not match union.|> Expected type "static" | "server"|> Received 1`},
		{`{"redirects": {"/a": {"status": 404, "destination": "/b"}}}`, `redirects./a.status: Did not match union.|> Expected type 300 | 301 | 302 | 303 | 304 | 307 | 308|> Received 404`},
		{`{"redirects": {"/a": {"status": 301}}}`, `redirects./a.destination: Required`},
		{`{"redirects": {"/a": 5}}`, `redirects./a: Expected type "object", received "number"`},
		{`{"redirects": []}`, `redirects: Expected type "object", received "array"`},
		{`{"build": {"concurrency": 0}}`, "build.concurrency: Number must be greater than or equal to 1"},
		{`{"build": {"redirects": "no"}}`, `build.redirects: Expected type "boolean", received "string"`},
		{`{"server": {"port": "80"}}`, `server.port: Expected type "number", received "string"`},
		{`{"server": {"port": 1.5}}`, `server.port: Expected type "number", received "number"`},
		{`{"server": {"headers": {"x": 1}}}`, `server.headers.x: Expected type "string", received "number"`},
		{`{"server": {"allowedHosts": 1}}`, `server.allowedHosts: Expected type "array", received "number"`},
		{`{"adapter": "node"}`, `adapter: Expected type "object", received "string"`},
		{`[]`, `Expected type "object", received "array"`},
		{`{"base": 1, "outDir": null}`, `base: Expected type "string", received "number"; outDir: Expected type "string", received "null"`},
	}
	for _, test := range tests {
		_, issues := Decode([]byte(test.json))
		var got []string
		for _, i := range issues {
			text := strings.Join(i.Lines, "|")
			if i.Path != "" {
				text = i.Path + ": " + text
			}
			got = append(got, text)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.json, strings.Join(got, "; "), test.want)
		}
	}
}

func write(t *testing.T, files map[string]string) string {
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

func TestLoad(t *testing.T) {
	root := write(t, map[string]string{
		"astro.config.ts": "import { defineConfig } from 'astro/config';\nexport default defineConfig({\n  'site': 'x',\n  base: 5 })",
		"astro.config.js": "export default {}",
	})
	if got := Find(root); got != "astro.config.js" {
		t.Errorf("found %s", got)
	}
	answer := func(text string) func(string, string) ([]byte, error) {
		return func(string, string) ([]byte, error) { return []byte(text), nil }
	}
	c, d := Load(root, Options{Eval: answer(`{"base": "/x"}`)})
	if d != nil || c.File != "astro.config.js" || c.Base != "/x" {
		t.Errorf("%+v %v", c, d)
	}
	_, d = Load(root, Options{File: "astro.config.ts", Eval: answer(`{"base": 5}`)})
	if d == nil || d.Code != diagnostic.ConfigInvalid || d.Location.String() != "astro.config.ts:4:3" ||
		!strings.Contains(d.Message, "\n\n! base: Expected") {
		t.Errorf("%v", d)
	}
	_, d = Load(root, Options{File: "astro.config.ts", Eval: answer(`{"site": "x"}`)})
	if d == nil || d.Location.String() != "astro.config.ts:3:3" {
		t.Errorf("%v", d)
	}
	if _, d = Load(root, Options{File: "none.ts"}); d == nil || d.Code != diagnostic.ConfigNotFound {
		t.Errorf("%v", d)
	}
	if c, d := Load(t.TempDir(), Options{}); d != nil || c.File != "" || c.Output != "static" {
		t.Errorf("%+v %v", c, d)
	}
}

// TestStandIns looks at what is bundled with a configuration, and that packages
// which are there are left out when the first try fails.
func TestStandIns(t *testing.T) {
	root := write(t, map[string]string{
		"astro.config.mjs": `
import { defineConfig } from 'astro/config';
import node from '@astrojs/node';
import { loadEnv } from 'vite';
import missing, { named } from 'some-integration';
import found from 'installed';
import { join } from 'node:path';
import local from './local.mjs';
export default defineConfig({ adapter: node({ mode: 'standalone' }), integrations: [missing(), named(), found()], base: local, x: [loadEnv, join] });`,
		"local.mjs":                               "export default '/local'",
		"node_modules/installed/package.json":     `{"main": "./i.js"}`,
		"node_modules/installed/i.js":             "module.exports = () => 'the real one'",
		"node_modules/@astrojs/node/package.json": `{"main": "./i.js"}`,
		"node_modules/@astrojs/node/i.js":         "throw 'never bundled'",
	})
	var sources []string
	c, d := Load(root, Options{
		Modules: map[string][]string{"node:path": {"join"}, "astro/config": {"wrong"}},
		Eval: func(source, name string) ([]byte, error) {
			sources = append(sources, source)
			if len(sources) == 1 {
				return nil, errors.New("cannot run this")
			}
			return []byte(`{"base": "/b"}`), nil
		},
	})
	if d != nil || c.Base != "/b" || len(sources) != 2 {
		t.Fatalf("%+v %v, %d tries", c, d, len(sources))
	}
	for i, source := range sources {
		for text, want := range map[string]bool{
			"the real one": i == 0, "never bundled": false, `NAME`: false, `name: "@astrojs/node"`: true, `name: "some-integration"`: true,
			`name: "installed"`: i == 1, "/local": true, `__virtual("node:path")`: true, "sourceMappingURL=data:": true,
		} {
			if strings.Contains(source, text) != want {
				t.Errorf("try %d: %q is there: %v", i+1, text, !want)
			}
		}
	}
}

func TestFailureKeepsThePlace(t *testing.T) {
	root := write(t, map[string]string{"astro.config.mjs": "import './none.mjs'\nexport default {}"})
	_, d := Load(root, Options{Eval: func(string, string) ([]byte, error) { return nil, nil }})
	if d == nil || d.Code != diagnostic.ConfigLoadFailed || d.Location.String() != "astro.config.mjs:1:8" || !strings.Contains(d.Message, "none.mjs") {
		t.Errorf("%v", d)
	}
}
