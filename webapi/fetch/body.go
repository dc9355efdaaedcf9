package fetch

import (
	"errors"
	"io"
	"slices"
	"unsafe"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// Body is a body (Fetch, 2.2.4). It has exactly one source: text or bytes in
// memory, a Go reader, or a JavaScript stream. The stream of a body from Go is
// made only when a script asks for it; until then reading the body, from
// JavaScript or from Go, involves no stream at all.
type Body struct {
	// Prefetch, if set, is asked before a reader is read on another goroutine.
	// It returns the whole body if it is there already; the reader is then
	// closed unread. It runs on the loop and must not block.
	Prefetch func() ([]byte, bool)

	source source
	text   goja.String // sourceString
	memory string      // sourceMemory; never written to
	reader io.ReadCloser
	length int64 // in bytes, or -1 when unknown
	stream *streams.ReadableStream

	used bool // disturbed, while there is no stream

	// failed, if set, tells whether what gives the body has failed while nobody
	// was reading it.
	failed func() error
}

type source uint8

const (
	sourceMemory source = iota
	sourceString        // a JavaScript string, not yet encoded
	sourceReader
	sourceStream
)

// BodyFromBytes makes a body of b, which must not change any more.
func BodyFromBytes(b []byte) *Body { return BodyFromString(asString(b)) }

// BodyFromString makes a body of well-formed UTF-8 text or any other bytes.
func BodyFromString(s string) *Body { return &Body{memory: s, length: int64(len(s))} }

// BodyFromReader makes a body that is read from r as it is needed. r is closed
// at its end or when nobody wants the rest. length is in bytes, or -1 when it
// is not known.
func BodyFromReader(r io.ReadCloser, length int64) *Body {
	return &Body{source: sourceReader, reader: r, length: length}
}

// BodyFromStream makes a body of a stream.
func BodyFromStream(s *streams.ReadableStream) *Body {
	return &Body{source: sourceStream, stream: s, length: -1}
}

// Used reports whether the body was read, in whole or in part (bodyUsed).
func (b *Body) Used() bool {
	return b.used || b.stream != nil && b.stream.Disturbed()
}

// unusable reports whether the body was read or is being read (Fetch, 5.3).
func (b *Body) unusable() bool {
	return b.used || b.stream != nil && (b.stream.Disturbed() || b.stream.Locked())
}

// Length returns the length in bytes, or -1 when it is not known in advance.
func (b *Body) Length() int64 {
	if b.source == sourceString {
		b.encode()
	}
	return b.length
}

// Bytes takes the body if it is in memory and not used: from then on it is
// used. The bytes must not be changed. The loop is needed, but no JavaScript
// runs.
func (b *Body) Bytes() ([]byte, bool) {
	text, ok := b.Text()
	return asBytes(text), ok
}

// Text is [Body.Bytes] as a string.
func (b *Body) Text() (string, bool) {
	if b.source > sourceString || b.unusable() {
		return "", false
	}
	if b.stream != nil {
		if _, ok := b.stream.TakeReader(); !ok {
			return "", false
		}
	}
	b.used = true
	b.encode()
	return b.memory, true
}

// Reader takes the Go reader of a body that came from one and is not used: from
// then on it is used, and the caller reads and closes the reader.
func (b *Body) Reader() (io.ReadCloser, bool) {
	if b.source < sourceReader || b.unusable() {
		return nil, false
	}
	if b.stream != nil {
		r, ok := b.stream.TakeReader()
		b.used = b.used || ok
		return r, ok
	}
	r := b.reader
	b.reader, b.used = nil, true
	return r, true
}

// encode turns a JavaScript string into bytes.
func (b *Body) encode() {
	if b.source == sourceString {
		b.memory = js.EncodeUTF8(b.text)
		b.source, b.text, b.length = sourceMemory, nil, int64(len(b.memory))
	}
}

// Close tells the source that nobody will read the body (any more).
func (b *Body) Close() {
	if b.reader != nil && !b.used {
		b.used = true
		b.reader.Close()
	}
}

// Stream returns the stream of the body, making it if this is the first time
// that it is needed.
func (b *Body) Stream(rt *js.Runtime) *streams.ReadableStream {
	if b.stream != nil {
		return b.stream
	}
	switch {
	case b.used:
		b.stream = streams.Used(rt)
	case b.source == sourceReader:
		b.stream = streams.FromReader(rt, b.reader)
		b.reader = nil
	default: // a script may change the chunks that it gets
		b.encode()
		b.stream = streams.FromBytes(rt, []byte(b.memory))
	}
	return b.stream
}

// clone makes a second body with the same content (Fetch, 2.2.4, "clone"). The
// body is not used.
func (b *Body) clone(rt *js.Runtime) *Body {
	if b.source <= sourceString && b.stream == nil {
		twin := *b
		return &twin
	}
	one, two := b.Stream(rt).Tee(rt)
	*b = Body{source: sourceStream, stream: one, length: b.length}
	return &Body{source: sourceStream, stream: two, length: b.length}
}

// move hands the content over to a new body and leaves this one used (Fetch,
// 2.2.4, "create a proxy").
func (b *Body) move(rt *js.Runtime) *Body {
	if b.stream != nil {
		defer func() { b.used = true }()
		return &Body{source: sourceStream, stream: b.stream.Proxy(rt), length: b.length}
	}
	moved := *b
	*b = Body{used: true, source: b.source, length: b.length}
	return &moved
}

// all reads the whole body and settles p with what convert makes of it. The
// body is usable.
func (b *Body) all(rt *js.Runtime, convert func(content) goja.Value) goja.Value {
	if b.failed != nil {
		if err := b.failed(); err != nil {
			return rt.Rejected(readError(rt, err))
		}
	}
	if b.source == sourceString && b.stream == nil {
		b.used = true
		return rt.Resolved(convert(content{text: b.text}))
	}
	if data, ok := b.Text(); ok {
		return rt.Resolved(convert(content{bytes: data}))
	}
	if b.source == sourceReader && b.stream == nil && b.Prefetch != nil {
		if data, ok := b.Prefetch(); ok {
			b.Close()
			return rt.Resolved(convert(content{bytes: asString(data), own: true}))
		}
	}
	if r, ok := b.Reader(); ok {
		return readAll(rt, r, b.length, convert)
	}
	b.used = true
	p := rt.Promise()
	streams.ReadAllBytes(rt, b.Stream(rt), func(data []byte, exception goja.Value) {
		if exception != nil {
			p.Reject(exception)
			return
		}
		settle(rt, p, content{bytes: asString(data), own: true}, convert)
	})
	return p.Value
}

// readAll reads r on another goroutine.
func readAll(rt *js.Runtime, r io.ReadCloser, length int64, convert func(content) goja.Value) goja.Value {
	p := rt.Promise()
	rt.Loop.Go(func() func() {
		data, err := readToEnd(r, length)
		r.Close()
		return func() {
			if err != nil {
				p.Reject(readError(rt, err))
				return
			}
			settle(rt, p, content{bytes: asString(data), own: true}, convert)
		}
	})
	return p.Value
}

// settle resolves p with the converted content, or rejects it with what convert
// throws.
func settle(rt *js.Runtime, p *js.Promise, c content, convert func(content) goja.Value) {
	var result goja.Value
	if exception := rt.Try(func() { result = convert(c) }); exception != nil {
		p.Reject(exception)
		return
	}
	p.Resolve(result)
}

// readToEnd is io.ReadAll with the right amount of memory when the length is
// known. The length is a hint, which is believed as far as twice what came.
func readToEnd(r io.Reader, length int64) ([]byte, error) {
	b := make([]byte, 0, min(max(length, 511), 256<<10)+1)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil:
			return b, err
		case len(b) == cap(b):
			size := 2 * int64(len(b))
			if length >= int64(len(b)) {
				size = min(size, length+1)
			}
			b = slices.Grow(b, int(size)-len(b))
		}
	}
}

// readError makes the exception for an error of a body's reader: its own, if it
// has one.
func readError(rt *js.Runtime, err error) goja.Value {
	var known streams.Exception
	if errors.As(err, &known) {
		return known.Exception(rt)
	}
	exception := rt.TypeError("terminated")
	_ = exception.Set("cause", rt.Error("Error", err.Error()))
	return exception
}

// asString and asBytes see the same memory; none of it is ever written to after.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
func asBytes(s string) []byte  { return unsafe.Slice(unsafe.StringData(s), len(s)) }
