package env

import "strings"

// Entry is one variable of a file.
type Entry struct{ Name, Value string }

// Problem is a line that is not understood. Such lines are skipped.
type Problem struct {
	Line   int // 1-based
	Text   string
	Reason string
}

// Parse reads the text of an .env file. References to other variables are kept
// as they are, for Expand.
func Parse(text string) ([]Entry, []Problem) {
	p := parser{rest: strings.ReplaceAll(strings.TrimPrefix(text, "\uFEFF"), "\r\n", "\n"), line: 1}
	for p.rest != "" {
		p.statement()
	}
	return p.entries, p.problems
}

type parser struct {
	rest     string
	line     int
	entries  []Entry
	problems []Problem
}

func (p *parser) statement() {
	line, _, _ := strings.Cut(p.rest, "\n")
	text := strings.TrimSpace(line)
	if text == "" || text[0] == '#' {
		p.skip(line)
		return
	}
	if after, ok := strings.CutPrefix(text, "export"); ok && strings.TrimLeft(after, " \t") != after {
		text = strings.TrimLeft(after, " \t")
	}
	name, value, ok := strings.Cut(text, "=")
	name = strings.TrimRight(name, " \t")
	if !ok || !isName(name) {
		reason := "This line is no NAME=value."
		if ok {
			reason = "The name of this variable has other characters than letters, digits, underscore, dot and hyphen."
		}
		p.problems = append(p.problems, Problem{p.line, line, reason})
		p.skip(line)
		return
	}
	value = strings.TrimLeft(value, " \t")
	if value != "" && strings.IndexByte("'\"`", value[0]) >= 0 {
		if p.quoted(name, line, value) {
			return
		}
	}
	p.entries = append(p.entries, Entry{name, unquoted(value)})
	p.skip(line)
}

// quoted reads a value up to the closing quote, which may be on a later line.
func (p *parser) quoted(name, line, value string) bool {
	quote := value[0]
	start := strings.Index(p.rest, "=")
	start += 1 + strings.IndexByte(p.rest[start+1:], quote) + 1
	end := closing(p.rest[start:], quote)
	if end < 0 {
		p.problems = append(p.problems, Problem{p.line, line, "The quote of this value is not closed."})
		return false
	}
	text := p.rest[start : start+end]
	if quote == '"' {
		text = doubleQuoted.Replace(text)
	}
	p.entries = append(p.entries, Entry{name, text})
	// What follows the quote on its line can only be a comment.
	after, _, _ := strings.Cut(p.rest[start+end:], "\n")
	p.skip(p.rest[:start+end] + after)
	return true
}

// closing finds the quote that ends a value; a backslash before one keeps it.
func closing(s string, quote byte) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case quote:
			return i
		}
	}
	return -1
}

var doubleQuoted = strings.NewReplacer(`\n`, "\n", `\r`, "\r")

// unquoted drops a comment, which white space comes before, and trims.
func unquoted(value string) string {
	for i := range len(value) {
		if value[i] == '#' && (i == 0 || value[i-1] == ' ' || value[i-1] == '\t') {
			value = value[:i]
			break
		}
	}
	return strings.TrimSpace(value)
}

// skip moves past text, which is at the start of the rest, and its line's end.
func (p *parser) skip(text string) {
	p.line += strings.Count(text, "\n") + 1
	p.rest = strings.TrimPrefix(p.rest[len(text):], "\n")
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isWord(c) && c != '.' && c != '-' {
			return false
		}
	}
	return s != ""
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
