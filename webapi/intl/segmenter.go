package intl

import (
	"math"
	"sort"
	"unicode"
	"unicode/utf16"

	"github.com/dop251/goja"
	"github.com/rivo/uniseg"

	"runner/webapi/js"
)

// Segmenter is the state of an Intl.Segmenter (ECMA-402, 19). Words are those of
// UAX 29: scripts that need a dictionary (Thai, Chinese, Japanese) are not split
// further.
type Segmenter struct {
	js.Base
	locale, granularity string
}

// SegmenterClass is Intl.Segmenter.
var SegmenterClass = js.Define(js.Class[*Segmenter]{
	Name:   "Segmenter",
	Hidden: "Intl.",
	Construct: func(c js.Call) *Segmenter {
		list := canonicalLocales(c, c.Arg(0))
		o := strict(c, c.Arg(1), "Intl.Segmenter")
		o.matcher()
		return &Segmenter{locale: negotiate(list).locale, granularity: o.text("granularity", "grapheme", "grapheme", "word", "sentence")}
	},
	Static: []js.Function{supportedLocalesOf("Intl.Segmenter")},
	Methods: []js.Method[*Segmenter]{
		{Name: "segment", Length: 1, Call: func(c js.Call, s *Segmenter) goja.Value {
			return c.Wrap(newSegments(c, s.granularity, c.DOMString(c.Arg(0))))
		}},
		{Name: "resolvedOptions", Call: func(c js.Call, s *Segmenter) goja.Value {
			r := newResult(c.Runtime)
			r.text("locale", s.locale)
			r.text("granularity", s.granularity)
			return r.Object
		}},
	},
})

// Class implements [js.Native].
func (*Segmenter) Class() js.Definer { return SegmenterClass }

// Segments is a string and its boundaries (ECMA-402, 19.5).
type Segments struct {
	js.Base
	text  goja.String
	words bool
	ends  []int // in code units
	like  []bool
}

var segmentsClass = js.Define(js.Class[*Segments]{
	Name: "Segments",
	Methods: []js.Method[*Segments]{
		{Name: "containing", Call: func(c js.Call, s *Segments) goja.Value {
			n := 0.0
			if c.Has(0) {
				n = math.Trunc(c.Number(c.Arg(0)))
			}
			if math.IsNaN(n) {
				n = 0
			}
			if n < 0 || n >= float64(s.text.Length()) {
				return goja.Undefined()
			}
			return s.data(c.Runtime, sort.SearchInts(s.ends, int(n)+1))
		}},
	},
	Extend: func(rt *js.Runtime, _, prototype *goja.Object) {
		js.DefineSymbolMethod(rt, prototype, goja.SymIterator, "[Symbol.iterator]", func(c js.Call, s *Segments) goja.Value {
			return c.Wrap(&segmentIterator{segments: s})
		})
	},
})

// Class implements [js.Native].
func (*Segments) Class() js.Definer { return segmentsClass }

func newSegments(c js.Call, granularity string, text goja.String) *Segments {
	s := &Segments{text: text, words: granularity == "word"}
	rest, state, at := js.EncodeUTF8(text), -1, 0
	for rest != "" {
		var segment string
		switch granularity {
		case "word":
			segment, rest, state = uniseg.FirstWordInString(rest, state)
			s.like = append(s.like, wordLike(segment))
		case "sentence":
			segment, rest, state = uniseg.FirstSentenceInString(rest, state)
		default:
			segment, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		}
		for _, r := range segment {
			at += utf16.RuneLen(r)
		}
		s.ends = append(s.ends, at)
	}
	return s
}

func wordLike(segment string) bool {
	for _, r := range segment {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// data is CreateSegmentDataObject (ECMA-402, 19.7.1).
func (s *Segments) data(rt *js.Runtime, i int) goja.Value {
	from := 0
	if i > 0 {
		from = s.ends[i-1]
	}
	o := rt.NewObject()
	o.Set("segment", s.text.Substring(from, s.ends[i]))
	o.Set("index", from)
	o.Set("input", s.text)
	if s.words {
		o.Set("isWordLike", s.like[i])
	}
	return o
}

// segmentIterator is %SegmentIteratorPrototype% (ECMA-402, 19.6).
type segmentIterator struct {
	js.Base
	segments *Segments
	next     int
}

var segmentIteratorClass = js.Define(js.Class[*segmentIterator]{
	Name:      "Segmenter String Iterator",
	Prototype: func(rt *js.Runtime) *goja.Object { return rt.IteratorPrototype() },
	Methods: []js.Method[*segmentIterator]{{Name: "next", Call: func(c js.Call, it *segmentIterator) goja.Value {
		if it.next == len(it.segments.ends) {
			return c.IterResult(goja.Undefined(), true)
		}
		it.next++
		return c.IterResult(it.segments.data(c.Runtime, it.next-1), false)
	}}},
})

// Class implements [js.Native].
func (*segmentIterator) Class() js.Definer { return segmentIteratorClass }

var _ js.Native = (*Segmenter)(nil)
