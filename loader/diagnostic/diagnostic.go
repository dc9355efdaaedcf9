// Package diagnostic is how the product speaks to people about something that
// is wrong: one table of records (code, title, message, hint), one value that
// carries what happened and where, and one way to print it.
//
// Every other room may import it; it imports the standard library only and
// prints nothing by itself: cmd/runner decides where a rendered diagnostic goes.
//
// It is one of three kinds of error that are never mixed: a Go error is for
// failures of the host, a JS exception belongs to the program that runs, and a
// diagnostic is for the author of that program. A *Diagnostic implements error
// so that it can travel through Go code on its way to the author.
package diagnostic

import (
	"fmt"
	"strings"
)

// Severity says whether the thing described stops something from working.
type Severity string

// An Error leaves something broken; a Warning does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Diagnostic is one thing to tell the author. It holds plain values only, so
// that it can be stored beside a built site and shown later.
type Diagnostic struct {
	Code     string    // name of the record in the table, as in "EndpointThrew"
	Message  string    // what happened, with the names and values of this case
	Hint     string    `json:",omitempty"` // what to do about it
	Severity Severity  // zero means Error
	Location *Location `json:",omitempty"` // nil when no file is to blame
	Stack    string    `json:",omitempty"` // frames below the location, mapped to sources, one per line
	Notes    []Note    `json:",omitempty"` // further places that matter, as the other of two routes
}

// Note is a remark that belongs to a diagnostic and may have a place of its own.
type Note struct {
	Message  string
	Location *Location `json:",omitempty"`
}

// Location is a place in the author's source.
type Location struct {
	File     string // relative to the project root, with forward slashes: for display
	Abs      string `json:",omitempty"` // absolute path on this machine; "" when the sources are not here
	Line     int    // 1-based; 0 when only the file is known
	Column   int    // 1-based, in UTF-16 code units as in JavaScript stacks and editors; 0 when unknown
	Length   int    `json:",omitempty"` // of the marked text on that line, same unit; 0 or 1 marks one character
	LineText string `json:",omitempty"` // the line itself, for when the file cannot be read later
}

// New makes a diagnostic of the record with this code. The arguments fill the
// record's message. An unknown code is kept, with its arguments as the message:
// a mistake in our own table must not hide the author's error.
func New(code string, args ...any) *Diagnostic {
	r, ok := Lookup(code)
	if !ok {
		return &Diagnostic{Code: code, Message: fmt.Sprint(args...), Severity: Error}
	}
	message := r.Message
	if strings.Contains(message, "%") {
		message = fmt.Sprintf(message, args...)
	}
	return &Diagnostic{Code: code, Message: message, Hint: r.Hint, Severity: Error}
}

// At sets the location and returns d.
func (d *Diagnostic) At(l *Location) *Diagnostic {
	d.Location = l
	return d
}

// WithHint replaces the record's hint by a more precise one and returns d.
func (d *Diagnostic) WithHint(format string, args ...any) *Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// AsWarning lowers the severity and returns d.
func (d *Diagnostic) AsWarning() *Diagnostic {
	d.Severity = Warning
	return d
}

// Title is the short heading of the record, or the code when it has none.
func (d *Diagnostic) Title() string {
	if r, ok := Lookup(d.Code); ok {
		return r.Title
	}
	return d.Code
}

// Error is the diagnostic on one line: place, code and message.
func (d *Diagnostic) Error() string {
	var b strings.Builder
	if d.Location != nil && d.Location.File != "" {
		b.WriteString(d.Location.String())
		b.WriteString(": ")
	}
	b.WriteByte('[')
	b.WriteString(d.Code)
	b.WriteByte(']')
	if d.Message != "" {
		b.WriteByte(' ')
		b.WriteString(d.Message)
	}
	return b.String()
}

// String is the place as terminals and editors make clickable: file:line:column.
func (l *Location) String() string {
	switch {
	case l.Line <= 0:
		return l.File
	case l.Column <= 0:
		return fmt.Sprintf("%s:%d", l.File, l.Line)
	}
	return fmt.Sprintf("%s:%d:%d", l.File, l.Line, l.Column)
}

var _ error = (*Diagnostic)(nil)
