package process

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// output is process.stdout or process.stderr: what is written goes to the
// server's log, line by line.
type output struct {
	events  emitter
	level   string
	pending strings.Builder // the beginning of a line
	flush   bool            // a flush of pending is queued
}

// object makes the stream object.
func (out *output) object(s *state, fd int) *goja.Object {
	rt := s.rt
	o := rt.NewObject()
	set(o, "fd", fd)
	set(o, "isTTY", false)
	set(o, "writable", true)
	set(o, "_type", "pipe")
	out.events.define(rt, o)
	write := func(c js.Call) goja.Value {
		text, ok := "", false
		if b, isBytes := c.Bytes(c.Arg(0)); isBytes {
			text, ok = strings.ToValidUTF8(string(b), "\uFFFD"), true
		} else if goja.IsString(c.Arg(0)) {
			text, ok = c.String(c.Arg(0)), true
		}
		if !ok {
			nodeerr.ThrowArgType(rt, "chunk", "of type string or an instance of Buffer, TypedArray, or DataView", c.Arg(0))
		}
		out.write(rt, text)
		for _, v := range c.Args[1:] {
			if callback, ok := goja.AssertFunction(v); ok {
				s.tick(func() { rt.Call(callback, nil, goja.Null()) })
			}
		}
		return c.ToValue(true)
	}
	method(rt, o, "write", 2, write)
	method(rt, o, "end", 2, func(c js.Call) goja.Value {
		if c.Has(0) {
			write(c)
		}
		return c.This
	})
	for _, name := range []string{"cork", "uncork"} {
		method(rt, o, name, 0, func(js.Call) goja.Value { return goja.Undefined() })
	}
	method(rt, o, "hasColors", 2, func(c js.Call) goja.Value { return c.ToValue(false) })
	method(rt, o, "getColorDepth", 1, func(c js.Call) goja.Value { return c.ToValue(1) })
	return o
}

// write logs whole lines at once, and the rest when the task is over.
func (out *output) write(rt *js.Runtime, text string) {
	for {
		line, rest, ok := strings.Cut(text, "\n")
		out.pending.WriteString(line)
		if !ok {
			break
		}
		rt.Host.Log(out.level, out.pending.String())
		out.pending.Reset()
		text = rest
	}
	if out.pending.Len() > 0 && !out.flush {
		out.flush = true
		rt.Loop.Post(func() {
			out.flush = false
			if out.pending.Len() > 0 {
				rt.Host.Log(out.level, out.pending.String())
				out.pending.Reset()
			}
		})
	}
}

// input makes process.stdin: a stream that is at its end, since an endpoint's
// input is its request.
func input(rt *js.Runtime) *goja.Object {
	o := rt.NewObject()
	set(o, "fd", 0)
	set(o, "isTTY", false)
	set(o, "readable", false)
	set(o, "readableEnded", true)
	new(emitter).define(rt, o)
	method(rt, o, "read", 1, func(js.Call) goja.Value { return goja.Null() })
	for _, name := range []string{"resume", "pause", "ref", "unref", "setEncoding"} {
		method(rt, o, name, 0, func(c js.Call) goja.Value { return c.This })
	}
	return o
}
