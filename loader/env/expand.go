package env

import "strings"

// Expand replaces $NAME, ${NAME} and ${NAME:-default} in the values of files
// by other variables, those of the process first, and \$ by a dollar sign. An
// unknown name gives nothing. The values of the process are never expanded.
func Expand(raw, process map[string]string) map[string]string {
	e := expander{raw: raw, process: process, done: make(map[string]string, len(raw)), busy: make(map[string]bool)}
	for name := range raw {
		e.value(name)
	}
	return e.done
}

type expander struct {
	raw, process, done map[string]string
	busy               map[string]bool // names being expanded: a cycle gives nothing
}

func (e *expander) value(name string) string {
	if v, ok := e.process[name]; ok {
		if _, ours := e.raw[name]; ours {
			e.done[name] = v
		}
		return v
	}
	if v, ok := e.done[name]; ok {
		return v
	}
	text, ok := e.raw[name]
	if !ok || e.busy[name] {
		return ""
	}
	e.busy[name] = true
	v := e.expand(text)
	e.busy[name] = false
	e.done[name] = v
	return v
}

func (e *expander) expand(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '$')
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		if at > 0 && text[at-1] == '\\' {
			b.WriteString(text[:at-1] + "$")
			text = text[at+1:]
			continue
		}
		b.WriteString(text[:at])
		name, fallback, length := reference(text[at:])
		if length == 0 {
			b.WriteByte('$')
			text = text[at+1:]
			continue
		}
		v := e.value(name)
		if v == "" && fallback != "" {
			v = e.expand(fallback)
		}
		b.WriteString(v)
		text = text[at+length:]
	}
}

// reference reads a reference at the start of s, which begins with "$"; a
// length of 0 means that there is none.
func reference(s string) (name, fallback string, length int) {
	if strings.HasPrefix(s, "${") {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return "", "", 0
		}
		name, fallback, _ = strings.Cut(s[2:end], ":-")
		if !isName(name) {
			return "", "", 0
		}
		return name, fallback, end + 1
	}
	end := 1
	for end < len(s) && isWord(s[end]) {
		end++
	}
	if end == 1 {
		return "", "", 0
	}
	return s[1:end], "", end
}
