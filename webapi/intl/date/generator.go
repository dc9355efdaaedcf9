package date

import (
	"math/bits"
	"strings"
	"sync"

	"runner/webapi/intl/cldr"
)

// The fields of a skeleton, in the order of UTS 35 part 4, 2.6.2.
const (
	fEra = iota
	fYear
	fQuarter
	fMonth
	fWeek
	fWeekOfMonth
	fWeekday
	fDayOfYear
	fDayOfWeekInMonth
	fDay
	fDayPeriod
	fHour
	fMinute
	fSecond
	fFraction
	fZone
	fieldCount
)

const (
	narrow  = -0x101
	shorter = -0x102
	short   = -0x103
	long    = -0x104
	numeric = 0x100
	delta   = 0x10
)

const dateMask = 1<<fDayPeriod - 1

// typeOf returns the field of a run of pattern letters and a number for its
// kind, so that kinds that can stand for one another are near.
func typeOf(c byte, n int) (field, kind int) {
	text := func(shift int) int {
		switch {
		case n <= 3:
			return short - shift
		case n == 4:
			return long - shift
		case n == 5:
			return narrow - shift
		}
		return shorter
	}
	number := func(shift int) int { return numeric + shift + n }
	switch c {
	case 'G':
		return fEra, text(0)
	case 'y':
		return fYear, number(0)
	case 'u':
		return fYear, number(2 * delta)
	case 'r':
		return fYear, number(3 * delta)
	case 'U':
		return fYear, text(0)
	case 'M', 'L':
		shift := 0
		if c == 'L' {
			shift = delta
		}
		if n <= 2 {
			return fMonth, number(shift)
		}
		return fMonth, text(shift)
	case 'E':
		return fWeekday, text(0)
	case 'c':
		if n <= 2 {
			return fWeekday, number(2 * delta)
		}
		return fWeekday, text(2 * delta)
	case 'e':
		if n <= 2 {
			return fWeekday, number(delta)
		}
		return fWeekday, text(delta)
	case 'd':
		return fDay, number(0)
	case 'a':
		return fDayPeriod, text(0)
	case 'b':
		return fDayPeriod, text(delta)
	case 'B':
		return fDayPeriod, text(3 * delta)
	case 'H':
		return fHour, number(10 * delta)
	case 'k':
		return fHour, number(11 * delta)
	case 'h':
		return fHour, number(0)
	case 'K':
		return fHour, number(delta)
	case 'm':
		return fMinute, number(0)
	case 's':
		return fSecond, number(0)
	case 'S':
		return fFraction, number(0)
	case 'v':
		if n == 4 {
			return fZone, long - 2*delta
		}
		return fZone, short - 2*delta
	case 'z':
		if n == 4 {
			return fZone, long
		}
		return fZone, short
	case 'O':
		if n == 4 {
			return fZone, long - delta
		}
		return fZone, short - delta
	}
	return -1, 0
}

// skeleton is what fields a pattern has.
type skeleton struct {
	kind   [fieldCount]int
	letter [fieldCount]byte
	length [fieldCount]int
}

func (s *skeleton) mask() (m int) {
	for i, k := range s.kind {
		if k != 0 {
			m |= 1 << i
		}
	}
	return m
}

// parseSkeleton reads the fields of a skeleton or of a pattern.
func parseSkeleton(text string) (s skeleton, ok bool) {
	for _, it := range compile(text) {
		if it.letter == 0 {
			continue
		}
		f, kind := typeOf(it.letter, it.length)
		if f < 0 {
			return s, false
		}
		s.kind[f], s.letter[f], s.length[f] = kind, it.letter, it.length
	}
	if s.kind[fMinute] != 0 && s.kind[fFraction] != 0 && s.kind[fSecond] == 0 {
		s.kind[fSecond], s.letter[fSecond], s.length[fSecond] = numeric+1, 's', 1
	}
	if h := s.letter[fHour]; h == 'h' || h == 'K' {
		if s.kind[fDayPeriod] == 0 {
			s.kind[fDayPeriod], s.letter[fDayPeriod], s.length[fDayPeriod] = short, 'a', 1
		}
	} else if h != 0 {
		s.kind[fDayPeriod], s.letter[fDayPeriod], s.length[fDayPeriod] = 0, 0, 0
	}
	return s, true
}

// style is the style of the pattern that combines the date and the time of a
// skeleton.
func (s *skeleton) style() string {
	switch n := s.length[fMonth]; {
	case n == 4 && s.length[fWeekday] > 0:
		return "full"
	case n == 4:
		return "long"
	case n == 3:
		return "medium"
	}
	return "short"
}

// base is a skeleton with all numbers of one length.
func (s skeleton) base() skeleton {
	for i := range s.kind {
		if s.kind[i] > 0 {
			s.kind[i], s.length[i] = numeric, 1
		}
	}
	return s
}

// distance tells how far a candidate is from what is wanted of s.
func (s *skeleton) distance(candidate *skeleton, include int) (d, missing, extra int) {
	for i := range s.kind {
		mine := s.kind[i]
		if include&(1<<i) == 0 {
			mine = 0
		}
		theirs := candidate.kind[i]
		switch {
		case mine == theirs:
		case mine == 0:
			d += 0x10000
			extra |= 1 << i
		case theirs == 0:
			d += 0x1000
			missing |= 1 << i
		case mine > theirs:
			d += mine - theirs
		default:
			d += theirs - mine
		}
	}
	return d, missing, extra
}

// candidate is a pattern that the locale has.
type candidate struct {
	skeleton
	pattern   string
	specified bool // under a skeleton of its own in CLDR's availableFormats
}

// generator finds patterns for skeletons (UTS 35 part 4, 2.6.2).
type generator struct {
	l          *locale
	candidates []candidate
}

var canonicalItems = []string{"G", "y", "M", "E", "d", "a", "H", "m", "s", "S", "v"}

func newGenerator(l *locale) *generator {
	g := &generator{l: l}
	known := map[skeleton]int{}
	add := func(s skeleton, pattern string, specified bool) {
		if i, ok := known[s]; ok {
			if specified {
				g.candidates[i] = candidate{s, pattern, true}
			}
			return
		}
		known[s] = len(g.candidates)
		g.candidates = append(g.candidates, candidate{s, pattern, specified})
	}
	for _, item := range canonicalItems {
		if s, ok := parseSkeleton(item); ok {
			add(s, item, false)
		}
	}
	// ICU also takes the patterns of the styles, the first of those that differ
	// only in the lengths of numbers.
	bases := map[skeleton]bool{}
	for _, style := range []string{"dateFormats/full", "dateFormats/long", "dateFormats/medium", "timeFormats/full", "timeFormats/long", "timeFormats/medium", "timeFormats/short", "dateFormats/short"} {
		pattern := l.get(style)
		if s, ok := parseSkeleton(pattern); ok {
			if base := s.base(); !bases[base] {
				bases[base] = true
				add(s, pattern, false)
			}
		}
	}
	l.each("dateTimeFormats/availableFormats/", func(key, pattern string) {
		if s, ok := parseSkeleton(key); ok && !strings.Contains(key, "-count-") {
			add(s, pattern, true)
		}
	})
	return g
}

func (g *generator) nearest(want *skeleton, include int) (best *candidate, missing, extra int) {
	least := 1 << 30
	for i := range g.candidates {
		c := &g.candidates[i]
		if d, m, e := want.distance(&c.skeleton, include); d < least || d == least && lowest(&c.skeleton) < lowest(&best.skeleton) {
			least, best, missing, extra = d, c, m, e
			if d == 0 {
				break
			}
		}
	}
	return best, missing, extra
}

// lowest is the largest unit of a skeleton.
func lowest(s *skeleton) int { return bits.TrailingZeros(uint(s.mask())) }

// pattern is the best pattern for a skeleton. hours asks for the length of the
// hour, too.
func (g *generator) pattern(text string, hours bool) string {
	want, ok := parseSkeleton(text)
	if !ok {
		return ""
	}
	best, missing, extra := g.nearest(&want, -1)
	if missing == 0 && extra == 0 {
		return g.adjust(best, &want, hours)
	}
	mask := want.mask()
	date := g.appending(&want, mask&dateMask, hours)
	time := g.appending(&want, mask&^dateMask, hours)
	switch {
	case date == "":
		return time
	case time == "":
		return date
	}
	return glue(g.l.glue(want.style()), date, time)
}

// appending is the best pattern for some fields; those it lacks are appended.
func (g *generator) appending(want *skeleton, include int, hours bool) string {
	if include == 0 {
		return ""
	}
	best, missing, _ := g.nearest(want, include)
	result := g.adjust(best, want, hours)
	const seconds = 1<<fSecond | 1<<fFraction
	for missing != 0 {
		if missing&seconds == 1<<fFraction && include&seconds == seconds {
			result = g.fraction(result, want)
			missing &^= 1 << fFraction
			continue
		}
		next, left, _ := g.nearest(want, missing)
		found := missing &^ left
		if found == 0 {
			break
		}
		top := 0
		for f := range fieldCount {
			if found&(1<<f) != 0 {
				top = f
			}
		}
		if format := g.l.get("dateTimeFormats/appendItems/" + appendKeys[top]); format != "" {
			name := cldr.Open("fields", g.l.name).Get(appendNames[top] + "/displayName")
			result = strings.NewReplacer("{0}", result, "{1}", g.adjust(next, want, hours), "{2}", "'"+name+"'").Replace(format)
		}
		missing = left
	}
	return result
}

var appendKeys = [fieldCount]string{"Era", "Year", "Quarter", "Month", "Week", "", "Day-Of-Week", "", "", "Day", "", "Hour", "Minute", "Second", "", "Timezone"}

var appendNames = [fieldCount]string{"era", "year", "quarter", "month", "week", "weekOfMonth", "weekday", "dayOfYear", "weekdayOfMonth", "day", "dayperiod", "hour", "minute", "second", "", "zone"}

// fraction puts the fraction after the seconds of a pattern.
func (g *generator) fraction(pattern string, want *skeleton) string {
	items := compile(pattern)
	var b strings.Builder
	for _, it := range items {
		it.write(&b)
		if it.letter == 's' {
			b.WriteString(g.l.decimal)
			b.WriteString(strings.Repeat("S", want.length[fFraction]))
		}
	}
	return b.String()
}

// adjust gives the fields of a pattern the lengths that were asked for.
func (g *generator) adjust(c *candidate, want *skeleton, hours bool) string {
	var b strings.Builder
	for _, it := range compile(c.pattern) {
		f, kind := -1, 0
		if it.letter != 0 {
			f, kind = typeOf(it.letter, it.length)
		}
		if f < 0 || want.kind[f] == 0 {
			it.write(&b)
			continue
		}
		letter, length := want.letter[f], want.length[f]
		if letter == 'E' && length < 3 {
			length = 3
		}
		requested := length
		switch {
		case f == fMinute || f == fSecond || f == fHour && !hours:
			length = it.length
		case c.specified && letter != 'c' && letter != 'e':
			if c.length[f] == requested || (kind > 0) != (want.kind[f] > 0) {
				length = it.length
			}
		}
		if f == fHour || f == fMonth || f == fWeekday || f == fYear {
			was := it.letter
			if f == fHour {
				was = g.hourLetter(letter, was)
			}
			letter = was
		}
		if letter == 'E' && length < 3 {
			letter = 'e'
		}
		for range length {
			b.WriteByte(letter)
		}
	}
	return b.String()
}

// hourLetter is the letter that an hour is shown with.
func (g *generator) hourLetter(requested, pattern byte) byte {
	usual := g.l.hour
	switch {
	case requested == usual:
		return usual
	case requested == 'h' && usual == 'K', requested == 'K' && usual == 'h',
		requested == 'H' && usual == 'k', requested == 'k' && usual == 'H':
		return usual
	}
	return pattern
}

// glue combines a date and a time.
func glue(format, date, time string) string {
	return strings.NewReplacer("{1}", date, "{0}", time).Replace(format)
}

var generators sync.Map

func generatorOf(l *locale) *generator {
	if g, ok := generators.Load(l); ok {
		return g.(*generator)
	}
	g, _ := generators.LoadOrStore(l, newGenerator(l))
	return g.(*generator)
}
