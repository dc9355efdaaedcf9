// Package blob is the File API (https://w3c.github.io/FileAPI/): Blob, File and
// the object URLs that stand for them.
//
// A blob is bytes in memory that never change, so a slice, a clone and an
// object URL share them with the blob they were made from.
//
// The package may use goja, the binding kit webapi/js, webapi/encoding,
// webapi/streams and webapi/crypto (for the identifiers in object URLs).
package blob
