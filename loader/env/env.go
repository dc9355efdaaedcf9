// Package env reads a project's .env files and builds import.meta.env.
//
// It touches only the .env files of the project directory and the process
// environment that it is given; it never reads or changes that of this process.
package env

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"runner/loader/diagnostic"
)

// Files are the names of the files of a mode, the one that wins first.
func Files(mode string) []string {
	return []string{".env." + mode + ".local", ".env." + mode, ".env.local", ".env"}
}

// Load reads the .env files of a directory. The result has every variable that
// a file defines; a variable that the process has too has the value of the
// process, which wins over files.
func Load(dir, mode string, process map[string]string) (map[string]string, []*diagnostic.Diagnostic) {
	var problems []*diagnostic.Diagnostic
	raw := make(map[string]string)
	names := Files(mode)
	for i := len(names) - 1; i >= 0; i-- {
		file := filepath.Join(dir, names[i])
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			reason := err
			if inner := errors.Unwrap(err); inner != nil {
				reason = inner
			}
			problems = append(problems, diagnostic.New(diagnostic.EnvFileUnreadable, names[i], reason.Error()).
				AsWarning().At(&diagnostic.Location{File: names[i], Abs: file}))
			continue
		}
		entries, bad := Parse(string(text))
		for _, e := range entries {
			raw[e.Name] = e.Value
		}
		for _, b := range bad {
			problems = append(problems, diagnostic.New(diagnostic.EnvFileInvalid, b.Reason).AsWarning().
				At(&diagnostic.Location{File: names[i], Abs: file, Line: b.Line, LineText: b.Text}))
		}
	}
	return Expand(raw, process), problems
}

// Process turns the form of os.Environ into a map. The first of two entries of
// one name wins, as in getenv.
func Process(environ []string) map[string]string {
	out := make(map[string]string, len(environ))
	for _, entry := range environ {
		name, value, ok := strings.Cut(entry, "=")
		if !ok || name == "" {
			continue // Windows has entries such as "=C:=C:\"
		}
		if _, seen := out[name]; !seen {
			out[name] = value
		}
	}
	return out
}
