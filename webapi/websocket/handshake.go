package websocket

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/textproto"
	"slices"
	"strings"

	"github.com/coder/websocket"

	"runner/webapi/fetch"
	"runner/webapi/url"
)

// maxMessage is how long a message from the server may be, once it is
// decompressed. A server that sends more than that wants memory.
const maxMessage = 128 << 20

// handshake is "establish a WebSocket connection" (WebSockets, 2). It is also the
// transport for the one request that this takes.
type handshake struct {
	client    *fetch.Client
	url       *url.Record // with the scheme http or https
	protocols []string
	header    http.Header
	host      string
	body      io.Closer // the connection, once there is one
}

func newHandshake(client *fetch.Client, u *url.Record, protocols []string, fields []fetch.Header) *handshake {
	u = u.Clone()
	u.SetProtocol(strings.Replace(u.Scheme, "ws", "http", 1))
	h := &handshake{client: client, url: u, protocols: protocols, header: http.Header{}, host: u.HostPort()}
	for _, f := range fields {
		switch {
		case f.Name == "host":
			h.host = f.Value
		case ownField(f.Name):
		default:
			name := textproto.CanonicalMIMEHeaderKey(f.Name)
			h.header[name] = append(h.header[name], f.Value)
		}
	}
	for name, value := range map[string]string{"User-Agent": "runner", "Pragma": "no-cache", "Cache-Control": "no-cache"} {
		if _, ok := h.header[name]; !ok {
			h.header[name] = []string{value}
		}
	}
	return h
}

// ownField reports whether a field of the header belongs to the handshake, or to
// the connection below, and so not to the script.
func ownField(name string) bool {
	switch name {
	case "connection", "upgrade", "content-length", "transfer-encoding", "keep-alive", "proxy-connection", "te", "trailer":
		return true
	}
	return strings.HasPrefix(name, "sec-websocket-")
}

// dial returns a connection and the response that opened it.
func (h *handshake) dial(ctx context.Context) (*websocket.Conn, *http.Response, error) {
	conn, res, err := websocket.Dial(ctx, "ws://handshake/", &websocket.DialOptions{
		HTTPClient:   &http.Client{Transport: h},
		HTTPHeader:   h.header,
		Host:         h.host,
		Subprotocols: h.protocols,
		// The server may compress, as with Node; this side never does.
		CompressionMode:      websocket.CompressionContextTakeover,
		CompressionThreshold: math.MaxInt,
	})
	if err != nil {
		if res != nil {
			err = fmt.Errorf("the server's handshake is wrong: %s", reason(err))
		}
		return nil, nil, err
	}
	conn.SetReadLimit(maxMessage)
	if p := res.Header["Sec-Websocket-Protocol"]; len(h.protocols) > 0 && (len(p) != 1 || !slices.Contains(h.protocols, p[0])) {
		_ = conn.CloseNow()
		return nil, nil, fmt.Errorf("the server did not choose one of the subprotocols %s", strings.Join(h.protocols, ", "))
	}
	return conn, res, nil
}

// RoundTrip implements [http.RoundTripper]: it sends the request where the
// WebSocket wants it. The library only knows Go's own idea of a URL.
func (h *handshake) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := h.client.RoundTrip(h.url, req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusSwitchingProtocols {
		res.Body.Close() // the library would wait for it
		return nil, fmt.Errorf("the server answered the handshake with status %d instead of 101", res.StatusCode)
	}
	h.body = res.Body
	return res, nil
}

var _ http.RoundTripper = (*handshake)(nil)
