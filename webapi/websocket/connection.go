package websocket

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"runner/webapi/fetch"
)

// message is one to send, or one that was received.
type message struct {
	data   []byte
	binary bool
}

// closeFrame is what the closing handshake is to begin with (RFC 6455, 5.5.1).
type closeFrame struct {
	code   int // noStatus for an empty frame
	reason string
}

// The status codes that the standard names (RFC 6455, 7.4.1).
const (
	normalClosure   = 1000
	noStatus        = 1005
	abnormalClosure = 1006
)

// closure is how a connection ended. err is nil when that was clean.
type closure struct {
	code   int
	reason string
	err    error
}

func failure(err error) closure { return closure{code: abnormalClosure, err: err} }

var (
	errNotEstablished = errors.New("the WebSocket was closed before the connection was established")
	errVanished       = errors.New("the connection ended without a closing handshake")
	errNotUTF8        = errors.New("the server sent text that is not UTF-8")
)

// inFlight is how many messages may wait for the loop before no more are read.
const inFlight = 16

// connection is the network's side of a WebSocket.
type connection struct {
	socket    *WebSocket // touched on the loop only
	handshake *handshake
	ctx       context.Context
	cancel    context.CancelCauseFunc
	delivery  chan struct{} // holds a token for each message that waits for the loop

	mu    sync.Mutex
	queue []message
	end   *closeFrame   // comes after the queue
	wake  chan struct{} // the queue or end has changed

	handshaking atomic.Bool // the closing handshake is under way
	// What came of that; read when the writer is done.
	closeErr  error
	closeTook time.Duration
}

func newConnection(w *WebSocket, client *fetch.Client, protocols []string, headers []fetch.Header) *connection {
	n := &connection{
		socket:    w,
		handshake: newHandshake(client, w.url, protocols, headers),
		delivery:  make(chan struct{}, inFlight),
		wake:      make(chan struct{}, 1),
	}
	n.ctx, n.cancel = context.WithCancelCause(w.rt.Loop.Context())
	return n
}

// send queues a message. It is called on the loop.
func (n *connection) send(m message) {
	n.mu.Lock()
	n.queue = append(n.queue, m)
	n.mu.Unlock()
	n.signal()
}

// close starts the closing handshake when all messages are sent. It is called on
// the loop.
func (n *connection) close(frame closeFrame) {
	n.mu.Lock()
	n.end = &frame
	n.mu.Unlock()
	n.signal()
}

func (n *connection) signal() {
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// run is the life of the connection, off the loop. It returns what is to be done
// on the loop at its end.
func (n *connection) run() func() {
	defer n.cancel(nil)
	loop := n.socket.rt.Loop
	conn, res, err := n.handshake.dial(n.ctx)
	if err != nil {
		if cause := context.Cause(n.ctx); cause != nil {
			err = cause
		} else {
			err = errors.New(fetch.Explain(err).Message)
		}
		return func() { n.socket.ended(failure(err)) }
	}
	// The library has time limits of its own for closing; a loop that ends does
	// not wait for them.
	defer context.AfterFunc(n.ctx, func() { _ = n.handshake.body.Close() })()
	protocol, extensions := res.Header.Get("Sec-WebSocket-Protocol"), strings.Join(res.Header["Sec-Websocket-Extensions"], ", ")
	loop.Post(func() { n.socket.opened(protocol, extensions) })

	written := make(chan struct{})
	go func() {
		defer close(written)
		n.write(conn)
	}()
	err = n.read(conn)
	if errors.Is(err, errNotUTF8) {
		loop.Post(func() { n.socket.ended(failure(err)) })
		_ = conn.Close(websocket.StatusInvalidFramePayloadData, "")
	}
	if !n.handshaking.Load() {
		n.cancel(nil) // so that the writer ends
	}
	<-written
	if errors.Is(err, errNotUTF8) {
		return nil
	}
	how := n.outcome(err)
	return func() { n.socket.ended(how) }
}

// read takes messages from the network to the loop until the connection ends.
func (n *connection) read(conn *websocket.Conn) error {
	for {
		typ, data, err := conn.Read(n.ctx)
		if err != nil {
			return err
		}
		m := message{data, typ == websocket.MessageBinary}
		if !m.binary && !utf8.Valid(data) {
			return errNotUTF8
		}
		select {
		case n.delivery <- struct{}{}:
		case <-n.ctx.Done():
			return n.ctx.Err()
		}
		n.socket.rt.Loop.Post(func() {
			<-n.delivery
			n.socket.received(m)
		})
	}
}

// report is after how many bytes the script learns that they are sent.
const report = 64 << 10

// write takes messages from the queue to the network, and starts the closing
// handshake after the last.
func (n *connection) write(conn *websocket.Conn) {
	for {
		n.mu.Lock()
		batch, end := n.queue, n.end
		n.queue = nil
		n.mu.Unlock()
		sent := int64(0)
		for i, m := range batch {
			typ := websocket.MessageText
			if m.binary {
				typ = websocket.MessageBinary
			}
			if conn.Write(n.ctx, typ, m.data) != nil {
				return // the reader knows why
			}
			if sent += int64(len(m.data)); sent >= report || i == len(batch)-1 {
				done := sent
				n.socket.rt.Loop.Post(func() { n.socket.sent(done) })
				sent = 0
			}
		}
		if end != nil {
			n.handshaking.Store(true)
			start := time.Now()
			n.closeErr = conn.Close(websocket.StatusCode(end.code), end.reason)
			n.closeTook = time.Since(start)
			return
		}
		select {
		case <-n.wake:
		case <-n.ctx.Done():
			return
		}
	}
}

// closeTimeout is how long the library waits for the server's close frame.
const closeTimeout = 5 * time.Second

// outcome is how the connection ended, once both sides of it are done. err is
// what the reader got.
func (n *connection) outcome(err error) closure {
	var frame websocket.CloseError
	switch {
	case errors.As(err, &frame), errors.As(n.closeErr, &frame):
		if !utf8.ValidString(frame.Reason) {
			return failure(errNotUTF8)
		}
		return closure{code: int(frame.Code), reason: frame.Reason}
	case n.handshaking.Load() && n.closeErr == nil && errors.Is(err, net.ErrClosed) && n.closeTook < closeTimeout:
		// The library came before the reader to the server's close frame, which
		// said the same code; of its reason it tells nothing. Its own time limit
		// looks the same, but for the time.
		return closure{code: n.end.code}
	case n.handshaking.Load(), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return failure(errVanished)
	}
	return failure(errors.New(reason(err)))
}

// reason leaves out what the library puts before the reason of an error.
func reason(err error) string {
	text := err.Error()
	if e := fetch.Explain(err); e.Code != "" {
		text = e.Message
	}
	for _, prefix := range []string{"failed to WebSocket dial: ", "failed to get reader: ", "failed to read: ", "WebSocket protocol violation: ", "WebSocket protcol violation: "} {
		text = strings.TrimPrefix(text, prefix)
	}
	return text
}
