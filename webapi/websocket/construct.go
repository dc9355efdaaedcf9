package websocket

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// construct is the constructor (WebSockets, 3.1). It validates, and leaves the
// handshake to a goroutine.
func construct(c js.Call) *WebSocket {
	address := c.String(c.Arg(0))
	protocols, headers := readOptions(c, c.Arg(1))
	w := &WebSocket{rt: c.Runtime, url: parseURL(c, address), inContext: func(task func()) { task() }}
	validateProtocols(c, protocols)
	if c.CaptureContext != nil {
		w.inContext = c.CaptureContext()
	}
	w.conn = newConnection(w, fetch.NewClient(c.Runtime), protocols, headers)
	c.Loop.Go(w.conn.run)
	return w
}

// parseURL is "obtain a WebSocket URL record" (WebSockets, 3.1).
func parseURL(c js.Call, address string) *url.Record {
	u, err := url.Parse(address, fetch.BaseURL(c.Runtime))
	if err != nil {
		c.ThrowDOMException("SyntaxError", "Failed to construct 'WebSocket': The URL '%s' is invalid.", address)
	}
	switch u.Scheme {
	case "http":
		u = u.Clone()
		u.SetProtocol("ws")
	case "https":
		u = u.Clone()
		u.SetProtocol("wss")
	case "ws", "wss":
	default:
		c.ThrowDOMException("SyntaxError", "Failed to construct 'WebSocket': The URL's scheme must be 'ws', 'wss', 'http' or 'https'; '%s' is not allowed.", u.Scheme)
	}
	if u.HasFragment {
		c.ThrowDOMException("SyntaxError", "Failed to construct 'WebSocket': The URL contains a fragment ('%s'), which is not allowed.", u.Hash())
	}
	return u
}

// readOptions converts the second argument: protocols, or Node's dictionary with
// them and the fields for the header of the handshake.
func readOptions(c js.Call, v goja.Value) (protocols []string, headers []fetch.Header) {
	o, ok := v.(*goja.Object)
	if !ok {
		if v == nil || goja.IsUndefined(v) {
			return nil, nil
		}
		return readProtocols(c, v), nil
	}
	if c.IsIterable(o) {
		return readProtocols(c, o), nil
	}
	if _, ok := js.Member(o, "dispatcher"); ok {
		c.ThrowTypeError("Failed to construct 'WebSocket': the option 'dispatcher' is not supported; connections go the way that fetch() goes.")
	}
	if v, ok := js.Member(o, "headers"); ok && !goja.IsNull(v) {
		headers = fetch.HeadersFrom(c, v).All()
	}
	if v, ok := js.Member(o, "protocols"); ok {
		protocols = readProtocols(c, v)
	}
	return protocols, headers
}

// readProtocols converts to `(DOMString or sequence<DOMString>)`.
func readProtocols(c js.Call, v goja.Value) (protocols []string) {
	if o, ok := v.(*goja.Object); ok && c.IsIterable(o) {
		c.Sequence(o, "The protocols of a WebSocket", func(v goja.Value) { protocols = append(protocols, c.String(v)) })
		return protocols
	}
	return []string{c.String(v)}
}

// validateProtocols wants tokens that differ (RFC 6455, 4.1), whatever their
// case.
func validateProtocols(c js.Call, protocols []string) {
	seen := make(map[string]bool, len(protocols))
	for _, p := range protocols {
		if !isToken(p) {
			c.ThrowDOMException("SyntaxError", "Failed to construct 'WebSocket': The subprotocol '%s' is invalid.", p)
		}
		lower := strings.ToLower(p)
		if seen[lower] {
			c.ThrowDOMException("SyntaxError", "Failed to construct 'WebSocket': The subprotocol '%s' is duplicated.", p)
		}
		seen[lower] = true
	}
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`()<>@,;:\"/[]?={}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}
