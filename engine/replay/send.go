package replay

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
)

// StatusTexter is what the ResponseWriter of Send offers beside the standard
// methods, because net/http has no way to send a reason phrase of one's own: a
// handler calls SetStatusText before WriteHeader. Without it the phrase is
// http.StatusText of the code.
type StatusTexter interface{ SetStatusText(text string) }

// Send hands the request to handler in-process, built the way net/http's server
// builds one from the wire, and returns the answer. The error says why there is
// none: a panic, or no end within Timeout.
func Send(ctx context.Context, handler http.Handler, ex Exchange) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	request, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(ex.Wire())))
	if err != nil {
		return refused(), nil
	}
	request.RemoteAddr = "127.0.0.1:1234"
	w := &recorder{header: http.Header{}}
	done := make(chan error, 1)
	go func() { done <- serve(handler, w, request.WithContext(ctx)) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = fmt.Errorf("no answer: %w", ctx.Err())
	}
	if err != nil {
		return nil, err
	}
	return w.response(ex.Method), nil
}

// refused is net/http's answer to a request that it cannot read, which no
// handler ever sees.
func refused() *Response {
	return &Response{
		Status: http.StatusBadRequest,
		Text:   "Bad Request",
		Header: []Field{{"content-type", "text/plain; charset=utf-8"}},
		Body:   []byte("400 Bad Request"),
	}
}

func serve(handler http.Handler, w *recorder, r *http.Request) (err error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			w.cut = true
			if !w.wrote {
				err = fmt.Errorf("the connection was closed without an answer")
			}
		default:
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	handler.ServeHTTP(w, r)
	return nil
}

// recorder keeps an answer. It is what httptest.ResponseRecorder is, with a
// reason phrase, and with the header as it was when it would have been sent.
type recorder struct {
	mu     sync.Mutex
	header http.Header
	sent   http.Header
	status int
	text   string
	body   bytes.Buffer
	wrote  bool
	cut    bool
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) SetStatusText(text string) { w.text = text }

func (w *recorder) WriteHeader(status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writeHeader(status)
}

func (w *recorder) writeHeader(status int) {
	if w.wrote || status < 200 && status != http.StatusSwitchingProtocols {
		return
	}
	w.wrote, w.status, w.sent = true, status, w.header.Clone()
}

func (w *recorder) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, set := w.header["Content-Type"]; !set && !w.wrote && len(p) > 0 {
		w.header.Set("Content-Type", http.DetectContentType(p)) // so does net/http
	}
	w.writeHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *recorder) Flush() { w.WriteHeader(http.StatusOK) }

func (w *recorder) response(method string) *Response {
	w.WriteHeader(http.StatusOK)
	w.mu.Lock()
	defer w.mu.Unlock()
	body := w.body.Bytes()
	if method == http.MethodHead || w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		body = nil // net/http sends none either
	}
	text := w.text
	if text == "" {
		text = http.StatusText(w.status)
	}
	return NewResponse(method, w.status, text, w.sent, body, w.cut)
}

// Interface guards.
var (
	_ http.ResponseWriter = (*recorder)(nil)
	_ http.Flusher        = (*recorder)(nil)
	_ StatusTexter        = (*recorder)(nil)
)
