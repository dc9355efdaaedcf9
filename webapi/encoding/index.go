package encoding

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/traditionalchinese"
)

// index is one of the standard's indexes (Encoding, 5): characters by pointer,
// 0 where there is none.
//
// An index is read out of x/text the first time it is needed, character by
// character, which takes a few milliseconds; only the changes that the standard
// has made since then are written down here.
type index []rune

// at returns the character of a pointer, or 0.
func (x index) at(pointer int) rune {
	if pointer < 0 || pointer >= len(x) {
		return 0
	}
	return x[pointer]
}

// readIndex asks for the character of each pointer. bytes gives its encoding.
func readIndex(size int, from encoding.Encoding, bytes func(pointer int) []byte) index {
	x := make(index, size)
	d := from.NewDecoder()
	var text [16]byte
	for pointer := range x {
		d.Reset()
		n, _, err := d.Transform(text[:], bytes(pointer), true)
		if err != nil {
			continue
		}
		if r, size := utf8.DecodeRune(text[:n]); size == n && r != utf8.RuneError {
			x[pointer] = r
		}
	}
	return x
}

var big5Index = sync.OnceValue(func() index {
	return readIndex(126*157, traditionalchinese.Big5, func(p int) []byte {
		trail := p%157 + 0x40
		if trail > 0x7E {
			trail += 0x62 - 0x40
		}
		return []byte{byte(p/157 + 0x81), byte(trail)}
	})
})

// jis0208Index is read through Shift_JIS, which reaches all of it.
var jis0208Index = sync.OnceValue(func() index {
	return readIndex(60*188, japanese.ShiftJIS, func(p int) []byte {
		lead := p/188 + 0x81
		if lead >= 0xA0 {
			lead += 0xC1 - 0x81
		}
		return []byte{byte(lead), skipDelete(p%188 + 0x40)}
	})
})

var jis0212Index = sync.OnceValue(func() index {
	return readIndex(94*94, japanese.EUCJP, func(p int) []byte {
		return []byte{0x8F, byte(p/94 + 0xA1), byte(p%94 + 0xA1)}
	})
})

var euckrIndex = sync.OnceValue(func() index {
	return readIndex(126*190, korean.EUCKR, func(p int) []byte {
		return []byte{byte(p/190 + 0x81), byte(p%190 + 0x41)}
	})
})

// skipDelete makes room for 0x7F, which is no trail byte.
func skipDelete(trail int) byte {
	if trail >= 0x7F {
		trail++
	}
	return byte(trail)
}
