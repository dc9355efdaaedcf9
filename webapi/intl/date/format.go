package date

import (
	"strings"
	"sync"
	"sync/atomic"

	"runner/webapi/intl/number"
	"runner/webapi/intl/parts"
)

// Options say what a formatter shows.
type Options struct {
	Locale          string // a data locale
	Region          string
	Calendar        string
	NumberingSystem string
	Zone            *Zone

	DateStyle, TimeStyle string // or:
	Skeleton             string

	// Hour is the letter of the hour cycle, 0 for the locale's.
	Hour byte
}

// Formatter formats moments. It is safe for concurrent use.
type Formatter struct {
	l       *locale
	region  string
	zone    *Zone
	sym     *number.Symbols
	pattern string
	items   []item
	minute  bool // the pattern has minutes
	second  bool
}

// UsualHour is the hour letter that a locale prefers: h, H, K or k.
func UsualHour(locale, region string) byte { return hourLetter(locale, region) }

// New makes a formatter.
func New(o Options) *Formatter {
	f := &Formatter{l: localeOf(o.Locale, o.Region, o.Calendar), region: o.Region, zone: o.Zone}
	f.sym = number.SymbolsOf(o.Locale, o.NumberingSystem)
	f.pattern = patternOf(f.l, &o)
	f.compile()
	return f
}

func (f *Formatter) compile() {
	f.items = compile(f.pattern)
	for _, it := range f.items {
		f.minute = f.minute || it.letter == 'm'
		f.second = f.second || it.letter == 's'
	}
}

func patternOf(l *locale, o *Options) string {
	if o.Skeleton != "" {
		return withHour(generatorOf(l).pattern(o.Skeleton, true), o.Hour)
	}
	date, time := "", ""
	if o.DateStyle != "" {
		date = l.get("dateFormats/" + o.DateStyle)
	}
	if o.TimeStyle != "" {
		time = l.get("timeFormats/" + o.TimeStyle)
		if o.Hour != 0 && o.Hour != hourOf(time) {
			time = withHour(generatorOf(l).pattern(skeletonOf(time, o.Hour), true), o.Hour)
		}
	}
	switch {
	case date == "":
		return time
	case time == "":
		return date
	}
	return glue(l.glue(o.DateStyle), date, time)
}

// withHour replaces the hour letter by another of the same half: h and K, H and
// k.
func withHour(pattern string, letter byte) string {
	if letter == 0 {
		return pattern
	}
	items := compile(pattern)
	for i := range items {
		switch items[i].letter {
		case 'h', 'H', 'K', 'k':
			items[i].letter = letter
		}
	}
	return source(items)
}

func hourOf(pattern string) byte {
	for _, it := range compile(pattern) {
		switch it.letter {
		case 'h', 'H', 'K', 'k':
			return it.letter
		}
	}
	return 0
}

// skeletonOf is the skeleton of a pattern, with another hour letter.
func skeletonOf(pattern string, hour byte) string {
	var b strings.Builder
	for _, it := range compile(pattern) {
		switch it.letter {
		case 0:
		case 'h', 'H', 'K', 'k':
			n := it.length
			if hour != 0 {
				it.letter = hour
			}
			b.WriteString(strings.Repeat(string(it.letter), n))
		case 'a', 'b', 'B':
			if hour == 'h' || hour == 'K' || hour == 0 {
				it.write(&b)
			}
		default:
			it.write(&b)
		}
	}
	return b.String()
}

// Hour returns the letter of the hour cycle that is shown, 0 without an hour.
func (f *Formatter) Hour() byte { return hourOf(f.pattern) }

// Pattern returns the pattern.
func (f *Formatter) Pattern() string { return f.pattern }

// Fields calls back with the letters and lengths of a pattern's fields.
func (f *Formatter) Fields(each func(letter byte, length int)) {
	for _, it := range f.items {
		if it.letter != 0 {
			each(it.letter, it.length)
		}
	}
}

// Format formats a time value.
func (f *Formatter) Format(ms float64) []parts.Part {
	return f.write(make([]parts.Part, 0, len(f.items)), f.items, ms, "")
}

// Text formats a time value into a string.
func (f *Formatter) Text(ms float64) string {
	offset, _ := f.zone.offsetAt(ms)
	d := fieldsOf(ms, offset, f.l.calendar)
	var space [96]byte
	b := space[:0]
	for i := range f.items {
		if it := &f.items[i]; it.letter == 0 {
			b = append(b, plain(it.text)...)
		} else if it.letter == 'a' {
			// The names, too: "p.\u202fm." in Spanish.
			b = append(b, plain(string(f.appendField(nil, it, &d, ms)))...)
		} else {
			b = f.appendField(b, it, &d, ms)
		}
	}
	return string(b)
}

func (f *Formatter) write(list []parts.Part, items []item, ms float64, src string) []parts.Part {
	offset, _ := f.zone.offsetAt(ms)
	d := fieldsOf(ms, offset, f.l.calendar)
	for i := range items {
		it := &items[i]
		if it.letter == 0 {
			list = append(list, parts.Part{Type: parts.Literal, Value: it.text, Source: src})
			continue
		}
		var space [48]byte
		list = append(list, parts.Part{Type: partType(it.letter), Value: string(f.appendField(space[:0], it, &d, ms)), Source: src})
	}
	return list
}

// plain replaces the narrow space before AM and PM. V8 does so in strings, not
// in parts and ranges, because programs parse what toLocaleString gives.
func plain(text string) string {
	if strings.Contains(text, "\u202f") {
		return strings.ReplaceAll(text, "\u202f", " ")
	}
	return text
}

func partType(letter byte) string {
	switch letter {
	case 'G':
		return "era"
	case 'y', 'u':
		return "year"
	case 'r':
		return "relatedYear"
	case 'U':
		return "yearName"
	case 'M', 'L':
		return "month"
	case 'd':
		return "day"
	case 'E', 'c', 'e':
		return "weekday"
	case 'a', 'b', 'B':
		return "dayPeriod"
	case 'h', 'H', 'K', 'k':
		return "hour"
	case 'm':
		return "minute"
	case 's':
		return "second"
	case 'S':
		return "fractionalSecond"
	case 'z', 'v', 'O', 'V':
		return "timeZoneName"
	}
	return "unknown"
}

// appendField writes one field (UTS 35 part 4, 8.1).
func (f *Formatter) appendField(b []byte, it *item, d *fields, ms float64) []byte {
	n := it.length
	switch it.letter {
	case 'G':
		return append(b, f.l.era(d.era, n)...)
	case 'y':
		if n == 2 {
			return f.appendNumber(b, d.year%100, 2)
		}
		return f.appendNumber(b, d.year, n)
	case 'u', 'r':
		return f.appendNumber(b, d.extended, n)
	case 'M', 'L':
		if n <= 2 {
			return f.appendNumber(b, d.month, n)
		}
		context := 0
		if it.letter == 'L' {
			context = 1
		}
		return append(b, f.l.names().months[context][width(n)][d.month]...)
	case 'E':
		return append(b, f.l.names().weekdays[0][width(n)][d.weekday]...)
	case 'c', 'e':
		context := 0
		if it.letter == 'c' {
			context = 1
		}
		return append(b, f.l.names().weekdays[context][width(n)][d.weekday]...)
	case 'd':
		return f.appendNumber(b, d.day, n)
	case 'a':
		w := 0
		if n == 5 {
			w = 1
		}
		return append(b, f.l.names().ampm[w][d.hour/12]...)
	case 'B', 'b':
		exact := (!f.minute || d.minute == 0) && (!f.second || d.second == 0)
		minutes := d.hour * 60
		return append(b, f.l.dayPeriod(minutes, exact, n)...)
	case 'h':
		return f.appendNumber(b, (d.hour+11)%12+1, n)
	case 'K':
		return f.appendNumber(b, d.hour%12, n)
	case 'H':
		return f.appendNumber(b, d.hour, n)
	case 'k':
		return f.appendNumber(b, (d.hour+23)%24+1, n)
	case 'm':
		return f.appendNumber(b, d.minute, n)
	case 's':
		return f.appendNumber(b, d.second, n)
	case 'S':
		v := d.milli
		for range 3 - n {
			v /= 10
		}
		return f.appendNumber(b, v, n)
	case 'z', 'v', 'O', 'V':
		return append(b, f.zoneName(it.letter, n, ms)...)
	}
	return b
}

func (f *Formatter) appendNumber(b []byte, v, width int) []byte {
	if v < 0 {
		b = append(b, f.sym.Minus...)
		v = -v
	}
	var space [20]byte
	i := len(space)
	for v > 0 || width > 0 || i == len(space) {
		i--
		space[i] = byte(v % 10)
		v /= 10
		width--
	}
	for ; i < len(space); i++ {
		if f.sym.ASCII {
			b = append(b, '0'+space[i])
		} else {
			b = append(b, f.sym.Digits[space[i]]...)
		}
	}
	return b
}

// Cached is New, with formatters shared: finding a pattern is much dearer than
// using it.
func Cached(o Options) *Formatter {
	if f, ok := formatters.Load(o); ok {
		return f.(*Formatter)
	}
	f := New(o)
	if held.Add(1) < 2000 {
		formatters.Store(o, f)
	}
	return f
}

var (
	formatters sync.Map
	held       atomic.Int32 // how many formatters are kept
)
