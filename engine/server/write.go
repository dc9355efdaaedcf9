package server

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/dop251/goja"

	"runner/engine/endpoint"
	"runner/loader/route"
	"runner/webapi/fetch"
	"runner/webapi/streams"
)

// write sends the answer of an exchange.
func (s *Server) write(w http.ResponseWriter, r *http.Request, x *exchange) int {
	a := &x.answer
	if a.failure != nil {
		s.report(r.Context(), r, a.failure)
	}
	if a.absent {
		q := x.q
		q.replaced = a.failure == nil
		q.worker, q.props = x.worker, goja.Null()
		if a.exception != nil {
			q.props = a.exception
		}
		if a.exception != nil && goja.IsUndefined(a.exception) {
			// Astro has no page for a throw of nothing.
			return writeText(w, r, http.StatusInternalServerError, "", "Internal Server Error")
		}
		return s.errorPage(w, r, q, a.status, nil)
	}
	if x.q.replaced {
		a.status = x.q.status
	}
	if !validStatus(a.status) {
		return writeText(w, r, http.StatusInternalServerError, "text/plain", "Internal Server Error")
	}
	header := w.Header()
	header["Content-Type"] = nil // nothing is guessed
	for _, f := range a.headers {
		addHeader(header, f)
	}
	if len(a.cookies) > 0 {
		header["Set-Cookie"] = append(header["Set-Cookie"], a.cookies...)
	}
	setStatusText(w, r, a.status, a.statusText)
	w.WriteHeader(a.status)
	if r.Method == http.MethodHead || bodyless(a.status) {
		if a.body != nil {
			x.discard()
		}
		return a.status
	}
	if a.hasText {
		_, _ = io.WriteString(w, a.text) // a client that left is nobody's fault
		return a.status
	}
	if a.body != nil {
		s.stream(w, r, x)
	}
	return a.status
}

// addHeader adds a field; the first of a name keeps the others, as the list
// did.
func addHeader(header http.Header, f fetch.Header) {
	name := http.CanonicalHeaderKey(f.Name)
	header[name] = append(header[name], f.Value)
}

func validStatus(status int) bool { return status >= 200 && status <= 599 }

// bodyless statuses have no body on the wire.
func bodyless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusNotModified
}

// setStatusText asks for a reason phrase of the author's own where the
// connection can carry one.
func setStatusText(w http.ResponseWriter, r *http.Request, status int, text string) {
	if text == "" {
		text = reason(status)
	}
	if text == http.StatusText(status) {
		return
	}
	if t, ok := w.(interface{ SetStatusText(string) }); ok {
		t.SetStatusText(text)
	} else if c, ok := r.Context().Value(connKey{}).(*conn); ok {
		c.setReason(status, text)
	}
}

// discard tells the source of a body that nobody will read it.
func (x *exchange) discard() {
	x.worker.Loop.Post(func() {
		if reader, ok := x.answer.body.Reader(); ok {
			reader.Close()
			return
		}
		x.answer.body.Stream(x.worker.Runtime).Cancel(x.worker.Runtime, goja.Undefined())
	})
}

// stream writes a body chunk by chunk, each flushed when it is there. A slow
// client slows the producer; a client that leaves cancels it.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, x *exchange) {
	flusher := http.NewResponseController(w)
	sink := &sink{w: w, flush: func() { _ = flusher.Flush() }, done: make(chan struct{})}
	var pipe *streams.Pipe
	err := x.worker.Do(func() {
		if reader, ok := x.answer.body.Reader(); ok {
			sink.reader = reader
			return
		}
		pipe = streams.PipeToGo(x.worker.Runtime, x.answer.body.Stream(x.worker.Runtime), sink)
	})
	switch {
	case err != nil:
		panic(http.ErrAbortHandler)
	case sink.reader != nil:
		sink.copy()
	default:
		s.follow(r.Context(), x, sink, pipe)
	}
	if sink.err != nil {
		_, _ = io.WriteString(w, "Internal server error") // as the Node adapter does
		panic(http.ErrAbortHandler)
	}
}

// follow waits for the end of a stream that JavaScript produces.
func (s *Server) follow(ctx context.Context, x *exchange, sink *sink, pipe *streams.Pipe) {
	select {
	case <-sink.done:
	case <-ctx.Done():
		x.abort()
		pipe.Abort(errClientGone)
		<-sink.done
	case <-x.worker.Retired():
		panic(http.ErrAbortHandler)
	}
}

// sink is the client as the end of a stream.
type sink struct {
	w      io.Writer
	flush  func()
	reader io.ReadCloser
	err    error
	done   chan struct{}
}

func (s *sink) Write(chunk []byte) error {
	if _, err := s.w.Write(chunk); err != nil {
		return err
	}
	s.flush()
	return nil
}

// TakesText implements [streams.TextSink].
func (s *sink) TakesText() {}

func (s *sink) Close() error {
	close(s.done)
	return nil
}

func (s *sink) Abort(reason error) {
	s.err = reason
	close(s.done)
}

// copy writes a body that comes from Go, without JavaScript.
func (s *sink) copy() {
	defer s.reader.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := s.reader.Read(buffer)
		if n > 0 && s.Write(buffer[:n]) != nil {
			return
		}
		if err != nil {
			if err != io.EOF {
				s.err = err
			}
			return
		}
	}
}

// writeText sends a small answer of the server's own. An empty contentType
// sends none.
func writeText(w http.ResponseWriter, r *http.Request, status int, contentType, text string) int {
	header := w.Header()
	header["Content-Type"] = nil
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = io.WriteString(w, text)
	}
	return status
}

// redirectSlash sends a request to the spelling of its path that the
// configuration wants, and returns the status; or 0 when it has it already.
func (s *Server) redirectSlash(w http.ResponseWriter, r *http.Request, path string) int {
	slash := s.site.Config.TrailingSlash
	to, ok := route.RedirectTrailingSlash(path, slash)
	if !ok {
		return 0
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	if slash == route.Always && !strings.HasSuffix(path, "/") {
		// The adapter's file step comes first and answers every method alike.
		return writeText(w, r, http.StatusMovedPermanently, "", "")
	}
	status := http.StatusPermanentRedirect
	if r.Method == http.MethodGet {
		status = http.StatusMovedPermanently
	}
	return writeText(w, r, status, "text/plain;charset=UTF-8", endpoint.RedirectPage(status, path, to, ""))
}

var _ streams.TextSink = (*sink)(nil)
