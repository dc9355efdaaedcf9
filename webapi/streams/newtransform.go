package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Transformer is a transform written in Go. Its methods run on the loop, and may
// throw with the runtime's functions; what they throw errors both sides.
type Transformer interface {
	// Transform takes a chunk and enqueues what comes of it.
	Transform(t *Transform, chunk goja.Value)

	// Flush runs after the last chunk.
	Flush(t *Transform)
}

// Canceler is a [Transformer] that wants to know that the stream is cancelled or
// aborted, and that there will be no Flush.
type Canceler interface{ Cancel(reason goja.Value) }

// AsyncTransformer is a transform whose work leaves the loop: compressing a large
// chunk, say. While it works the stream waits, so there is one call at a time.
type AsyncTransformer interface {
	// Work turns a chunk into a job for another goroutine, which returns the
	// chunks to enqueue, or an error. A nil chunk asks for the flush. It may
	// throw, and may return nil when there is nothing to do.
	Work(t *Transform, chunk goja.Value) func() (chunks [][]byte, err error)
}

// Transform is a [TransformStream] whose transformer is written in Go.
type Transform struct {
	*js.Runtime
	Readable *ReadableStream
	Writable *WritableStream

	stream *TransformStream
}

// NewTransform sets up a transform stream ("set up a TransformStream", 9.3.1)
// with high water marks of 1 and 0.
func NewTransform(rt *js.Runtime, transformer Transformer) *Transform {
	return newTransform(rt, func(t *Transform, chunk goja.Value) *promise {
		exception := rt.Try(func() {
			if chunk == nil {
				transformer.Flush(t)
			} else {
				transformer.Transform(t, chunk)
			}
		})
		if exception != nil {
			return rejectedWith(rt, exception)
		}
		return resolved(rt)
	}, transformer)
}

// NewAsyncTransform is [NewTransform] for a transform that works off the loop.
func NewAsyncTransform(rt *js.Runtime, transformer AsyncTransformer) *Transform {
	return newTransform(rt, func(t *Transform, chunk goja.Value) *promise {
		var job func() ([][]byte, error)
		exception := rt.Try(func() { job = transformer.Work(t, chunk) })
		if exception != nil {
			return rejectedWith(rt, exception)
		}
		if job == nil {
			return resolved(rt)
		}
		p := newPromise(rt)
		rt.Loop.Go(func() func() {
			chunks, err := job()
			return func() {
				rt.Enter(func() { t.deliver(p, chunks, err) })
			}
		})
		return p
	}, transformer)
}

func newTransform(rt *js.Runtime, run func(t *Transform, chunk goja.Value) *promise, transformer any) *Transform {
	s := &TransformStream{rt: rt}
	t := &Transform{Runtime: rt, stream: s}
	initializeTransformStream(s, resolved(rt), 1, nil, 0, nil)
	c := &TransformStreamDefaultController{
		transform: func(chunk goja.Value) *promise { return run(t, chunk) },
		flush:     func() *promise { return run(t, nil) },
	}
	if canceler, ok := transformer.(Canceler); ok {
		c.cancel = func(reason goja.Value) *promise {
			canceler.Cancel(reason)
			return resolved(rt)
		}
	}
	setUpTransformStreamDefaultController(s, c)
	t.Readable, t.Writable = s.readable, s.writable
	return t
}

// Enqueue puts a chunk into the readable side. It throws when that is closed or
// errored.
func (t *Transform) Enqueue(chunk goja.Value) {
	if exception := transformStreamDefaultControllerEnqueue(t.stream.controller, chunk); exception != nil {
		t.Throw(exception)
	}
}

// EnqueueBytes enqueues a Uint8Array on b, which the stream owns from now on.
func (t *Transform) EnqueueBytes(b []byte) {
	t.Enqueue(newUint8Array(t.Runtime, &memory{bytes: b}, 0, len(b)))
}

// deliver enqueues the result of a job, unless the stream ended meanwhile.
func (t *Transform) deliver(p *promise, chunks [][]byte, err error) {
	exception := t.Try(func() {
		for _, chunk := range chunks {
			if readableStreamDefaultControllerCanCloseOrEnqueue(t.stream.readableController()) {
				t.EnqueueBytes(chunk)
			}
		}
		if err != nil {
			t.Throw(exceptionOf(t.Runtime, err))
		}
	})
	if exception != nil {
		p.reject(exception)
	} else {
		p.resolve(goja.Undefined())
	}
}
