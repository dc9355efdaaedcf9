// Package websocket is the client of the WebSockets standard
// (https://websockets.spec.whatwg.org): the class WebSocket. Its event CloseEvent
// is in webapi/dom.
//
// The protocol (RFC 6455, with permessage-deflate of RFC 7692) is that of
// github.com/coder/websocket. The handshake goes through the transport that
// fetch() of the same runtime uses, so whoever replaces the network replaces it
// for WebSocket too.
//
// A connection is two goroutines, one that reads and one that writes. They end
// with the connection, or when the event loop is closed; as long as they live
// the loop counts as busy. The script's side is touched on the loop only.
//
// Where the standard leaves a choice, it is Node's: compressed messages are
// understood but none are sent, the event "error" is an ErrorEvent that says why,
// and the constructor takes {protocols, headers} where it takes protocols.
//
// The package may use goja, webapi/js, webapi/dom, webapi/blob, webapi/fetch and
// webapi/url.
package websocket
