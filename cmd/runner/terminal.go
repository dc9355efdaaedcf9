package main

import (
	"bytes"
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

// reported says whether a diagnostic is in a list that was printed.
func reported(list []*diagnostic.Diagnostic, d *diagnostic.Diagnostic) bool {
	return slices.Contains(list, d)
}
