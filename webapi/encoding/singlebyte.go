package encoding

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charmaps are the tables of the single-byte encodings (Encoding, 9).
var charmaps = map[string]*charmap.Charmap{
	"ibm866":         charmap.CodePage866,
	"iso-8859-2":     charmap.ISO8859_2,
	"iso-8859-3":     charmap.ISO8859_3,
	"iso-8859-4":     charmap.ISO8859_4,
	"iso-8859-5":     charmap.ISO8859_5,
	"iso-8859-6":     charmap.ISO8859_6,
	"iso-8859-7":     charmap.ISO8859_7,
	"iso-8859-8":     charmap.ISO8859_8,
	"iso-8859-10":    charmap.ISO8859_10,
	"iso-8859-13":    charmap.ISO8859_13,
	"iso-8859-14":    charmap.ISO8859_14,
	"iso-8859-15":    charmap.ISO8859_15,
	"iso-8859-16":    charmap.ISO8859_16,
	"koi8-r":         charmap.KOI8R,
	"koi8-u":         charmap.KOI8U,
	"macintosh":      charmap.Macintosh,
	"windows-874":    charmap.Windows874,
	"windows-1250":   charmap.Windows1250,
	"windows-1251":   charmap.Windows1251,
	"windows-1252":   charmap.Windows1252,
	"windows-1253":   charmap.Windows1253,
	"windows-1254":   charmap.Windows1254,
	"windows-1255":   charmap.Windows1255,
	"windows-1256":   charmap.Windows1256,
	"windows-1257":   charmap.Windows1257,
	"windows-1258":   charmap.Windows1258,
	"x-mac-cyrillic": charmap.MacintoshCyrillic,
}

func singleByte(name string) func() decoder {
	return func() decoder { return singleByteDecoder{charmaps[name]} }
}

// singleByteDecoder is the decoder of all of them (Encoding, 9.1).
type singleByteDecoder struct{ table *charmap.Charmap }

func (d singleByteDecoder) write(out *output, src []byte) {
	for _, b := range src {
		if isASCII(b) {
			out.text = append(out.text, b)
			continue
		}
		r := d.table.DecodeByte(b)
		if r == utf8.RuneError {
			if b >= 0xA0 {
				if out.error(); out.failed {
					return
				}
				continue
			}
			r = rune(b) // the standard fills the C1 gaps, x/text does not
		}
		out.rune(r)
	}
}

func (singleByteDecoder) end(*output) {}

// userDefinedDecoder is the x-user-defined decoder (Encoding, 14.5.1).
type userDefinedDecoder struct{}

func newUserDefined() decoder { return userDefinedDecoder{} }

func (userDefinedDecoder) write(out *output, src []byte) {
	for _, b := range src {
		if isASCII(b) {
			out.text = append(out.text, b)
		} else {
			out.rune(0xF780 + rune(b) - 0x80)
		}
	}
}

func (userDefinedDecoder) end(*output) {}

// replacementDecoder is the replacement decoder (Encoding, 14.1.1).
type replacementDecoder struct{ returned bool }

func newReplacement() decoder { return &replacementDecoder{} }

func (d *replacementDecoder) write(out *output, src []byte) {
	if len(src) > 0 && !d.returned {
		d.returned = true
		out.error()
	}
}

func (*replacementDecoder) end(*output) {}
