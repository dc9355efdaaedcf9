package eventsource

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"time"

	"runner/webapi/encoding"
)

// event is what the parser finds in a stream: an event, or only the news of its
// ID or of the time for reconnecting.
type event struct {
	typ  string // "" is "message"
	data string
	id   string // the last event ID from now on
	kind kind
}

type kind int

const (
	messageEvent kind = iota
	idChange          // no event: only the ID
	retryChange       // no event: only retry
)

// maxEvent is how long an event, or a line of one, may be. A server that sends
// more than that wants memory.
const maxEvent = 64 << 20

var errTooLong = errors.New("an event of the stream is too long")

// parser interprets an event stream (HTML, 9.2.6), whatever the pieces in which
// it arrives.
type parser struct {
	emit  func(e event, retry time.Duration)
	line  []byte // the line that has begun
	begun bool   // the first line is over, and with it the place for a BOM
	cr    bool   // the last byte was a CR, so that a LF now is part of it

	data []byte // with a LF after each line
	typ  []byte
	id   string
}

// newParser makes a parser. id is the last event ID of the source, which stands
// until the stream has another. emit gets the events in order; retry is set for
// retryChange.
func newParser(id string, emit func(e event, retry time.Duration)) *parser {
	return &parser{id: id, emit: emit}
}

// feed takes the next piece of the stream.
func (p *parser) feed(b []byte) error {
	for len(b) > 0 {
		if p.cr {
			p.cr = false
			if b[0] == '\n' {
				b = b[1:]
				continue
			}
		}
		end := bytes.IndexByte(b, '\n')
		if cr := bytes.IndexByte(b[:max(end, 0)], '\r'); cr >= 0 {
			end = cr
		} else if end < 0 {
			end = bytes.IndexByte(b, '\r')
		}
		if end < 0 {
			p.line = append(p.line, b...)
			return p.check()
		}
		line := b[:end]
		if len(p.line) > 0 {
			p.line = append(p.line, line...)
			line = p.line
		}
		p.cr = b[end] == '\r'
		b = b[end+1:]
		if !p.begun {
			p.begun = true
			line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		}
		p.interpret(line)
		p.line = p.line[:0]
		if err := p.check(); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) check() error {
	if len(p.line)+len(p.data) > maxEvent {
		return errTooLong
	}
	return nil
}

// interpret takes one line.
func (p *parser) interpret(line []byte) {
	if len(line) == 0 {
		p.dispatch()
		return
	}
	field, value, colon := bytes.Cut(line, []byte(":"))
	if colon && len(value) > 0 && value[0] == ' ' {
		value = value[1:]
	}
	switch string(field) {
	case "event":
		p.typ = append(p.typ[:0], value...)
	case "data":
		p.data = append(append(p.data, value...), '\n')
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			p.id = encoding.UTF8WithoutBOM(value)
		}
	case "retry":
		if d, ok := parseRetry(value); ok {
			p.emit(event{kind: retryChange}, d)
		}
	}
}

// parseRetry takes nothing but ASCII digits. What is more than a timer can wait is
// as much as it can.
func parseRetry(value []byte) (time.Duration, bool) {
	for _, c := range value {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	if len(value) == 0 {
		return 0, false
	}
	ms, err := strconv.ParseInt(string(value), 10, 32)
	if err != nil {
		ms = math.MaxInt32
	}
	return time.Duration(ms) * time.Millisecond, true
}

// dispatch is what an empty line asks for.
func (p *parser) dispatch() {
	e := event{id: p.id, kind: idChange}
	if len(p.data) > 0 {
		e.kind = messageEvent
		// Decoding what was split at CR and LF gives the same as splitting what
		// was decoded.
		e.typ, e.data = encoding.UTF8WithoutBOM(p.typ), encoding.UTF8WithoutBOM(p.data[:len(p.data)-1])
	}
	p.data, p.typ = p.data[:0], p.typ[:0]
	p.emit(e, 0)
}
