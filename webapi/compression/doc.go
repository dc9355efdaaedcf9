// Package compression is the Compression standard
// (https://compression.spec.whatwg.org): CompressionStream and
// DecompressionStream for gzip, deflate, deflate-raw and brotli, and for zstd,
// which the other server runtimes have too.
//
// Large chunks are worked on off the loop. gzip, deflate and zstd are
// github.com/klauspost/compress, twice as fast as the standard library; brotli
// is github.com/andybalholm/brotli.
//
// The package may use goja, the binding kit webapi/js, webapi/streams and those
// modules.
package compression
