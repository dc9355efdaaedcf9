package fetch

import (
	"context"
	"net/http"
	"sync/atomic"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
	"runner/webapi/url"
)

// Fetch is the global fetch() (Fetch, 5.6).
var Fetch = js.Function{Name: "fetch", Length: 1, Async: true, Call: func(c js.Call) goja.Value {
	request := constructRequest(c, c.Arg(0), c.Arg(1))
	f := &fetching{rt: c.Runtime, request: request, promise: c.Promise(), unlisten: func() {}}
	if signal := request.aborter(c.Runtime); signal != nil {
		if signal.Aborted() {
			f.dropBody(signal.Reason())
			return c.Rejected(signal.Reason())
		}
		f.unlisten = signal.OnAbort(func() { f.abort(signal.Reason()) })
	}
	promise := f.promise.Value
	f.start()
	return promise
}}

// fetching is one call of fetch() (Fetch, 4, "fetch controller"), from the call
// until the response's body is read or given up.
//
// What is not marked otherwise is touched on the loop before the work for the
// network begins, and by that work afterwards.
type fetching struct {
	rt      *js.Runtime
	request *Request

	promise  *js.Promise   // on the loop: nil once settled
	unlisten func()        // on the loop: forgets the signal
	pipe     *streams.Pipe // on the loop: the upload of a JavaScript stream

	ctx    context.Context
	cancel context.CancelFunc
	reason atomic.Pointer[streams.ThrownError] // set once aborted

	url       *url.Record // of the current request
	method    string
	header    []Header
	upload    *upload // nil without a body
	redirects int
}

// start is "scheme fetch" (Fetch, 4.2). It resolves or rejects the promise at
// once, or sends the work to the network.
func (f *fetching) start() {
	u, err := url.Parse(f.request.URL, nil)
	if err != nil {
		f.fail(&NetworkError{Message: "invalid URL"})
		return
	}
	f.url = u
	switch u.Scheme {
	case "http", "https":
		f.overNetwork()
	case "data":
		f.finish(fetchData(u))
	case "blob":
		f.finish(fetchBlob(f.rt, f.request, u))
	case "about":
		f.fail(&NetworkError{Message: "about scheme is not supported"})
	case "file":
		f.fail(&NetworkError{Message: "file: URLs cannot be fetched; read the file with node:fs"})
	default:
		f.fail(&NetworkError{Message: "unknown scheme"})
	}
}

// finish settles the promise with a response that did not need the network.
func (f *fetching) finish(r *Response, err error) {
	if err == nil {
		err = f.checkIntegrity(r)
	}
	if err != nil {
		f.fail(err)
		return
	}
	f.unlisten()
	if f.request.Method == http.MethodHead {
		r.Body = nil
	}
	f.succeed(r)
}

func (f *fetching) succeed(r *Response) {
	if p := f.settle(); p != nil {
		p.Resolve(f.rt.Wrap(r))
	}
}

// settle returns the promise for the one who settles it, and nil afterwards. It
// is not kept, because it would keep the response alive (download.go).
func (f *fetching) settle() *js.Promise {
	p := f.promise
	f.promise = nil
	return p
}

// fail rejects the promise and gives up the request's body.
func (f *fetching) fail(err error) {
	f.unlisten()
	if p := f.settle(); p != nil {
		exception := readError(f.rt, err)
		p.Reject(exception)
		f.dropBody(exception)
	}
}

// abort is "abort the fetch() call" (Fetch, 5.6). The body of a response that is
// there already fails with the reason at the next read.
func (f *fetching) abort(reason goja.Value) {
	f.reason.Store(streams.NewThrownError(reason))
	if f.cancel != nil {
		f.cancel()
	}
	if p := f.settle(); p != nil {
		p.Reject(reason)
	}
	f.dropBody(reason)
}

// dropBody tells the source of the request's body that it is not needed.
func (f *fetching) dropBody(reason goja.Value) {
	switch b := f.request.Body; {
	case f.pipe != nil:
		f.pipe.Abort(streams.NewThrownError(reason))
	case b == nil:
	case b.stream != nil && !b.stream.Locked():
		b.stream.Cancel(f.rt, reason)
	default:
		b.Close()
	}
}
