package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"runner/engine/replay"
	"runner/engine/static"
	"runner/loader"
	"runner/loader/diagnostic"
)

// terminal is the only place that prints.
type terminal struct {
	out, err *buffered
	colour   bool
	tty      bool
}

func newTerminal(out, err *os.File) *terminal {
	tty := isTerminal(out)
	return &terminal{out: newBuffered(out), err: newBuffered(err), tty: tty, colour: tty && os.Getenv("NO_COLOR") == ""}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// buffered collects lines and writes them a moment later, so that a line of log
// costs a request no system call.
type buffered struct {
	mu    sync.Mutex
	w     io.Writer
	data  []byte
	armed bool
}

// flushDelay is how long a line may wait.
const flushDelay = 10 * time.Millisecond

func newBuffered(w io.Writer) *buffered { return &buffered{w: w} }

func (b *buffered) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.data = append(b.data, p...)
	if len(b.data) > 64<<10 {
		b.flushLocked()
	} else if !b.armed {
		b.armed = true
		time.AfterFunc(flushDelay, b.flush)
	}
	return len(p), nil
}

func (b *buffered) flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.armed = false
	b.flushLocked()
}

func (b *buffered) flushLocked() {
	_, _ = b.w.Write(b.data) // nobody is left to tell
	b.data = b.data[:0]
}

func (t *terminal) flush() {
	t.out.flush()
	t.err.flush()
}

func (t *terminal) printf(format string, args ...any) { fmt.Fprintf(t.out, format, args...) }

// Colours, by what they mean.
const (
	red    = "31"
	yellow = "33"
	blue   = "34"
	dim    = "2"
	bold   = "1"
)

func (t *terminal) paint(code, text string) string {
	if !t.colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// problem prints why a verb failed.
func (t *terminal) problem(err error) {
	if errors.Is(err, errReported) {
		return
	}
	if d := asDiagnostic(err); d != nil {
		t.diagnostic(d)
		return
	}
	fmt.Fprintf(t.err, "%s %s\n", t.paint(red, "error:"), err)
}

// diagnostic prints a diagnostic with its code frame.
func (t *terminal) diagnostic(d *diagnostic.Diagnostic) {
	var b bytes.Buffer
	d.Render(&b, diagnostic.RenderOptions{Color: t.colour})
	fmt.Fprintf(t.err, "%s\n", strings.TrimRight(b.String(), "\n")+"\n")
}

// ready says that the server answers.
func (t *terminal) ready(address net.Addr, site *loader.Site, took time.Duration, json bool, log *slog.Logger) {
	url := "http://" + address.String() + strings.TrimSuffix(site.Config.Base, "/") + "/"
	routes := len(site.Routes)
	if json {
		log.Info("listening", "address", url, "routes", routes, "mode", site.Mode, "startup", took)
	} else {
		t.printf("runner %s  %s\n  %s\n", version(), t.paint(dim, fmt.Sprintf("%s, %s, ready in %s", plural(routes, "route"), site.Mode, short(took))), t.paint(bold, url))
	}
	t.flush()
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// short is a duration to three digits.
func short(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return fmt.Sprintf("%.2fms", float64(d)/1e6)
	case d < time.Second:
		return fmt.Sprintf("%.3gms", float64(d)/1e6)
	case d < time.Minute:
		return fmt.Sprintf("%.2fs", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// textHandler writes the log for people.
type textHandler struct{ t *terminal }

func (h *textHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo || os.Getenv("RUNNER_DEBUG") != ""
}

func (h *textHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h *textHandler) WithGroup(string) slog.Handler      { return h }

func (h *textHandler) Handle(_ context.Context, r slog.Record) error {
	if r.Message == "request" {
		h.t.access(r)
		return nil
	}
	var d *diagnostic.Diagnostic
	where := ""
	r.Attrs(func(a slog.Attr) bool {
		switch a.Key {
		case "diagnostic":
			d, _ = a.Value.Any().(*diagnostic.Diagnostic)
		case "method", "path":
			where += a.Value.String() + " "
		}
		return true
	})
	clock := h.t.paint(dim, r.Time.Format(time.TimeOnly))
	if d != nil {
		fmt.Fprintf(h.t.err, "%s %s\n", clock, h.t.paint(red, strings.TrimSpace(where)+" failed"))
		h.t.diagnostic(d)
		return nil
	}
	switch {
	case r.Level >= slog.LevelError:
		fmt.Fprintf(h.t.err, "%s %s %s\n", clock, h.t.paint(red, "[ERROR]"), r.Message)
	case r.Level >= slog.LevelWarn:
		fmt.Fprintf(h.t.err, "%s %s %s\n", clock, h.t.paint(yellow, "[WARN]"), r.Message)
	default:
		h.t.printf("%s %s\n", clock, r.Message)
	}
	return nil
}

// access prints the line of a request.
func (t *terminal) access(r slog.Record) {
	var method, path string
	var status int64
	var took time.Duration
	r.Attrs(func(a slog.Attr) bool {
		switch a.Key {
		case "method":
			method = a.Value.String()
		case "path":
			path = a.Value.String()
		case "status":
			status = a.Value.Int64()
		case "duration":
			took = a.Value.Duration()
		}
		return true
	})
	colour := blue
	switch {
	case status >= 500:
		colour = red
	case status >= 300:
		colour = yellow
	}
	var line []byte
	if t.colour {
		line = append(line, t.paint(dim, r.Time.Format(time.TimeOnly))...)
		line = append(line, ' ')
		line = append(line, t.paint(colour, fmt.Sprintf("[%d]", status))...)
	} else {
		line = r.Time.AppendFormat(line, time.TimeOnly)
		line = append(line, " ["...)
		line = fmt.Append(line, status)
		line = append(line, ']')
	}
	line = append(line, ' ')
	line = append(line, method...)
	line = append(line, ' ')
	line = append(line, path...)
	line = append(line, ' ')
	line = append(line, short(took)...)
	line = append(line, '\n')
	_, _ = t.out.Write(line) // a buffer
}

// jsonAttr gives durations in milliseconds and diagnostics as objects.
func jsonAttr(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		return slog.Float64(a.Key+"_ms", float64(a.Value.Duration())/1e6)
	}
	return a
}

// difference prints what a replayed exchange shows that was not recorded.
func (t *terminal) difference(dir string, r replay.Result, updated bool) {
	word := t.paint(red, "FAIL ")
	if updated {
		word = t.paint(yellow, "new  ")
	}
	t.printf("%s %s: %s\n      %s\n", word, dir, r.Name, filepath.ToSlash(r.File))
	for line := range strings.Lines(r.Diff) {
		t.printf("      %s", line)
	}
}

// buildLines prints a build as it goes.
type buildLines struct {
	t       *terminal
	log     *slog.Logger // for JSON, else nil
	last    *loader.Endpoint
	count   int
	rewrite bool // the cursor is on a progress line
	drawn   time.Time
}

func (t *terminal) buildLines(json bool, log *slog.Logger) *buildLines {
	b := &buildLines{t: t}
	if json {
		b.log = log
	} else {
		t.printf(" generating static routes \n")
	}
	return b
}

// manyFiles is after how many files of one endpoint a terminal shows a counter
// instead of lines.
const manyFiles = 50

func (b *buildLines) file(f static.File) {
	if b.log != nil {
		b.log.Info("file", "route", f.Endpoint.Pattern, "path", f.Path, "written", f.Written, "bytes", f.Bytes, "duration", f.Took)
		return
	}
	if f.Endpoint != b.last {
		b.end()
		b.last, b.count = f.Endpoint, 0
		b.t.printf("%s %s\n", b.t.paint(blue, "λ"), f.Endpoint.Component)
	}
	b.count++
	if b.t.tty && b.count > manyFiles {
		if now := time.Now(); now.Sub(b.drawn) > 100*time.Millisecond {
			b.drawn, b.rewrite = now, true
			b.t.printf("\r  ├─ … %d files", b.count)
			b.t.flush()
		}
		return
	}
	note := ""
	if !f.Written {
		note = " (file not created, response body was empty)"
	}
	b.t.printf("  ├─ %s %s%s\n", f.Path, b.t.paint(dim, "(+"+short(f.Took)+")"), note)
}

// end finishes a progress line.
func (b *buildLines) end() {
	if b.rewrite || b.t.tty && b.count > manyFiles {
		b.t.printf("\r  └─ %s\n", plural(b.count, "file"))
	}
	b.rewrite, b.count = false, 0
}

func (b *buildLines) total(site *loader.Site, r static.Result) {
	dir := site.OutDir
	if wd, err := os.Getwd(); err == nil {
		if relative, err := filepath.Rel(wd, dir); err == nil {
			dir = relative
		}
	}
	if b.log != nil {
		b.log.Info("built", "dir", dir, "files", r.Files, "bytes", r.Bytes, "skipped", r.Skipped, "duration", time.Since(started))
		return
	}
	b.t.printf("✓ %s in %s, built in %s.\n", plural(r.Files, "file"), filepath.ToSlash(dir), short(time.Since(started)))
}

// reported says whether a diagnostic is in a list that was printed.
func reported(list []*diagnostic.Diagnostic, d *diagnostic.Diagnostic) bool {
	return slices.Contains(list, d)
}
