package wpt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

const (
	unexplained = "unexplained"
	unsteady    = "unsteady:" // begins the reason of a subtest that may fail or pass
	wholeRun    = "(file)"    // stands for the run of the file itself
)

// expectations is expected/<area>.json.
type expectations struct {
	// Subtests is how many subtests each file has when it runs to its end.
	Subtests map[string]int `json:"subtests"`

	// Fails is what each file may fail.
	Fails map[string]failures `json:"fails"`

	mu sync.Mutex
}

// failures are the expected failures of one file: each with its reason, or one
// reason for a file of which nothing passes.
type failures struct {
	whole string
	each  map[string]string
}

func (f failures) MarshalJSON() ([]byte, error) {
	if f.each == nil {
		return plainJSON(f.whole)
	}
	return plainJSON(f.each)
}

func (f *failures) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &f.whole)
	}
	return json.Unmarshal(b, &f.each)
}

func expectedFile(area string) string { return filepath.Join("expected", area+".json") }

func loadExpectations(area string) (*expectations, error) {
	e := &expectations{}
	b, err := os.ReadFile(expectedFile(area))
	if err == nil {
		err = json.Unmarshal(b, e)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", expectedFile(area), err)
	}
	if e.Subtests == nil {
		e.Subtests = map[string]int{}
	}
	if e.Fails == nil {
		e.Fails = map[string]failures{}
	}
	return e, nil
}

// save writes the file. known are the pages of the area; what is of other files
// is dropped.
func (e *expectations) save(area string, known []page) error {
	names := map[string]bool{}
	for _, p := range known {
		names[p.Name] = true
	}
	stale := func(name string) bool { return !names[name] }
	maps.DeleteFunc(e.Subtests, func(name string, _ int) bool { return stale(name) })
	maps.DeleteFunc(e.Fails, func(name string, _ failures) bool { return stale(name) })
	b, err := plainJSON(e)
	if err != nil {
		return err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, b, "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	if err := os.MkdirAll("expected", 0o755); err != nil {
		return err
	}
	return os.WriteFile(expectedFile(area), indented.Bytes(), 0o644)
}

// plainJSON leaves <, > and & as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// failed returns what failed in a run, with the messages.
func (r result) failed(known int) map[string]string {
	list := map[string]string{}
	for _, t := range r.Tests {
		if t.Status != 0 {
			list[t.Name] = t.Message
		}
	}
	switch {
	case r.Status == runTimeout:
		list[wholeRun] = "time limit: " + r.Message
	case r.Status == runCrash:
		list[wholeRun] = "crash: " + r.Message
	case r.Status != runOK:
		list[wholeRun] = r.Message
	case len(r.Tests) < known:
		list[wholeRun] = fmt.Sprintf("only %d of %d subtests", len(r.Tests), known)
	}
	return list
}

func (r result) passed() int {
	n := 0
	for _, t := range r.Tests {
		if t.Status == 0 {
			n++
		}
	}
	return n
}

// compare returns what is not as expected, a line each.
func (e *expectations) compare(p page, r result) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	expected := e.Fails[p.Name]
	failed := r.failed(e.Subtests[p.Name])
	var lines []string
	if expected.whole != "" {
		if n := r.passed(); n > 0 && !strings.HasPrefix(expected.whole, unsteady) {
			lines = append(lines, fmt.Sprintf("unexpected pass: the whole file was expected to fail, but %d of its %d subtests pass", n, len(r.Tests)))
		}
		return lines
	}
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		if expected.each[name] == "" {
			lines = append(lines, "unexpected failure: "+name+": "+failed[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(expected.each)) {
		if _, ok := failed[name]; !ok && !strings.HasPrefix(expected.each[name], unsteady) {
			lines = append(lines, "unexpected pass: "+name)
		}
	}
	return lines
}

// update makes the expectations of a page what the run gave. A new failure gets
// reason where match says so, and "unexplained" elsewhere.
func (e *expectations) update(p page, r result, reason string, match *regexp.Regexp) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if r.Status == runOK || len(r.Tests) > e.Subtests[p.Name] {
		e.Subtests[p.Name] = len(r.Tests)
	}
	before := e.Fails[p.Name]
	failed := r.failed(e.Subtests[p.Name])
	because := func(name, message string) string {
		was := before.each[name]
		if was == "" {
			was = before.whole
		}
		if reason != "" && (was == "" || was == unexplained) && match.MatchString(name+"\n"+message) {
			return reason
		}
		if was == "" {
			return unexplained
		}
		return was
	}
	now := failures{each: map[string]string{}}
	for name, message := range failed {
		now.each[name] = because(name, message)
	}
	for name, was := range before.each {
		if strings.HasPrefix(was, unsteady) {
			now.each[name] = was
		}
	}
	delete(e.Fails, p.Name)
	if r.passed() == 0 && len(now.each) > 0 { // one reason for the file, if they agree
		reasons := slices.Compact(slices.Sorted(maps.Values(now.each)))
		if len(reasons) == 1 {
			now = failures{whole: reasons[0]}
		}
	}
	if now.whole != "" || len(now.each) > 0 {
		e.Fails[p.Name] = now
	}
}

// unexplained counts the failures that nobody has given a reason for.
func (e *expectations) unexplained() int {
	n := 0
	for name, f := range e.Fails {
		if f.whole == unexplained {
			n += max(1, e.Subtests[name])
		}
		for _, reason := range f.each {
			if reason == unexplained {
				n++
			}
		}
	}
	return n
}
