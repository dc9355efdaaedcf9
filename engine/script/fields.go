package script

import (
	"errors"
	"strings"

	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/unistring"
)

// fieldNames are the names that the parser takes for a modifier although an
// initializer or the end of the class follows, with what stands in for them.
var fieldNames = map[string]string{"get": "gEt", "set": "sEt", "async": "aSync"}

// replaceFieldNames finds the class fields named get, set or async that made
// the parser fail, and replaces their names. The pass puts them back, also
// where one of them turns out not to have been a field at all.
func (t *text) replaceFieldNames(err error) bool {
	var list parser.ErrorList
	if !errors.As(err, &list) {
		return false
	}
	var lines []int // offsets
	found := false
	for _, e := range list {
		if e.Message != "Unexpected token =" && e.Message != "Unexpected token }" {
			continue
		}
		if lines == nil {
			lines = lineOffsets(t.parsed)
		}
		if e.Position.Line < 1 || e.Position.Line > len(lines) {
			continue
		}
		// The position is the one of the token after the unexpected one.
		end := min(lines[e.Position.Line-1]+e.Position.Column-1, len(t.parsed))
		unexpected := strings.TrimPrefix(e.Message, "Unexpected token ")
		before := trimSpace(t.parsed[:end])
		end = len(trimSpace(strings.TrimSuffix(before, unexpected)))
		start := end
		for start > 0 && isWordByte(t.parsed[start-1]) {
			start--
		}
		name := t.parsed[start:end]
		standIn, ok := fieldNames[name]
		if !ok {
			continue
		}
		if t.names == nil {
			t.names = map[int]string{}
		}
		t.names[start] = name
		t.replace(start, standIn)
		found = true
	}
	return found
}

// lineOffsets returns where the lines start, as the engine counts lines.
func lineOffsets(s string) []int {
	lines := []int{0}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\n', s[i] == '\r' && !strings.HasPrefix(s[i+1:], "\n"):
			lines = append(lines, i+1)
		case s[i] == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			lines = append(lines, i+3)
		}
	}
	return lines
}

func trimSpace(s string) string { return strings.TrimRight(s, " \t\r\n") }

func isWordByte(c byte) bool {
	return c == '$' || c == '_' || c >= 0x80 || c-'0' <= 9 || c|0x20-'a' <= 'z'-'a'
}

// name returns the name that was at an offset before it was replaced.
func (t *text) name(offset int) (unistring.String, bool) {
	name, ok := t.names[offset]
	return unistring.String(name), ok
}
