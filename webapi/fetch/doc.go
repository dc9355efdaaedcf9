// Package fetch is the Fetch standard (https://fetch.spec.whatwg.org): Headers,
// Request, Response, bodies and fetch itself, in Go.
//
// The Go types carry the standard's names and can be used from Go: the server
// makes a Request from what came over the wire and reads a Response without
// running JavaScript.
package fetch
