package eventsource_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"runner/engine/vm/vmtest"
)

var (
	classPattern  = regexp.MustCompile(`(?ms)^declare class EventSource .*?\n}`)
	memberPattern = regexp.MustCompile(`(?m)^  (static )?(?:readonly )?(\w+)[(:<]`)
)

// The declarations have the members that the class has, and no others.
func TestDeclarations(t *testing.T) {
	text, err := os.ReadFile("eventsource.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	static, declared := []string{"length", "name", "prototype"}, []string{"constructor"}
	for _, member := range memberPattern.FindAllStringSubmatch(classPattern.FindString(string(text)), -1) {
		if member[1] != "" {
			static = append(static, member[2])
		} else {
			declared = append(declared, member[2])
		}
	}
	m := vmtest.New(t, nil)
	for of, want := range map[string][]string{"EventSource": static, "EventSource.prototype": declared} {
		slices.Sort(want)
		var got []string
		if err := json.Unmarshal([]byte(m.Eval(`return Object.getOwnPropertyNames(`+of+`).sort()`)), &got); err != nil {
			t.Fatal(err)
		}
		if want = slices.Compact(want); !slices.Equal(want, got) {
			t.Errorf("%s has %v, declared are %v", of, got, want)
		}
	}
}
