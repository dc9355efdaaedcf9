package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// asyncIterator is the default asynchronous iterator object of a
// ReadableStream (4.2.5, and WebIDL, 3.7.10).
type asyncIterator struct {
	js.Base
	rt            *js.Runtime
	reader        *ReadableStreamDefaultReader
	preventCancel bool
	finished      bool
	ongoing       *promise // nil: none
}

// asyncIteratorClass describes the iterator's prototype object, which has no
// constructor.
var asyncIteratorClass = js.Define(js.Class[*asyncIterator]{
	Name:      "ReadableStream AsyncIterator",
	Prototype: func(rt *js.Runtime) *goja.Object { return rt.AsyncIteratorPrototype() },
	Methods: []js.Method[*asyncIterator]{
		{Name: "next", Async: true, Call: func(c js.Call, it *asyncIterator) goja.Value {
			return it.enqueue(it.next).js()
		}},
		{Name: "return", Async: true, Call: asyncIteratorReturn},
	},
	Extend: func(_ *js.Runtime, _, prototype *goja.Object) {
		if err := prototype.Delete("constructor"); err != nil {
			panic(err)
		}
	},
})

// Class implements [js.Native].
func (*asyncIterator) Class() js.Definer { return asyncIteratorClass }

// readableStreamValues is the method values(options), which is
// Symbol.asyncIterator, too.
func readableStreamValues(c js.Call, s *ReadableStream) goja.Value {
	preventCancel, ok := js.Member(c.Dictionary(c.Arg(0), "The options of values"), "preventCancel")
	return c.Wrap(&asyncIterator{
		rt:            c.Runtime,
		preventCancel: ok && preventCancel.ToBoolean(),
		reader:        acquireReadableStreamDefaultReader(s),
	})
}

// enqueue runs steps when what goes on already has settled.
func (it *asyncIterator) enqueue(steps func() *promise) *promise {
	if it.ongoing == nil {
		it.ongoing = steps()
	} else {
		run := func(goja.Value) *promise { return steps() }
		it.ongoing = it.ongoing.chain(run, run)
	}
	return it.ongoing
}

// next is the steps of next().
func (it *asyncIterator) next() *promise {
	result := newPromise(it.rt)
	if it.finished {
		result.resolve(it.rt.IterResult(goja.Undefined(), true))
		return result
	}
	next := newPromise(it.rt)
	readableStreamDefaultReaderRead(it.reader, iteratorRequest{it, next})
	next.then(func(chunk goja.Value) {
		it.ongoing = nil
		if chunk == nil {
			it.finished = true
			result.resolve(it.rt.IterResult(goja.Undefined(), true))
		} else {
			result.resolve(it.rt.IterResult(chunk, false))
		}
	}, func(reason goja.Value) {
		it.ongoing = nil
		it.finished = true
		result.reject(reason)
	})
	return result
}

// iteratorRequest is the read request of "get the next iteration result". The
// end of iteration is nil.
type iteratorRequest struct {
	it   *asyncIterator
	next *promise
}

func (r iteratorRequest) chunkSteps(chunk goja.Value) {
	r.next.adopt(chunk) // "resolve promise with chunk": it may be a thenable
}

func (r iteratorRequest) closeSteps() {
	readableStreamDefaultReaderRelease(r.it.reader)
	r.next.resolve(nil)
}

func (r iteratorRequest) errorSteps(e goja.Value) {
	readableStreamDefaultReaderRelease(r.it.reader)
	r.next.reject(e)
}

func asyncIteratorReturn(c js.Call, it *asyncIterator) goja.Value {
	value := c.Arg(0)
	return it.enqueue(func() *promise {
		if it.finished {
			return fulfilledWith(it.rt, c.IterResult(value, true))
		}
		it.finished = true
		return it.close(value)
	}).chain(func(goja.Value) *promise {
		return fulfilledWith(it.rt, it.rt.IterResult(value, true))
	}, nil).js()
}

// close is the asynchronous iterator return steps.
func (it *asyncIterator) close(value goja.Value) *promise {
	result := resolved(it.rt)
	if !it.preventCancel {
		result = readableStreamCancel(it.reader.stream, value)
	}
	readableStreamDefaultReaderRelease(it.reader)
	return result
}

var _ js.Native = (*asyncIterator)(nil)
