package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// OriginTransport answers fetches from the files below dir/origin, one
// directory a host, so that a fixture never reaches the network. The query is
// not looked at, and any method gets the file. A file beside it with .headers
// appended holds header lines; there are no others. What has no file fails as
// an unreachable host does.
func OriginTransport(dir string) http.RoundTripper { return origin{dir} }

type origin struct{ dir string }

func (o origin) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	root, err := os.OpenRoot(filepath.Join(o.dir, "origin"))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name := path.Join(r.URL.Hostname(), path.Clean("/"+r.URL.Path))
	data, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the fixture has no file origin/%s to answer %s", name, r.URL)
	}
	if err != nil {
		return nil, err
	}
	header, err := root.ReadFile(name + ".headers")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	response := &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Request: r,
		ContentLength: int64(len(data)),
		Body:          io.NopCloser(bytes.NewReader(data)),
	}
	for line := range strings.Lines(string(header)) {
		if name, value, ok := strings.Cut(line, ":"); ok {
			response.Header.Add(name, strings.TrimSpace(value))
		}
	}
	return response, nil
}

// Interface guard.
var _ http.RoundTripper = origin{}
