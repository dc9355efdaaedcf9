package eventsource

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"runner/webapi/fetch"
)

// inFlight is how many pieces of the stream may wait for the loop before no more
// is read.
const inFlight = 4

// connect starts a request for the stream (HTML, 9.2.2 and 9.2.3).
func (e *EventSource) connect() {
	ctx, cancel := context.WithCancel(e.rt.Loop.Context())
	e.cancel = cancel
	fields := []fetch.Header{
		{Name: "accept", Value: "text/event-stream"},
		{Name: "accept-encoding", Value: "identity"}, // compression makes events wait
		{Name: "cache-control", Value: "no-cache"},
		{Name: "pragma", Value: "no-cache"},
	}
	// An ID with control characters cannot be told to the server.
	id := e.lastEventID
	if id != "" && httpguts.ValidHeaderFieldValue(id) {
		fields = append(fields, fetch.Header{Name: "last-event-id", Value: id})
	}
	e.rt.Loop.Go(func() func() {
		defer cancel()
		next := e.stream(ctx, fields, id)
		if ctx.Err() != nil {
			return nil // by close(), or because the loop ends
		}
		return next
	})
}

// stream reads one response to its end, off the loop. It returns what to do then.
func (e *EventSource) stream(ctx context.Context, fields []fetch.Header, id string) (next func()) {
	if err := fetch.Refused(e.url); err != nil {
		return e.failing(err)
	}
	res, final, err := e.client.Get(ctx, e.url, fields)
	if err != nil {
		return e.trying(err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode != http.StatusOK:
		return e.failing(fmt.Errorf("the server answered with status %d instead of 200", res.StatusCode))
	case !isEventStream(res):
		return e.failing(fmt.Errorf("the server's content type is %q instead of text/event-stream", res.Header.Get("Content-Type")))
	}
	e.rt.Loop.Post(e.announce)

	type found struct {
		event
		retry time.Duration
	}
	var news []found
	origin := final.Origin()
	p := newParser(id, func(v event, retry time.Duration) { news = append(news, found{v, retry}) })
	delivery := make(chan struct{}, inFlight)
	buffer := make([]byte, 16<<10)
	for {
		n, err := res.Body.Read(buffer)
		tooLong := p.feed(buffer[:n])
		if len(news) > 0 {
			batch := news
			news = nil
			select {
			case delivery <- struct{}{}:
			case <-ctx.Done():
				return nil
			}
			e.rt.Loop.Post(func() {
				<-delivery
				for _, v := range batch {
					e.received(v.event, v.retry, origin)
				}
			})
		}
		switch {
		case tooLong != nil:
			return e.failing(tooLong)
		case errors.Is(err, io.EOF):
			return e.trying(errEnded)
		case err != nil:
			return e.trying(err)
		}
	}
}

func (e *EventSource) failing(err error) (next func()) { return func() { e.fail(message(err)) } }
func (e *EventSource) trying(err error) (next func())  { return func() { e.reestablish(message(err)) } }

var errEnded = errors.New("the server ended the stream")

func message(err error) string { return fetch.Explain(err).Message }

// isEventStream reports whether the response has the right MIME type, with
// whatever parameters.
func isEventStream(res *http.Response) bool {
	h := fetch.NewHeaders(fetch.GuardNone, fetch.Header{Name: "content-type", Value: strings.Join(res.Header["Content-Type"], ", ")})
	t := h.MIMEType()
	return t != nil && t.Essence == "text/event-stream"
}
