package encoding

import "unicode/utf16"

// utf16Decoder is the shared UTF-16 decoder (Encoding, 14.2.1).
type utf16Decoder struct {
	big     bool
	half    byte // the first byte of a code unit, if hasHalf
	hasHalf bool
	lead    rune // a leading surrogate that waits for the other, or 0
}

func newUTF16LE() decoder { return &utf16Decoder{} }
func newUTF16BE() decoder { return &utf16Decoder{big: true} }

func (d *utf16Decoder) write(out *output, src []byte) {
	if d.hasHalf && len(src) > 0 {
		d.hasHalf = false
		d.unit(out, d.half, src[0])
		src = src[1:]
	}
	for len(src) > 1 && !out.failed {
		d.unit(out, src[0], src[1])
		src = src[2:]
	}
	if len(src) == 1 {
		d.half, d.hasHalf = src[0], true
	}
}

func (d *utf16Decoder) unit(out *output, first, second byte) {
	unit := rune(second)<<8 | rune(first)
	if d.big {
		unit = rune(first)<<8 | rune(second)
	}
	trailing := unit&0xFC00 == 0xDC00
	if lead := d.lead; lead != 0 {
		d.lead = 0
		if trailing {
			out.rune(utf16.DecodeRune(lead, unit))
			return
		}
		if out.error(); out.failed {
			return
		}
	}
	switch {
	case unit&0xFC00 == 0xD800:
		d.lead = unit
	case trailing:
		out.error()
	default:
		out.rune(unit)
	}
}

func (d *utf16Decoder) end(out *output) {
	if d.hasHalf || d.lead != 0 {
		d.hasHalf, d.lead = false, 0
		out.error()
	}
}
