package encoding

type iso2022State int

const (
	iso2022ASCII iso2022State = iota
	iso2022Roman
	iso2022Katakana
	iso2022Lead
	iso2022Trail
	iso2022EscapeStart
	iso2022Escape
)

// iso2022JPDecoder is the ISO-2022-JP decoder (Encoding, 12.2.1), in which
// escape sequences change what the following bytes mean.
type iso2022JPDecoder struct {
	state, outputState iso2022State
	lead               byte
	escaped            bool // the last thing seen was an escape sequence
}

func newISO2022JP() decoder { return bytewise{&iso2022JPDecoder{}} }

func (*iso2022JPDecoder) neutral() bool { return false }

func (d *iso2022JPDecoder) handle(out *output, b byte) {
	switch d.state {
	case iso2022EscapeStart:
		if b == '$' || b == '(' {
			d.lead, d.state = b, iso2022Escape
			return
		}
		d.fail(out, b)
		return
	case iso2022Escape:
		lead := d.lead
		d.lead = 0
		state, ok := iso2022Designation(lead, b)
		if !ok {
			d.fail(out, lead, b)
			return
		}
		d.state, d.outputState = state, state
		if d.escaped {
			out.error()
		}
		d.escaped = true
		return
	}
	if b == 0x1B {
		if d.state == iso2022Trail {
			out.error()
		}
		d.state = iso2022EscapeStart
		return
	}
	if d.state == iso2022Trail {
		d.state = iso2022Lead
		pointer := -1
		if between(b, 0x21, 0x7E) {
			pointer = int(d.lead-0x21)*94 + int(b-0x21)
		}
		if !out.found(jis0208Index().at(pointer)) {
			out.error()
		}
		return
	}
	d.escaped = false
	switch {
	case d.state == iso2022Lead && between(b, 0x21, 0x7E):
		d.lead, d.state = b, iso2022Trail
	case d.state == iso2022Katakana && between(b, 0x21, 0x5F):
		out.rune(katakana + rune(b) - 0x21)
	case d.state > iso2022Roman || !isASCII(b) || b == 0x0E || b == 0x0F:
		out.error()
	case d.state == iso2022Roman && b == '\\':
		out.rune('¥')
	case d.state == iso2022Roman && b == '~':
		out.rune('‾')
	default:
		out.text = append(out.text, b)
	}
}

// iso2022Designation says what the rest of an escape sequence switches to.
func iso2022Designation(lead, b byte) (iso2022State, bool) {
	switch {
	case lead == '(' && b == 'B':
		return iso2022ASCII, true
	case lead == '(' && b == 'J':
		return iso2022Roman, true
	case lead == '(' && b == 'I':
		return iso2022Katakana, true
	case lead == '$' && (b == '@' || b == 'B'):
		return iso2022Lead, true
	}
	return 0, false
}

// fail reports an escape sequence that is none and reads its bytes as text.
func (d *iso2022JPDecoder) fail(out *output, bytes ...byte) {
	d.escaped = false
	d.state = d.outputState
	out.error()
	for _, b := range bytes {
		if !out.failed {
			d.handle(out, b)
		}
	}
}

func (d *iso2022JPDecoder) end(out *output) {
	switch d.state {
	case iso2022Trail:
		d.state = iso2022Lead
		out.error()
	case iso2022EscapeStart:
		d.fail(out)
	case iso2022Escape:
		lead := d.lead
		d.lead = 0
		d.fail(out, lead)
		if !out.failed {
			d.end(out) // the restored byte may have begun a character
		}
	}
}
