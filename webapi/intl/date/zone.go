package date

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // so that zones are known on every machine

	"runner/webapi/intl/cldr"
)

// Zone is a time zone.
type Zone struct {
	Name     string // as resolvedOptions shows it
	location *time.Location
	fixed    bool
	offset   int
}

// offsetAt is the offset at a time value, in seconds, and whether it is
// daylight saving time.
func (z *Zone) offsetAt(ms float64) (offset int, dst bool) {
	if z.fixed {
		return z.offset, false
	}
	t := time.Unix(int64(math.Floor(ms/1000)), 0).In(z.location)
	_, offset = t.Zone()
	return offset, t.IsDST()
}

// zoneIndex knows the names of zones.
type zoneIndex struct {
	canonical map[string]string // lower case to canonical
	id        map[string]string // canonical to BCP 47
	perRegion map[string]int
	all       []string
}

var zones = sync.OnceValue(func() *zoneIndex {
	x := &zoneIndex{canonical: map[string]string{}, id: map[string]string{}, perRegion: map[string]int{}}
	cldr.Supplemental().Each("tz/", func(id, aliases string) {
		names := strings.Fields(aliases)
		name := names[0]
		switch name {
		case "Etc/UTC", "Etc/GMT", "Etc/UCT":
			name = "UTC"
		}
		for _, alias := range names {
			x.canonical[strings.ToLower(alias)] = name
		}
		x.id[name] = id
		if strings.Contains(name, "/") {
			x.perRegion[id[:2]]++
		}
		if !strings.HasPrefix(name, "Etc/Unknown") {
			x.all = append(x.all, name)
		}
	})
	for _, alias := range []string{"utc", "gmt", "etc/gmt", "etc/utc", "etc/uct", "etc/zulu", "etc/universal", "etc/greenwich", "zulu", "universal", "uct", "greenwich", "gmt0", "gmt+0", "gmt-0", "etc/gmt0", "etc/gmt+0", "etc/gmt-0"} {
		x.canonical[alias] = "UTC"
	}
	return x
})

var loaded sync.Map

// ZoneOf finds a zone by its IANA name, in any case, or by an offset such as
// "+05:30".
func ZoneOf(name string) (*Zone, bool) {
	if z, ok := loaded.Load(name); ok {
		return z.(*Zone), true
	}
	z, ok := findZone(name)
	if ok {
		loaded.Store(name, z)
	}
	return z, ok
}

func findZone(name string) (*Zone, bool) {
	if name != "" && (name[0] == '+' || name[0] == '-') {
		return offsetZone(name)
	}
	canonical, ok := zones().canonical[strings.ToLower(name)]
	if !ok {
		return nil, false
	}
	location, err := time.LoadLocation(canonical)
	if err != nil {
		return nil, false
	}
	return &Zone{Name: canonical, location: location}, true
}

func offsetZone(text string) (*Zone, bool) {
	digits := strings.Replace(text[1:], ":", "", 1)
	if len(text) == 4 || len(digits) != 4 && len(digits) != 2 || strings.Trim(digits, "0123456789") != "" || strings.Contains(text, ":") && len(text) != 6 {
		return nil, false
	}
	h := int(digits[0]-'0')*10 + int(digits[1]-'0')
	m := 0
	if len(digits) == 4 {
		m = int(digits[2]-'0')*10 + int(digits[3]-'0')
	}
	if h > 23 || m > 59 {
		return nil, false
	}
	sign := 1
	if text[0] == '-' && h+m > 0 {
		sign = -1
	}
	z := &Zone{fixed: true, offset: sign * (h*3600 + m*60)}
	z.Name = fmt.Sprintf("%c%02d:%02d", "-?+"[sign+1], h, m)
	return z, true
}

// DefaultZone is the zone of the process: TZ, or the machine's.
func DefaultZone() *Zone {
	for _, name := range []string{strings.TrimPrefix(os.Getenv("TZ"), ":"), time.Local.String(), systemZone()} {
		if z, ok := ZoneOf(name); ok && name != "" {
			return z
		}
	}
	z, _ := ZoneOf("UTC")
	return z
}

// systemZone reads the name of the machine's zone.
var systemZone = sync.OnceValue(func() string {
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			return name
		}
	}
	text, _ := os.ReadFile("/etc/timezone")
	return strings.TrimSpace(string(text))
})

// Zones lists the canonical names, unsorted.
func Zones() []string { return zones().all }

// ZonesOf lists the zones of a region, sorted.
func ZonesOf(region string) (list []string) {
	prefix := strings.ToLower(region)
	for name, id := range zones().id {
		if strings.HasPrefix(id, prefix) && strings.Contains(name, "/") && len(id) >= 5 {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
