package intl

import (
	"math"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/intl/date"
	"runner/webapi/intl/number"
	"runner/webapi/intl/parts"
	"runner/webapi/js"
)

// DateTimeFormat is the state of an Intl.DateTimeFormat (ECMA-402, 11).
type DateTimeFormat struct {
	js.Base
	locale, calendar, system string
	zone                     *date.Zone
	dateStyle, timeStyle     string
	hour                     byte
	formatter                *date.Formatter
	interval                 *date.Interval
	bound                    *goja.Object
}

// DateTimeFormatClass is Intl.DateTimeFormat.
var DateTimeFormatClass = js.Define(js.Class[*DateTimeFormat]{
	Name:     "DateTimeFormat",
	Callable: true,
	Hidden:   "Intl.",
	Construct: func(c js.Call) *DateTimeFormat {
		return newDateTimeFormat(c, c.Arg(0), c.Arg(1), anyFields, dateFields)
	},
	Static: []js.Function{supportedLocalesOf("Intl.DateTimeFormat")},
	Attributes: []js.Attribute[*DateTimeFormat]{
		{Name: "format", Get: dateTimeFormatFormat},
	},
	Methods: []js.Method[*DateTimeFormat]{
		{Name: "formatToParts", Length: 1, Call: func(c js.Call, d *DateTimeFormat) goja.Value {
			return partsArray(c.Runtime, d.formatter.Format(timeValue(c, c.Arg(0))))
		}},
		{Name: "formatRange", Length: 2, Call: func(c js.Call, d *DateTimeFormat) goja.Value {
			return c.ToValue(parts.Join(d.formatRange(c)))
		}},
		{Name: "formatRangeToParts", Length: 2, Call: func(c js.Call, d *DateTimeFormat) goja.Value {
			return partsArray(c.Runtime, d.formatRange(c))
		}},
		{Name: "resolvedOptions", Call: dateTimeFormatResolvedOptions},
	},
})

// Class implements [js.Native].
func (*DateTimeFormat) Class() js.Definer { return DateTimeFormatClass }

// Which fields an operation needs, and which it shows when no option names one.
const (
	anyFields = iota
	dateFields
	timeFields
	allFields
)

// dateField is an option of DateTimeFormat that names a field, with the pattern
// letters of its values.
type dateField struct {
	option string
	kind   int
	values map[string]string
	order  []string
}

var (
	textWidths   = []string{"narrow", "short", "long"}
	numberWidths = []string{"2-digit", "numeric"}
)

var dateTimeFields = []dateField{
	{"weekday", dateFields, map[string]string{"narrow": "EEEEE", "short": "EEE", "long": "EEEE"}, textWidths},
	{"era", anyFields, map[string]string{"narrow": "GGGGG", "short": "GGG", "long": "GGGG"}, textWidths},
	{"year", dateFields, map[string]string{"2-digit": "yy", "numeric": "y"}, numberWidths},
	{"month", dateFields, map[string]string{"2-digit": "MM", "numeric": "M", "narrow": "MMMMM", "short": "MMM", "long": "MMMM"}, append(numberWidths[:2:2], textWidths...)},
	{"day", dateFields, map[string]string{"2-digit": "dd", "numeric": "d"}, numberWidths},
	{"dayPeriod", timeFields, map[string]string{"narrow": "BBBBB", "short": "B", "long": "BBBB"}, textWidths},
	{"hour", timeFields, map[string]string{"2-digit": "jj", "numeric": "j"}, numberWidths},
	{"minute", timeFields, map[string]string{"2-digit": "mm", "numeric": "m"}, numberWidths},
	{"second", timeFields, map[string]string{"2-digit": "ss", "numeric": "s"}, numberWidths},
}

var zoneNames = map[string]string{"short": "z", "long": "zzzz", "shortOffset": "O", "longOffset": "OOOO", "shortGeneric": "v", "longGeneric": "vvvv"}

var hourLetters = map[string]byte{"h11": 'K', "h12": 'h', "h23": 'H', "h24": 'k'}

func validHourCycle(_, v string) bool { return hourLetters[v] != 0 }

// calendars are those that can be shown.
var calendars = []string{"buddhist", "gregory", "iso8601", "japanese", "persian", "roc"}

// newDateTimeFormat is CreateDateTimeFormat (ECMA-402, 11.1.2).
func newDateTimeFormat(c js.Call, locales, opts goja.Value, required, defaults int) *DateTimeFormat {
	list := canonicalLocales(c, locales)
	o := coerced(c, opts, "Intl.DateTimeFormat")
	o.matcher()
	calendar := o.calendar()
	system := o.numberingSystem()
	hour12, hasHour12 := o.boolean("hour12")
	cycle := o.text("hourCycle", "", "h11", "h12", "h23", "h24")
	if hasHour12 {
		cycle = ""
	}
	r := negotiate(list, key{"ca", calendar, validCalendar}, key{"nu", system, validSystem}, key{"hc", cycle, validHourCycle})
	d := &DateTimeFormat{locale: r.locale, calendar: r.values[0], system: r.values[1]}
	region := r.tag.RegionOf()
	if d.calendar == "" {
		d.calendar = defaultCalendar(region)
	}
	if d.system == "" {
		d.system = number.DefaultSystem(r.data)
	}
	d.zone = o.timeZone()

	p := date.Options{Locale: r.data, Region: region, Calendar: d.calendar, NumberingSystem: d.system, Zone: d.zone}
	usual := date.UsualHour(r.data, region)
	switch {
	case hasHour12:
		p.Hour = hour12Letter(hour12, usual, region)
	case r.values[2] != "":
		p.Hour = hourLetters[r.values[2]]
	default:
		p.Hour = usual
	}
	o.fields(&p, required, defaults)
	d.dateStyle, d.timeStyle = p.DateStyle, p.TimeStyle
	d.formatter = date.Cached(p)
	d.hour = d.formatter.Hour()
	return d
}

// hour12Letter is the cycle of the wanted half that a locale prefers.
func hour12Letter(twelve bool, usual byte, region string) byte {
	switch {
	case twelve && region == "JP":
		return 'K'
	case twelve:
		return 'h'
	}
	return 'H'
}

func (o options) calendar() string {
	if !o.has("calendar") {
		return ""
	}
	return canonicalType(o, "ca", "calendar", o.text("calendar", ""))
}

// fields reads the options that name fields and styles.
func (o options) fields(p *date.Options, required, defaults int) {
	skeleton := ""
	has := map[int]bool{}
	explicit := false
	hasHour := false
	for _, f := range dateTimeFields {
		v := o.text(f.option, "", f.order...)
		if v != "" {
			has[f.kind], explicit = true, true
			skeleton += f.values[v]
			hasHour = hasHour || f.option == "hour"
		}
	}
	if n := o.number("fractionalSecondDigits", 1, 3, 0); n > 0 {
		has[timeFields], explicit = true, true
		skeleton += "SSS"[:n]
	}
	zone := o.text("timeZoneName", "", "short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric")
	explicit = explicit || zone != ""
	o.text("formatMatcher", "", "basic", "best fit")
	p.DateStyle = o.text("dateStyle", "", "full", "long", "medium", "short")
	p.TimeStyle = o.text("timeStyle", "", "full", "long", "medium", "short")
	if p.DateStyle != "" || p.TimeStyle != "" {
		if explicit || required == dateFields && p.TimeStyle != "" || required == timeFields && p.DateStyle != "" {
			o.ThrowTypeError("Invalid option : option")
		}
		return
	}
	needed := !has[dateFields] && !has[timeFields]
	switch required {
	case dateFields:
		needed = !has[dateFields]
	case timeFields:
		needed = !has[timeFields]
	}
	if needed {
		if defaults == dateFields || defaults == allFields {
			skeleton += "yMd"
		}
		if defaults == timeFields || defaults == allFields {
			skeleton += "jms"
		}
	}
	p.Skeleton = withHourLetters(skeleton+zoneNames[zone], p.Hour)
}

// withHourLetters replaces j by the letter of the hour cycle.
func withHourLetters(skeleton string, hour byte) string {
	b := []byte(skeleton)
	for i := range b {
		if b[i] == 'j' {
			b[i] = hour
		}
	}
	return string(b)
}

func (o options) timeZone() *date.Zone {
	v, ok := o.get("timeZone")
	if !ok {
		return date.DefaultZone()
	}
	name := o.String(v)
	z, ok := date.ZoneOf(name)
	if !ok {
		o.ThrowRangeError("Invalid time zone specified: %s", name)
	}
	return z
}

func dateTimeFormatFormat(c js.Call, d *DateTimeFormat) goja.Value {
	if d.bound == nil {
		rt := c.Runtime
		d.bound = rt.NativeFunc("", 1, func(fc goja.FunctionCall) goja.Value {
			return rt.ToValue(d.formatter.Text(timeValue(js.Call{Runtime: rt}, fc.Argument(0))))
		})
	}
	return d.bound
}

// timeValue is a Date or a number as a valid time, now for undefined.
func timeValue(c js.Call, v goja.Value) float64 {
	if goja.IsUndefined(v) {
		return math.Floor(float64(time.Now().UnixNano()) / 1e6)
	}
	ms := c.Number(v)
	if math.IsNaN(ms) || math.Abs(ms) > 8.64e15 {
		c.ThrowRangeError("Invalid time value")
	}
	return math.Trunc(ms)
}

func (d *DateTimeFormat) formatRange(c js.Call) []parts.Part {
	if goja.IsUndefined(c.Arg(0)) || goja.IsUndefined(c.Arg(1)) {
		c.ThrowTypeError("startDate or endDate cannot be undefined")
	}
	from, to := timeValue(c, c.Arg(0)), timeValue(c, c.Arg(1))
	if d.interval == nil {
		d.interval = date.NewInterval(d.formatter)
	}
	return d.interval.Format(from, to)
}

var cycleNames = map[byte]string{'K': "h11", 'h': "h12", 'H': "h23", 'k': "h24"}

func dateTimeFormatResolvedOptions(c js.Call, d *DateTimeFormat) goja.Value {
	r := newResult(c.Runtime)
	r.text("locale", d.locale)
	r.text("calendar", d.calendar)
	r.text("numberingSystem", d.system)
	r.text("timeZone", d.zone.Name)
	if d.hour != 0 {
		r.Set("hourCycle", cycleNames[d.hour])
		r.Set("hour12", d.hour == 'h' || d.hour == 'K')
	}
	if d.dateStyle != "" || d.timeStyle != "" {
		r.text("dateStyle", d.dateStyle)
		r.text("timeStyle", d.timeStyle)
		return r.Object
	}
	shown := map[string]string{}
	fraction := 0
	d.formatter.Fields(func(letter byte, n int) {
		switch letter {
		case 'S':
			fraction = n
		case 'z', 'O', 'v':
			shown["timeZoneName"] = zoneKind(letter, n)
		default:
			option, value := fieldOption(letter, n)
			shown[option] = value
		}
	})
	for _, f := range dateTimeFields {
		r.text(f.option, shown[f.option])
	}
	if fraction > 0 {
		r.Set("fractionalSecondDigits", fraction)
	}
	r.text("timeZoneName", shown["timeZoneName"])
	return r.Object
}

func zoneKind(letter byte, n int) string {
	for name, letters := range zoneNames {
		if letters[0] == letter && (len(letters) == 4) == (n == 4) {
			return name
		}
	}
	return ""
}

// fieldOption is the option that a run of pattern letters stands for.
func fieldOption(letter byte, n int) (option, value string) {
	width := [6]string{"", "numeric", "2-digit", "short", "long", "narrow"}[min(n, 5)]
	switch letter {
	case 'E', 'c', 'e':
		if n < 3 {
			width = "short"
		}
		return "weekday", width
	case 'G':
		if n < 3 {
			width = "short"
		}
		return "era", width
	case 'y', 'u', 'r', 'U':
		if n != 2 {
			width = "numeric"
		}
		return "year", width
	case 'M', 'L':
		return "month", width
	case 'd':
		return "day", width
	case 'B', 'b':
		if n < 3 {
			width = "short"
		}
		return "dayPeriod", width
	case 'h', 'H', 'K', 'k':
		return "hour", width
	case 'm':
		return "minute", width
	case 's':
		return "second", width
	}
	return "", ""
}

var _ js.Native = (*DateTimeFormat)(nil)
