package compression

import (
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"runner/webapi/js"
)

// encoder is a compressor. Its tables are large, so encoders are used again.
type encoder interface {
	io.WriteCloser
	Reset(io.Writer)
}

// format is a CompressionFormat.
type format struct {
	name     string
	encoders sync.Pool // of encoder
	open     func(*source) (io.Reader, error)
}

// level makes deflate as small as zlib's default does, which other runtimes use;
// the library's own default is faster, and gives up on data that hardly shrinks.
const level = 7

// maxWindow is how much memory a zstd frame may ask for (RFC 8878 recommends to
// support 8 MB; this is what the program zstd allows without an option).
const maxWindow = 128 << 20

// zstdWindow is what the program zstd uses at its default level. The library's own
// is four times as large, and who decompresses has to have that memory.
const zstdWindow = 2 << 20

var formats = []*format{
	newFormat("deflate", func() encoder { return must(zlib.NewWriterLevel(nil, level)) }, func(s *source) (io.Reader, error) {
		return zlib.NewReader(s)
	}),
	newFormat("deflate-raw", func() encoder { return must(flate.NewWriter(nil, level)) }, func(s *source) (io.Reader, error) {
		return flate.NewReader(s), nil
	}),
	newFormat("gzip", func() encoder { return must(gzip.NewWriterLevel(nil, level)) }, func(s *source) (io.Reader, error) {
		r, err := gzip.NewReader(s)
		if err == nil {
			r.Multistream(false) // what follows a member is an error
		}
		return r, err
	}),
	newFormat("brotli", func() encoder { return brotli.NewWriter(nil) }, func(s *source) (io.Reader, error) {
		return brotli.NewReader(s), nil
	}),
	newFormat("zstd", func() encoder {
		return must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow)))
	}, func(s *source) (io.Reader, error) {
		// One at a time: no goroutines of its own that would have to be stopped.
		return zstd.NewReader(s, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	}),
}

func newFormat(name string, encoder func() encoder, open func(*source) (io.Reader, error)) *format {
	return &format{name: name, encoders: sync.Pool{New: func() any { return encoder() }}, open: open}
}

// must is for constructors that fail only for options that do not exist.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// formatArgument converts the constructors' argument.
func formatArgument(c js.Call, interfaceName string) *format {
	name := c.String(c.Arg(0))
	for _, f := range formats {
		if f.name == name {
			return f
		}
	}
	c.ThrowTypeError("Failed to construct '%s': Unsupported compression format: %q", interfaceName, name)
	return nil
}
