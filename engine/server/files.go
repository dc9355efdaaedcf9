package server

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// files serves a directory as it was when the server started.
type files struct {
	dir   string
	names map[string]struct{} // slash paths below dir, with a leading slash
}

// newFiles lists a directory. A missing one has no files.
func newFiles(dir string) *files {
	f := &files{dir: dir, names: map[string]struct{}{}}
	_ = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // a directory that cannot be read has nothing to serve
		}
		relative, _ := filepath.Rel(dir, name)
		slash := "/" + filepath.ToSlash(relative)
		if hidden(slash) {
			if entry.IsDir() && slash != "/." {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.IsDir() {
			f.names[slash] = struct{}{}
		}
		return nil
	})
	return f
}

// hidden reports a dotfile, or a file in a dot folder other than .well-known.
func hidden(slash string) bool {
	for part := range strings.SplitSeq(slash, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// serve answers with the file of a raw path, whatever the method, and returns
// the status; or 0 when there is no such file.
func (f *files) serve(w http.ResponseWriter, r *http.Request, raw string) int {
	if len(f.names) == 0 {
		return 0
	}
	name, err := url.PathUnescape(raw)
	if err != nil {
		return 0
	}
	name = path.Clean(name)
	if _, ok := f.names[name]; !ok {
		if name = path.Join(name, "index.html"); !f.has(name) {
			return 0
		}
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return 0
	}
	defer root.Close()
	file, err := root.Open(strings.TrimPrefix(name, "/"))
	if err != nil {
		return 0
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return 0
	}
	return serveContent(w, r, name, info.ModTime(), info.Size(), file)
}

func (f *files) has(name string) bool {
	_, ok := f.names[name]
	return ok
}

// serveBytes is serveContent for a file that exists only in memory.
func serveBytes(w http.ResponseWriter, r *http.Request, name string, modified time.Time, data []byte) int {
	return serveContent(w, r, name, modified, int64(len(data)), bytes.NewReader(data))
}

// serveContent sends a file with the headers of the Node adapter; ranges and
// conditions are net/http's.
func serveContent(w http.ResponseWriter, r *http.Request, name string, modified time.Time, size int64, content io.ReadSeeker) int {
	header := w.Header()
	header.Set("Content-Type", contentType(name))
	header.Set("Cache-Control", "public, max-age=0")
	header.Set("ETag", fmt.Sprintf(`W/"%x-%x"`, size, modified.UnixMilli()))
	recorder := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
	http.ServeContent(recorder, r, name, modified, content)
	return recorder.status
}

// contentType goes by the extension; files without one are just bytes.
func contentType(name string) string {
	extension := path.Ext(name)
	if extension == "" {
		return "application/octet-stream"
	}
	t, ok := types[extension]
	if !ok {
		t = mime.TypeByExtension(extension)
	}
	if t == "" {
		return "application/octet-stream"
	}
	if mediaType, _, _ := strings.Cut(t, ";"); textual(mediaType) {
		return mediaType + "; charset=utf-8"
	}
	return t
}

// types settles the common extensions, so that the answer does not depend on
// the machine's own list.
var types = map[string]string{
	".atom": "application/atom+xml", ".avif": "image/avif", ".css": "text/css", ".csv": "text/csv",
	".gif": "image/gif", ".htm": "text/html", ".html": "text/html", ".ico": "image/x-icon",
	".ics": "text/calendar", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript",
	".json": "application/json", ".map": "application/json", ".md": "text/markdown", ".mjs": "text/javascript",
	".mp3": "audio/mpeg", ".mp4": "video/mp4", ".otf": "font/otf", ".pdf": "application/pdf",
	".png": "image/png", ".rss": "application/rss+xml", ".svg": "image/svg+xml", ".ttf": "font/ttf",
	".txt": "text/plain", ".wasm": "application/wasm", ".webm": "video/webm",
	".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff": "font/woff",
	".woff2": "font/woff2", ".xml": "application/xml", ".yaml": "text/yaml", ".yml": "text/yaml", ".zip": "application/zip",
}

func textual(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || mediaType == "application/json"
}

// statusRecorder remembers the status that was sent.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (s *statusRecorder) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}
