package streams

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// pipeOptions is the StreamPipeOptions dictionary (4.2.1), converted.
type pipeOptions struct {
	preventClose, preventAbort, preventCancel bool
	signal                                    abortSignal // nil when absent
}

// toPipeOptions converts an argument. It throws.
func toPipeOptions(rt *js.Runtime, v goja.Value) (p pipeOptions) {
	o := rt.Dictionary(v, "The options of a pipe")
	flag := func(name string) bool {
		v, ok := js.Member(o, name)
		return ok && v.ToBoolean()
	}
	p.preventAbort = flag("preventAbort")
	p.preventCancel = flag("preventCancel")
	p.preventClose = flag("preventClose")
	if v, ok := js.Member(o, "signal"); ok {
		if p.signal, ok = js.State[abortSignal](v); !ok {
			rt.ThrowTypeError("The signal of a pipe is not an AbortSignal.")
		}
	}
	return p
}

// pipe is one run of ReadableStreamPipeTo.
type pipe struct {
	pipeOptions
	rt           *js.Runtime
	source       *ReadableStream
	dest         *WritableStream
	reader       *ReadableStreamDefaultReader
	writer       *WritableStreamDefaultWriter
	promise      *promise
	removeSignal func()

	shuttingDown bool
	reading      bool         // a read request is out, or its chunk waits in unwritten
	unwritten    []goja.Value // read, but not yet written
	lastWrite    *promise
}

// readableStreamPipeTo is ReadableStreamPipeTo (4.9.1).
func readableStreamPipeTo(source *ReadableStream, dest *WritableStream, options pipeOptions) *promise {
	rt := source.rt
	p := &pipe{
		pipeOptions: options,
		rt:          rt,
		source:      source,
		dest:        dest,
		reader:      acquireReadableStreamDefaultReader(source),
		writer:      acquireWritableStreamDefaultWriter(dest),
		promise:     newPromise(rt),
	}
	source.disturbed = true
	if p.signal != nil {
		if p.signal.Aborted() {
			p.abort()
			return p.promise
		}
		p.removeSignal = p.signal.OnAbort(p.abort)
	}
	p.watch()
	p.step()
	return p.promise
}

// abort is the abort algorithm.
func (p *pipe) abort() {
	e := p.signal.Reason()
	p.shutdown(func() *promise {
		var actions []*promise
		if !p.preventAbort && p.dest.state == writable {
			actions = append(actions, writableStreamAbort(p.dest, e))
		}
		if !p.preventCancel && p.source.state == readable {
			actions = append(actions, readableStreamCancel(p.source, e))
		}
		return waitForAll(p.rt, actions)
	}, e)
}

// waitForAll is "getting a promise to wait for all".
func waitForAll(rt *js.Runtime, list []*promise) *promise {
	all := newPromise(rt)
	left := len(list)
	if left == 0 {
		all.resolve(goja.Undefined())
	}
	for _, p := range list {
		p.then(func(goja.Value) {
			if left--; left == 0 {
				all.resolve(goja.Undefined())
			}
		}, all.reject)
	}
	return all
}

// watch propagates errors and closing, in the order of the standard. What is so
// already when the pipe starts acts at once.
func (p *pipe) watch() {
	if p.source.state == errored {
		p.sourceErrored(p.source.storedError)
	}
	if p.dest.state == writableErrored {
		p.destErrored(p.dest.storedError)
	}
	if p.source.state == closed {
		p.sourceClosed()
	}
	if writableStreamCloseQueuedOrInFlight(p.dest) || p.dest.state == writableClosed {
		p.destClosed()
	}
	p.reader.closedPromise.then(func(goja.Value) { p.sourceClosed() }, p.sourceErrored)
	p.writer.closedPromise.then(func(goja.Value) { p.destClosed() }, p.destErrored)
}

func (p *pipe) sourceErrored(e goja.Value) {
	if p.preventAbort {
		p.shutdown(nil, e)
		return
	}
	p.shutdown(func() *promise { return writableStreamAbort(p.dest, e) }, e)
}

func (p *pipe) destErrored(e goja.Value) {
	if p.preventCancel {
		p.shutdown(nil, e)
		return
	}
	p.shutdown(func() *promise { return readableStreamCancel(p.source, e) }, e)
}

func (p *pipe) sourceClosed() {
	if p.preventClose {
		p.shutdown(nil, nil)
		return
	}
	p.shutdown(func() *promise { return writableStreamDefaultWriterCloseWithErrorPropagation(p.writer) }, nil)
}

func (p *pipe) destClosed() {
	if p.shuttingDown {
		return
	}
	p.destErrored(p.rt.TypeError("Cannot pipe to a stream that is closing or closed"))
}

// step reads the next chunk when the destination wants one.
func (p *pipe) step() {
	for !p.shuttingDown && !p.reading {
		size, ok := writableStreamDefaultWriterGetDesiredSize(p.writer)
		if !ok {
			return // erroring: the watchers will see it
		}
		if size <= 0 {
			p.writer.readyPromise.then(func(goja.Value) { p.step() }, nil)
			return
		}
		p.reading = true
		readableStreamDefaultReaderRead(p.reader, p)
	}
}

// chunkSteps takes a chunk. It is written from a microtask, because a source
// that enqueues must not find the sink's code running below it.
func (p *pipe) chunkSteps(chunk goja.Value) {
	p.unwritten = append(p.unwritten, chunk)
	p.rt.Microtask(func() {
		p.write()
		p.reading = false
		p.step()
	})
}

func (p *pipe) closeSteps()           {}
func (p *pipe) errorSteps(goja.Value) {}

// write writes what was read.
func (p *pipe) write() {
	for len(p.unwritten) > 0 {
		p.lastWrite = writableStreamDefaultWriterWrite(p.writer, shift(&p.unwritten))
		p.lastWrite.setHandled()
	}
}

// shutdown is "shutdown with an action" and, without an action, "shutdown".
// originalError is nil when not given.
func (p *pipe) shutdown(action func() *promise, originalError goja.Value) {
	if p.shuttingDown {
		return
	}
	p.shuttingDown = true
	perform := func() {
		if action == nil {
			p.finalize(originalError)
			return
		}
		action().then(func(goja.Value) { p.finalize(originalError) }, p.finalize)
	}
	if p.dest.state == writable && !writableStreamCloseQueuedOrInFlight(p.dest) {
		p.write()
		p.afterWrites(perform)
		return
	}
	p.unwritten = nil
	perform()
}

// afterWrites calls f once everything that was written has settled.
func (p *pipe) afterWrites(f func()) {
	last := p.lastWrite
	if last == nil {
		last = resolved(p.rt)
	}
	settled := func(goja.Value) { f() }
	last.then(settled, settled)
}

// finalize ends the pipe. e is nil for success.
func (p *pipe) finalize(e goja.Value) {
	writableStreamDefaultWriterRelease(p.writer)
	readableStreamDefaultReaderRelease(p.reader)
	if p.removeSignal != nil {
		p.removeSignal()
	}
	if e != nil {
		p.promise.reject(e)
	} else {
		p.promise.resolve(goja.Undefined())
	}
}
