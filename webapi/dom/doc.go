// Package dom is what the DOM standard (https://dom.spec.whatwg.org) offers
// outside of a document: Event, EventTarget, AbortController, AbortSignal, and
// with them DOMException (WebIDL) and the event interfaces of HTML that other
// specifications build on.
//
// There is no tree here: an event's path is its target alone.
//
// A Go type becomes an event target by embedding [EventTarget], and an event by
// embedding [Event]. Both are cheap until JavaScript looks at them: an
// [AbortSignal] that no script has touched is a Go struct without an object.
//
// The package may use goja, webapi/js and webapi/hrtime.
package dom
