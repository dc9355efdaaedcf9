// Package typestest reads type declarations, so that tests can compare them
// with what a VM has. It understands the part of TypeScript that this
// repository's declaration files are written in, not the whole of it.
//
// The package is for tests only and uses nothing but the standard library.
package typestest

import (
	"regexp"
	"slices"
	"strings"
)

// Declaration is one statement of a declaration file.
type Declaration struct {
	Kind    string // class, interface, function, var, module, namespace or type
	Name    string
	Extends string // of a class or interface
	Type    string // of a var
	Members []Member
	// Required is how many arguments a function needs.
	Required int
}

// Member is one member of a class or interface. Overloads are one member.
type Member struct {
	Name   string // "constructor", "[Symbol.iterator]", "()" for a call, "new" for a construction
	Static bool
	// Readonly properties have no setter; a Method is no property.
	Readonly, Method bool
	// Closed constructors are private or protected: scripts cannot use them.
	Closed bool
	// Required is how many arguments the shortest overload needs.
	Required int
}

// Names returns the names of the static or other members, sorted.
func (d *Declaration) Names(static bool) []string {
	var names []string
	for _, m := range d.Members {
		if m.Static == static {
			names = append(names, m.Name)
		}
	}
	slices.Sort(names)
	return names
}

var (
	comments = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^\s*//.*$)`)
	header   = regexp.MustCompile(`^(?:declare )?(class|interface|function|var|const|module|namespace|type) (?:"([^"]+)"|([\w$]+))`)
	extends  = regexp.MustCompile(`^[^{]*\bextends ([\w.]+)[^{]*\{`)
	member   = regexp.MustCompile(`^(private |protected )?(static )?(readonly )?(new\b|\[[\w.]+\]|[\w$]+|)(\?)?\s*([(<:]|$)`)
)

// Parse reads a declaration file.
func Parse(text string) []Declaration {
	var list []Declaration
	for _, statement := range split(comments.ReplaceAllString(text, "")) {
		statement = strings.TrimPrefix(statement, "export ")
		h := header.FindStringSubmatch(statement)
		if h == nil {
			continue
		}
		d := Declaration{Kind: h[1], Name: h[2] + h[3]}
		rest := statement[len(h[0]):]
		switch d.Kind {
		case "class", "interface":
			if e := extends.FindStringSubmatch(generics(rest)); e != nil {
				d.Extends = e[1]
			}
			for _, m := range split(body(statement)) {
				d.add(m)
			}
		case "function":
			d.Required = required(generics(rest))
		case "var", "const":
			_, d.Type, _ = strings.Cut(rest, ":")
			d.Type = strings.TrimSpace(d.Type)
		}
		list = append(list, d)
	}
	return list
}

// Find returns the declarations of a kind and name.
func Find(list []Declaration, kind, name string) (found []*Declaration) {
	for i := range list {
		if list[i].Kind == kind && list[i].Name == name {
			found = append(found, &list[i])
		}
	}
	return found
}

// ParseModule reads the body of a declared module.
func ParseModule(text, name string) []Declaration {
	for _, statement := range split(comments.ReplaceAllString(text, "")) {
		if strings.HasPrefix(statement, `declare module "`+name+`"`) {
			return Parse(body(statement))
		}
	}
	return nil
}

// Module returns the names that a declared module exports, sorted; default is
// one of them.
func Module(text, name string) []string {
	var names []string
	for _, statement := range split(comments.ReplaceAllString(text, "")) {
		if !strings.HasPrefix(statement, `declare module "`+name+`"`) {
			continue
		}
		for _, s := range split(body(statement)) {
			s, ok := strings.CutPrefix(s, "export ")
			s = strings.TrimPrefix(s, "type ")
			switch list, braces := strings.CutPrefix(s, "{"); {
			case !ok:
			case braces:
				for item := range strings.SplitSeq(strings.TrimSuffix(list, "}"), ",") {
					if words := strings.Fields(item); len(words) > 0 {
						names = append(names, words[len(words)-1])
					}
				}
			case strings.HasPrefix(s, "default "):
				names = append(names, "default")
			default:
				if h := header.FindStringSubmatch(s); h != nil {
					names = append(names, h[3])
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (d *Declaration) add(text string) {
	m := member.FindStringSubmatch(text)
	if m == nil {
		return
	}
	n := Member{Name: m[4], Closed: m[1] != "", Static: m[2] != "", Readonly: m[3] != ""}
	if n.Name == "" {
		n.Name = "()"
	}
	if n.Method = m[6] == "(" || m[6] == "<"; n.Method {
		n.Required = required(generics(text[len(m[0])-1:]))
	}
	for i := range d.Members {
		if old := &d.Members[i]; old.Name == n.Name && old.Static == n.Static {
			old.Required = min(old.Required, n.Required)
			return
		}
	}
	d.Members = append(d.Members, n)
}

// split cuts a text into statements: at each semicolon, and after each brace
// that ends a body.
func split(text string) []string {
	var list []string
	depth, start := 0, 0
	cut := func(end, next int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			list = append(list, s)
		}
		start = next
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"', '`':
			i += 1 + strings.IndexByte(text[i+1:], c)
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
			if c == '}' && depth == 0 && bodied(strings.TrimSpace(text[start:i])) {
				cut(i+1, i+1)
			}
		case ';':
			if depth == 0 {
				cut(i, i+1)
			}
		}
	}
	cut(len(text), len(text))
	return list
}

// bodied reports whether a statement ends with the brace of its body.
func bodied(statement string) bool {
	h := header.FindStringSubmatch(strings.TrimPrefix(statement, "export "))
	return h != nil && slices.Contains([]string{"class", "interface", "module", "namespace"}, h[1])
}

// body is what a statement has between its outer braces.
func body(statement string) string {
	from, to := strings.IndexByte(statement, '{'), strings.LastIndexByte(statement, '}')
	return statement[from+1 : to]
}

// generics takes the type parameters away that a text begins with.
func generics(text string) string {
	if !strings.HasPrefix(text, "<") {
		return text
	}
	depth := 0
	for i := range len(text) {
		switch {
		case text[i] == '<':
			depth++
		case text[i] == '>' && text[i-1] != '=':
			if depth--; depth == 0 {
				return text[i+1:]
			}
		}
	}
	return text
}

// required counts the parameters, in the parentheses that a text begins with,
// that are neither optional nor a rest.
func required(text string) int {
	count, depth, start := 0, 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '(' || c == '[' || c == '{' || c == '<':
			if depth++; depth == 1 {
				start = i + 1
			}
			continue
		case c == ')' || c == ']' || c == '}' || c == '>' && text[i-1] != '=':
			if depth--; depth > 0 {
				continue
			}
		case c != ',' || depth > 1:
			continue
		}
		name, _, _ := strings.Cut(strings.TrimSpace(text[start:i]), ":")
		if name != "" && name != "this" && !strings.HasPrefix(name, "...") && !strings.HasSuffix(name, "?") {
			count++
		}
		start = i + 1
		if depth == 0 {
			return count
		}
	}
	return count
}
