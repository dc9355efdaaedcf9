package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"log"
	"maps"
	"slices"
	"strings"
)

// The format of data.bin is described in webapi/intl/cldr/file.go, which reads it.

type writer struct {
	source
	list []section
}

// section is one kind of data of all locales.
type section struct {
	name   string
	keys   []string
	values []map[string]string // by locale
	names  []string            // the locales
}

func (w *writer) add(name string, read func(string) map[string]string, locales ...string) {
	s := section{name: name, names: locales}
	keys := map[string]bool{}
	for _, l := range locales {
		values := read(l)
		for k := range values {
			keys[k] = true
		}
		s.values = append(s.values, values)
	}
	s.keys = slices.Sorted(maps.Keys(keys))
	w.list = append(w.list, s)
	log.Printf("%s: %d keys", name, len(s.keys))
}

// parent is the locale whose values another one repeats by a mark.
func (w *writer) parent(locale string, names []string) string {
	if locale == "en" || locale == "root" {
		return ""
	}
	for p := locale; ; {
		if explicit := parents(w.source)[p]; explicit != "" && explicit != "root" {
			p = explicit
		} else if i := strings.LastIndexByte(p, '-'); i > 0 {
			p = p[:i]
		} else {
			return "en"
		}
		if slices.Contains(names, p) {
			return p
		}
	}
}

var parentsRead map[string]string

func parents(s source) map[string]string {
	if parentsRead == nil {
		parentsRead = map[string]string{}
		flatten(parentsRead, "", s.read("cldr-core/supplemental/parentLocales.json", "supplemental", "parentLocales", "parentLocale"), func(key string) bool { return !strings.Contains(key, "_localeRules") })
	}
	return parentsRead
}

// same marks a value that is the parent's.
const same = "\x01"

func (w *writer) encode() []byte {
	var index, blobs bytes.Buffer
	put := func(data, dictionary string) {
		blob := deflate(data, dictionary)
		index.Write(binary.AppendUvarint(nil, uint64(len(blob))))
		index.Write(binary.AppendUvarint(nil, uint64(len(data))))
		blobs.Write(blob)
	}
	text := func(s string) {
		index.Write(binary.AppendUvarint(nil, uint64(len(s))))
		index.WriteString(s)
	}
	index.Write(binary.AppendUvarint(nil, uint64(len(w.list))))
	for _, s := range w.list {
		text(s.name)
		before := blobs.Len()
		put(prefixed(s.keys), "")
		index.Write(binary.AppendUvarint(nil, uint64(len(s.names))))
		for i, l := range s.names {
			text(l)
			p := w.parent(l, s.names)
			text(p)
			dictionary := ""
			var parent map[string]string
			if p != "" {
				parent = s.values[slices.Index(s.names, p)]
				en := s.values[slices.Index(s.names, "en")]
				dictionary = join(s.keys, en, nil)
			}
			put(join(s.keys, s.values[i], parent), dictionary)
		}
		log.Printf("%s: %d bytes", s.name, blobs.Len()-before)
	}
	head := binary.AppendUvarint(nil, uint64(index.Len()))
	return slices.Concat(head, index.Bytes(), blobs.Bytes())
}

// prefixed writes sorted keys, each without what it shares with the one before.
func prefixed(keys []string) string {
	var b strings.Builder
	last := ""
	for _, k := range keys {
		n := 0
		for n < len(k) && n < len(last) && n < 90 && k[n] == last[n] {
			n++
		}
		b.WriteByte(byte(' ' + n))
		b.WriteString(k[n:])
		b.WriteByte('\n')
		last = k
	}
	return b.String()
}

func join(keys []string, values, parent map[string]string) string {
	var b strings.Builder
	for _, k := range keys {
		v := values[k]
		if p, ok := parent[k]; ok && p == v {
			v = same
		}
		b.WriteString(v)
		b.WriteByte('\n')
	}
	return b.String()
}

func deflate(data, dictionary string) []byte {
	var b bytes.Buffer
	z, err := flate.NewWriterDict(&b, flate.BestCompression, []byte(dictionary))
	if err != nil {
		log.Fatal(err)
	}
	io.WriteString(z, data)
	z.Close()
	return b.Bytes()
}
