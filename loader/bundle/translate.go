package bundle

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/evanw/esbuild/pkg/api"

	"runner/loader/diagnostic"
)

// translator turns esbuild's messages into diagnostics.
type translator struct {
	root        string
	entries     []Entry
	diagnostics []*diagnostic.Diagnostic
}

// errors adds a diagnostic for each message and says which files to replace:
// absolute path to the index of the file's first diagnostic.
func (t *translator) errors(messages []api.Message) map[string]int {
	files := make(map[string]int)
	for _, m := range messages {
		file := t.blame(m)
		n := len(t.diagnostics)
		t.diagnostics = append(t.diagnostics, t.diagnostic(m, file))
		if file == "" {
			continue
		}
		if _, known := files[file]; !known {
			files[file] = n
		}
	}
	return files
}

func (t *translator) lastError() error {
	if len(t.diagnostics) == 0 {
		return diagnostic.New(diagnostic.BundleFailed, "esbuild gave no reason.")
	}
	return t.diagnostics[len(t.diagnostics)-1]
}

// blame is the absolute path of the file to replace: the one that the message
// points into, or the endpoint when it points into the entry module.
func (t *translator) blame(m api.Message) string {
	if m.Location == nil {
		return ""
	}
	if m.Location.Namespace == ownNamespace || strings.HasPrefix(m.Location.File, ownNamespace+":") {
		if i := m.Location.Line - 2; i >= 0 && i < len(t.entries) {
			return t.entries[i].File
		}
		return ""
	}
	if m.Location.Namespace != "" && m.Location.Namespace != fileNamespace {
		return ""
	}
	file, _, _ := cutAsset(m.Location.File)
	return t.absolute(file)
}

func cutAsset(file string) (path, query string, ok bool) {
	for query := range assets {
		if path, ok := strings.CutSuffix(file, query); ok {
			return path, query, true
		}
	}
	return file, "", false
}

func (t *translator) absolute(file string) string {
	if filepath.IsAbs(file) {
		return filepath.Clean(file)
	}
	return filepath.Join(t.root, filepath.FromSlash(file))
}

// relative is the file as the module graph and people name it.
func (t *translator) relative(file string) string { return relative(t.root, file) }

func relative(root, file string) string {
	rel, err := filepath.Rel(root, file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// sentences are esbuild's messages that have a record of their own; every other
// one is a syntax error.
var sentences = []struct {
	pattern   *regexp.Regexp
	translate func(t *translator, found []string, m api.Message, file string) *diagnostic.Diagnostic
}{
	{regexp.MustCompile(`^Could not resolve "(.*)"`), (*translator).notFound},
	{regexp.MustCompile(`^No matching export in "(.*)" for import "(.*)"`), (*translator).missingExport},
	{regexp.MustCompile(`^(?:Could not read from file|Cannot read directory|Cannot read file): (.*?)(?:: (.*))?$`), (*translator).unreadable},
	{regexp.MustCompile(`^Cannot read (?:file|directory) "(.*)": (.*)$`), (*translator).unreadable},
	{regexp.MustCompile(`^No loader is configured for "(.*)" files: (.*)$`), (*translator).noLoader},
}

func (t *translator) diagnostic(m api.Message, file string) *diagnostic.Diagnostic {
	for _, s := range sentences {
		if found := s.pattern.FindStringSubmatch(m.Text); found != nil {
			d := s.translate(t, found, m, file)
			if d.Location == nil {
				d.Location = t.location(m.Location, file)
			}
			return d
		}
	}
	code := diagnostic.ModuleSyntax
	if file == "" {
		code = diagnostic.BundleFailed
	}
	d := diagnostic.New(code, strings.TrimSuffix(m.Text, ".")+".").At(t.location(m.Location, file))
	if d.Location == nil || !hintForEncoding(d) {
		t.notes(d, m)
	}
	return d
}

// notes keeps what esbuild adds to a message.
func (t *translator) notes(d *diagnostic.Diagnostic, m api.Message) {
	for _, n := range m.Notes {
		note := diagnostic.Note{Message: n.Text}
		if n.Location != nil {
			note.Location = t.location(n.Location, t.absolute(n.Location.File))
		}
		d.Notes = append(d.Notes, note)
	}
}

// location converts esbuild's place, whose columns count bytes from zero. A
// message about the entry module is about the endpoint as a whole.
func (t *translator) location(l *api.Location, file string) *diagnostic.Location {
	if file == "" {
		return nil
	}
	out := &diagnostic.Location{File: t.relative(file), Abs: file}
	if l == nil || l.Namespace == ownNamespace || strings.HasPrefix(l.File, ownNamespace+":") {
		return out
	}
	out.Line = l.Line
	out.LineText = strings.TrimSuffix(l.LineText, "\r")
	out.Column = units(l.LineText, 0, l.Column) + 1
	out.Length = units(l.LineText, l.Column, l.Column+l.Length)
	return out
}

// units counts the UTF-16 code units of the text between two byte offsets.
func units(text string, from, to int) int {
	from, to = min(from, len(text)), min(to, len(text))
	n := 0
	for _, r := range text[from:to] {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// warnings adds esbuild's doubts about the author's own files. That Astro's own
// tsconfig is missing where Astro is not installed is no doubt.
func (t *translator) warnings(messages []api.Message) {
	for _, m := range messages {
		if m.ID == "import-is-undefined" && len(t.diagnostics) > 0 {
			continue // of a module that stands in for a broken one, which was reported
		}
		file := t.blame(m)
		if file == "" || inPackage(file) || silent[m.ID] || strings.Contains(m.Text, `"astro/tsconfigs/`) {
			continue
		}
		d := diagnostic.New(diagnostic.BundleWarning, strings.TrimSuffix(m.Text, ".")+".").AsWarning()
		t.notes(d.At(t.location(m.Location, file)), m)
		t.diagnostics = append(t.diagnostics, d)
	}
}

// silent are doubts that say nothing about an endpoint.
var silent = map[string]bool{
	"ignored-bare-import":        true, // host modules are declared free of side effects
	"unsupported-dynamic-import": true,
	"empty-import-meta":          true,
}
