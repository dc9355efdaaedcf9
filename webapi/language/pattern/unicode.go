package pattern

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"strings"
	"sync"
)

//go:generate node generate.mjs

// packed is the Unicode data, in the format that generate.mjs describes.
//
//go:embed unicode.bin
var packed []byte

// unicodeData is packed, taken apart as far as is needed at first use.
type unicodeData struct {
	data       []byte
	properties map[string]int         // offset of the ranges, by name
	sequences  map[string]int         // offset of a property of strings
	folds      [2]map[rune][]rune     // equal code points; [0] with, [1] without Unicode
	classes    [2][][]rune            // the same as a list
	mu         sync.Mutex             // guards the maps below
	sets       map[int]set            // by offset
	strings    map[string][]runeSlice // by name
}

type runeSlice = []rune

var loadUnicode = sync.OnceValue(func() *unicodeData {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		panic(err) // the embedded file is broken
	}
	u := &unicodeData{data: data, properties: map[string]int{}, sequences: map[string]int{}, sets: map[int]set{}, strings: map[string][]runeSlice{}}
	r := &reader{data: data}
	for range r.number() {
		names := r.text()
		for name := range strings.SplitSeq(names, "|") {
			u.properties[name] = r.at
		}
		for range r.number() {
			r.number()
			r.number()
		}
	}
	for i := range u.folds {
		u.classes[i] = r.classes()
		u.folds[i] = map[rune][]rune{}
		for _, class := range u.classes[i] {
			for _, c := range class {
				u.folds[i][c] = class
			}
		}
	}
	for range r.number() {
		u.sequences[r.text()] = r.at
		for range r.number() {
			for range r.number() {
				r.number()
			}
		}
	}
	return u
})

// property returns a property of code points by its name, as it stands between
// the braces of \p{…}, without "General_Category=" and the like spelled out.
func property(name string) (set, bool) {
	u := loadUnicode()
	at, ok := u.properties[canonicalProperty(name)]
	if !ok {
		return nil, false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	s, ok := u.sets[at]
	if !ok {
		r := &reader{u.data, at}
		s = make(set, 0, r.number())
		next := rune(0)
		for range cap(s) {
			lo := next + rune(r.number())
			hi := lo + rune(r.number())
			s = append(s, interval{lo, hi})
			next = hi + 1
		}
		u.sets[at] = s
	}
	return s, true
}

// canonicalProperty shortens the names of properties that have values.
func canonicalProperty(name string) string {
	key, value, ok := strings.Cut(name, "=")
	if !ok {
		return name
	}
	switch key {
	case "General_Category", "gc":
		return "gc=" + value
	case "Script", "sc":
		return "sc=" + value
	case "Script_Extensions", "scx":
		return "scx=" + value
	}
	return "" // no property has this name
}

// sequences returns a property of strings, such as RGI_Emoji.
func sequences(name string) ([]runeSlice, bool) {
	u := loadUnicode()
	at, ok := u.sequences[name]
	if !ok {
		return nil, false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	list, ok := u.strings[name]
	if !ok {
		r := &reader{u.data, at}
		for range r.number() {
			s := make([]rune, r.number())
			for i := range s {
				s[i] = rune(r.number())
			}
			list = append(list, s)
		}
		u.strings[name] = list
	}
	return list, true
}

// reader reads the unpacked data.
type reader struct {
	data []byte
	at   int
}

func (r *reader) number() int {
	n := 0
	for shift := 0; ; shift += 7 {
		b := r.data[r.at]
		r.at++
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (r *reader) text() string {
	n := r.number()
	r.at += n
	return string(r.data[r.at-n : r.at])
}

func (r *reader) classes() [][]rune {
	classes := make([][]rune, r.number())
	for i := range classes {
		class := make([]rune, r.number())
		last := 0
		for j := range class {
			last += r.number()
			class[j] = rune(last)
		}
		classes[i] = class
	}
	return classes
}
