package config

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"runner/loader/diagnostic"
)

// invalid lists all issues in one diagnostic, which points at the key of the
// first.
func invalid(root, file string, issues []Issue) *diagnostic.Diagnostic {
	var blocks []string
	for _, i := range issues {
		first := i.Lines[0]
		if i.Path != "" {
			first = i.Path + ": " + first
		}
		blocks = append(blocks, "! "+strings.Join(append([]string{first}, i.Lines[1:]...), "\n  "))
	}
	location := &diagnostic.Location{File: filepath.ToSlash(file), Abs: filepath.Join(root, file)}
	pointAt(location, issues[0].Path)
	return diagnostic.New(diagnostic.ConfigInvalid, strings.Join(blocks, "\n\n")).At(location)
}

// pointAt finds a key by text: the value may come from anywhere, but mostly
// stands there literally.
func pointAt(l *diagnostic.Location, path string) {
	text, err := os.ReadFile(l.Abs)
	if err != nil || path == "" {
		return
	}
	key := path[strings.LastIndexByte(path, '.')+1:]
	pattern := regexp.MustCompile(`(?:^|[\s{,])(['"]?` + regexp.QuoteMeta(key) + `['"]?)\s*:`)
	found := pattern.FindSubmatchIndex(text)
	if found == nil {
		return
	}
	start := strings.LastIndexByte(string(text[:found[2]]), '\n') + 1
	line, _, _ := strings.Cut(string(text[start:]), "\n")
	l.Line = strings.Count(string(text[:start]), "\n") + 1
	l.Column = found[2] - start + 1
	l.Length = found[3] - found[2]
	l.LineText = strings.TrimSuffix(line, "\r")
}
