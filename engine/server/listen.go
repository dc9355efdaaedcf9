package server

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Serve answers requests on l until ctx ends; then it stops accepting, waits
// for the requests in flight until force ends, and returns.
func (s *Server) Serve(ctx, force context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ConnContext:       withConn,
		ReadHeaderTimeout: 30 * time.Second,
		ReadTimeout:       5 * time.Minute, // as Node's requestTimeout
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          log.New(logWriter{s.options.Log}, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener{l}) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	err := server.Shutdown(force)
	if err != nil {
		server.Close()
	}
	if serveError := <-failed; !errors.Is(serveError, http.ErrServerClosed) {
		return serveError
	}
	if errors.Is(err, context.Canceled) {
		return nil // forced
	}
	return err
}

// logWriter sends the lines of net/http's own log to ours.
type logWriter struct{ log *slog.Logger }

func (w logWriter) Write(p []byte) (int, error) {
	if w.log != nil {
		w.log.Debug(string(p))
	}
	return len(p), nil
}
