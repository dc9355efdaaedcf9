package language_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"runner/engine/vm/vmtest"
)

// TestNode runs the cases of testdata and compares with what Node says of them
// (testdata/record.mjs).
func TestNode(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.js")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".js"), func(t *testing.T) {
			cases := lines(t, file)
			expected := lines(t, strings.TrimSuffix(file, ".js")+".expected")
			if len(cases) != len(expected) {
				t.Fatal("not recorded: run testdata/record.mjs")
			}
			m := vmtest.New(t, nil)
			for i, code := range cases {
				if code == "" || strings.HasPrefix(code, "//") {
					continue
				}
				got := m.Eval(lowered(t, code))
				if name, ok := strings.CutPrefix(expected[i], "throws "); ok {
					if strings.HasPrefix(got, name+": ") || got == name+": " {
						continue
					}
				}
				if got = strings.ReplaceAll(strings.ReplaceAll(got, `\`, `\\`), "\n", `\n`); got != expected[i] {
					t.Errorf("line %d: %s\ngot  %s\nwant %s", i+1, code, got, expected[i])
				}
			}
		})
	}
}

// lowered does to a case what the loader does to files.
func lowered(t *testing.T, code string) string {
	if !strings.Contains(code, "async") && !strings.Contains(code, "using ") {
		return code
	}
	const start, end = "async function _() {\n", "}\n"
	r := api.Transform("async function _(){"+code+"\n}", api.TransformOptions{
		Target:    api.ESNext,
		Supported: map[string]bool{"async-generator": false, "for-await": false, "using": false},
	})
	if len(r.Errors) > 0 {
		t.Fatalf("%s: %s", code, r.Errors[0].Text)
	}
	text := string(r.Code)
	at := strings.Index(text, start)
	return text[:at] + strings.TrimSuffix(text[at+len(start):], end)
}

func lines(t *testing.T, file string) []string {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}
