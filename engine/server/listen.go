package server

import (
	"context"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// bodyTimeout is how long a request body may take, as Node's requestTimeout.
const bodyTimeout = 5 * time.Minute

// Serve answers requests on l until ctx ends. Then it stops accepting and waits
// for the requests in flight, until they are done, the grace is over or force
// ends. Server-sent events, which never end by themselves and whose clients come
// back, end at once. Requests that outlast the grace are aborted: their signal
// says so, and their streams are cancelled. Serve is called once.
func (s *Server) Serve(ctx, force context.Context, l net.Listener) error {
	base, abort := context.WithCancelCause(context.Background())
	defer abort(errStopped)
	server := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return base },
		ConnContext:       withConn,
		ReadHeaderTimeout: 30 * time.Second,
		// No ReadTimeout: it would end streams, too. See limitBody.
		IdleTimeout: 2 * time.Minute,
		ErrorLog:    log.New(logWriter{s.options.Log}, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener{l}) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	close(s.stopping)
	if d := s.options.Grace; d > 0 {
		timer := time.AfterFunc(d, func() { abort(errStopped) })
		defer timer.Stop()
	}
	err := server.Shutdown(force)
	if err != nil {
		abort(errStopped)
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

// limitBody sets a deadline for the arrival of a request body. It must not
// outlive the body, because after it net/http reads on to see whether the client
// leaves.
func limitBody(w http.ResponseWriter, r *http.Request) {
	if _, done := r.Body.(*limitedBody); done || r.ContentLength == 0 || r.Context().Value(connKey{}) == nil {
		return
	}
	control := http.NewResponseController(w)
	if control.SetReadDeadline(time.Now().Add(bodyTimeout)) == nil {
		r.Body = &limitedBody{r.Body, control}
	}
}

// limitedBody lifts the deadline at its end.
type limitedBody struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

// logWriter sends the lines of net/http's own log to ours.
type logWriter struct{ log *slog.Logger }

func (w logWriter) Write(p []byte) (int, error) {
	if w.log != nil {
		w.log.Debug(string(p))
	}
	return len(p), nil
}
