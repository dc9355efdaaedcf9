package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"runner/engine/endpoint"
	"runner/engine/vm"
	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
	"runner/webapi/fetch"
)

// request is what the server knows about a request that it gives to an
// endpoint.
type request struct {
	target
	endpoint *loader.Endpoint
	params   []route.Value
	path     string // decoded, without the base
	body     []byte // a small body, read already

	// For the endpoint that stands for an error page:
	status   int  // of the error, or 0
	replaced bool // the page keeps that status, whatever it says itself
	bare     bool // without the middleware, which has failed here
	worker   *vm.Worker[*endpoint.App]
	props    goja.Value   // props.error, a value of that worker
	locals   *goja.Object // ctx.locals, which the request keeps; of that worker
	original *answer      // the response that the page replaces, if there is one
}

// answer is an outcome taken out of the VM, so that it can be written without
// the loop.
type answer struct {
	status     int
	statusText string
	headers    []fetch.Header
	space      [4]fetch.Header // where headers are, when there are few
	cookies    []string
	body       *fetch.Body
	text       string // the body, when hasText
	hasText    bool
	failure    *diagnostic.Diagnostic
	exception  goja.Value
	absent     bool // no response: the error page for status is due
	replaced   bool // the error page takes the place of the body
}

// respond runs an endpoint for a request and writes what it answers.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, q request) int {
	if q.endpoint.Broken != nil {
		return s.errorPage(w, r, q, http.StatusInternalServerError, q.endpoint.Broken)
	}
	limitBody(w, r)
	if !q.prefetch(r) {
		return writeText(w, r, http.StatusBadRequest, "text/plain", "The request body ended early.")
	}
	if r.ContentLength != 0 && q.body == nil {
		// The answer may begin while the request is still coming in. Without
		// this, net/http throws away the part of it that the endpoint streams.
		_ = http.NewResponseController(w).EnableFullDuplex()
	}
	for attempt := 0; ; attempt++ {
		worker, err := s.acquire(q)
		if err != nil {
			return s.errorPage(w, r, q, http.StatusInternalServerError, diagnostic.New(diagnostic.InternalError, err.Error()))
		}
		status, retry := s.respondOn(worker, w, r, q, attempt == 0)
		worker.Release()
		if !retry {
			return status
		}
	}
}

// acquire takes any worker, or the one that an error page belongs to.
func (s *Server) acquire(q request) (*vm.Worker[*endpoint.App], error) {
	if q.worker != nil && q.worker.Cause() == nil {
		q.worker.Hold()
		return q.worker, nil
	}
	return s.pool.Acquire()
}

// respondOn is respond on one worker. It asks for another try when the worker
// was retired by somebody else's request and nothing is lost by that.
func (s *Server) respondOn(worker *vm.Worker[*endpoint.App], w http.ResponseWriter, r *http.Request, q request, mayRetry bool) (status int, retry bool) {
	x := &exchange{server: s, worker: worker, r: r, q: q}
	err := worker.DoWithin(x.limits, x.start)
	if err == nil {
		err = x.wait()
	}
	switch {
	case err == nil:
		return s.write(w, r, x), false
	case errors.Is(err, errDeadline):
		s.report(r.Context(), r, diagnostic.New(diagnostic.DeadlineExceeded, q.endpoint.Component, s.options.Deadline.String()))
		return writeText(w, r, http.StatusServiceUnavailable, "text/plain", "The request took too long."), false
	case errors.Is(err, errStopped):
		return writeText(w, r, http.StatusServiceUnavailable, "", "Service unavailable: please try again."), false
	case errors.Is(err, context.Canceled):
		return statusClientGone, false
	case x.blamed.Load():
		var fault *vm.PanicError
		if errors.As(err, &fault) {
			w.Header().Set(errorIDHeader, fault.ID)
		}
		return s.errorPage(w, r, q, http.StatusInternalServerError, nil), false
	}
	// The worker went away under this request through no fault of its own.
	if mayRetry && idempotent(r.Method) && (r.ContentLength == 0 || q.body != nil) {
		return 0, true
	}
	return writeText(w, r, http.StatusServiceUnavailable, "", "Service unavailable: please try again."), false
}

// idempotent methods may be run again (RFC 9110, 9.2.2).
func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

// statusClientGone is logged when the client left before the answer.
const statusClientGone = 499

// errorIDHeader names the log's record of a fault of runner.
const errorIDHeader = "X-Error-Id"

var (
	errDeadline = errors.New("server: deadline exceeded")
	errStopped  = errors.New("server: stopped")
)

// exchange is one request on one worker.
type exchange struct {
	server *Server
	worker *vm.Worker[*endpoint.App]
	r      *http.Request
	q      request

	owner  vm.Owner
	blamed atomic.Bool // this request's code brought the worker down
	inner  endpoint.Exchange
	signal signal
	answer answer
	done   chan struct{} // made when the answer does not come at once

	// Touched on the loop only:
	settled   bool
	gone      bool // nobody waits for the answer any more
	streaming bool // somebody reads its body
}

// limits say how long the request may wait for the loop.
func (x *exchange) limits() (context.Context, context.CancelFunc) {
	if d := x.server.options.Deadline; d > 0 {
		return context.WithTimeoutCause(x.r.Context(), d, errDeadline)
	}
	return x.r.Context(), func() {}
}

// blame is called when the worker is retired because of this request's code.
func (x *exchange) blame(cause error) {
	x.blamed.Store(true)
	x.server.report(context.Background(), x.r, diagnose(x.q.endpoint, cause))
}

// diagnose says why an endpoint brought its worker down.
func diagnose(e *loader.Endpoint, cause error) *diagnostic.Diagnostic {
	var exceeded *vm.CPUBudgetError
	var overflow *goja.StackOverflowError
	switch {
	case errors.As(cause, &exceeded):
		return diagnostic.New(diagnostic.CPUBudgetExceeded, e.Component, exceeded.Limit.String())
	case errors.As(cause, &overflow):
		return diagnostic.New(diagnostic.StackOverflow, e.Component)
	}
	return diagnostic.New(diagnostic.InternalError, cause.Error())
}

// start runs on the loop.
func (x *exchange) start() {
	x.owner.Blame = x.blame
	x.worker.Own(&x.owner)
	e := &x.inner
	*e = endpoint.Exchange{
		Endpoint:      x.q.endpoint,
		Params:        x.q.params,
		Request:       x.request(),
		Path:          x.q.path,
		ClientAddress: clientAddress(x.r),
		Bare:          x.q.bare,
		Peer:          x,
	}
	if x.q.status != 0 && x.q.worker == x.worker {
		e.Props = x.worker.NewObject()
		_ = e.Props.Set("error", x.q.props) // a plain object takes any property
		e.Locals = x.q.locals
	}
	x.worker.App.Dispatch(e)
	if !x.settled {
		x.done = make(chan struct{})
	}
}

// Done implements [endpoint.Peer].
func (x *exchange) Done(o endpoint.Outcome) {
	if x.gone {
		if o.Response != nil && o.Response.Body != nil {
			x.cancel(o.Response.Body)
		}
		return
	}
	x.take(o)
	x.settled = true
	if x.done != nil {
		close(x.done)
	}
}

// wait blocks until the answer is there, or there is no point in waiting.
func (x *exchange) wait() error {
	if x.done == nil {
		return nil
	}
	var deadline <-chan time.Time
	if d := x.server.options.Deadline; d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		deadline = timer.C
	}
	select {
	case <-x.done:
		return nil
	case <-x.worker.Retired():
		return x.worker.Cause()
	case <-x.r.Context().Done():
		x.abort("AbortError", "The client has closed the connection.")
		return context.Cause(x.r.Context())
	case <-deadline:
		x.abort("TimeoutError", "The request took too long.")
		return errDeadline
	}
}

// take copies out of the VM what has to be written.
func (x *exchange) take(o endpoint.Outcome) {
	a := &x.answer
	a.status, a.failure, a.exception = o.Status, o.Failure, o.Exception
	if o.Response == nil {
		a.absent = true
		return
	}
	r := o.Response
	a.replaced = o.Replaced
	a.status, a.statusText = r.Status, r.StatusText
	a.headers = append(a.space[:0], r.Headers.SortAndCombine()...)
	if r.Decoded {
		// A response of fetch() that was compressed on its way here: what is
		// passed on is not.
		a.headers = slices.DeleteFunc(a.headers, func(f fetch.Header) bool {
			return f.Name == "content-encoding" || f.Name == "content-length"
		})
	}
	a.cookies = o.Cookies
	if a.body = r.Body; a.body != nil {
		a.text, a.hasText = a.body.Text()
	}
}

var _ endpoint.Peer = (*exchange)(nil)
