package date

import (
	"strings"
	"sync"

	"runner/webapi/intl/parts"
)

// Interval formats ranges the way a formatter formats moments.
type Interval struct {
	f        *Formatter
	hasDate  bool
	hasTime  bool
	skeleton string
	date     string // the skeleton's date fields, normalized
	clock    string // and those of the time
	whole    []item // one end, where both are written out

	mu       sync.Mutex
	patterns map[byte][]item // by the letter of the largest difference
	twice    map[byte][]item // patterns that both ends are written in, likewise
}

// NewInterval prepares ranges for a formatter.
func NewInterval(f *Formatter) *Interval {
	v := &Interval{f: f, patterns: map[byte][]item{}, twice: map[byte][]item{}}
	v.skeleton = skeletonOf(f.pattern, 0)
	v.date, v.clock = normalize(v.skeleton)
	v.hasDate, v.hasTime = v.date != "", v.clock != ""
	v.whole = v.best(v.skeleton)
	return v
}

// best is the generator's pattern for a skeleton, with the formatter's hours.
func (v *Interval) best(skeleton string) []item {
	return compile(withHour(generatorOf(v.f.l).pattern(skeleton, false), v.f.Hour()))
}

// normalize sorts the fields of a skeleton and brings them to the lengths that
// CLDR's interval skeletons use.
func normalize(skeleton string) (date, clock string) {
	s, _ := parseSkeleton(skeleton)
	add := func(to *string, field int, letter byte, n int) {
		if s.length[field] > 0 {
			*to += strings.Repeat(string(letter), n)
		}
	}
	add(&date, fEra, 'G', 1)
	add(&date, fYear, 'y', s.length[fYear])
	n := s.length[fMonth]
	if n < 3 {
		n = 1
	}
	add(&date, fMonth, 'M', min(n, 5))
	n = s.length[fWeekday]
	if n <= 3 {
		n = 1
	}
	add(&date, fWeekday, 'E', n)
	add(&date, fDay, 'd', 1)
	if s.letter[fDayPeriod] == 'B' {
		add(&clock, fDayPeriod, 'B', 1)
	}
	add(&clock, fHour, normalHour(s.letter[fHour]), 1)
	add(&clock, fMinute, 'm', 1)
	add(&clock, fSecond, 's', 1)
	add(&clock, fFraction, 'S', 1)
	if s.letter[fZone] == 'z' || s.letter[fZone] == 'v' {
		clock += "v"
	}
	return date, clock
}

func normalHour(letter byte) byte {
	switch letter {
	case 'K':
		return 'h'
	case 'k':
		return 'H'
	}
	return letter
}

// Format formats a range. shared tells that both ends look the same.
func (v *Interval) Format(from, to float64) []parts.Part {
	f := v.f
	a, _ := f.zone.offsetAt(from)
	b, _ := f.zone.offsetAt(to)
	x, y := fieldsOf(from, a, f.l.calendar), fieldsOf(to, b, f.l.calendar)
	largest := v.difference(&x, &y)
	if largest == 0 || v.ignores(largest) {
		list := f.write(nil, f.items, from, "shared")
		for i := range list {
			list[i].Value = plain(list[i].Value)
		}
		return list
	}
	items := v.pattern(largest)
	if items == nil {
		return v.fallback(v.whole, from, to)
	}
	if whole, ok := v.twice[largest]; ok {
		return v.fallback(whole, from, to)
	}
	return v.split(items, from, to)
}

// level orders the letters of differences and fields by size.
func level(letter byte) int {
	switch letter {
	case 'G':
		return 0
	case 'y', 'u', 'r', 'U':
		return 1
	case 'M', 'L':
		return 2
	case 'd', 'E', 'c', 'e':
		return 3
	case 'a', 'b', 'B', 'h', 'H', 'K', 'k':
		return 4
	case 'm':
		return 5
	case 's':
		return 6
	case 'S':
		return 7
	}
	return -1
}

// ignores reports whether a difference does not show.
func (v *Interval) ignores(largest byte) bool {
	for _, it := range v.f.items {
		if it.letter != 0 && level(it.letter) >= level(largest) {
			return false
		}
	}
	return true
}

// difference is the letter of the largest field that differs.
func (v *Interval) difference(x, y *fields) byte {
	switch {
	case x.era != y.era:
		return 'G'
	case x.year != y.year:
		return 'y'
	case x.month != y.month:
		return 'M'
	case x.day != y.day:
		return 'd'
	case x.hour/12 != y.hour/12:
		return 'a'
	case x.hour != y.hour:
		return 'h'
	case x.minute != y.minute:
		return 'm'
	case x.second != y.second:
		return 's'
	case x.milli != y.milli:
		return 'S'
	}
	return 0
}

func (v *Interval) pattern(largest byte) []item {
	v.mu.Lock()
	defer v.mu.Unlock()
	items, ok := v.patterns[largest]
	if !ok {
		items = v.find(largest)
		v.patterns[largest] = items
	}
	return items
}

func (v *Interval) find(largest byte) []item {
	dateField := level(largest) <= 3
	switch {
	case dateField && v.hasTime:
		return v.dated(largest)
	case dateField:
		return v.extended(largest)
	case !v.hasTime:
		return nil
	}
	items := v.lookup(v.clock, largest)
	if !v.hasDate {
		return items
	}
	s, _ := parseSkeleton(v.skeleton)
	g := generatorOf(v.f.l)
	if items == nil {
		time := withHour(g.appending(&s, s.mask()&^dateMask, false), v.f.Hour())
		items = compile(glue(strings.NewReplacer("{0}", "{1}", "{1}", "{0}").Replace(v.f.l.get("dateTimeFormats/intervalFormats/intervalFormatFallback")), time, time))
	}
	date := g.appending(&s, s.mask()&dateMask, false)
	return compile(glue(v.f.l.get("dateTimeFormats/medium"), date, source(items)))
}

// dated adds the date that differs to a skeleton that has a time, and not all of
// the date.
func (v *Interval) dated(largest byte) []item {
	skeleton := v.skeleton
	if !v.hasDate {
		skeleton = "yMd" + skeleton
	} else {
		for _, letter := range []byte("dMyG") {
			if level(letter) < level(largest) {
				break
			}
			if letter != 'G' && !strings.ContainsRune(v.date, rune(letter)) {
				skeleton = string(letter) + skeleton
			}
		}
	}
	if skeleton == v.skeleton {
		return nil
	}
	v.twice[largest] = v.best(skeleton)
	return v.twice[largest]
}

// extended looks for the pattern of a date, and where the difference is in a
// field that is not shown, for that of the date with this field.
func (v *Interval) extended(largest byte) []item {
	s, _ := parseSkeleton(v.skeleton)
	if s.letter[fMonth] == 'L' || s.letter[fWeekday] == 'c' {
		return nil // names that stand alone are in no interval skeleton
	}
	skeleton := v.date
	for _, letter := range []byte("dMyG") {
		items := v.lookup(skeleton, letter)
		if items == nil && !strings.ContainsRune(skeleton, rune(letter)) && !v.below(skeleton, letter) {
			if items = v.lookup(string(letter)+skeleton, letter); items != nil {
				skeleton = string(letter) + skeleton
			}
		}
		if letter == largest {
			return items
		}
	}
	return nil
}

// below reports whether a field is smaller than all of a skeleton's.
func (v *Interval) below(skeleton string, letter byte) bool {
	for i := 0; i < len(skeleton); i++ {
		if level(skeleton[i]) >= level(letter) {
			return false
		}
	}
	return true
}

// lookup finds the pattern of the nearest interval skeleton and widens its
// fields to those of the formatter.
func (v *Interval) lookup(skeleton string, largest byte) []item {
	letters := []byte{largest}
	if largest == 'h' || largest == 'a' {
		letters = []byte{largest, 'B', 'H'}
		if strings.ContainsAny(skeleton, "H") {
			letters = []byte{'H'}
		} else if largest == 'a' && strings.Contains(skeleton, "B") {
			letters = []byte{'B', 'a'}
		}
	}
	want, _ := parseSkeleton(skeleton)
	best, least, exact := "", 1<<30, false
	v.f.l.each("dateTimeFormats/intervalFormats/", func(key, _ string) {
		name, _, ok := strings.Cut(key, "/")
		if !ok || name == best {
			return
		}
		s, ok := parseSkeleton(name)
		if !ok || s.mask() != want.mask() {
			return
		}
		d := 0
		for i := range s.kind {
			switch {
			case s.length[i] == want.length[i] && s.letter[i] == want.letter[i]:
			case (s.kind[i] > 0) != (want.kind[i] > 0), s.letter[i] != want.letter[i]:
				d += 0x100
			default:
				d += max(s.length[i]-want.length[i], want.length[i]-s.length[i])
			}
		}
		if d < least {
			best, least, exact = name, d, d == 0
		}
	})
	if best == "" {
		return nil
	}
	_ = exact
	for _, letter := range letters {
		pattern := v.f.l.get("dateTimeFormats/intervalFormats/" + best + "/" + string(letter))
		if pattern != "" {
			return v.widen(compile(pattern), best)
		}
	}
	return nil
}

// widen gives the fields of an interval pattern the lengths of the formatter's
// skeleton, where those are of the same kind.
func (v *Interval) widen(items []item, name string) []item {
	have, _ := parseSkeleton(name)
	want, _ := parseSkeleton(v.date + v.clock)
	zone, _ := parseSkeleton(v.skeleton)
	out := make([]item, len(items))
	for i, it := range items {
		out[i] = it
		if it.letter == 0 {
			continue
		}
		f, kind := typeOf(it.letter, it.length)
		if f < 0 || want.length[f] == 0 {
			continue
		}
		switch f {
		case fHour:
			out[i].letter = withLetter(it.letter, v.f.Hour())
			continue
		case fMinute, fSecond:
			continue
		case fZone:
			out[i].letter, out[i].length = zone.letter[f], 1
			continue
		}
		if have.length[f] == it.length || f == fMonth || f == fWeekday {
			if (kind > 0) == (want.kind[f] > 0) && want.length[f] > it.length && have.length[f] != want.length[f] {
				out[i].length = want.length[f]
			}
		}
	}
	return out
}

func withLetter(was, usual byte) byte {
	if normalHour(was) == normalHour(usual) {
		return usual
	}
	return was
}

// split writes the two halves of an interval pattern: the second begins where a
// field comes again.
func (v *Interval) split(items []item, from, to float64) []parts.Part {
	seen := map[int]bool{}
	cut := len(items)
	counts := map[int]int{}
	for i, it := range items {
		if it.letter == 0 {
			continue
		}
		f, _ := typeOf(it.letter, it.length)
		if seen[f] && cut == len(items) {
			cut = i
		}
		seen[f] = true
		counts[f]++
	}
	// What surrounds both halves and is said once is shared.
	first, last := -1, -1
	for i, it := range items {
		if it.letter == 0 {
			continue
		}
		if f, _ := typeOf(it.letter, it.length); counts[f] > 1 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return v.f.write(nil, items, from, "shared")
	}
	endOfFirst := cut
	for endOfFirst > first && items[endOfFirst-1].letter == 0 {
		endOfFirst--
	}
	list := v.f.write(nil, items[:first], from, "shared")
	list = v.f.write(list, items[first:endOfFirst], from, "startRange")
	list = v.f.write(list, items[endOfFirst:cut], from, "shared")
	list = v.f.write(list, items[cut:last+1], to, "endRange")
	return parts.Compact(v.f.write(list, items[last+1:], to, "shared"))
}

// fallback writes both ends whole; a date that both have is written once.
func (v *Interval) fallback(whole []item, from, to float64) []parts.Part {
	pattern := v.f.l.get("dateTimeFormats/intervalFormats/intervalFormatFallback")
	list := parts.Expand(pattern, v.f.write(nil, whole, from, "startRange"), v.f.write(nil, whole, to, "endRange"))
	for i := range list {
		if list[i].Source == "" {
			list[i].Source = "shared"
		}
	}
	return list
}
