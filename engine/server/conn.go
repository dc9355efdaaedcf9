package server

import (
	"bytes"
	"context"
	"net"
	"strconv"
	"sync"
)

// conn is a client's connection that can send a reason phrase of the author's
// own, as `statusText` asks for. net/http always sends its standard phrase, so
// the status line is mended on its way out.
type conn struct {
	net.Conn

	mu     sync.Mutex
	status []byte // of the next response, as in " 404"; nil: it is left alone
	reason string // its phrase
}

// connKey is the context key under which a request finds its connection.
type connKey struct{}

func withConn(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return context.WithValue(ctx, connKey{}, c)
	}
	return ctx
}

// setReason sets the reason phrase of the response that is about to be written.
func (c *conn) setReason(status int, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.status, c.reason = strconv.AppendInt([]byte(" "), int64(status), 10), text
}

// versionLength is the length of "HTTP/1.1".
const versionLength = 8

// Write implements [net.Conn]. net/http flushes after each response, so a
// response always starts a write.
func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	status, reason := c.status, c.reason
	end := bytes.IndexByte(p, '\r')
	if status == nil || end < versionLength || !bytes.HasPrefix(p, []byte("HTTP/1.")) || !bytes.HasPrefix(p[versionLength:], status) {
		c.mu.Unlock()
		return c.Conn.Write(p)
	}
	c.status = nil
	c.mu.Unlock()
	mended := make([]byte, 0, len(p)+len(reason))
	mended = append(append(mended, p[:versionLength]...), status...)
	mended = append(append(append(mended, ' '), reason...), p[end:]...)
	n, err := c.Conn.Write(mended)
	return max(0, min(len(p), n-len(mended)+len(p))), err
}

// listener wraps the connections that it accepts.
type listener struct{ net.Listener }

func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c}, nil
}
