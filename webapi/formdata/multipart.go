package formdata

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	"runner/webapi/blob"
	"runner/webapi/url"
)

// Boundary makes a boundary that no content will hold by chance.
func Boundary() string {
	var b [16]byte
	rand.Read(b[:])
	return "----formdata-runner-" + hex.EncodeToString(b[:])
}

// Part is a piece of an encoded form: text, or the content of a file.
type Part struct {
	Text string
	File *blob.File
}

// Multipart is the multipart/form-data encoding algorithm (HTML, 4.10.21.8) with
// UTF-8. The parts, put together, are the body.
func (f *FormData) Multipart(boundary string) []Part {
	var parts []Part
	var b strings.Builder
	for _, e := range f.list {
		b.WriteString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
		b.WriteString(escaper.Replace(normalizeNewlines(e.Name)))
		if e.File == nil {
			b.WriteString("\"\r\n\r\n" + normalizeNewlines(e.Value) + "\r\n")
			continue
		}
		b.WriteString("\"; filename=\"" + escaper.Replace(e.File.Name()) + "\"\r\nContent-Type: ")
		if t := e.File.Type(); t != "" {
			b.WriteString(t)
		} else {
			b.WriteString("application/octet-stream")
		}
		b.WriteString("\r\n\r\n")
		parts = append(parts, Part{Text: b.String()}, Part{File: e.File})
		b.Reset()
		b.WriteString("\r\n")
	}
	b.WriteString("--" + boundary + "--\r\n")
	return append(parts, Part{Text: b.String()})
}

// URLEncoded is the form as application/x-www-form-urlencoded; a file gives its
// name (HTML, 4.10.21.4).
func (f *FormData) URLEncoded() string {
	pairs := make([]url.Pair, len(f.list))
	for i, e := range f.list {
		pairs[i] = url.Pair{Name: normalizeNewlines(e.Name), Value: normalizeNewlines(e.Value)}
		if e.File != nil {
			pairs[i].Value = e.File.Name()
		}
	}
	return url.SerializeForm(pairs)
}

// normalizeNewlines makes every line end CRLF.
func normalizeNewlines(s string) string {
	if strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.ReplaceAll(s, "\n", "\r\n")
}
