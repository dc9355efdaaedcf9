package encoding

import "unicode/utf8"

// decoder turns the bytes of one encoding into text. It keeps what is
// incomplete at the end of a chunk, and end says that no more will come.
type decoder interface {
	write(out *output, src []byte)
	end(out *output)
}

// output receives the text, in UTF-8. With the error mode "fatal" the first
// error sets failed, and the decoder stops.
type output struct {
	text          []byte
	fatal, failed bool
}

func (o *output) rune(r rune) { o.text = utf8.AppendRune(o.text, r) }

// error is what the standard's handlers return for bytes that mean nothing
// (Encoding, 4.1, "process an item").
func (o *output) error() {
	if o.fatal {
		o.failed = true
		return
	}
	o.text = append(o.text, "\uFFFD"...)
}

// found writes the character of a table, if there is one, and reports it.
func (o *output) found(r rune) bool {
	if r == 0 {
		return false
	}
	o.rune(r)
	return true
}

// handler is a decoder that works byte by byte, as the standard writes them.
// What the standard restores to the queue, a handler gives to itself again.
type handler interface {
	// neutral reports that nothing is pending and ASCII means itself.
	neutral() bool
	handle(out *output, b byte)
	end(out *output)
}

// bytewise makes a decoder of a handler; runs of ASCII are copied.
type bytewise struct{ handler }

func (d bytewise) write(out *output, src []byte) {
	for i := 0; i < len(src) && !out.failed; i++ {
		if src[i] < utf8.RuneSelf && d.neutral() {
			n := asciiPrefix(src[i:])
			out.text = append(out.text, src[i:i+n]...)
			if i += n; i == len(src) {
				return
			}
		}
		d.handle(out, src[i])
	}
}

func asciiPrefix(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

func isASCII(b byte) bool { return b < utf8.RuneSelf }

func between(b, low, high byte) bool { return low <= b && b <= high }
