package fetch

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"runner/webapi/streams"
)

// upload is the body of a request on its way to the network.
type upload struct {
	text   string // in memory
	reader io.ReadCloser
	length int64 // of the reader, or -1
}

// startUpload takes the body of the request. It runs on the loop; a JavaScript
// stream is read there from now on, as fast as the network takes it.
func (f *fetching) startUpload() *upload {
	b := f.request.Body
	if b == nil {
		return nil
	}
	if text, ok := b.Text(); ok {
		return &upload{text: text}
	}
	u := &upload{length: b.Length()}
	if r, ok := b.Reader(); ok {
		u.reader = r
	} else {
		reader, writer := io.Pipe()
		b.used = true
		u.reader = reader
		f.pipe = streams.PipeToGo(f.rt, b.Stream(f.rt), uploadSink{writer})
	}
	if u.length < 0 {
		u.length = declaredLength(f.header)
	}
	return u
}

// declaredLength is the content length that a script gave, for servers that do
// not take a body of unknown length, or -1.
func declaredLength(header []Header) int64 {
	for _, h := range header {
		if h.Name == "content-length" {
			if n, err := strconv.ParseInt(h.Value, 10, 64); err == nil && n >= 0 {
				return n
			}
		}
	}
	return -1
}

// replayable reports whether the body can be sent once more.
func (u *upload) replayable() bool { return u.reader == nil }

// attach makes the body that of req.
func (u *upload) attach(req *http.Request) {
	if u.reader != nil {
		req.Body, req.ContentLength = u.reader, u.length
		if u.length == 0 { // to the transport, 0 means unknown
			req.Body = http.NoBody
			u.reader.Close()
		}
		return
	}
	if u.text == "" {
		req.Body = http.NoBody
		return
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(u.text)), nil }
	req.Body, _ = req.GetBody()
	req.ContentLength = int64(len(u.text))
}

// uploadSink is the end of a pipe at which a stream's chunks come in.
type uploadSink struct{ writer *io.PipeWriter }

func (s uploadSink) Write(chunk []byte) error {
	_, err := s.writer.Write(chunk)
	return err
}

func (s uploadSink) Close() error { return s.writer.Close() }

func (s uploadSink) Abort(reason error) { s.writer.CloseWithError(reason) }

var _ streams.Sink = uploadSink{}
