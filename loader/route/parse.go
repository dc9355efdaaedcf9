package route

import (
	"fmt"
	"strings"
)

// SyntaxError is a file name that is no valid route.
type SyntaxError struct {
	Component string
	Reason    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("Invalid route %s — %s.", e.Component, e.Reason)
}

// The three things that a file name can get wrong.
const (
	reasonSeparated  = "parameters must be separated"
	reasonUnbalanced = "brackets are unbalanced"
	reasonName       = "parameter name must match /^[a-zA-Z0-9_$]+$/"
)

// Parse makes the route of an endpoint file. Component is the file relative to
// the project root and file the same file relative to the pages directory,
// both with forward slashes and in normalisation form C.
func Parse(component, file string) (Route, error) {
	// Names that are no UTF-8 are seen as JavaScript sees them.
	file = strings.ToValidUTF8(file, "\uFFFD")
	r := Route{Component: component}
	names := strings.Split(trimExtension(file), "/")
	if last := len(names) - 1; names[last] == "index" {
		names = names[:last]
	}
	for _, name := range names {
		segment, reason := parseSegment(name)
		if reason != "" {
			return Route{}, &SyntaxError{component, reason}
		}
		r.Segments = append(r.Segments, segment)
		for _, part := range segment {
			if part.Kind != Static && !contains(r.Params, part.Text) {
				r.Params = append(r.Params, part.Text)
			}
		}
	}
	r.Pattern = "/" + strings.Join(names, "/")
	r.HasExtension = hasWordExtension(r.Pattern)
	return r, nil
}

// trimExtension removes the last extension of the last name only: the dots
// that remain are part of the path.
func trimExtension(file string) string {
	slash := strings.LastIndexByte(file, '/')
	if dot := strings.LastIndexByte(file, '.'); dot > slash {
		return file[:dot]
	}
	return file
}

func parseSegment(name string) (Segment, string) {
	if strings.Contains(name, "][") {
		return nil, reasonSeparated
	}
	if strings.Count(name, "[") != strings.Count(name, "]") {
		return nil, reasonUnbalanced
	}
	var segment Segment
	for rest := name; rest != ""; {
		open, end := findBrackets(rest)
		if open < 0 {
			return append(segment, Part{Static, rest}), ""
		}
		if open > 0 {
			segment = append(segment, Part{Static, rest[:open]})
		}
		part := Part{Kind: Param, Text: rest[open+1 : end]}
		if after, ok := strings.CutPrefix(part.Text, "..."); ok {
			part = Part{Kind: Rest, Text: after}
		}
		if !isParamName(part.Text) {
			return nil, reasonName
		}
		segment = append(segment, part)
		rest = rest[end+1:]
	}
	return segment, ""
}

// findBrackets finds the first bracketed text that is not empty: "[]" is
// literal, as it is in Astro.
func findBrackets(s string) (open, end int) {
	open = strings.IndexByte(s, '[')
	if open < 0 || open+2 >= len(s) {
		return -1, -1
	}
	end = strings.IndexByte(s[open+2:], ']')
	if end < 0 {
		return -1, -1
	}
	return open, open + 2 + end
}

func isParamName(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isWord(s[i]) && s[i] != '$' {
			return false
		}
	}
	return s != ""
}

// hasWordExtension reports whether the last part of a pattern ends in a dot
// and word characters: "/[id].json" does, "/[...path]" does not.
func hasWordExtension(pattern string) bool {
	last := pattern[strings.LastIndexByte(pattern, '/')+1:]
	dot := strings.LastIndexByte(last, '.')
	if dot < 0 || dot == len(last)-1 {
		return false
	}
	for i := dot + 1; i < len(last); i++ {
		if !isWord(last[i]) {
			return false
		}
	}
	return true
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

var _ error = (*SyntaxError)(nil)
