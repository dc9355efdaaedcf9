package route

import (
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		file, pattern string
		params        []string
		extension     bool
	}{
		{"data.json.ts", "/data.json", nil, true},
		{"noext.ts", "/noext", nil, false},
		{"api/index.ts", "/api", nil, false},
		{"index.ts", "/", nil, false},
		{"index.json.ts", "/index.json", nil, true},
		{"api/index.xml.ts", "/api/index.xml", nil, true},
		{"MixedCase.JSON.ts", "/MixedCase.JSON", nil, true},
		{"u/ü.json.ts", "/u/ü.json", nil, true},
		{"dot.dir/x.ts", "/dot.dir/x", nil, false},
		{".well-known/thing.ts", "/.well-known/thing", nil, false},
		{"[id].json.js", "/[id].json", []string{"id"}, true},
		{"[a]-[b].json.ts", "/[a]-[b].json", []string{"a", "b"}, true},
		{"pre-[...slug].ts", "/pre-[...slug]", []string{"slug"}, false},
		{"[...path].ts", "/[...path]", []string{"path"}, false},
		{"[].ts", "/[]", nil, false},
		{"a.test.ts", "/a.test", nil, true},
		{"typed.d.ts", "/typed.d", nil, true},
		{"x.ts/y.ts", "/x.ts/y", nil, false},
		{"[$a_1].ts", "/[$a_1]", []string{"$a_1"}, false},
		{"[a]/[a].ts", "/[a]/[a]", []string{"a"}, false},
		{"a.b-c.ts", "/a.b-c", nil, false},
	}
	for _, test := range tests {
		r, err := Parse("src/pages/"+test.file, test.file)
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		if r.Pattern != test.pattern || !reflect.DeepEqual(r.Params, test.params) || r.HasExtension != test.extension {
			t.Errorf("%s: got %q %q %v, want %q %q %v", test.file,
				r.Pattern, r.Params, r.HasExtension, test.pattern, test.params, test.extension)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := map[string]string{
		"[a][b].ts":         reasonSeparated,
		"[id.json.ts":       reasonUnbalanced,
		"id].ts":            reasonUnbalanced,
		"[a-b].ts":          reasonName,
		"[a.b].ts":          reasonName,
		"[ñ].ts":            reasonName,
		"[..x].ts":          reasonName,
		`[id(\d+)].ts`:      reasonName,
		"ok/[...a-b]/x.ts":  reasonName,
		"ok/[...].ts":       reasonName,
		"[].x].ts":          reasonUnbalanced,
		"deep/[x][...y].ts": reasonSeparated,
	}
	for file, want := range tests {
		_, err := Parse("src/pages/"+file, file)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "src/pages/"+file) {
			t.Errorf("%s: got %v, want %s", file, err, want)
		}
	}
}

func TestClassify(t *testing.T) {
	tests := map[string]FileKind{
		"a.js": Endpoint, "a.ts": Endpoint, "a.d.ts": Endpoint, "a.test.ts": Endpoint, "[id].json.ts": Endpoint,
		"a.astro": Page, "a.md": Page, "a.mkdn": Page, "a.html": Page,
		"a.tsx": Unsupported, "a.jsx": Unsupported, "a.vue": Unsupported, "a.svelte": Unsupported,
		"a.mjs": Ignored, "a.mts": Ignored, "a.cjs": Ignored, "a.json": Ignored, "a.css": Ignored, "a.png": Ignored,
		"_a.ts": Ignored, ".a.ts": Ignored, "README": Ignored, "": Ignored, "_a.tsx": Ignored,
	}
	for name, want := range tests {
		if got := Classify(name); got != want {
			t.Errorf("%q: got %d, want %d", name, got, want)
		}
	}
	for name, want := range map[string]bool{"_x": true, ".git": true, ".well-known": false, "x": false, ".well-knownx": true} {
		if IsHidden(name) != want {
			t.Errorf("IsHidden(%q) = %v", name, !want)
		}
	}
}
