package fetch

import (
	"bufio"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding lists what decode knows.
const acceptEncoding = "gzip, deflate, br, zstd"

// maxEncodings bounds how often a body may be encoded.
const maxEncodings = 5

// decode is "handle content codings" (Fetch, 2.2.4). The headers stay as they
// are. A coding that is not known leaves the whole body as it is.
func decode(res *http.Response) (body io.Reader, length int64, decoded bool) {
	var decoders []func(io.Reader) (io.Reader, error)
	for _, value := range res.Header["Content-Encoding"] {
		for _, coding := range strings.Split(value, ",") {
			switch strings.ToLower(strings.TrimSpace(coding)) {
			case "gzip", "x-gzip":
				decoders = append(decoders, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) })
			case "deflate":
				decoders = append(decoders, newInflater)
			case "br":
				decoders = append(decoders, func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil })
			case "zstd":
				decoders = append(decoders, newZstd)
			case "identity", "":
			default:
				return res.Body, res.ContentLength, false
			}
		}
	}
	if len(decoders) == 0 || len(decoders) > maxEncodings {
		return res.Body, res.ContentLength, false
	}
	body = res.Body
	for i := len(decoders) - 1; i >= 0; i-- { // the last coding was applied last
		body = &decoder{source: bufio.NewReader(body), open: decoders[i]}
	}
	return body, -1, true
}

// decoder opens its decoder at the first read, because opening one reads. An
// empty body decodes to nothing.
type decoder struct {
	source *bufio.Reader
	open   func(io.Reader) (io.Reader, error)
	reader io.Reader
	err    error
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.reader == nil && d.err == nil {
		if _, err := d.source.Peek(1); err != nil {
			d.err = err
		} else {
			d.reader, d.err = d.open(d.source)
		}
	}
	if d.err != nil {
		return 0, d.err
	}
	n, err := d.reader.Read(p)
	d.err = err
	if err == io.EOF {
		if c, ok := d.reader.(io.Closer); ok {
			c.Close()
		}
	}
	return n, err
}

// newInflater reads "deflate": zlib by the standard (RFC 9110, 8.4.1.2), and
// without its wrapper by some servers.
func newInflater(r io.Reader) (io.Reader, error) {
	b := r.(*bufio.Reader)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

func newZstd(r io.Reader) (io.Reader, error) {
	// 8 MB is the window that a content coding may need at most (RFC 9659).
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}
