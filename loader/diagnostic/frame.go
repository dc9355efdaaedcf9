package diagnostic

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// before is how many lines of context stand above the marked one.
const before = 2

// tabWidth is what a tab is shown as.
const tabWidth = 2

// row is one printed line of source.
type row struct {
	number string // right-aligned line number
	text   string // tabs replaced, cut to the window
	marked bool
	caret  string // carets below the marked text, already moved under it
}

// frame is the source around a location: from the file where it is still
// there, else only the line that the location carries.
func frame(l *Location, width int) []row {
	if l.Line <= 0 {
		return nil
	}
	lines, first := sourceLines(l)
	if len(lines) == 0 {
		return nil
	}
	digits := len(strconv.Itoa(first + len(lines) - 1))
	room := max(width-digits-5, 20)
	last := lines[len(lines)-1]
	window, caret := 0, ""
	if l.Column > 0 {
		window, caret = under(last, l, room)
	}
	rows := make([]row, len(lines))
	for i, text := range lines {
		number := strconv.Itoa(first + i)
		rows[i].number = strings.Repeat(" ", digits-len(number)) + number
		rows[i].text = cut(text, window, room)
	}
	marked := &rows[len(rows)-1]
	marked.marked, marked.caret = true, caret
	return rows
}

// sourceLines are the lines up to the marked one, and the number of the first.
func sourceLines(l *Location) ([]string, int) {
	if l.Abs != "" {
		if text, err := os.ReadFile(l.Abs); err == nil && bytes.IndexByte(text, 0) < 0 {
			text = bytes.TrimPrefix(text, []byte("\uFEFF"))
			all := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
			// A file that changed since is not shown against the wrong line.
			if l.Line <= len(all) && (l.LineText == "" || strings.TrimPrefix(l.LineText, "\uFEFF") == all[l.Line-1]) {
				first := max(l.Line-before, 1)
				return all[first-1 : l.Line], first
			}
		}
	}
	if l.LineText == "" {
		return nil, 0
	}
	return []string{l.LineText}, l.Line
}

// ReadLine fills in LineText from the file, for locations that come from a
// stack. It does nothing when the file cannot be read or is shorter.
func (l *Location) ReadLine() {
	if l.LineText != "" || l.Abs == "" || l.Line <= 0 {
		return
	}
	if lines, _ := sourceLines(l); len(lines) > 0 {
		l.LineText = lines[len(lines)-1]
	}
}

// under computes where the window over long lines starts, and the carets below
// the marked text within that window. All in cells of the terminal.
func under(line string, l *Location, room int) (window int, caret string) {
	start := cells(line, l.Column-1)
	end := cells(line, l.Column-1+max(l.Length, 1))
	length := max(end-start, 1)
	if start+length > room {
		// Show the marked text a third into the window.
		window = max(start-room/3, 0)
	}
	start -= window
	if window > 0 {
		start++ // the mark that something is cut
	}
	length = min(length, max(room-start, 1))
	return window, strings.Repeat(" ", start) + strings.Repeat("^", length)
}

// cells counts the width of the first so many UTF-16 code units of a line.
func cells(line string, units int) int {
	n := 0
	for _, r := range line {
		if units <= 0 {
			return n
		}
		units -= max(utf16.RuneLen(r), 1)
		n += cellWidth(r)
	}
	return n + max(units, 0) // beyond the end, as at "unexpected end of file"
}

func cellWidth(r rune) int {
	switch {
	case r == '\t':
		return tabWidth
	case r < ' ' || r == 0x7F, unicode.Is(unicode.Mn, r), r == '\uFEFF':
		return 0
	case 0x1100 <= r && r <= 0x115F, 0x2E80 <= r && r <= 0xA4CF, 0xAC00 <= r && r <= 0xD7A3,
		0xF900 <= r && r <= 0xFAFF, 0xFE30 <= r && r <= 0xFE6F, 0xFF00 <= r && r <= 0xFF60,
		0x1F300 <= r && r <= 0x1FAFF, 0x20000 <= r && r <= 0x3FFFD:
		return 2
	}
	return 1
}

// cut shows the part of a line that lies in the window. Control characters are
// dropped: source must not be able to drive the terminal.
func cut(line string, window, room int) string {
	var b strings.Builder
	at, shown, before, after := 0, 0, false, false
	for _, r := range line {
		w := cellWidth(r)
		switch {
		case at < window:
			before = true
		case shown+w > room:
			after = true
		case r == '\t':
			b.WriteString(strings.Repeat(" ", tabWidth))
		case r >= ' ' && r != 0x7F && r != '\uFEFF':
			b.WriteRune(r)
		}
		if at >= window {
			shown += w
		}
		at += w
	}
	text := b.String()
	if before {
		text = "…" + text
	}
	if after {
		text += "…"
	}
	return text
}
