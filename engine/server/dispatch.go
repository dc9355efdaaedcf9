package server

import (
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
	worker   *vm.Worker[*endpoint.App]
	props    goja.Value // props.error, a value of that worker
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
}

// respond runs an endpoint for a request and writes what it answers.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, q request) int {
	if q.endpoint.Broken != nil {
		return s.errorPage(w, r, q, http.StatusInternalServerError, q.endpoint.Broken)
	}
	if !q.prefetch(r) {
		return writeText(w, r, http.StatusBadRequest, "text/plain", "The request body ended early.")
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
	err := worker.Do(x.start)
	if err == nil {
		err = x.wait()
	}
	var exceeded *vm.CPUBudgetError
	var overflow *goja.StackOverflowError
	switch {
	case err == nil:
		return s.write(w, r, x), false
	case errors.Is(err, errClientGone):
		return statusClientGone, false
	case errors.Is(err, errDeadline):
		s.report(r.Context(), r, diagnostic.New(diagnostic.DeadlineExceeded, q.endpoint.Component, s.options.Deadline.String()))
		return writeText(w, r, http.StatusServiceUnavailable, "text/plain", "The request took too long."), false
	case x.running.Load() && errors.As(err, &exceeded):
		return s.errorPage(w, r, q, http.StatusInternalServerError,
			diagnostic.New(diagnostic.CPUBudgetExceeded, q.endpoint.Component, exceeded.Limit.String())), false
	case x.running.Load() && errors.As(err, &overflow):
		return s.errorPage(w, r, q, http.StatusInternalServerError,
			diagnostic.New(diagnostic.StackOverflow, q.endpoint.Component)), false
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

var (
	errClientGone = errors.New("server: the client has gone")
	errDeadline   = errors.New("server: deadline exceeded")
)

// exchange is one request on one worker.
type exchange struct {
	server *Server
	worker *vm.Worker[*endpoint.App]
	r      *http.Request
	q      request

	running atomic.Bool // while this request's own code holds the loop
	inner   endpoint.Exchange
	signal  signal
	answer  answer
	settled bool
	done    chan struct{} // made when the answer does not come at once
}

// start runs on the loop.
func (x *exchange) start() {
	x.running.Store(true)
	defer func() {
		// A panic leaves running as it is: it names the culprit.
		if x.worker.Cause() == nil {
			x.running.Store(false)
		}
	}()
	e := &x.inner
	*e = endpoint.Exchange{
		Endpoint:      x.q.endpoint,
		Params:        x.q.params,
		Request:       x.request(),
		Path:          x.q.path,
		ClientAddress: clientAddress(x.r),
		Peer:          x,
	}
	if x.q.status != 0 && x.q.worker == x.worker {
		e.Props = x.worker.NewObject()
		_ = e.Props.Set("error", x.q.props) // a plain object takes any property
	}
	x.worker.App.Dispatch(e)
	if !x.settled {
		x.done = make(chan struct{})
	}
}

// Done implements [endpoint.Peer].
func (x *exchange) Done(o endpoint.Outcome) {
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
		x.abort()
		return errClientGone
	case <-deadline:
		x.abort()
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
