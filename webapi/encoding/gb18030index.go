package encoding

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gb18030Index is index gb18030. x/text lacks its private use area and the
// changes of GB18030-2022.
var gb18030Index = sync.OnceValue(func() index {
	x := readIndex(126*190, simplifiedchinese.GB18030, func(p int) []byte {
		return []byte{byte(p/190 + 0x81), skipDelete(p%190 + 0x40)}
	})
	for _, c := range gb18030Changes {
		x[gb18030Pointer(byte(c.bytes>>8), byte(c.bytes))] = c.r
	}
	fillUserZones(x)
	fillPrivate(x)
	return x
})

func gb18030Pointer(lead, trail byte) int {
	offset := 0x41
	if trail < 0x7F {
		offset = 0x40
	}
	return int(lead-0x81)*190 + int(trail) - offset
}

// gb18030Changes are 0xA8BC, which moved in 2005, and the characters that left
// the private use area in 2022.
var gb18030Changes = []struct {
	bytes uint16
	r     rune
}{
	{0xA8BC, 0x1E3F},
	{0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13}, {0xA6DD, 0xFE14},
	{0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18}, {0xA6F3, 0xFE19},
	{0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6}, {0xFE67, 0x9FB7},
	{0xFE6D, 0x9FB8}, {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB},
}

// fillUserZones maps the three user-defined zones to U+E000 and up. 0xA3A0 lies
// in the third and is a space instead, as deployed content expects.
func fillUserZones(x index) {
	r := rune(0xE000)
	for _, zone := range []struct{ firstLead, lastLead, firstTrail, lastTrail byte }{
		{0xAA, 0xAF, 0xA1, 0xFE},
		{0xF8, 0xFE, 0xA1, 0xFE},
		{0xA1, 0xA7, 0x40, 0xA0},
	} {
		for lead := zone.firstLead; lead <= zone.lastLead; lead++ {
			for trail := zone.firstTrail; trail <= zone.lastTrail; trail++ {
				if trail == 0x7F {
					continue
				}
				if p := gb18030Pointer(lead, trail); x[p] == 0 {
					x[p] = r
				}
				r++
			}
		}
	}
}

// fillPrivate maps every pointer that is left to the private characters that
// the index still uses, in order.
func fillPrivate(x index) {
	var private []rune
	for _, run := range [][2]rune{
		{0xE766, 0xE76B}, {0xE76D, 0xE78C}, {0xE797, 0xE7C6}, {0xE7C9, 0xE7E6}, {0xE7F4, 0xE814},
		{0xE816, 0xE818}, {0xE831, 0xE831}, {0xE83B, 0xE83B}, {0xE855, 0xE855},
	} {
		for r := run[0]; r <= run[1]; r++ {
			private = append(private, r)
		}
	}
	for p := range x {
		if x[p] == 0 && len(private) > 0 {
			x[p], private = private[0], private[1:]
		}
	}
}

// gb18030Ranges is index gb18030 ranges, spelled out for the pointers below
// 39420, which stand for the Basic Multilingual Plane.
var gb18030Ranges = sync.OnceValue(func() index {
	x := readIndex(39420, simplifiedchinese.GB18030, func(p int) []byte {
		return []byte{byte(p/12600 + 0x81), byte(p/1260%10 + 0x30), byte(p/10%126 + 0x81), byte(p%10 + 0x30)}
	})
	x[39417] = utf8.RuneError // the character itself, not an error
	return x
})
