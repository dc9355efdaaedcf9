package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// ReadableStream is the interface of that name (4.2).
type ReadableStream struct {
	js.Base
	rt          *js.Runtime
	state       readableState
	disturbed   bool
	storedError goja.Value
	controller  readableController

	// [[reader]]: at most one of the two is set.
	defaultReader *ReadableStreamDefaultReader
	byobReader    *ReadableStreamBYOBReader

	source *goSource // where the bytes come from, when they come from Go
	taken  bool      // Go reads it, without a reader object: locked
}

type readableState uint8

const (
	readable readableState = iota
	closed
	errored
)

// readableController is what a stream asks of its controller (4.9.2).
type readableController interface {
	cancelSteps(reason goja.Value) *promise
	pullSteps(request readRequest)
	releaseSteps()
}

// ReadableStreamClass describes the interface.
var ReadableStreamClass = js.Define(js.Class[*ReadableStream]{
	Name:      "ReadableStream",
	Construct: newReadableStream,
	Static: []js.Function{
		{Name: "from", Length: 1, Call: func(c js.Call) goja.Value {
			return c.Wrap(readableStreamFromIterable(c.Runtime, c.Arg(0)))
		}},
	},
	Attributes: []js.Attribute[*ReadableStream]{
		{Name: "locked", Get: func(c js.Call, s *ReadableStream) goja.Value { return c.ToValue(s.Locked()) }},
	},
	Methods: []js.Method[*ReadableStream]{
		{Name: "cancel", Async: true, Call: readableStreamCancelMethod},
		{Name: "getReader", Call: readableStreamGetReader},
		{Name: "pipeThrough", Length: 1, Call: readableStreamPipeThrough},
		{Name: "pipeTo", Length: 1, Async: true, Call: readableStreamPipeToMethod},
		{Name: "tee", Call: readableStreamTeeMethod},
		{Name: "values", Call: readableStreamValues},
	},
	Extend: func(rt *js.Runtime, _, prototype *goja.Object) {
		err := prototype.DefineDataPropertySymbol(js.SymAsyncIterator, prototype.Get("values"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		if err != nil {
			panic(err)
		}
	},
})

// Class implements [js.Native].
func (*ReadableStream) Class() js.Definer { return ReadableStreamClass }

// newReadableStream is the constructor.
func newReadableStream(c js.Call) *ReadableStream {
	underlyingSource := optionalObject(c, 0, "ReadableStream")
	strategy := toQueuingStrategy(c.Runtime, c.Arg(1))
	dict := toUnderlyingSource(c.Runtime, underlyingSource)
	stream := initializeReadableStream(c.Runtime)
	if dict.bytes {
		if strategy.size != nil {
			c.ThrowRangeError("A byte stream takes no size function in its strategy.")
		}
		hwm := extractHighWaterMark(c.Runtime, strategy, 0)
		setUpReadableByteStreamControllerFromUnderlyingSource(stream, underlyingSource, dict, hwm)
		return stream
	}
	size := extractSizeAlgorithm(c.Runtime, strategy)
	hwm := extractHighWaterMark(c.Runtime, strategy, 1)
	setUpReadableStreamDefaultControllerFromUnderlyingSource(stream, underlyingSource, dict, hwm, size)
	return stream
}

// optionalObject converts an argument of type `optional object`: undefined when
// it is missing.
func optionalObject(c js.Call, i int, class string) goja.Value {
	v := c.Arg(i)
	if _, ok := v.(*goja.Object); !ok && !goja.IsUndefined(v) {
		c.ThrowTypeError("Failed to construct '%s': argument %d is not an object.", class, i+1)
	}
	return v
}

func readableStreamCancelMethod(c js.Call, s *ReadableStream) goja.Value {
	if s.Locked() {
		c.ThrowTypeError("Cannot cancel a stream that is locked to a reader")
	}
	return readableStreamCancel(s, c.Arg(0)).js()
}

func readableStreamGetReader(c js.Call, s *ReadableStream) goja.Value {
	mode, ok := js.Member(c.Dictionary(c.Arg(0), "The options of getReader"), "mode")
	if !ok {
		return c.Wrap(acquireReadableStreamDefaultReader(s))
	}
	if name := c.String(mode); name != "byob" {
		c.ThrowTypeError("%q is not a mode of a reader; the only one is \"byob\".", name)
	}
	return c.Wrap(acquireReadableStreamBYOBReader(s))
}

func readableStreamPipeThrough(c js.Call, s *ReadableStream) goja.Value {
	pair := c.Dictionary(c.Arg(0), "The transform of pipeThrough")
	side, _ := js.Member(pair, "readable")
	readable, ok := js.State[*ReadableStream](side)
	if !ok {
		c.ThrowTypeError("The member 'readable' of the transform is not a ReadableStream.")
	}
	side, _ = js.Member(pair, "writable")
	writable, ok := js.State[*WritableStream](side)
	if !ok {
		c.ThrowTypeError("The member 'writable' of the transform is not a WritableStream.")
	}
	options := toPipeOptions(c.Runtime, c.Arg(1))
	if s.Locked() {
		c.ThrowTypeError("Cannot pipe a stream that is locked to a reader")
	}
	if writable.Locked() {
		c.ThrowTypeError("Cannot pipe to a stream that is locked to a writer")
	}
	readableStreamPipeTo(s, writable, options).setHandled()
	return c.Wrap(readable)
}

func readableStreamPipeToMethod(c js.Call, s *ReadableStream) goja.Value {
	destination, ok := js.State[*WritableStream](c.Arg(0))
	if !ok {
		c.ThrowTypeError("The destination of pipeTo is not a WritableStream.")
	}
	options := toPipeOptions(c.Runtime, c.Arg(1))
	if s.Locked() {
		c.ThrowTypeError("Cannot pipe a stream that is locked to a reader")
	}
	if destination.Locked() {
		c.ThrowTypeError("Cannot pipe to a stream that is locked to a writer")
	}
	return readableStreamPipeTo(s, destination, options).js()
}

func readableStreamTeeMethod(c js.Call, s *ReadableStream) goja.Value {
	a, b := readableStreamTee(s, false)
	return c.NewArray(c.Wrap(a), c.Wrap(b))
}

// Locked reports whether the stream has a reader (IsReadableStreamLocked).
func (s *ReadableStream) Locked() bool {
	return s.taken || s.defaultReader != nil || s.byobReader != nil
}

// Disturbed reports whether the stream was ever read from or cancelled.
func (s *ReadableStream) Disturbed() bool { return s.disturbed }

// Errored reports whether the stream has failed.
func (s *ReadableStream) Errored() bool { return s.state == errored }

// Closed reports whether the stream has ended.
func (s *ReadableStream) Closed() bool { return s.state == closed }

// Cancel is "cancel a readable stream": the consumer has lost interest. reason
// may be nil. A failure of the source is dropped.
func (s *ReadableStream) Cancel(rt *js.Runtime, reason goja.Value) {
	if reason == nil {
		reason = goja.Undefined()
	}
	rt.Enter(func() { readableStreamCancel(s, reason) })
}

// Tee is "tee a readable stream" for other specifications: the second branch
// gets structured clones of the chunks. It throws when the stream is locked.
func (s *ReadableStream) Tee(rt *js.Runtime) (a, b *ReadableStream) {
	if a, b, ok := teeBytes(s); ok {
		return a, b
	}
	rt.Enter(func() { a, b = readableStreamTee(s, true) })
	return a, b
}

// Proxy is "create a proxy for a ReadableStream": the stream that an identity
// transform makes of it. It throws when the stream is locked. The original is
// locked and, since a pipe reads it, disturbed.
func (s *ReadableStream) Proxy(rt *js.Runtime) *ReadableStream {
	if s.Locked() {
		rt.ThrowTypeError("The stream is locked to a reader")
	}
	if s.untouched() {
		source := s.take()
		if source.memory {
			return FromBytes(rt, source.bytes)
		}
		return FromReader(rt, source.reader)
	}
	identity := &TransformStream{rt: rt}
	rt.Enter(func() {
		initializeTransformStream(identity, resolved(rt), 1, nil, 0, nil)
		setUpTransformStreamDefaultControllerFromTransformer(identity, goja.Undefined(), transformer{})
		readableStreamPipeTo(s, identity.writable, pipeOptions{}).setHandled()
	})
	return identity.readable
}

// Used makes a stream that has been read to its end: locked and disturbed. It
// stands for a body that was consumed in Go before a script asked for it.
func Used(rt *js.Runtime) *ReadableStream {
	s := FromBytes(rt, nil)
	s.take()
	return s
}

// FromIterable is ReadableStream.from. It throws.
func FromIterable(rt *js.Runtime, iterable goja.Value) *ReadableStream {
	return readableStreamFromIterable(rt, iterable)
}

var _ js.Native = (*ReadableStream)(nil)
