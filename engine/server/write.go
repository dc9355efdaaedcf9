package server

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/engine/endpoint"
	"runner/loader/diagnostic"
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
	if a.replaced && x.q.status == 0 {
		q := x.q
		q.worker, q.props, q.locals, q.original = x.worker, goja.Null(), x.inner.Locals, a
		return s.errorPage(w, r, q, a.status, nil)
	}
	if a.absent {
		q := x.q
		q.replaced = a.failure == nil
		q.worker, q.props, q.locals = x.worker, goja.Null(), x.inner.Locals
		if a.exception != nil {
			q.props = a.exception
		}
		if a.exception != nil && goja.IsUndefined(a.exception) {
			// Astro has no page for a throw of nothing.
			return writeText(w, r, http.StatusInternalServerError, "", "Internal Server Error")
		}
		return s.errorPage(w, r, q, a.status, nil)
	}
	switch {
	case x.q.original != nil:
		x.q.original.mergeInto(a)
	case x.q.replaced:
		a.status = x.q.status
	}
	if !validStatus(a.status) {
		return writeText(w, r, http.StatusInternalServerError, "text/plain", "Internal Server Error")
	}
	header := w.Header()
	header["Content-Type"] = nil // nothing is guessed
	a.writeHead(w)
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
		x.worker.Own(&x.owner)
		x.cancel(x.answer.body)
	})
}

// cancel ends a body that nobody reads. It is called on the loop.
func (x *exchange) cancel(body *fetch.Body) {
	if reader, ok := body.Reader(); ok {
		_ = reader.Close()
		return
	}
	if stream := body.Stream(x.worker.Runtime); !stream.Locked() {
		stream.Cancel(x.worker.Runtime, goja.Undefined())
	}
}

// stream writes a body chunk by chunk, each flushed when it is there. A slow
// client slows the producer; a client that leaves cancels it.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, x *exchange) {
	control := http.NewResponseController(w)
	sink := &sink{w: w, flush: func() { _ = control.Flush() }, done: make(chan struct{})}
	var pipe *streams.Pipe
	err := x.worker.Do(func() {
		x.worker.Own(&x.owner)
		x.streaming = true
		if reader, ok := x.answer.body.Reader(); ok {
			sink.reader = reader
			return
		}
		pipe = streams.PipeToGo(x.worker.Runtime, x.answer.body.Stream(x.worker.Runtime), sink)
	})
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if sink.reader != nil {
		go sink.copy()
	}
	switch s.follow(r.Context(), x, sink, pipe, control) {
	case cut:
		panic(http.ErrAbortHandler)
	case failed:
		s.report(r.Context(), r, diagnostic.New(diagnostic.ResponseStreamFailed, x.q.endpoint.Component, sink.err.Error()))
		_, _ = io.WriteString(w, "Internal server error") // as the Node adapter does
		panic(http.ErrAbortHandler)
	}
}

// ending is how a body ends.
type ending int

const (
	whole  ending = iota // in good order
	cut                  // nobody is there any more to read it, or to write it
	failed               // its source threw
)

// follow waits for the end of a body. When it returns, nobody writes any more.
func (s *Server) follow(ctx context.Context, x *exchange, sink *sink, pipe *streams.Pipe, control *http.ResponseController) ending {
	stop := func(cause error, patience time.Duration) {
		// A write may wait for a slow client, and a read too.
		_ = control.SetWriteDeadline(time.Now().Add(patience))
		if pipe != nil {
			pipe.Abort(cause)
		} else {
			_ = control.SetReadDeadline(time.Now().Add(patience))
			_ = sink.reader.Close()
		}
		<-sink.done
	}
	var stopping <-chan struct{}
	if eventStream(x.answer.headers) {
		stopping = s.stopping
	}
	var retired <-chan struct{}
	if pipe != nil { // what comes from Go needs no worker
		retired = x.worker.Retired()
	}
	select {
	case <-sink.done:
		switch {
		case sink.lost:
			x.abort("AbortError", "The client has closed the connection.")
			return cut
		case sink.err == nil:
			return whole
		case ctx.Err() != nil || x.worker.Cause() != nil:
			return cut
		}
		return failed
	case <-ctx.Done():
		x.abort("AbortError", "The client has closed the connection.")
		stop(context.Cause(ctx), 0)
	case <-stopping:
		x.abort("AbortError", "The server is stopping.")
		stop(errStopped, lastWrite)
		return whole
	case <-retired:
		stop(x.worker.Cause(), 0)
	}
	return cut
}

// lastWrite is how long the last event may take that is being sent when the
// server stops.
const lastWrite = time.Second

// eventStream reports server-sent events. They never end by themselves, and
// their clients come back.
func eventStream(headers []fetch.Header) bool {
	for _, f := range headers {
		if f.Name == "content-type" {
			return strings.HasPrefix(f.Value, "text/event-stream")
		}
	}
	return false
}

// sink is the client as the end of a stream.
type sink struct {
	w      io.Writer
	flush  func()
	reader io.ReadCloser
	done   chan struct{}

	err  error // why it ended early
	lost bool  // the client does not take more
}

func (s *sink) Write(chunk []byte) error {
	if _, err := s.w.Write(chunk); err != nil {
		s.lost = true
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
	defer close(s.done)
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
