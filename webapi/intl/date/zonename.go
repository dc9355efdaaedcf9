package date

import (
	"fmt"
	"strings"
	"time"

	"runner/webapi/intl/cldr"
)

// zoneName writes a zone for the pattern letters z, v and O (UTS 35 part 4, 7).
func (f *Formatter) zoneName(letter byte, n int, ms float64) string {
	offset, dst := f.zone.offsetAt(ms)
	t := cldr.Open("zones", f.l.name)
	style := "short"
	if n >= 4 {
		style = "long"
	}
	if letter == 'O' || f.zone.fixed {
		return f.gmt(t, offset, style)
	}
	meta := metazone(f.zone.Name, ms)
	name := func(kind string) string {
		zone := f.zone.Name
		if zone == "UTC" {
			zone = "Etc/UTC"
		}
		if v := t.Get("zone/" + zone + "/" + style + "/" + kind); v != "" {
			return v
		}
		if meta == "" {
			return ""
		}
		return t.Get("metazone/" + meta + "/" + style + "/" + kind)
	}
	if letter == 'z' {
		kind := "standard"
		if dst {
			kind = "daylight"
		}
		v := name(kind)
		if v == noName {
			v = ""
		}
		if v != "" {
			return v
		}
		return f.gmt(t, offset, style)
	}
	if meta == "" {
		return f.gmt(t, offset, style)
	}
	v := name("generic")
	if !f.observesDaylight(ms) {
		if standard := name("standard"); standard != "" && standard != noName && standard != v {
			return standard
		}
	}
	if v != "" && v != noName {
		return f.partial(t, v, meta, ms, offset)
	}
	return f.location(t, ms)
}

const noName = "∅∅∅"

// observesDaylight reports whether the zone changes its clocks within half a
// year of a moment.
func (f *Formatter) observesDaylight(ms float64) bool {
	const half = 184 * msPerDay
	_, now := f.zone.offsetAt(ms)
	_, before := f.zone.offsetAt(ms - half)
	_, after := f.zone.offsetAt(ms + half)
	return now || before || after
}

// partial adds the place to a generic name where the zone's clocks differ from
// those of the metazone in the locale's region.
func (f *Formatter) partial(t cldr.Table, name, meta string, ms float64, offset int) string {
	if meta == "" {
		return name
	}
	golden := cldr.Supplemental().First("mapZone/"+meta+"/"+f.region, "mapZone/"+meta+"/001")
	if golden == "" || golden == f.zone.Name {
		return name
	}
	z, ok := ZoneOf(golden)
	if !ok {
		return name
	}
	if other, _ := z.offsetAt(ms); other == offset {
		return name
	}
	place := f.place(t)
	return strings.NewReplacer("{0}", place, "{1}", name).Replace(t.Get("fallbackFormat"))
}

// location is the generic location format: "Germany Time".
func (f *Formatter) location(t cldr.Table, ms float64) string {
	x := zones()
	id := x.id[f.zone.Name]
	if len(id) < 5 || !strings.Contains(f.zone.Name, "/") || strings.HasPrefix(f.zone.Name, "Etc/") {
		offset, _ := f.zone.offsetAt(ms)
		return f.gmt(t, offset, "long")
	}
	return strings.Replace(t.Get("regionFormat"), "{0}", f.place(t), 1)
}

// place is the country of a zone, where it has no other zone, or its city.
func (f *Formatter) place(t cldr.Table) string {
	x := zones()
	if id := x.id[f.zone.Name]; len(id) >= 5 {
		region := strings.ToUpper(id[:2])
		if x.perRegion[id[:2]] == 1 || cldr.Supplemental().Get("primaryZone/"+region) == f.zone.Name {
			if v := cldr.Open("names", f.l.name).Get("territories/" + region); v != "" {
				return v
			}
		}
	}
	if v := t.Get("zone/" + f.zone.Name + "/exemplarCity"); v != "" {
		return v
	}
	city := f.zone.Name[strings.LastIndexByte(f.zone.Name, '/')+1:]
	return strings.ReplaceAll(city, "_", " ")
}

// gmt is the localized GMT format.
func (f *Formatter) gmt(t cldr.Table, offset int, style string) string {
	positive, negative, _ := strings.Cut(t.Get("hourFormat"), ";")
	pattern := positive
	if offset < 0 {
		pattern, offset = negative, -offset
	}
	h, m, s := offset/3600, offset/60%60, offset%60
	separator := ":"
	if i := strings.Index(pattern, "H"); i >= 0 {
		rest := strings.TrimLeft(pattern[i:], "H")
		separator, _, _ = strings.Cut(rest, "m")
	}
	hours := fmt.Sprintf("%02d", h)
	if style == "short" {
		hours = fmt.Sprint(h)
	}
	minutes := ""
	if style == "long" || m != 0 || s != 0 {
		minutes = fmt.Sprintf("%s%02d", separator, m)
	}
	if s != 0 {
		minutes += fmt.Sprintf("%s%02d", separator, s)
	}
	from := strings.Index(pattern, "H")
	to := strings.LastIndex(pattern, "m") + 1
	if from < 0 || to <= from {
		return ""
	}
	text := pattern[:from] + f.sym.Localize(hours+minutes) + pattern[to:]
	return strings.Replace(t.Get("gmtFormat"), "{0}", text, 1)
}

// metazone returns the metazone of a zone at a moment.
func metazone(zone string, ms float64) string {
	if zone == "UTC" {
		return ""
	}
	uses := cldr.Supplemental().Get("metazone/" + zone)
	if uses == "" {
		return ""
	}
	moment := time.Unix(int64(ms/1000), 0).UTC().Format("2006-01-02 15:04")
	for use := range strings.SplitSeq(uses, ";") {
		p := strings.Split(use, "|")
		if (p[1] == "" || moment >= p[1]) && (p[2] == "" || moment < p[2]) {
			return p[0]
		}
	}
	return ""
}
