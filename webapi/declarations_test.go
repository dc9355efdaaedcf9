package webapi_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"runner/engine/vm/vmtest"
)

var (
	declaredClass  = regexp.MustCompile(`(?ms)^declare class (\w+).*?\n}`)
	declaredMember = regexp.MustCompile(`(?m)^  (?:readonly )?(\w+)[(:<]`)
)

// The type declarations beside each specification give every class the members
// that it has, and no others.
func TestDeclarations(t *testing.T) {
	files, err := filepath.Glob("*/*.d.ts")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	m := vmtest.New(t, nil)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, class := range declaredClass.FindAllStringSubmatch(string(text), -1) {
			declared := []string{"constructor"}
			for _, member := range declaredMember.FindAllStringSubmatch(class[0], -1) {
				declared = append(declared, member[1])
			}
			slices.Sort(declared)
			declared = slices.Compact(declared)
			var actual []string
			names := m.Eval(`return Object.getOwnPropertyNames(` + class[1] + `.prototype).sort()`)
			if err := json.Unmarshal([]byte(names), &actual); err != nil {
				t.Errorf("%s: %s: %s", file, class[1], names)
			} else if !slices.Equal(declared, actual) {
				t.Errorf("%s: %s has %v, declared are %v", file, class[1], actual, declared)
			}
		}
	}
}
