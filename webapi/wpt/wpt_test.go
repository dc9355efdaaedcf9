package wpt

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"time"
)

var (
	update   = flag.Bool("wpt.update", false, "rewrite expected/*.json for the files that ran")
	reason   = flag.String("wpt.reason", "", "with -wpt.update: the reason to give to failures that have none")
	match    = flag.String("wpt.match", "", "with -wpt.reason: only to failures whose name or message matches")
	verbose  = flag.Bool("wpt.v", false, "with -v: print every failing subtest with its message")
	listFile = flag.String("wpt.list", "", "write the selection to this file as JSON, and run nothing")
)

// TestWPT runs the selection and compares it with the expectations.
func TestWPT(t *testing.T) {
	s := openSuite(t)
	percent := debug.SetGCPercent(400) // hundreds of short-lived heaps
	t.Cleanup(func() { debug.SetGCPercent(percent) })
	if *listFile != "" {
		writeSelection(t, s)
		return
	}
	matches, err := regexp.Compile(*match)
	if err != nil {
		t.Fatal(err)
	}
	if table, err := loadScores(); err == nil && table.Suite != "" && table.Suite != s.edition() {
		t.Logf("the suite is that of Node %s, the expectations are for that of Node %s", s.edition(), table.Suite)
	}
	programs := &programs{suite: s, done: map[string]*compiled{}}
	results := newResults()
	for _, a := range areas {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			pages, err := s.pages(a)
			if err != nil {
				t.Fatal(err)
			}
			expected, err := loadExpectations(a.name)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				results.summary(t, a.name)
				if *update {
					if err := expected.save(a.name, pages); err != nil {
						t.Error(err)
					}
				}
			})
			for _, p := range pages {
				t.Run(p.Name, func(t *testing.T) {
					t.Parallel()
					start := time.Now()
					r := run(p, programs)
					results.add(p, r)
					if *verbose {
						logFailures(t, r, time.Since(start))
					}
					if *update {
						expected.update(p, r, *reason, matches)
						return
					}
					for _, line := range expected.compare(p, r) {
						t.Error(line)
					}
				})
			}
		})
	}
	t.Cleanup(func() { results.save(t, s) })
}

func logFailures(t *testing.T, r result, took time.Duration) {
	t.Logf("%d of %d pass, in %v", r.passed(), len(r.Tests), took.Round(time.Millisecond))
	failed := r.failed(0)
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		t.Logf("FAIL %s: %s", name, failed[name])
	}
}

// TestExplained counts the expected failures that have no reason yet.
func TestExplained(t *testing.T) {
	total := 0
	for _, a := range areas {
		e, err := loadExpectations(a.name)
		if err != nil {
			t.Fatal(err)
		}
		if n := e.unexplained(); n > 0 {
			t.Logf("%s: %d unexplained", a.name, n)
			total += n
		}
	}
	t.Logf("%d expected failures have no reason", total)
}

// writeSelection writes every page, for other runtimes to run.
func writeSelection(t *testing.T, s suite) {
	var all []page
	for _, a := range areas {
		pages, err := s.pages(a)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, pages...)
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err == nil {
		err = os.WriteFile(*listFile, b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages", len(all))
}

// results collects what all pages reported: by area, then page.
type results struct {
	mu    sync.Mutex
	areas map[string]map[string]result
}

func newResults() *results { return &results{areas: map[string]map[string]result{}} }

func (r *results) add(p page, one result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.areas[p.Area] == nil {
		r.areas[p.Area] = map[string]result{}
	}
	r.areas[p.Area][p.Name] = one
}

func (r *results) summary(t *testing.T, area string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	passed, total := 0, 0
	for _, one := range r.areas[area] {
		passed += one.passed()
		total += len(one.Tests)
	}
	if total > 0 {
		t.Logf("%d of %d subtests pass (%.1f %%) in %d runs", passed, total, 100*float64(passed)/float64(total), len(r.areas[area]))
	}
}

// save keeps the results in the cache and makes the score table from them.
func (r *results) save(t *testing.T, s suite) {
	if !*scores {
		return
	}
	dir := filepath.Join(cacheDir(), "wpt-results")
	b, err := plainJSON(peerResults{Areas: r.areas})
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "runner.json"), b, 0o644)
	}
	if err == nil {
		err = writeScores(t, s, r.areas, dir)
	}
	if err != nil {
		t.Error(err)
	}
}
