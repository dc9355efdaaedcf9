// Package replay sends the requests of a fixture to a handler and compares the
// answers with the recorded ones; it compares a built directory with a
// recorded tree in the same way.
//
// A fixture is a project directory with a requests.http file, an expected
// directory, or both: fixtures/README.md describes the format. The package
// knows nothing of runner: it takes an http.Handler and a directory, prints
// nothing, and uses the standard library only.
package replay

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Timeout is how long one exchange may take before it counts as unanswered.
const Timeout = 10 * time.Second

// Result is the outcome of one exchange, or of one file of a build.
type Result struct {
	Name string        // the exchange's name, or the file's path below dist
	File string        // the recording compared with, relative to the fixture
	Diff string        // what differs, ready to print; empty when nothing does
	Took time.Duration // time spent in the handler; zero for files
}

// OK reports whether the answer was the recorded one.
func (r Result) OK() bool { return r.Diff == "" }

// Replay sends the requests of dir/requests.http to handler, one after the
// other in file order, and compares each answer with its recording. A missing
// recording is a difference. The error is for what cannot be compared at all:
// a requests.http that does not parse, a recording that cannot be read.
func Replay(ctx context.Context, handler http.Handler, dir string) ([]Result, error) {
	exchanges, err := Load(dir)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, ex := range exchanges {
		result, _, err := replayOne(ctx, handler, dir, ex)
		if err != nil {
			return results, fmt.Errorf("%s: %w", ex.Name, err)
		}
		results = append(results, result)
	}
	return results, nil
}

// replayOne sends one request, once, and compares the answer. The answer is nil
// when there was none.
func replayOne(ctx context.Context, handler http.Handler, dir string, ex Exchange) (Result, *Response, error) {
	result := Result{Name: ex.Name, File: Recording(dir, ex)}
	want, err := readRecording(filepath.Join(dir, result.File))
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return result, nil, err
	}
	start := time.Now()
	got, err := Send(ctx, handler, ex)
	result.Took = time.Since(start)
	switch {
	case ctx.Err() != nil:
		return result, nil, ctx.Err()
	case err != nil:
		result.Diff = err.Error() + "\n"
	case missing:
		result.Diff = "no recording; the answer was:\n" + indent(string(got.only(ex.Compare).Format()))
	default:
		result.Diff = Compare(want, got, ex)
	}
	return result, got, nil
}

// Update sends the requests of dir/requests.http to handler and writes the
// answers that differ from their recordings where Replay will look for them. It
// returns one result for each exchange: Diff holds what changed, or why nothing
// was written.
func Update(ctx context.Context, handler http.Handler, dir string) ([]Result, error) {
	exchanges, err := Load(dir)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, ex := range exchanges {
		result, got, err := replayOne(ctx, handler, dir, ex)
		if err == nil && !result.OK() && got != nil {
			err = writeRecording(filepath.Join(dir, result.File), got.only(ex.Compare))
		}
		if err != nil {
			return results, fmt.Errorf("%s: %w", ex.Name, err)
		}
		results = append(results, result)
	}
	return results, nil
}

func writeRecording(path string, r *Response) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, r.Format(), 0o666)
}

// Find returns the fixtures below root, root included, in path order: the
// directories that have a requests.http or a recorded build.
func Find(root string) ([]string, error) {
	var dirs []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if entry.Name() == "node_modules" || entry.Name() == "expected" {
			return fs.SkipDir
		}
		_, err = os.Stat(filepath.Join(path, "requests.http"))
		if _, built := Dist(path); built || err == nil {
			dirs = append(dirs, path)
		}
		return nil
	})
	return dirs, err
}

// Recording returns the path, relative to the fixture in dir, of the recording
// that decides ex: expected/<slug>.http, or, when the versions of Astro were
// recorded apart, the one that ex follows.
func Recording(dir string, ex Exchange) string {
	apart := filepath.Join("expected", ex.Slug+"."+ex.Follow+".http")
	if _, err := os.Stat(filepath.Join(dir, apart)); err == nil {
		return apart
	}
	return filepath.Join("expected", ex.Slug+".http")
}

func readRecording(path string) (*Response, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := ParseResponse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return r, nil
}
