package diagnostic

import (
	"io"
	"strings"
)

// RenderOptions say how a diagnostic is printed.
type RenderOptions struct {
	Color bool // ANSI colours
	Width int  // columns of the terminal; 0 means 100
}

// Render prints the diagnostic: title and code, message, place, code frame,
// notes, stack and hint, with an empty line at the end.
func (d *Diagnostic) Render(w io.Writer, o RenderOptions) error {
	p := painter{color: o.Color}
	if o.Width <= 0 {
		o.Width = 100
	}
	mark, tint := "error", red
	if d.Severity == Warning {
		mark, tint = "warning", yellow
	}
	p.line(p.paint(bold+tint, mark+": ") + p.paint(bold, d.Title()) + p.paint(dim, " ["+d.Code+"]"))
	p.indented(d.Message, "  ")
	if d.Location != nil {
		p.place(d.Location, o.Width)
	}
	for _, n := range d.Notes {
		p.line("")
		p.indented("note: "+n.Message, "  ")
		if n.Location != nil {
			p.place(n.Location, o.Width)
		}
	}
	if d.Stack != "" {
		p.line("")
		for line := range strings.SplitSeq(strings.Trim(d.Stack, "\n"), "\n") {
			p.line("    " + p.paint(dim, strings.TrimSpace(line)))
		}
	}
	if d.Hint != "" {
		p.line("")
		p.line("  " + p.paint(cyan, "hint: ") + strings.ReplaceAll(d.Hint, "\n", "\n        "))
	}
	p.line("")
	_, err := io.WriteString(w, p.out.String())
	return err
}

// String is the rendered diagnostic without colours.
func (d *Diagnostic) String() string {
	var b strings.Builder
	d.Render(&b, RenderOptions{})
	return b.String()
}

// ANSI attributes.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
	reset  = "\x1b[0m"
)

type painter struct {
	out   strings.Builder
	color bool
}

func (p *painter) paint(attributes, text string) string {
	if !p.color || text == "" {
		return text
	}
	return attributes + text + reset
}

func (p *painter) line(text string) {
	p.out.WriteString(strings.TrimRight(text, " "))
	p.out.WriteByte('\n')
}

func (p *painter) indented(text, indent string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		p.line(indent + line)
	}
}

// place prints where, and the lines around it when they can be had.
func (p *painter) place(l *Location, width int) {
	if l.File == "" {
		return
	}
	p.line("")
	p.line("  " + p.paint(cyan, l.String()))
	for _, row := range frame(l, width-2) {
		gutter := "    "
		if row.marked {
			gutter = "  " + p.paint(red, ">") + " "
		}
		p.line(gutter + p.paint(dim, row.number+" | ") + row.text)
		if row.caret != "" {
			p.line("    " + p.paint(dim, strings.Repeat(" ", len(row.number))+" | ") + p.paint(red, row.caret))
		}
	}
}
