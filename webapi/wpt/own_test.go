package wpt

import (
	"reflect"
	"regexp"
	"testing"
)

// The tests of the runner itself; they need no suite.

func TestMeta(t *testing.T) {
	text := "// META: script=a.js\n//META: variant=?x=1\n// a remark\n// META: title=A: b=c\n'use strict';\n// META: script=late.js\n"
	var got [][2]string
	for key, value := range meta([]byte(text)) {
		got = append(got, [2]string{key, value})
	}
	want := [][2]string{{"script", "a.js"}, {"variant", "?x=1"}, {"title", "A: b=c"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestResolve(t *testing.T) {
	for script, want := range map[string]string{
		"x.js":                       "url/sub/x.js",
		"../resources/x.js":          "url/resources/x.js",
		"/common/gc.js":              "common/gc.js",
		"/resources/WebIDLParser.js": "resources/webidl2/lib/webidl2.js",
	} {
		if got := resolve("url/sub/test.any.js", script); got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
	}
}

func TestExcluded(t *testing.T) {
	for name, want := range map[string]bool{
		"url/url-constructor.any.js?include=file":            false,
		"WebCryptoAPI/digest/sha3.tentative.https.any.js":    true,
		"encoding/single-byte-decoder.window.js?document":    true,
		"encoding/single-byte-decoder.window.js?TextDecoder": false,
	} {
		if got := excluded(name) != ""; got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// outcome makes a result: the subtests that pass, then those that fail.
func outcome(status int, passed, failed []string) result {
	r := result{Status: status}
	for _, name := range passed {
		r.Tests = append(r.Tests, subtest{Name: name})
	}
	for _, name := range failed {
		r.Tests = append(r.Tests, subtest{Name: name, Status: 1, Message: "no"})
	}
	return r
}

func TestCompare(t *testing.T) {
	expected := func(f failures) *expectations {
		return &expectations{Subtests: map[string]int{"f": 2}, Fails: map[string]failures{"f": f}}
	}
	ab := []string{"a", "b"}
	for _, c := range []struct {
		name     string
		expected failures
		got      result
		lines    int
	}{
		{"all passes", failures{}, outcome(runOK, ab, nil), 0},
		{"a new failure", failures{}, outcome(runOK, ab[:1], ab[1:]), 1},
		{"an expected failure", failures{each: map[string]string{"b": "why"}}, outcome(runOK, ab[:1], ab[1:]), 0},
		{"an unexpected pass", failures{each: map[string]string{"b": "why"}}, outcome(runOK, ab, nil), 1},
		{"one that vanished", failures{}, outcome(runOK, ab[:1], nil), 1},
		{"a crash", failures{}, outcome(runCrash, nil, nil), 1},
		{"an expected crash", failures{each: map[string]string{wholeRun: "why"}}, outcome(runCrash, nil, nil), 0},
		{"a file that fails whole", failures{whole: "why"}, outcome(runOK, nil, ab), 0},
		{"a file that no longer does", failures{whole: "why"}, outcome(runOK, ab[:1], ab[1:]), 1},
		{"unsteady, fails", failures{each: map[string]string{"b": "unsteady: timing"}}, outcome(runOK, ab[:1], ab[1:]), 0},
		{"unsteady, passes", failures{each: map[string]string{"b": "unsteady: timing"}}, outcome(runOK, ab, nil), 0},
	} {
		if lines := expected(c.expected).compare(page{Name: "f"}, c.got); len(lines) != c.lines {
			t.Errorf("%s: %q", c.name, lines)
		}
	}
}

func TestUpdate(t *testing.T) {
	everything := regexp.MustCompile("")
	f := page{Name: "f"}
	e := &expectations{Subtests: map[string]int{}, Fails: map[string]failures{}}
	steps := []struct {
		name   string
		got    result
		reason string
		match  *regexp.Regexp
		want   failures
	}{
		{"all fails", outcome(runOK, nil, []string{"a", "b"}), "", everything, failures{whole: unexplained}},
		{"one reason", outcome(runOK, nil, []string{"a", "b"}), "why", everything, failures{whole: "why"}},
		{"the reason stays", outcome(runOK, []string{"a"}, []string{"b"}), "", everything, failures{each: map[string]string{"b": "why"}}},
		{"a new one has none", outcome(runOK, nil, []string{"a", "b"}), "", everything, failures{each: map[string]string{"a": unexplained, "b": "why"}}},
		{"only a match gets one", outcome(runOK, nil, []string{"a", "b"}), "because", regexp.MustCompile("^b"), failures{each: map[string]string{"a": unexplained, "b": "why"}}},
		{"and does", outcome(runOK, nil, []string{"a", "b"}), "because", regexp.MustCompile("^a"), failures{each: map[string]string{"a": "because", "b": "why"}}},
		{"it crashes", outcome(runCrash, []string{"a"}, nil), "", everything, failures{each: map[string]string{wholeRun: unexplained}}},
		{"all passes", outcome(runOK, []string{"a", "b"}, nil), "", everything, failures{}},
	}
	for _, s := range steps {
		e.update(f, s.got, s.reason, s.match)
		if got := e.Fails["f"]; !reflect.DeepEqual(got, s.want) {
			t.Errorf("%s: %+v", s.name, got)
		}
		if e.Subtests["f"] != 2 {
			t.Errorf("%s: %d subtests", s.name, e.Subtests["f"])
		}
	}
}

func TestMarkdown(t *testing.T) {
	table := scoreTable{Peers: map[string]string{"node": "1", "deno": "2", "bun": "3"}, Areas: []areaScore{
		{"a", 2000, map[string]int{"runner": 2000, "node": 1999, "deno": 0, "bun": 1000}},
		{"b", 0, map[string]int{}},
	}}
	want := `| area | subtests | runner | Node 1 | Deno 2 | Bun 3 |
| --- | ---: | ---: | ---: | ---: | ---: |
| a | 2000 | 100 % | 99.9 % | 0.0 % | 50.0 % |
| b | 0 | 0.0 % | 0.0 % | 0.0 % | 0.0 % |
| **mean of the areas** | 2000 | **50.0 %** | **49.9 %** | **0.0 %** | **25.0 %** |
`
	if got := table.markdown(); got != want {
		t.Errorf("got\n%s", got)
	}
}
