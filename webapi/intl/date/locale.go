// Package date formats dates and times as ECMA-402 and ICU do: patterns found
// for skeletons, calendars, time zones and their names, intervals. It is pure Go
// and knows nothing of JavaScript.
package date

import (
	"strconv"
	"strings"
	"sync"

	"runner/webapi/intl/cldr"
	"runner/webapi/intl/number"
)

// locale is the data of one locale for one calendar.
type locale struct {
	name, calendar string
	main, base     cldr.Table // gregorian
	prefix         string     // of the patterns in main
	decimal        string
	hour           byte // the usual letter: h, H, K, k

	once     sync.Once
	months   [2][3][13]string // format and stand-alone; abbreviated, wide, narrow
	weekdays [2][4][7]string  // and short
	ampm     [2][2]string     // abbreviated, narrow
}

var locales sync.Map

// localeOf returns the data for a data locale, a region and a calendar.
func localeOf(name, region, calendar string) *locale {
	key := name + "/" + region + "/" + calendar
	if l, ok := locales.Load(key); ok {
		return l.(*locale)
	}
	l := &locale{name: name, calendar: calendar, base: cldr.Open("gregorian", name)}
	l.main = l.base
	if calendar != "gregory" && calendar != "iso8601" {
		l.main, l.prefix = cldr.Open("calendars", name), "generic/"
		switch own := calendar + "/"; calendar {
		case "persian":
			l.prefix = own
		case "buddhist", "japanese":
			if l.main.Get(own+"dateFormats/full") != "" {
				l.prefix = own
			}
		}
	}
	l.decimal = number.SymbolsOf(name, number.DefaultSystem(name)).Decimal
	l.hour = hourLetter(name, region)
	v, _ := locales.LoadOrStore(key, l)
	return v.(*locale)
}

// hourLetter is the preferred hour format (UTS 35 part 4, 4.4).
func hourLetter(name, region string) byte {
	language, _, _ := strings.Cut(name, "-")
	s := cldr.Supplemental()
	v := s.First("hours/"+name, "hours/"+language+"_"+region, "hours/"+language+"-"+region, "hours/"+region, "hours/001")
	if v == "" {
		return 'H'
	}
	return v[0]
}

func (l *locale) get(key string) string {
	if v := l.main.Get(l.prefix + key); v != "" {
		return v
	}
	if l.prefix != "" {
		if v := l.main.Get("generic/" + key); v != "" {
			return v
		}
	}
	return l.base.Get(key)
}

// glue is the pattern that combines a date and a time at that date.
func (l *locale) glue(style string) string {
	if v := l.get("dateTimeFormats-atTime/standard/" + style); v != "" {
		return v
	}
	return l.get("dateTimeFormats/" + style)
}

func (l *locale) each(prefix string, f func(key, value string)) { l.main.Each(l.prefix+prefix, f) }

var widths = [4]string{"abbreviated", "wide", "narrow", "short"}

// names decodes the names, once.
func (l *locale) names() *locale {
	l.once.Do(func() {
		months, at := l.base, ""
		if l.calendar == "persian" {
			months, at = cldr.Open("calendars", l.name), "persian/"
		}
		for c, context := range []string{"format", "stand-alone"} {
			for w := range 3 {
				for m := 1; m <= 12; m++ {
					l.months[c][w][m] = months.Get(at + "months/" + context + "/" + widths[w] + "/" + strconv.Itoa(m))
				}
			}
			for w := range 4 {
				for d, day := range []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
					l.weekdays[c][w][d] = l.base.Get("days/" + context + "/" + widths[w] + "/" + day)
				}
			}
		}
		for w, width := range []string{"abbreviated", "narrow"} {
			for i, name := range []string{"am", "pm"} {
				l.ampm[w][i] = l.base.Get("dayPeriods/format/" + width + "/" + name)
			}
		}
	})
	return l
}

// width maps a number of pattern letters to the index of a width.
func width(n int) int {
	switch {
	case n == 4:
		return 1
	case n == 5:
		return 2
	case n == 6:
		return 3
	}
	return 0
}

// era returns the name of an era.
func (l *locale) era(era, n int) string {
	kind := "eraAbbr"
	switch n {
	case 4:
		kind = "eraNames"
	case 5:
		kind = "eraNarrow"
	}
	key := "eras/" + kind + "/" + strconv.Itoa(era)
	switch l.calendar {
	case "gregory", "iso8601":
		return l.base.Get(key)
	case "roc":
		if era == 1 {
			return "Minguo"
		}
		return "Before R.O.C."
	}
	return cldr.Open("calendars", l.name).Get(l.calendar + "/" + key)
}

// dayPeriod is a name for B: what part of the day it is.
func (l *locale) dayPeriod(minutes int, exact bool, n int) string {
	rules := ""
	cldr.Parents(l.name, func(p string) bool {
		rules = cldr.Supplemental().Get("dayPeriods/" + p)
		return rules != ""
	})
	if rules == "" {
		language, _, _ := strings.Cut(l.name, "-")
		rules = cldr.Supplemental().Get("dayPeriods/" + language)
	}
	period := ""
	for rule := range strings.SplitSeq(rules, ";") {
		f := strings.Fields(rule)
		switch len(f) {
		case 2:
			if exact && f[0] == "noon" && minutes == 720 {
				period = f[0]
			}
		case 3:
			from, to := minutesOf(f[1]), minutesOf(f[2])
			in := minutes >= from && minutes < to
			if from > to {
				in = minutes >= from || minutes < to
			}
			if in && period == "" {
				period = f[0]
			}
		}
	}
	w := [3]string{"abbreviated", "wide", "narrow"}[width(n)]
	if v := l.base.First("dayPeriods/format/"+w+"/"+period, "dayPeriods/format/abbreviated/"+period, "dayPeriods/format/wide/"+period); v != "" && period != "" {
		return v
	}
	return l.names().ampm[0][minutes/720]
}

func minutesOf(clock string) int {
	h, m, _ := strings.Cut(clock, ":")
	hours, _ := strconv.Atoi(h)
	minutes, _ := strconv.Atoi(m)
	return hours*60 + minutes
}
