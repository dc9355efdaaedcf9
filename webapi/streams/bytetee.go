package streams

import (
	"slices"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// byteTee is one run of ReadableByteStreamTee (4.9.1). Each branch that has a
// BYOB request gets the stream's bytes read straight into its memory.
type byteTee struct {
	teeState
	reader     *ReadableStreamDefaultReader // one of the two is set
	byobReader *ReadableStreamBYOBReader
	readAgain  [2]bool
}

// readableByteStreamTee is ReadableByteStreamTee. It throws when the stream is
// locked.
func readableByteStreamTee(s *ReadableStream) (a, b *ReadableStream) {
	t := &byteTee{
		teeState: teeState{stream: s, cancelPromise: newPromise(s.rt)},
		reader:   acquireReadableStreamDefaultReader(s),
	}
	for i := range t.branch {
		t.branch[i] = createReadableByteStream(s.rt, &algorithmFuncs{t.pull(i), t.cancel(i)})
	}
	t.forwardReaderError()
	return t.branch[0], t.branch[1]
}

func (t *byteTee) controller(i int) *ReadableByteStreamController {
	return t.branch[i].controller.(*ReadableByteStreamController)
}

func (t *byteTee) error(e goja.Value) {
	readableByteStreamControllerError(t.controller(0), e)
	readableByteStreamControllerError(t.controller(1), e)
}

// forwardReaderError errors the branches when the stream fails under the
// present reader.
func (t *byteTee) forwardReaderError() {
	reader, byob := t.reader, t.byobReader
	var closed *promise
	if reader != nil {
		closed = reader.closedPromise
	} else {
		closed = byob.closedPromise
	}
	closed.then(nil, func(reason goja.Value) {
		if reader == t.reader && byob == t.byobReader {
			t.error(reason)
			t.end()
		}
	})
}

// pull is pull1Algorithm and pull2Algorithm.
func (t *byteTee) pull(i int) func() *promise {
	return func() *promise {
		if t.reading {
			t.readAgain[i] = true
		} else {
			t.reading = true
			if request := readableByteStreamControllerGetBYOBRequest(t.controller(i)); request == nil {
				t.pullWithDefaultReader()
			} else {
				t.pullWithBYOBReader(request.view, i)
			}
		}
		return resolved(t.stream.rt)
	}
}

func (t *byteTee) pullAgain() {
	t.reading = false
	switch {
	case t.readAgain[0]:
		t.pull(0)()
	case t.readAgain[1]:
		t.pull(1)()
	}
}

func (t *byteTee) pullWithDefaultReader() {
	if t.byobReader != nil {
		readableStreamBYOBReaderRelease(t.byobReader)
		t.byobReader = nil
		t.reader = acquireReadableStreamDefaultReader(t.stream)
		t.forwardReaderError()
	}
	readableStreamDefaultReaderRead(t.reader, byteTeeRequest{t})
}

func (t *byteTee) pullWithBYOBReader(view *goja.Object, i int) {
	rt := t.stream.rt
	if t.reader != nil {
		readableStreamDefaultReaderRelease(t.reader)
		t.reader = nil
		t.byobReader = acquireReadableStreamBYOBReader(t.stream)
		t.forwardReaderError()
	}
	v, _ := rt.View(view)
	readableStreamBYOBReaderRead(t.byobReader, v, 1, byteTeeIntoRequest{t, i})
}

// cloneBytes is CloneAsUint8Array, as an entry for a queue.
func cloneBytes(bytes []byte) byteEntry { return byteEntry{slices.Clone(bytes), 0, len(bytes)} }

// byteTeeRequest is the read request of pullWithDefaultReader.
type byteTeeRequest struct{ t *byteTee }

func (r byteTeeRequest) chunkSteps(chunk goja.Value) {
	view, _ := r.t.stream.rt.View(chunk)
	r.bytesSteps(byteEntry{view.Buffer.Bytes(), view.Offset, view.Length})
}

// bytesSteps are the chunk steps. The microtask lets an error of the stream
// overtake the chunks that were there already.
func (r byteTeeRequest) bytesSteps(chunk byteEntry) {
	t := r.t
	t.stream.rt.Microtask(func() {
		t.readAgain = [2]bool{}
		chunks := [2]byteEntry{chunk, chunk}
		if !t.canceled[0] && !t.canceled[1] {
			chunks[1] = cloneBytes(chunk.bytes())
		}
		for i := range t.branch {
			if !t.canceled[i] {
				t.enqueue(i, chunks[i])
			}
		}
		t.pullAgain()
	})
}

// enqueue is ReadableByteStreamControllerEnqueue on a branch.
func (t *byteTee) enqueue(i int, e byteEntry) {
	if c := t.controller(i); !c.closeRequested && c.stream.state == readable {
		readableByteStreamControllerEnqueue(c, e)
	}
}

// respond is ReadableByteStreamControllerRespondWithNewView on a branch, unless
// the branch was errored while the chunk was on its way.
func (t *byteTee) respond(i int, view js.View) {
	if c := t.controller(i); len(c.pendingPullIntos) > 0 {
		readableByteStreamControllerRespondWithNewView(c, view)
	}
}

func (r byteTeeRequest) closeSteps() {
	t := r.t
	t.reading = false
	for i := range t.branch {
		if !t.canceled[i] {
			readableByteStreamControllerClose(t.controller(i))
		}
	}
	for i := range t.branch {
		if c := t.controller(i); len(c.pendingPullIntos) > 0 {
			readableByteStreamControllerRespond(c, 0)
		}
	}
	t.end()
}

func (r byteTeeRequest) errorSteps(goja.Value) { r.t.reading = false }

// byteTeeIntoRequest is the read-into request of pullWithBYOBReader, for the
// branch with that index.
type byteTeeIntoRequest struct {
	t      *byteTee
	branch int
}

func (r byteTeeIntoRequest) chunkSteps(chunk goja.Value) {
	t, byob, other := r.t, r.branch, 1-r.branch
	rt := t.stream.rt
	rt.Microtask(func() {
		t.readAgain = [2]bool{}
		view, _ := rt.View(chunk)
		var clone byteEntry
		if !t.canceled[other] {
			clone = cloneBytes(view.Bytes())
		}
		if !t.canceled[byob] {
			t.respond(byob, view)
		}
		if !t.canceled[other] {
			t.enqueue(other, clone)
		}
		t.pullAgain()
	})
}

func (r byteTeeIntoRequest) closeSteps(chunk goja.Value) {
	t, byob, other := r.t, r.branch, 1-r.branch
	t.reading = false
	for _, i := range []int{byob, other} {
		if !t.canceled[i] {
			readableByteStreamControllerClose(t.controller(i))
		}
	}
	if chunk != nil {
		if !t.canceled[byob] {
			view, _ := t.stream.rt.View(chunk)
			t.respond(byob, view)
		}
		if c := t.controller(other); !t.canceled[other] && len(c.pendingPullIntos) > 0 {
			readableByteStreamControllerRespond(c, 0)
		}
	}
	t.end()
}

func (r byteTeeIntoRequest) errorSteps(goja.Value) { r.t.reading = false }
