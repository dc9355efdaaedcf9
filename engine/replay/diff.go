package replay

import (
	"fmt"
	"slices"
	"strings"
)

// maxDiffLines bounds the table that diffLines fills: longer middles are shown
// as one block removed and one added.
const maxDiffLines = 2000

// around is how many equal lines are shown around a difference.
const around = 3

// diffLines is a line diff: "-" recorded, "+" answered. What one cannot see, a
// carriage return or a missing last line end, is spelled out. The diff is empty
// when texts that differ read the same after that.
func diffLines(want, got string) string {
	a, b := splitLines(want), splitLines(got)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var ops []string
	for _, line := range a[:head] {
		ops = append(ops, "  "+line)
	}
	ops = append(ops, middle(a[head:len(a)-tail], b[head:len(b)-tail])...)
	for _, line := range a[len(a)-tail:] {
		ops = append(ops, "  "+line)
	}
	return shorten(ops)
}

func splitLines(text string) []string {
	text = strings.ReplaceAll(text, "\r", "\\r")
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	if lines[len(lines)-1] == "" {
		return lines[:len(lines)-1]
	}
	lines[len(lines)-1] += " (no line end)"
	return lines
}

// middle lists the lines removed from a and added by b, along a longest common
// subsequence.
func middle(a, b []string) []string {
	var ops []string
	if len(a) > maxDiffLines || len(b) > maxDiffLines {
		for _, line := range a {
			ops = append(ops, "- "+line)
		}
		for _, line := range b {
			ops = append(ops, "+ "+line)
		}
		return ops
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			ops = append(ops, "  "+a[i])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			ops = append(ops, "- "+a[i])
			i++
		default:
			ops = append(ops, "+ "+b[j])
			j++
		}
	}
	return ops
}

// shorten leaves out long runs of equal lines; all of them when none differs.
func shorten(ops []string) string {
	near := make([]bool, len(ops))
	if !slices.ContainsFunc(ops, func(op string) bool { return op[0] != ' ' }) {
		return ""
	}
	for i, op := range ops {
		if op[0] == ' ' {
			continue
		}
		for k := max(0, i-around); k <= min(len(ops)-1, i+around); k++ {
			near[k] = true
		}
	}
	var b strings.Builder
	skipped := 0
	flush := func() {
		if skipped > 0 {
			fmt.Fprintf(&b, "  … %d equal lines\n", skipped)
		}
		skipped = 0
	}
	for i, op := range ops {
		if !near[i] {
			skipped++
			continue
		}
		flush()
		b.WriteString(op + "\n")
	}
	flush()
	return b.String()
}
