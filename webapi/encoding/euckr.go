package encoding

// euckrDecoder is the EUC-KR decoder (Encoding, 13.1.1).
type euckrDecoder struct{ lead byte }

func newEUCKR() decoder { return bytewise{&euckrDecoder{}} }

func (d *euckrDecoder) neutral() bool { return d.lead == 0 }

func (d *euckrDecoder) handle(out *output, b byte) {
	if lead := d.lead; lead != 0 {
		d.lead = 0
		pointer := -1
		if between(b, 0x41, 0xFE) {
			pointer = int(lead-0x81)*190 + int(b) - 0x41
		}
		if !out.found(euckrIndex().at(pointer)) {
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

func (d *euckrDecoder) end(out *output) {
	if d.lead != 0 {
		d.lead = 0
		out.error()
	}
}
