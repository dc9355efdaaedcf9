package compression

import (
	"bytes"
	"fmt"
	"io"
	"iter"
)

// decoder turns a decompressor that pulls its input into one that is pushed. The
// decompressor runs as a coroutine: it goes on when there is input, and rests in
// the middle of reading when there is none.
type decoder struct {
	*source
	next func() ([]byte, bool)
	stop func()
	err  error // of the end; nil is a good end
	done bool
	fed  bool // there was a byte
}

// source is what the decompressor reads from. It is an io.ByteReader so that
// decompressors take no more than they need, which leaves what is behind the end
// to be seen.
type source struct {
	data    []byte
	last    bool
	suspend func() bool // waits for more; false says that there will be none
}

// chunkSize is the most that comes out in one piece.
const chunkSize = 64 << 10

func newDecoder(f *format) *decoder {
	s := &source{}
	outcome := &struct{ err error }{}
	next, stop := iter.Pull(func(yield func([]byte) bool) {
		s.suspend = func() bool { return yield(nil) }
		outcome.err = decode(f, s, yield)
	})
	d := &decoder{source: s, stop: stop}
	d.next = func() ([]byte, bool) {
		b, more := next()
		if !more {
			d.err = outcome.err
		}
		return b, more
	}
	return d
}

// decode yields pieces of the text until its end.
func decode(f *format, s *source, yield func([]byte) bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("The decompressor failed: %v", p)
		}
	}()
	r, err := f.open(s)
	if err != nil {
		return err
	}
	buffer := make([]byte, chunkSize)
	for {
		n, err := r.Read(buffer)
		if n > 0 && !yield(bytes.Clone(buffer[:n])) {
			return nil
		}
		switch err {
		case nil:
		case io.EOF:
			return nil
		default:
			return err
		}
	}
}

// push decompresses as much as b allows.
func (d *decoder) push(b []byte) ([][]byte, error) {
	if len(b) == 0 {
		return nil, nil
	}
	d.fed = true
	if d.done {
		return nil, errTrailing
	}
	d.data = b
	chunks, err := d.resume()
	if err == nil && d.done && len(d.data) > 0 {
		err = errTrailing
	}
	return chunks, err
}

// finish says that there is no more input.
func (d *decoder) finish() ([][]byte, error) {
	if !d.fed {
		d.stop()
		return nil, errTruncated
	}
	if d.done {
		return nil, nil
	}
	d.last = true
	return d.resume()
}

// resume lets the decompressor go on until it needs input or ends.
func (d *decoder) resume() (chunks [][]byte, err error) {
	for {
		chunk, more := d.next()
		switch {
		case !more:
			d.done = true
			if d.err == io.EOF || d.err == io.ErrUnexpectedEOF {
				return chunks, errTruncated
			}
			return chunks, d.err
		case chunk == nil:
			return chunks, nil
		}
		chunks = append(chunks, chunk)
	}
}

// wait makes sure that there is data.
func (s *source) wait() error {
	for len(s.data) == 0 {
		if s.last || !s.suspend() {
			return io.EOF
		}
	}
	return nil
}

// Read implements [io.Reader].
func (s *source) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	if err := s.wait(); err != nil {
		return 0, err
	}
	n := copy(b, s.data)
	s.data = s.data[n:]
	return n, nil
}

// ReadByte implements [io.ByteReader].
func (s *source) ReadByte() (byte, error) {
	if len(s.data) == 0 {
		if err := s.wait(); err != nil {
			return 0, err
		}
	}
	b := s.data[0]
	s.data = s.data[1:]
	return b, nil
}
