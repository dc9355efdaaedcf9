package inspect

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// shape is an object on its way to text: what comes before the braces, the
// braces, and what is between them.
type shape struct {
	base        string // what stands for the object itself: a function, an error, a date
	open, close string
	entries     []string
	array       bool         // entries may be laid out in columns
	values      *goja.Object // of an array: decides how columns are aligned
}

// layout puts the entries of a shape on one line if they fit, on a line each if
// not, or in columns. level is the depth of the object.
func (i *inspector) layout(s shape, level int) string {
	base := s.base
	if base != "" {
		base += " "
	}
	if i.Compact == CompactTrue {
		return i.layoutOld(s)
	}
	if i.Compact > 0 {
		count := len(s.entries)
		if s.array && count > 6 {
			s.entries = i.columns(s.entries, s.values)
		}
		// Only the innermost levels share a line, and never those in columns.
		if i.level-level < i.Compact && count == len(s.entries) {
			start := len(s.entries) + i.indent + units(s.open) + units(s.base) + 10
			if i.fits(s.entries, start, s.base) {
				if line := strings.Join(s.entries, ", "); !strings.Contains(line, "\n") {
					return base + s.open + " " + line + " " + s.close
				}
			}
		}
	}
	newline := "\n" + strings.Repeat(" ", i.indent)
	return base + s.open + newline + "  " + strings.Join(s.entries, ","+newline+"  ") + newline + s.close
}

// layoutOld is `compact: true`.
func (i *inspector) layoutOld(s shape) string {
	base := s.base
	if base != "" {
		base = " " + base
	}
	if i.fits(s.entries, 0, s.base) {
		return s.open + base + " " + strings.Join(s.entries, ", ") + " " + s.close
	}
	newline := "\n" + strings.Repeat(" ", i.indent) + "  "
	first := base + newline
	if s.base == "" && len(s.open) == 1 {
		first = " "
	}
	return s.open + first + strings.Join(s.entries, ","+newline) + " " + s.close
}

// fits reports whether entries are short enough for one line.
func (i *inspector) fits(entries []string, start int, base string) bool {
	total := len(entries) + start
	if total+len(entries) > i.BreakLength {
		return false
	}
	for _, e := range entries {
		if total += units(e); total > i.BreakLength {
			return false
		}
	}
	return !strings.Contains(base, "\n")
}

// columns arranges many short entries of an array in columns: about two and a
// half times as wide as high, at most 16, and numbers aligned to the right.
func (i *inspector) columns(entries []string, values *goja.Object) []string {
	const gap = 2 // ", "
	shown := len(entries)
	if i.MaxArrayLength < shown {
		shown-- // the last entry says how many more there are
	}
	widths := make([]int, shown)
	total, widest := 0, 0
	for n, e := range entries[:shown] {
		widths[n] = columns(e)
		total += widths[n] + gap
		widest = max(widest, widths[n])
	}
	cell := widest + gap
	if cell*3+i.indent >= i.BreakLength || (float64(total)/float64(cell) <= 5 && widest > 6) {
		return entries
	}
	bias := math.Sqrt(float64(cell) - float64(total)/float64(len(entries)))
	biased := math.Max(float64(cell)-3-bias, 1)
	count := min(
		int(math.Floor(math.Sqrt(2.5*biased*float64(shown))/biased+0.5)),
		(i.BreakLength-i.indent)/cell,
		i.Compact*4,
		15,
	)
	if count <= 1 {
		return entries
	}
	lines := make([]int, count) // the width of each column
	for n, w := range widths {
		lines[n%count] = max(lines[n%count], w+gap)
	}
	right := i.allNumbers(values, len(entries))
	var rows []string
	for from := 0; from < shown; from += count {
		to := min(from+count, shown)
		var row strings.Builder
		for n := from; n < to; n++ {
			last := n == to-1
			cell, size := entries[n], lines[n-from]
			if last {
				size -= gap
			} else {
				cell += ", "
			}
			padding := size - widths[n]
			if !last {
				padding -= gap
			}
			switch {
			case right:
				row.WriteString(strings.Repeat(" ", max(padding, 0)))
				row.WriteString(cell)
			case last:
				row.WriteString(cell)
			default:
				row.WriteString(cell)
				row.WriteString(strings.Repeat(" ", max(padding, 0)))
			}
		}
		rows = append(rows, row.String())
	}
	if shown < len(entries) {
		rows = append(rows, entries[shown])
	}
	return rows
}

// allNumbers reports whether the first n items are numbers or BigInts.
func (i *inspector) allNumbers(values *goja.Object, n int) bool {
	for at := range n {
		v := values.Get(strconv.Itoa(at))
		if v == nil || !goja.IsNumber(v) && !goja.IsBigInt(v) {
			return false
		}
	}
	return true
}
