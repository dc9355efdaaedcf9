package fetch_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"runner/engine/vm/vmtest"
)

var (
	classPattern  = regexp.MustCompile(`(?ms)^declare class (\w+).*?\n}`)
	memberPattern = regexp.MustCompile(`(?m)^  (?:readonly )?(\w+)[(:<]`)
)

// The declarations have the members that the classes have, and no others.
func TestDeclarations(t *testing.T) {
	text, err := os.ReadFile("fetch.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	m := vmtest.New(t, nil)
	classes := classPattern.FindAllStringSubmatch(string(text), -1)
	if len(classes) != 3 {
		t.Errorf("%d classes", len(classes))
	}
	for _, class := range classes {
		declared := []string{"constructor"}
		for _, member := range memberPattern.FindAllStringSubmatch(class[0], -1) {
			declared = append(declared, member[1])
		}
		slices.Sort(declared)
		declared = slices.Compact(declared)
		var actual []string
		names := m.Eval(`return Object.getOwnPropertyNames(` + class[1] + `.prototype).sort()`)
		if err := json.Unmarshal([]byte(names), &actual); err != nil {
			t.Fatalf("%s: %s", class[1], names)
		}
		if !slices.Equal(declared, actual) {
			t.Errorf("%s has %v, declared are %v", class[1], actual, declared)
		}
	}
}
