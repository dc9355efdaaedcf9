package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"runner/engine/server"
	"runner/loader/diagnostic"
)

// textHandler writes the log for people.
type textHandler struct{ t *terminal }

func (h *textHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo || os.Getenv("RUNNER_DEBUG") != ""
}

func (h *textHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h *textHandler) WithGroup(string) slog.Handler      { return h }

func (h *textHandler) Handle(_ context.Context, r slog.Record) error {
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

// accessLog returns what writes the line of a request.
func (t *terminal) accessLog(json bool, log *slog.Logger) func(server.Access) {
	if json {
		return func(a server.Access) {
			log.LogAttrs(context.Background(), slog.LevelInfo, "request", slog.String("method", a.Method),
				slog.String("path", a.Path), slog.Int("status", a.Status), slog.Duration("duration", a.Duration))
		}
	}
	return t.access
}

func (t *terminal) access(a server.Access) {
	status := "[" + strconv.Itoa(a.Status) + "]"
	if t.colour {
		colour := blue
		switch {
		case a.Status >= 500:
			colour = red
		case a.Status >= 300:
			colour = yellow
		}
		status = t.paint(colour, status)
	}
	var space [128]byte
	line := time.Now().AppendFormat(space[:0], time.TimeOnly+" ")
	line = append(line, status...)
	line = append(line, ' ')
	line = append(line, a.Method...)
	line = append(line, ' ')
	line = append(line, a.Path...)
	line = append(line, ' ')
	line = strconv.AppendFloat(line, float64(a.Duration)/1e6, 'f', 2, 64)
	line = append(line, "ms\n"...)
	_, _ = t.out.Write(line) // a buffer
}

// jsonAttr gives durations in milliseconds and diagnostics as objects.
func jsonAttr(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		return slog.Float64(a.Key+"_ms", float64(a.Value.Duration())/1e6)
	}
	return a
}
