package encoding

// gb18030Decoder is the gb18030 decoder, which is also that of GBK (Encoding,
// 10.2.1).
type gb18030Decoder struct{ first, second, third byte }

func newGB18030() decoder { return bytewise{&gb18030Decoder{}} }

func (d *gb18030Decoder) neutral() bool { return d.first == 0 }

func (d *gb18030Decoder) handle(out *output, b byte) {
	first, second, third := d.first, d.second, d.third
	switch {
	case third != 0:
		*d = gb18030Decoder{}
		if !between(b, '0', '9') {
			d.restore(out, second, third, b)
			return
		}
		pointer := ((int(first-0x81)*10+int(second-'0'))*126+int(third-0x81))*10 + int(b-'0')
		if !out.found(gb18030Range(pointer)) {
			out.error()
		}
	case second != 0:
		if between(b, 0x81, 0xFE) {
			d.third = b
			return
		}
		*d = gb18030Decoder{}
		d.restore(out, second, b)
	case first != 0:
		if between(b, '0', '9') {
			d.second = b
			return
		}
		d.first = 0
		if between(b, 0x40, 0x7E) || between(b, 0x80, 0xFE) {
			if out.found(gb18030Index().at(gb18030Pointer(first, b))) {
				return
			}
		}
		if isASCII(b) {
			d.restore(out, b)
			return
		}
		out.error()
	case isASCII(b):
		out.text = append(out.text, b)
	case b == 0x80:
		out.rune('€')
	case b == 0xFF:
		out.error()
	default:
		d.first = b
	}
}

// restore reports an error and reads the bytes once more.
func (d *gb18030Decoder) restore(out *output, bytes ...byte) {
	out.error()
	for _, b := range bytes {
		if !out.failed {
			d.handle(out, b)
		}
	}
}

func (d *gb18030Decoder) end(out *output) {
	if d.first != 0 {
		*d = gb18030Decoder{}
		out.error()
	}
}

// gb18030Range is "index gb18030 ranges code point" (Encoding, 5); 0 is null.
func gb18030Range(pointer int) rune {
	switch {
	case pointer == 7457:
		return 0xE7C7
	case pointer < 39420:
		return gb18030Ranges().at(pointer)
	case pointer < 189000 || pointer > 1237575:
		return 0
	}
	return 0x10000 + rune(pointer-189000)
}
