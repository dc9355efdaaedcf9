package date

import "math"

// fields are the parts of a moment in one zone and calendar.
type fields struct {
	era, year, month, day       int // year of the era, month from 1
	extended                    int // the proleptic year of the calendar
	weekday                     int // 0 is Sunday
	hour, minute, second, milli int
	offset                      int // seconds east of UTC
}

const msPerDay = 86400000

// fieldsOf splits a time value (milliseconds since 1970) with an offset.
func fieldsOf(ms float64, offset int, calendar string) fields {
	local := int64(math.Floor(ms)) + int64(offset)*1000
	days := floorDiv(local, msPerDay)
	rest := int(local - days*msPerDay)
	f := fields{offset: offset}
	f.milli = rest % 1000
	f.second = rest / 1000 % 60
	f.minute = rest / 60000 % 60
	f.hour = rest / 3600000
	f.weekday = int(((days+4)%7 + 7) % 7)
	f.setDate(days, calendar)
	return f
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// civil is the proleptic Gregorian date of a day number.
func civil(days int64) (year, month, day int) {
	days += 719468
	cycle := floorDiv(days, 146097)
	d := int(days - cycle*146097)
	y := (d - d/1460 + d/36524 - d/146096) / 365
	doy := d - (365*y + y/4 - y/100)
	m := (5*doy + 2) / 153
	day = doy - (153*m+2)/5 + 1
	month = m + 3
	year = y + int(cycle)*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// daysOf is the day number of a proleptic Gregorian date.
func daysOf(year, month, day int) int64 {
	y, m := int64(year), int64(month)
	if m <= 2 {
		y--
		m += 12
	}
	cycle := floorDiv(y, 400)
	yoe := y - cycle*400
	doy := (153*(m-3)+2)/5 + int64(day) - 1
	return cycle*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

func (f *fields) setDate(days int64, calendar string) {
	year, month, day := civil(days)
	f.month, f.day, f.extended = month, day, year
	switch calendar {
	case "persian":
		f.extended, f.month, f.day = persian(days)
		f.year, f.era = f.extended, 0
		return
	case "buddhist":
		f.extended += 543
		f.year, f.era = f.extended, 0
		return
	case "roc":
		f.extended -= 1911
		f.year, f.era = f.extended, 1
		if f.extended <= 0 {
			f.year, f.era = 1-f.extended, 0
		}
		return
	case "japanese":
		for _, e := range japaneseEras {
			if days >= daysOf(e.year, e.month, e.day) {
				f.year, f.era = year-e.year+1, e.number
				return
			}
		}
	}
	f.year, f.era = year, 1
	if year <= 0 {
		f.year, f.era = 1-year, 0
	}
}

// japaneseEras are those since the calendar is Gregorian, newest first, under
// their numbers in CLDR.
var japaneseEras = []struct{ number, year, month, day int }{
	{236, 2019, 5, 1}, {235, 1989, 1, 8}, {234, 1926, 12, 25}, {233, 1912, 7, 30}, {232, 1868, 9, 8},
}

// persian is the date in the Persian calendar by the 33-year rule, which agrees
// with the astronomical one between 1178 and 1633 AP.
func persian(days int64) (year, month, day int) {
	const epoch = 1948320 // julian day of 1 Farvardin 1
	since := days + 2440588 - epoch
	y := int(floorDiv(33*since+3, 12053)) + 1
	first := int64(365*(y-1)) + floorDiv(8*int64(y)+21, 33)
	doy := int(since - first)
	if doy < 216 {
		month = doy / 31
	} else {
		month = (doy - 6) / 30
	}
	if month < 6 {
		day = doy - 31*month + 1
	} else {
		day = doy - (30*month + 6) + 1
	}
	return y, month + 1, day
}
