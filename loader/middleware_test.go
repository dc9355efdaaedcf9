package loader

import (
	"strings"
	"testing"

	"runner/loader/diagnostic"
)

func TestMiddleware(t *testing.T) {
	const handler = "export const onRequest = (context, next) => next()\n"
	tests := []struct {
		name  string
		files map[string]string
		want  string // the component, or "" for none
		codes string
	}{
		{"none", map[string]string{"src/middlewares.ts": handler, "src/lib/middleware.ts": handler}, "", ""},
		{"a file", map[string]string{"src/middleware.ts": handler}, "src/middleware.ts", ""},
		{"the order of extensions", map[string]string{"src/middleware.ts": handler, "src/middleware.mts": handler, "src/middleware.js": handler}, "src/middleware.js", ""},
		{"a folder", map[string]string{"src/middleware/index.mjs": handler, "src/middleware/auth.ts": ""}, "src/middleware/index.mjs", ""},
		{"a file before a folder", map[string]string{"src/middleware/index.js": handler, "src/middleware.ts": handler}, "src/middleware.ts", ""},
		{"a folder named like a file", map[string]string{"src/middleware.ts/index.ts": handler}, "", ""},
		{"a passed-on export", map[string]string{"src/middleware.ts": "export { onRequest } from './on'", "src/on.ts": handler}, "src/middleware.ts", ""},
		{"no onRequest", map[string]string{"src/middleware.ts": "export default 1"}, "src/middleware.ts", diagnostic.MissingExport},
		{"syntax", map[string]string{"src/middleware.ts": "export const ="}, "src/middleware.ts", diagnostic.ModuleSyntax},
		{"its own import", map[string]string{"src/middleware.ts": "import './none'\n" + handler}, "src/middleware.ts", diagnostic.ModuleNotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.files["src/pages/a.ts"] = get
			s, err := Load(project(t, test.files), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if s.Middleware != nil {
				got = s.Middleware.Component
				if !strings.Contains(s.Bundle.Code, `"`+s.Middleware.Module+`": () =>`) {
					t.Error("the bundle does not have it")
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := codes(s); got != test.codes {
				t.Errorf("diagnostics: got %s, want %s: %v", got, test.codes, s.Diagnostics)
			}
		})
	}
}
