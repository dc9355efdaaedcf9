package streams

import (
	"github.com/dop251/goja"
)

// readableStreamTee is ReadableStreamTee (4.9.1). It throws when the stream is
// locked.
func readableStreamTee(s *ReadableStream, cloneForBranch2 bool) (a, b *ReadableStream) {
	if _, ok := s.controller.(*ReadableByteStreamController); ok {
		return readableByteStreamTee(s)
	}
	return readableStreamDefaultTee(s, cloneForBranch2)
}

// teeState is what the two kinds of tee share: the cancelling of the branches.
type teeState struct {
	stream        *ReadableStream
	branch        [2]*ReadableStream
	canceled      [2]bool
	reason        [2]goja.Value
	cancelPromise *promise
	reading       bool
}

// cancel is cancel1Algorithm and cancel2Algorithm.
func (t *teeState) cancel(i int) func(reason goja.Value) *promise {
	return func(reason goja.Value) *promise {
		t.canceled[i], t.reason[i] = true, reason
		if t.canceled[1-i] {
			composite := t.stream.rt.NewArray(t.reason[0], t.reason[1])
			t.cancelPromise.follow(readableStreamCancel(t.stream, composite))
		}
		return t.cancelPromise
	}
}

// end resolves the cancel promise unless both branches were cancelled.
func (t *teeState) end() {
	if !t.canceled[0] || !t.canceled[1] {
		t.cancelPromise.resolve(goja.Undefined())
	}
}

// defaultTee is one run of ReadableStreamDefaultTee.
type defaultTee struct {
	teeState
	reader    *ReadableStreamDefaultReader
	readAgain bool
	clone     bool
}

// readableStreamDefaultTee is ReadableStreamDefaultTee.
func readableStreamDefaultTee(s *ReadableStream, cloneForBranch2 bool) (a, b *ReadableStream) {
	t := &defaultTee{
		teeState: teeState{stream: s, cancelPromise: newPromise(s.rt)},
		reader:   acquireReadableStreamDefaultReader(s),
		clone:    cloneForBranch2 && s.rt.StructuredClone != nil,
	}
	for i := range t.branch {
		t.branch[i] = createReadableStream(s.rt, nil, &algorithmFuncs{t.pull, t.cancel(i)}, 1, nil)
	}
	t.reader.closedPromise.then(nil, func(reason goja.Value) {
		t.error(reason)
		t.end()
	})
	return t.branch[0], t.branch[1]
}

func (t *defaultTee) controller(i int) *ReadableStreamDefaultController {
	return t.branch[i].controller.(*ReadableStreamDefaultController)
}

func (t *defaultTee) error(e goja.Value) {
	readableStreamDefaultControllerError(t.controller(0), e)
	readableStreamDefaultControllerError(t.controller(1), e)
}

func (t *defaultTee) pull() *promise {
	if t.reading {
		t.readAgain = true
	} else {
		t.reading = true
		readableStreamDefaultReaderRead(t.reader, t)
	}
	return resolved(t.stream.rt)
}

// chunkSteps waits for a microtask, so that an error of the stream reaches the
// branches before the chunks that were there already.
func (t *defaultTee) chunkSteps(chunk goja.Value) {
	rt := t.stream.rt
	rt.Microtask(func() {
		t.readAgain = false
		chunks := [2]goja.Value{chunk, chunk}
		if !t.canceled[1] && t.clone {
			exception := rt.Try(func() { chunks[1] = rt.StructuredClone(rt, chunk) })
			if exception != nil {
				t.error(exception)
				t.cancelPromise.follow(readableStreamCancel(t.stream, exception))
				return
			}
		}
		for i := range t.branch {
			if !t.canceled[i] {
				readableStreamDefaultControllerEnqueue(t.controller(i), chunks[i])
			}
		}
		t.reading = false
		if t.readAgain {
			t.pull()
		}
	})
}

func (t *defaultTee) closeSteps() {
	t.reading = false
	for i := range t.branch {
		if !t.canceled[i] {
			readableStreamDefaultControllerClose(t.controller(i))
		}
	}
	t.end()
}

func (t *defaultTee) errorSteps(goja.Value) { t.reading = false }
