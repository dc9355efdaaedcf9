package route

import (
	"slices"
	"strings"
)

// Sort orders routes by priority, highest first. Routes that compare equal keep
// their order, which is that of reading the directory.
func Sort(routes []Route) {
	slices.SortStableFunc(routes, func(a, b Route) int { return Compare(&a, &b) })
}

// Compare says which of two endpoint routes is tried first: negative for a. The
// first segment that differs decides; then the length; then the text.
func Compare(a, b *Route) int {
	common := min(len(a.Segments), len(b.Segments))
	for i := range common {
		if c := compareSegments(a.Segments[i], b.Segments[i]); c != 0 {
			return c
		}
	}
	if c := compareLengths(a, b); c != 0 {
		return c
	}
	return compareText(a.Pattern, b.Pattern)
}

func compareSegments(a, b Segment) int {
	aDynamic, bDynamic := a.isDynamic(), b.isDynamic()
	switch {
	case !aDynamic && !bDynamic:
		return compareText(a.text(), b.text())
	case aDynamic != bDynamic:
		return first(!aDynamic)
	}
	if aMixed, bMixed := a.has(Static), b.has(Static); aMixed != bMixed {
		return first(aMixed)
	}
	if aRest, bRest := a.has(Rest), b.has(Rest); aRest != bRest {
		return first(!aRest)
	}
	return 0
}

// compareLengths: more segments are more specific, except that /foo comes
// before /foo/[...bar], which matches /foo too.
func compareLengths(a, b *Route) int {
	la, lb := len(a.Segments), len(b.Segments)
	if la == lb {
		return 0
	}
	if aRest, bRest := a.endsInRest(), b.endsInRest(); aRest != bRest {
		if aRest && la == lb+1 {
			return 1
		}
		if bRest && lb == la+1 {
			return -1
		}
	}
	return first(la > lb)
}

func (r *Route) endsInRest() bool {
	n := len(r.Segments)
	return n > 0 && r.Segments[n-1].has(Rest)
}

// text is the segment as it was written.
func (s Segment) text() string {
	if len(s) == 1 && s[0].Kind == Static {
		return s[0].Text
	}
	var b strings.Builder
	for _, p := range s {
		switch p.Kind {
		case Static:
			b.WriteString(p.Text)
		case Param:
			b.WriteString("[" + p.Text + "]")
		case Rest:
			b.WriteString("[..." + p.Text + "]")
		}
	}
	return b.String()
}

func first(a bool) int {
	if a {
		return -1
	}
	return 1
}
