package pattern

import (
	"cmp"
	"slices"
)

const maxRune = 0x10ffff

// interval is the code points from lo to hi, both included.
type interval struct{ lo, hi rune }

// set is a set of code points: intervals in order, apart from each other.
type set []interval

var everything = set{{0, maxRune}}

// normalize sorts intervals and joins those that touch.
func normalize(s set) set {
	if len(s) < 2 {
		return s
	}
	slices.SortFunc(s, func(a, b interval) int { return cmp.Compare(a.lo, b.lo) })
	out := s[:1]
	for _, r := range s[1:] {
		last := &out[len(out)-1]
		if r.lo <= last.hi+1 {
			last.hi = max(last.hi, r.hi)
		} else {
			out = append(out, r)
		}
	}
	return out
}

func union(a, b set) set {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	return normalize(slices.Concat(a, b))
}

func complement(s set) set {
	out := make(set, 0, len(s)+1)
	next := rune(0)
	for _, r := range s {
		if r.lo > next {
			out = append(out, interval{next, r.lo - 1})
		}
		next = r.hi + 1
	}
	if next <= maxRune {
		out = append(out, interval{next, maxRune})
	}
	return out
}

func intersect(a, b set) set {
	var out set
	for i, j := 0, 0; i < len(a) && j < len(b); {
		lo, hi := max(a[i].lo, b[j].lo), min(a[i].hi, b[j].hi)
		if lo <= hi {
			out = append(out, interval{lo, hi})
		}
		if a[i].hi < b[j].hi {
			i++
		} else {
			j++
		}
	}
	return out
}

func subtract(a, b set) set { return intersect(a, complement(b)) }

func (s set) has(c rune) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch {
		case c < s[mid].lo:
			hi = mid
		case c > s[mid].hi:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// single returns the code point of a set that has only one.
func (s set) single() (rune, bool) {
	if len(s) == 1 && s[0].lo == s[0].hi {
		return s[0].lo, true
	}
	return 0, false
}

// matcher is a set made ready for matching.
type matcher struct {
	low  [4]uint64 // the code points below 256
	high set       // the rest
	all  bool      // all code points from 256 on
}

func newMatcher(s set) *matcher {
	m := &matcher{}
	for _, r := range s {
		for c := r.lo; c <= min(r.hi, 255); c++ {
			m.low[c>>6] |= 1 << (c & 63)
		}
		if r.hi > 255 {
			m.high = append(m.high, interval{max(r.lo, 256), r.hi})
		}
	}
	m.all = len(m.high) == 1 && m.high[0] == interval{256, maxRune}
	return m
}

func (m *matcher) has(c rune) bool {
	if c < 256 {
		return m.low[c>>6]&(1<<(c&63)) != 0
	}
	return m.all || len(m.high) > 0 && m.high.has(c)
}

// Sets that have names of their own (ECMA-262, 22.2.2.9).
var (
	digits          = set{{'0', '9'}}
	wordCharacters  = set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	lineTerminators = set{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}
	whiteSpace      = set{{'\t', '\r'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
		{0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}}
)
