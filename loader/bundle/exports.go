package bundle

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf16"

	"runner/loader/diagnostic"
)

// Names that a file exports, found by text: good enough for a suggestion.
var (
	exportedName = regexp.MustCompile(`(?m)^\s*export\s+(?:declare\s+)?(?:async\s+)?(?:const|let|var|class|function\*?|enum)\s+([\w$]+)`)
	exportedList = regexp.MustCompile(`export\s*\{([^}]*)\}`)
)

func (t *translator) nearestExport(file, name string) string {
	path := t.absolute(file)
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	var names []string
	for _, found := range exportedName.FindAllSubmatch(text, -1) {
		names = append(names, string(found[1]))
	}
	for _, found := range exportedList.FindAllSubmatch(text, -1) {
		for item := range strings.SplitSeq(string(found[1]), ",") {
			if words := strings.Fields(item); len(words) > 0 {
				names = append(names, words[len(words)-1])
			}
		}
	}
	if near := diagnostic.Nearest(name, names); near != "" {
		return near
	}
	if name == "default" && len(names) > 0 && filepath.Ext(path) != ".json" {
		return "{ " + names[0] + " }"
	}
	return ""
}

// hintForEncoding recognises files that are no UTF-8 text, where the syntax
// error itself would mislead.
func hintForEncoding(d *diagnostic.Diagnostic) bool {
	text, err := os.ReadFile(d.Location.Abs)
	if err != nil {
		return false
	}
	switch {
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}), bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		d.WithHint("The file is UTF-16 text. Save it as UTF-8.")
	case bytes.IndexByte(text, 0) >= 0:
		d.WithHint("The file does not look like text.")
	default:
		return false
	}
	if u := utf16.Encode([]rune(d.Location.LineText)); len(u) > 200 {
		d.Location.LineText = ""
	}
	return true
}
