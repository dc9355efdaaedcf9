// Package formdata is the FormData interface of the XMLHttpRequest Standard
// (https://xhr.spec.whatwg.org/#interface-formdata) with the encodings of its
// entries: multipart/form-data and application/x-www-form-urlencoded, both
// ways.
//
// The package may use goja, webapi/js, webapi/blob, webapi/url and the standard
// library.
package formdata
