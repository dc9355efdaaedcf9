package endpoint

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/loader/diagnostic"
	"runner/webapi/js"
)

// carried ties a diagnostic to the JavaScript error that carries it.
type carried struct {
	diagnostics map[*goja.Object]*diagnostic.Diagnostic
}

var carriedLocal = js.NewLocal(func(*js.Runtime) *carried {
	return &carried{map[*goja.Object]*diagnostic.Diagnostic{}}
})

// maxCarried bounds what is remembered: an error is looked up soon after it is
// thrown, or never.
const maxCarried = 1000

func (c *carried) keep(err *goja.Object, d *diagnostic.Diagnostic) {
	if len(c.diagnostics) >= maxCarried {
		clear(c.diagnostics)
	}
	c.diagnostics[err] = d
}

// broken makes the error that a module which could not be bundled throws.
func (a *App) broken(c js.Call) goja.Value {
	d := a.Site.Diagnostics[int(c.Arg(0).ToInteger())]
	err := a.Error("Error", d.Message)
	_ = err.Set("name", d.Code)
	carriedLocal.Of(a.Runtime).keep(err, d)
	return err
}

// remember returns the value of an exception. A thrown value that is no Error
// has no stack, so the place of the throw is kept beside it.
func (a *App) remember(exception *goja.Exception) goja.Value {
	v := exception.Value()
	if o, ok := v.(*goja.Object); ok {
		if stack := o.Get("stack"); stack != nil && !goja.IsUndefined(stack) {
			return v
		}
	}
	var b strings.Builder
	for _, frame := range exception.Stack() {
		b.WriteString("\n\tat ")
		position := frame.Position()
		b.WriteString(position.String())
	}
	return &thrown{v, b.String()}
}

// thrown is a thrown value with the frames of its throw.
type thrown struct {
	goja.Value
	frames string
}

// diagnose makes a diagnostic of a JavaScript exception, at the place in the
// author's source where it was thrown.
func (a *App) diagnose(code string, exception goja.Value) *diagnostic.Diagnostic {
	if o, ok := exception.(*goja.Object); ok {
		if d := carriedLocal.Of(a.Runtime).diagnostics[o]; d != nil {
			return d
		}
	}
	message, stack := describeException(exception)
	d := diagnostic.New(code, message)
	d.Stack = stack
	d.Location = a.locate(stack)
	return d
}

// Uncaught makes the diagnostic of an exception that nobody caught.
func (a *App) Uncaught(exception goja.Value, rejected bool) *diagnostic.Diagnostic {
	if rejected {
		return a.diagnose(diagnostic.UnhandledRejection, exception)
	}
	return a.diagnose(diagnostic.UncaughtException, exception)
}

// describeException splits an exception into its first line and its frames.
func describeException(exception goja.Value) (message, stack string) {
	if t, ok := exception.(*thrown); ok {
		return "Thrown: " + t.Value.String(), t.frames
	}
	o, ok := exception.(*goja.Object)
	if !ok {
		return "Thrown: " + exception.String(), ""
	}
	text := func(name string) string {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) {
			return v.String()
		}
		return ""
	}
	name, body, stack := text("name"), text("message"), text("stack")
	switch {
	case name != "" && body != "":
		message = name + ": " + body
	case name != "" || body != "":
		message = name + body
	default:
		message = "Thrown: " + o.String()
	}
	stack = ownFrames(stack)
	if cause := o.Get("cause"); cause != nil && !goja.IsUndefined(cause) {
		inner, _ := describeException(cause)
		message += "\nCaused by " + inner
	}
	return message, stack
}

var (
	frameLine = regexp.MustCompile(`^\s*at `)
	// pc is the engine's program counter behind a place.
	pc = regexp.MustCompile(`(:\d+)\(\d+\)`)
	// frame finds file:line:column in a line of a stack, with or without the
	// engine's program counter behind it.
	frame = regexp.MustCompile(`(?m)^\s*at (?:.*?\()?([^()\n]+?):(\d+):(\d+)(?:\(\d+\))?\)?\s*$`)
)

// ownFrames keeps the frames of a stack that lie in files: not those of the
// engine's own functions or of the bundler's helpers, which no author wrote.
func ownFrames(stack string) string {
	var frames []string
	for line := range strings.Lines(stack) {
		line = strings.TrimRight(line, "\n")
		if !frameLine.MatchString(line) || strings.Contains(line, BundleName) || strings.Contains(line, "runner:") ||
			strings.Contains(line, "(native)") || strings.Contains(line, "<native>") {
			continue
		}
		frames = append(frames, pc.ReplaceAllString(line, "$1"))
	}
	return strings.Join(frames, "\n")
}

// locate finds the first frame of a stack that lies in the author's own files,
// or else the first one in a file at all.
func (a *App) locate(stack string) *diagnostic.Location {
	var first *diagnostic.Location
	for _, m := range frame.FindAllStringSubmatch(stack, -1) {
		file := strings.TrimPrefix(m[1], "./")
		if file == BundleName || strings.HasPrefix(file, "<") {
			continue
		}
		line, _ := strconv.Atoi(m[2]) // the expression lets only digits through
		column, _ := strconv.Atoi(m[3])
		l := &diagnostic.Location{File: file, Abs: filepath.Join(a.Site.Root, filepath.FromSlash(file)), Line: line, Column: column}
		if !strings.Contains(file, "node_modules/") {
			return l
		}
		if first == nil {
			first = l
		}
	}
	return first
}

// BundleName is the name under which the bundle is compiled: a frame that still
// carries it could not be mapped to a source.
const BundleName = "bundle.js"

// exportLocation finds an export in the text of an endpoint's file: for what is
// wrong with a function's result, there is no stack to ask.
func (a *App) exportLocation(component, name string) *diagnostic.Location {
	l := &diagnostic.Location{File: component, Abs: filepath.Join(a.Site.Root, filepath.FromSlash(component))}
	source, err := os.ReadFile(l.Abs)
	if err != nil {
		return l
	}
	expression := regexp.MustCompile(`export\s+(?:async\s+)?(?:const|let|var|function\*?)\s+(` + regexp.QuoteMeta(name) + `)\b`)
	at := expression.FindSubmatchIndex(source)
	if at == nil {
		return l
	}
	before := string(source[:at[2]])
	l.Line = 1 + strings.Count(before, "\n")
	l.Column = at[2] - strings.LastIndexByte(before, '\n')
	l.Length = len(name)
	return l
}
