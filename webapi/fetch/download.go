package fetch

import (
	"errors"
	"io"
	"net/http"
	"runtime"
	"sync"
)

// download makes the body of a response. It is read from the network only as a
// script asks for it. isDecoded says that it is decoded then.
func (f *fetching) download(res *http.Response) (body *Body, isDecoded bool) {
	if res.ContentLength == 0 || res.Body == http.NoBody {
		res.Body.Close()
		f.end()
		return BodyFromString(""), false
	}
	decoded, length, isDecoded := decode(res)
	n := &networkBody{f: f, raw: res.Body, decoded: decoded}
	// A response that nobody reads must not hold its connection for ever. The
	// handle is what scripts reach; the rest does not refer to it.
	handle := &bodyHandle{n}
	runtime.AddCleanup(handle, func(n *networkBody) { go n.Close() }, n)
	body = BodyFromReader(handle, length)
	body.failed = n.failed
	return body, isDecoded
}

// bodyHandle is what a Body and its stream hold of a networkBody.
type bodyHandle struct{ *networkBody }

// networkBody reads a response.
type networkBody struct {
	f       *fetching
	raw     io.ReadCloser
	decoded io.Reader
	end     sync.Once
}

func (n *networkBody) Read(p []byte) (int, error) {
	if err := n.failed(); err != nil { // even if the rest is here already
		n.finish()
		return 0, err
	}
	count, err := n.decoded.Read(p)
	switch {
	case err == nil:
		return count, nil
	case errors.Is(err, io.EOF):
		if n.decoded == io.Reader(n.raw) {
			n.finish()
			return count, io.EOF
		}
		// After the end of compressed data the end of the message may still be
		// unread, and with it the connection unusable.
		go func() {
			_, _ = io.CopyN(io.Discard, n.raw, maxDrain)
			n.finish()
		}()
		return count, io.EOF
	}
	err = n.f.explainBody(err)
	n.finish()
	return count, err
}

// failed returns the reason why the fetch was aborted.
func (n *networkBody) failed() error {
	if reason := n.f.reason.Load(); reason != nil {
		return reason
	}
	return nil
}

// Close gives up what is not read. It makes a Read that waits return.
func (n *networkBody) Close() error {
	n.f.cancel() // first: closing the raw body would wait for the Read
	n.finish()
	return nil
}

func (n *networkBody) finish() {
	n.end.Do(func() {
		n.f.end()
		n.raw.Close()
	})
}

// explainBody makes the error that a script sees when the body breaks off.
func (f *fetching) explainBody(err error) error {
	if reason := f.reason.Load(); reason != nil {
		return reason
	}
	e := networkError(err)
	e.Text = "terminated"
	return e
}
