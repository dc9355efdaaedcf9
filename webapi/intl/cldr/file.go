package cldr

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"io"
	"sort"
	"strings"
	"sync"
)

// file starts with the uvarint length of the index, and the index, followed by
// the blobs: raw DEFLATE streams in the order of the index.
//
// The index is the number of sections, and per section: its name, its key blob,
// the number of its tables, and per table the locale, the parent (or "") and
// the table's blob. A name is a uvarint length and the bytes, a blob is the
// uvarint lengths of the compressed and the plain data.
//
// Keys are sorted lines. The first byte of a line, less ' ', says how many bytes
// it shares with the line before. The values of a table are lines in the order
// of the keys: empty where there is none, "\x01" where it is the parent's. The
// table of "en" is the preset dictionary of every table that has a parent.
//
//go:embed data.bin
var file []byte

const same = "\x01"

type section struct {
	blob   blob
	tables map[string]*table

	once  sync.Once
	keys  []string
	index map[string]int
}

type table struct {
	parent string
	blob   blob

	once   sync.Once
	values []string
	text   string // the decoded blob
}

type blob struct{ from, to, plain int }

// sections reads the index, once.
var sections = sync.OnceValue(func() map[string]*section {
	size, n := binary.Uvarint(file)
	index := file[n : n+int(size)]
	at := n + int(size)
	number := func() int {
		v, n := binary.Uvarint(index)
		index = index[n:]
		return int(v)
	}
	text := func() string {
		n := number()
		s := string(index[:n])
		index = index[n:]
		return s
	}
	next := func() blob {
		b := blob{from: at, to: at + number()}
		b.plain, at = number(), b.to
		return b
	}
	all := map[string]*section{}
	for range number() {
		s := &section{tables: map[string]*table{}}
		all[text()] = s
		s.blob = next()
		for range number() {
			locale := text()
			s.tables[locale] = &table{parent: text()}
			s.tables[locale].blob = next()
		}
	}
	return all
})

func (b blob) inflate(dictionary string) string {
	r := flate.NewReaderDict(bytes.NewReader(file[b.from:b.to]), []byte(dictionary))
	var text strings.Builder
	text.Grow(b.plain)
	if _, err := io.Copy(&text, r); err != nil {
		panic("cldr: data.bin is damaged: " + err.Error())
	}
	return text.String()
}

// open decodes the keys.
func (s *section) open() {
	s.once.Do(func() {
		lines := split(s.blob.inflate(""))
		s.keys, s.index = make([]string, len(lines)), make(map[string]int, len(lines))
		last := ""
		for i, line := range lines {
			last = last[:line[0]-' '] + line[1:]
			s.keys[i], s.index[last] = last, i
		}
	})
}

func (s *section) table(locale string) *table {
	t := s.tables[locale]
	t.once.Do(func() {
		if t.parent == "" {
			t.text = t.blob.inflate("")
			t.values = split(t.text)
			return
		}
		t.values = split(t.blob.inflate(s.table("en").text))
		parent := s.table(t.parent).values
		for i, v := range t.values {
			if v == same {
				t.values[i] = parent[i]
			}
		}
	})
	return t
}

func split(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

// Table is one section of one locale. The zero Table is empty.
type Table struct {
	section *section
	values  []string
}

// Open returns the table of a locale that [DataLocale] has returned.
func Open(name, locale string) Table {
	s := sections()[name]
	if s.tables[locale] == nil {
		return Table{}
	}
	s.open()
	return Table{s, s.table(locale).values}
}

// Get returns a value, "" when there is none.
func (t Table) Get(key string) string {
	if t.section == nil {
		return ""
	}
	if i, ok := t.section.index[key]; ok {
		return t.values[i]
	}
	return ""
}

// First returns the first of the keys' values that is there.
func (t Table) First(keys ...string) string {
	for _, k := range keys {
		if v := t.Get(k); v != "" {
			return v
		}
	}
	return ""
}

// Each calls f with the keys below a prefix (without it) that have a value, in
// the order of the keys.
func (t Table) Each(prefix string, f func(key, value string)) {
	if t.section == nil {
		return
	}
	keys := t.section.keys
	for i := sort.SearchStrings(keys, prefix); i < len(keys) && strings.HasPrefix(keys[i], prefix); i++ {
		if t.values[i] != "" {
			f(keys[i][len(prefix):], t.values[i])
		}
	}
}

// Supplemental is what does not depend on a locale.
var Supplemental = sync.OnceValue(func() Table { return Open("supplemental", "root") })
