package config

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Issue is one thing wrong with a configuration, in Astro's words.
type Issue struct {
	Path  string   // "server.port"
	Lines []string // the first follows the path
}

// reader takes typed values out of JSON objects and notes what does not fit.
type reader struct{ issues []Issue }

// object is a JSON object and where it is.
type object struct {
	at     string
	fields map[string]json.RawMessage
}

func (o object) path(key string) string {
	if o.at == "" {
		return key
	}
	return o.at + "." + key
}

func (o object) keys() []string {
	keys := make([]string, 0, len(o.fields))
	for key := range o.fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (r *reader) issue(path string, lines ...string) {
	r.issues = append(r.issues, Issue{path, lines})
}

func (r *reader) mismatch(path, expected string, raw json.RawMessage) {
	r.issue(path, fmt.Sprintf("Expected type %q, received %q", expected, kind(raw)))
}

// clean reports whether nothing was noted about a key.
func (r *reader) clean(o object, key string) bool {
	return !slices.ContainsFunc(r.issues, func(i Issue) bool { return i.Path == o.path(key) })
}

func (r *reader) object(at string, raw json.RawMessage) (object, bool) {
	o := object{at: at}
	if k := kind(raw); k == "null" || k == "undefined" {
		return o, at == ""
	}
	if kind(raw) != "object" || json.Unmarshal(raw, &o.fields) != nil {
		r.mismatch(at, "object", raw)
		return o, false
	}
	return o, true
}

func (r *reader) child(o object, key string) (object, bool) {
	raw := o.fields[key]
	if raw == nil {
		return object{}, false
	}
	return r.object(o.path(key), raw)
}

func (r *reader) raw(o object, key string) json.RawMessage {
	if child, ok := r.child(o, key); !ok || child.fields == nil {
		return nil
	}
	return o.fields[key]
}

func (r *reader) string(o object, key string, to *string) {
	r.value(o, key, "string", to)
}

func (r *reader) bool(o object, key string, to *bool) {
	r.value(o, key, "boolean", to)
}

func (r *reader) int(o object, key string, to *int, least int) {
	was := *to
	r.value(o, key, "number", to)
	if *to < least {
		r.issue(o.path(key), fmt.Sprintf("Number must be greater than or equal to %d", least))
		*to = was
	}
}

func (r *reader) value(o object, key, want string, to any) {
	raw := o.fields[key]
	if raw == nil {
		return
	}
	if kind(raw) != want || json.Unmarshal(raw, to) != nil {
		r.mismatch(o.path(key), want, raw)
	}
}

func (r *reader) oneOf(o object, key string, to *string, allowed ...string) {
	raw := o.fields[key]
	if raw == nil {
		return
	}
	var given string
	if json.Unmarshal(raw, &given) == nil && slices.Contains(allowed, given) {
		*to = given
		return
	}
	quoted := make([]string, len(allowed))
	for i, a := range allowed {
		quoted[i] = strconv.Quote(a)
	}
	r.union(o.path(key), quoted, raw)
}

func (r *reader) intOf(o object, key string, allowed []int) {
	raw := o.fields[key]
	if raw == nil {
		return
	}
	var given int
	if json.Unmarshal(raw, &given) == nil && slices.Contains(allowed, given) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = strconv.Itoa(a)
	}
	r.union(o.path(key), names, raw)
}

func (r *reader) union(path string, allowed []string, raw json.RawMessage) {
	r.issue(path, "Did not match union.",
		"> Expected type "+strings.Join(allowed, " | "),
		"> Received "+string(raw))
}

// kind is the name of a JSON value's type.
func kind(raw json.RawMessage) string {
	text := strings.TrimSpace(string(raw))
	if text == "" {
		return "undefined"
	}
	switch text[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}
