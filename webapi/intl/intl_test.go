package intl_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"runner/engine/vm/vmtest"
)

// TestNode runs the cases that testdata/record.mjs has put to Node.
func TestNode(t *testing.T) {
	harness, err := os.ReadFile("testdata/harness.js")
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/cases/*.js")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".js")
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			read(t, filepath.Join("testdata", "expected", name+".json"), &want)
			var got [][2]string
			script := "const out = []; (" + string(harness) + ")(" + string(body) + ", (label, answer) => out.push([label, answer])); return out;"
			answer := vmtest.New(t, nil).Eval(script)
			if err := json.Unmarshal([]byte(answer), &got); err != nil {
				t.Fatalf("%v: %.2000s", err, answer)
			}
			compare(t, name, got, want)
		})
	}
}

func read(t *testing.T, file string, v any) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// compare fails for every difference that is not known, and for every known
// one that is none.
func compare(t *testing.T, name string, got [][2]string, want []string) {
	if len(got) != len(want) {
		t.Fatalf("%d cases, %d answers: run testdata/record.mjs", len(got), len(want))
	}
	var known map[string]string // label: reason
	read(t, "testdata/differences.json", &known)
	different := 0
	for i, g := range got {
		reason := known[name+": "+g[0]]
		switch {
		case g[1] != want[i]:
			different++
			if reason == "" {
				t.Errorf("%s\n got %s\nwant %s", g[0], g[1], want[i])
			}
		case reason != "":
			t.Errorf("%s: no longer different", g[0])
		}
	}
	t.Logf("%d cases, %d differences", len(got), different)
}
