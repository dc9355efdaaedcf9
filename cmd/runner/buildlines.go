package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"runner/engine/static"
	"runner/loader"
)

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
