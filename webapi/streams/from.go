package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// readableStreamFromIterable is ReadableStreamFromIterable (4.9.1). It throws.
func readableStreamFromIterable(rt *js.Runtime, v goja.Value) *ReadableStream {
	it := openAsyncSequence(rt, v)
	var stream *ReadableStream
	stream = createReadableStream(rt, nil, &algorithmFuncs{
		pullFunc: func() *promise {
			c := stream.controller.(*ReadableStreamDefaultController)
			return it.next().chain(func(result goja.Value) *promise {
				o, ok := result.(*goja.Object)
				if !ok {
					return rejectedWith(rt, rt.TypeError("The iterator's next() gave a value that is not an object"))
				}
				exception := rt.Try(func() {
					if member(o, "done").ToBoolean() {
						readableStreamDefaultControllerClose(c)
					} else {
						readableStreamDefaultControllerEnqueue(c, member(o, "value"))
					}
				})
				if exception != nil {
					return rejectedWith(rt, exception)
				}
				return nil
			}, nil)
		},
		cancelFunc: it.close,
	}, 0, nil)
	return stream
}

// member reads a property of an object that a script gave.
func member(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// asyncSequence is an opened async sequence (WebIDL, 3.2.22): an async iterator,
// or a sync one that is wrapped as %AsyncFromSyncIteratorPrototype% does.
type asyncSequence struct {
	rt       *js.Runtime
	iterator *goja.Object
	nextFunc goja.Callable
	sync     bool
}

// openAsyncSequence converts a value to an async sequence and opens it. A string
// counts as iterable. It throws.
func openAsyncSequence(rt *js.Runtime, v goja.Value) *asyncSequence {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		rt.ThrowTypeError("%v is not iterable", v)
	}
	s := &asyncSequence{rt: rt}
	o := v.ToObject(rt.Runtime)
	open := getMethod(rt, o, js.SymAsyncIterator)
	if open == nil {
		s.sync = true
		if open = getMethod(rt, o, goja.SymIterator); open == nil {
			rt.ThrowTypeError("The value is neither iterable nor async iterable")
		}
	}
	iterator, ok := rt.Call(open, v).(*goja.Object)
	if !ok {
		rt.ThrowTypeError("The iterator is not an object")
	}
	s.iterator = iterator
	s.nextFunc, _ = goja.AssertFunction(member(iterator, "next"))
	return s
}

func getMethod(rt *js.Runtime, o *goja.Object, key *goja.Symbol) goja.Callable {
	return method(rt, o.GetSymbol(key))
}

// method is GetMethod (ECMA-262, 7.3.10) on a property's value: nil for
// undefined and null, a TypeError for what cannot be called.
func method(rt *js.Runtime, v goja.Value) goja.Callable {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		rt.ThrowTypeError("The iterator method is not a function")
	}
	return f
}

// next is the promise of the next iterator result.
func (s *asyncSequence) next() *promise {
	return s.result(func() goja.Value {
		if s.nextFunc == nil {
			s.rt.ThrowTypeError("The iterator's next is not a function")
		}
		return s.rt.Call(s.nextFunc, s.iterator)
	}, true)
}

// close is "close an async iterator" with a reason.
func (s *asyncSequence) close(reason goja.Value) *promise {
	var f goja.Callable
	if exception := s.rt.Try(func() { f = method(s.rt, s.iterator.Get("return")) }); exception != nil {
		return rejectedWith(s.rt, exception)
	}
	if f == nil {
		return resolved(s.rt)
	}
	result := s.result(func() goja.Value { return s.rt.Call(f, s.iterator, reason) }, false)
	return result.chain(func(v goja.Value) *promise {
		if _, ok := v.(*goja.Object); !ok {
			return rejectedWith(s.rt, s.rt.TypeError("The iterator's return() gave a value that is not an object"))
		}
		return nil
	}, nil)
}

// result calls one of the iterator's methods and waits for what it returns. The
// value in a sync iterator's result is waited for, too; when that fails, and
// closeOnReject says so, the iterator is closed (ECMA-262, 27.1.6.4).
func (s *asyncSequence) result(call func() goja.Value, closeOnReject bool) *promise {
	var p *promise
	exception := s.rt.Try(func() {
		v := call()
		if !s.sync {
			p = resolvedWith(s.rt, v)
			return
		}
		o, ok := v.(*goja.Object)
		if !ok {
			s.rt.ThrowTypeError("The iterator gave a value that is not an object")
		}
		done := member(o, "done").ToBoolean()
		p = promiseResolve(s.rt, member(o, "value")).chain(func(value goja.Value) *promise {
			return fulfilledWith(s.rt, s.rt.IterResult(value, done))
		}, func(reason goja.Value) *promise {
			if !done && closeOnReject {
				s.closeSync()
			}
			return rejectedWith(s.rt, reason)
		})
	})
	if exception != nil {
		return rejectedWith(s.rt, exception)
	}
	return p
}

// closeSync is IteratorClose after a rejection, whose own failures are dropped.
func (s *asyncSequence) closeSync() {
	s.rt.Try(func() {
		if f := method(s.rt, s.iterator.Get("return")); f != nil {
			s.rt.Call(f, s.iterator)
		}
	})
}
