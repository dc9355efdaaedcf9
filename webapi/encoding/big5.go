package encoding

// big5Decoder is the Big5 decoder (Encoding, 11.1.1).
type big5Decoder struct{ lead byte }

func newBig5() decoder { return bytewise{&big5Decoder{}} }

func (d *big5Decoder) neutral() bool { return d.lead == 0 }

func (d *big5Decoder) handle(out *output, b byte) {
	if lead := d.lead; lead != 0 {
		d.lead = 0
		pointer := -1
		switch {
		case between(b, 0x40, 0x7E):
			pointer = int(lead-0x81)*157 + int(b) - 0x40
		case between(b, 0xA1, 0xFE):
			pointer = int(lead-0x81)*157 + int(b) - 0x62
		}
		switch pointer { // two characters each, which an index cannot hold
		case 1133:
			out.text = append(out.text, "\u00CA\u0304"...)
			return
		case 1135:
			out.text = append(out.text, "\u00CA\u030C"...)
			return
		case 1164:
			out.text = append(out.text, "\u00EA\u0304"...)
			return
		case 1166:
			out.text = append(out.text, "\u00EA\u030C"...)
			return
		}
		if !out.found(big5Index().at(pointer)) {
			trailError(out, b)
		}
		return
	}
	switch {
	case isASCII(b):
		out.text = append(out.text, b)
	case between(b, 0x81, 0xFE):
		d.lead = b
	default:
		out.error()
	}
}

func (d *big5Decoder) end(out *output) {
	if d.lead != 0 {
		d.lead = 0
		out.error()
	}
}

// trailError is the error of a pair whose second byte is b: an ASCII byte is
// not swallowed, so that markup cannot hide behind a stray lead byte.
func trailError(out *output, b byte) {
	out.error()
	if isASCII(b) && !out.failed {
		out.text = append(out.text, b)
	}
}
