package encoding

// katakana is the first half-width katakana, which 0xA1 or 0x21 stand for.
const katakana = 0xFF61

// eucjpDecoder is the EUC-JP decoder (Encoding, 12.1.1).
type eucjpDecoder struct {
	lead    byte
	jis0212 bool
}

func newEUCJP() decoder { return bytewise{&eucjpDecoder{}} }

func (d *eucjpDecoder) neutral() bool { return d.lead == 0 }

func (d *eucjpDecoder) handle(out *output, b byte) {
	lead := d.lead
	switch {
	case lead == 0x8E && between(b, 0xA1, 0xDF):
		d.lead = 0
		out.rune(katakana + rune(b) - 0xA1)
	case lead == 0x8F && between(b, 0xA1, 0xFE):
		d.jis0212, d.lead = true, b
	case lead != 0:
		jis0212 := d.jis0212
		*d = eucjpDecoder{}
		var r rune
		if between(lead, 0xA1, 0xFE) && between(b, 0xA1, 0xFE) {
			pointer := int(lead-0xA1)*94 + int(b-0xA1)
			if jis0212 {
				r = jis0212Index().at(pointer)
			} else {
				r = jis0208Index().at(pointer)
			}
		}
		if !out.found(r) {
			trailError(out, b)
		}
	case isASCII(b):
		out.text = append(out.text, b)
	case b == 0x8E || b == 0x8F || between(b, 0xA1, 0xFE):
		d.lead = b
	default:
		out.error()
	}
}

func (d *eucjpDecoder) end(out *output) {
	if d.lead != 0 {
		// The standard keeps the jis0212 flag here; the decoder is not used
		// again, so it cannot be seen.
		*d = eucjpDecoder{}
		out.error()
	}
}
