// Package eventsource is server-sent events (HTML, 9.2): the class EventSource
// and the format text/event-stream.
//
// Requests go through the transport that fetch() of the same runtime uses. The
// stream is read and parsed by a goroutine, which ends with the connection, or
// when the event loop is closed. The loop counts as busy while the source is
// connected and while it waits to connect again; close() ends that.
//
// The package may use goja, webapi/js, webapi/dom, webapi/encoding, webapi/fetch
// and webapi/url.
package eventsource
