// Package url is the URL standard (https://url.spec.whatwg.org/): the parser,
// the URL record, the classes URL and URLSearchParams, and the
// application/x-www-form-urlencoded format.
//
// [Parse], [Record] and the form functions are plain Go and know nothing of
// JavaScript, so that fetch, the endpoint context and others can use them. The
// package may use goja, the binding kit, and golang.org/x/net and x/text for
// the tables of IDNA and Unicode normalization.
package url
