package encoding

// shiftJISDecoder is the Shift_JIS decoder (Encoding, 12.3.1).
type shiftJISDecoder struct{ lead byte }

func newShiftJIS() decoder { return bytewise{&shiftJISDecoder{}} }

func (d *shiftJISDecoder) neutral() bool { return d.lead == 0 }

func (d *shiftJISDecoder) handle(out *output, b byte) {
	if lead := d.lead; lead != 0 {
		d.lead = 0
		pointer := -1
		if between(b, 0x40, 0x7E) || between(b, 0x80, 0xFC) {
			leadOffset, offset := byte(0xC1), 0x41
			if lead < 0xA0 {
				leadOffset = 0x81
			}
			if b < 0x7F {
				offset = 0x40
			}
			pointer = int(lead-leadOffset)*188 + int(b) - offset
		}
		if 8836 <= pointer && pointer <= 10715 { // user-defined characters of Windows
			out.rune(0xE000 + rune(pointer-8836))
			return
		}
		if !out.found(jis0208Index().at(pointer)) {
			trailError(out, b)
		}
		return
	}
	switch {
	case isASCII(b) || b == 0x80:
		out.rune(rune(b))
	case between(b, 0xA1, 0xDF):
		out.rune(katakana + rune(b) - 0xA1)
	case between(b, 0x81, 0x9F) || between(b, 0xE0, 0xFC):
		d.lead = b
	default:
		out.error()
	}
}

func (d *shiftJISDecoder) end(out *output) {
	if d.lead != 0 {
		d.lead = 0
		out.error()
	}
}
