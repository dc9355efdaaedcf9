package js

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// Frame is one line of a stack.
type Frame struct {
	Function     string // "" for code outside of a named function
	File         string // "" for a function of the engine
	Line, Column int
}

// String is the line as V8 writes it, without "at ".
func (f Frame) String() string {
	at := "<anonymous>"
	if f.File != "" {
		at = f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column)
	}
	if f.Function == "" {
		return at
	}
	return f.Function + " (" + at + ")"
}

// SplitStack takes the text of a stack apart: what is said, and where. It reads
// the engine's format and V8's.
//
// Functions written in Go are left out, as V8 does not show its own.
func SplitStack(stack string) (message string, frames []Frame) {
	message, rest := cutFrames(stack)
	for _, line := range strings.Split(rest, "\n") {
		line = strings.TrimSpace(line)
		line, ok := strings.CutPrefix(line, "at ")
		if !ok {
			continue
		}
		if f, ok := parseFrame(line); ok {
			frames = append(frames, f)
		}
	}
	return message, frames
}

// cutFrames finds the first line of the frames.
func cutFrames(stack string) (message, frames string) {
	i := strings.Index(stack, "\n\tat ")
	if j := strings.Index(stack, "\n    at "); i < 0 || j >= 0 && j < i {
		i = j
	}
	if i < 0 {
		return strings.TrimRight(stack, "\n"), ""
	}
	return stack[:i], stack[i+1:]
}

// parseFrame reads `name (file:line:col(pc))`, `file:line:col(pc)` or
// `name (native)`, without the pc in V8's format.
func parseFrame(line string) (f Frame, ok bool) {
	if open := strings.Index(line, " ("); open >= 0 && strings.HasSuffix(line, ")") {
		f.Function, line = line[:open], line[open+2:len(line)-1]
	}
	if line == "native" || line == "<anonymous>" {
		return f, !strings.ContainsAny(f.Function, "/.")
	}
	if pc := strings.LastIndexByte(line, '('); pc >= 0 && strings.HasSuffix(line, ")") {
		line = line[:pc]
	}
	if f.File, f.Column, ok = cutNumber(line); ok {
		if f.File, f.Line, ok = cutNumber(f.File); ok {
			return f, true
		}
	}
	return Frame{Function: f.Function}, f.Function != ""
}

// cutNumber cuts `:n` from the end.
func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// FormatStack writes a stack as V8 does: "Name: message" and a line
// "    at function (file:line:column)" for each frame.
func FormatStack(stack string) string {
	message, frames := SplitStack(stack)
	return joinStack(message, frames)
}

func joinStack(message string, frames []Frame) string {
	var b strings.Builder
	b.WriteString(message)
	for _, f := range frames {
		b.WriteString("\n    at ")
		b.WriteString(f.String())
	}
	return b.String()
}

// StackOf returns the stack of an error, as V8 writes it; "" when v has none.
func StackOf(v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return ""
	}
	stack := o.Get("stack")
	if stack == nil || !goja.IsString(stack) {
		return ""
	}
	return FormatStack(stack.String())
}

// CallStack returns the frames of the running script, innermost first.
func (rt *Runtime) CallStack() []Frame {
	captured := rt.CaptureCallStack(0, nil)
	frames := make([]Frame, 0, len(captured))
	for i := range captured {
		c := &captured[i]
		f := Frame{Function: c.FuncName()}
		if f.Function == "<anonymous>" {
			f.Function = ""
		}
		if c.SrcName() == "<native>" {
			if len(frames) == 0 || strings.ContainsAny(f.Function, "/.<") {
				continue // the caller of this, or another function of the host
			}
		} else {
			p := c.Position()
			f.File, f.Line, f.Column = p.Filename, p.Line, p.Column
			if f.File == "" {
				f.File = "<eval>"
			}
		}
		frames = append(frames, f)
	}
	return frames
}

// ErrorPlace returns what a thrown value says and, for an error, the innermost
// place in a script of its stack.
func ErrorPlace(v goja.Value) (message string, at Frame) {
	stack := StackOf(v)
	if stack == "" {
		return ErrorText(v), Frame{}
	}
	message, frames := SplitStack(stack)
	for _, f := range frames {
		if f.File != "" {
			return message, f
		}
	}
	return message, Frame{}
}
