package js

import (
	"strings"

	"github.com/dop251/goja"
)

// The stack trace API of V8 (https://v8.dev/docs/stack-trace-api), which
// libraries expect: Error.captureStackTrace, Error.stackTraceLimit and
// Error.prepareStackTrace.
//
// The three work for captureStackTrace. The stack of a plain `new Error()` is
// the engine's own property, written in the engine's format: replacing it
// would mean writing out every stack at once, which makes `new Error` three
// times as slow, and would still miss the errors that the engine throws.

// defaultStackTraceLimit is V8's.
const defaultStackTraceLimit = 10

// installCapture adds the API to Error.
func (rt *Runtime) installCapture() {
	ctor := rt.GlobalObject().Get("Error").(*goja.Object)
	capture := rt.Func(Function{Name: "captureStackTrace", Call: captureStackTrace})
	must(ctor.DefineDataProperty("captureStackTrace", capture, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(ctor.DefineDataProperty("stackTraceLimit", rt.ToValue(defaultStackTraceLimit), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func captureStackTrace(c Call) goja.Value {
	o, ok := c.Arg(0).(*goja.Object)
	if !ok {
		c.ThrowTypeError("Error.captureStackTrace: the first argument is not an object")
	}
	frames := c.CallStack()
	if f, ok := c.Arg(1).(*goja.Object); ok {
		frames = below(frames, f)
	}
	ctor := c.GlobalObject().Get("Error").(*goja.Object)
	limit := ctor.Get("stackTraceLimit")
	if limit == nil || !goja.IsNumber(limit) {
		frames = nil
	} else if n := int(limit.ToInteger()); n < len(frames) {
		frames = frames[:max(n, 0)]
	}
	var stack goja.Value
	if prepare, ok := goja.AssertFunction(ctor.Get("prepareStackTrace")); ok {
		sites := make([]any, len(frames))
		for i, f := range frames {
			sites[i] = c.Wrap(&callSite{frame: f})
		}
		stack = c.Runtime.Call(prepare, ctor, o, c.NewArray(sites...))
	} else {
		stack = c.ToValue(joinStack(errorHeader(c.Runtime, o), frames))
	}
	if err := o.DefineDataProperty("stack", stack, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		c.Rethrow(err)
	}
	return goja.Undefined()
}

// below leaves out the frames above and including a function. Frames know only
// names, and those of class constructors not even that: for a class it is the
// innermost frame, from where libraries make the call. A function that is not
// found hides nothing.
func below(frames []Frame, f *goja.Object) []Frame {
	name := f.Get("name")
	if name == nil || !goja.IsString(name) || name.String() == "" {
		return frames
	}
	for i := range frames {
		if frames[i].Function == name.String() {
			return frames[i+1:]
		}
	}
	if len(frames) > 0 && frames[0].Function == "" && strings.HasPrefix(f.String(), "class") {
		return frames[1:]
	}
	return frames
}

// errorHeader is the first line of a stack: what Error.prototype.toString says.
func errorHeader(rt *Runtime, o *goja.Object) string {
	text := func(key, otherwise string) string {
		if v := o.Get(key); v != nil && !goja.IsUndefined(v) {
			return rt.String(v)
		}
		return otherwise
	}
	name, message := text("name", "Error"), text("message", "")
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

// callSite is what prepareStackTrace gets for a frame.
type callSite struct {
	Base
	frame Frame
}

func (*callSite) Class() Definer { return callSiteClass }

var callSiteClass = Define(Class[*callSite]{
	Name: "CallSite",
	Methods: []Method[*callSite]{
		site("getFileName", func(c Call, f Frame) any { return orNull(f.File) }),
		site("getScriptNameOrSourceURL", func(c Call, f Frame) any { return orNull(f.File) }),
		site("getLineNumber", func(c Call, f Frame) any { return positionOrNull(f, f.Line) }),
		site("getColumnNumber", func(c Call, f Frame) any { return positionOrNull(f, f.Column) }),
		site("getFunctionName", func(c Call, f Frame) any { return orNull(f.Function) }),
		site("getMethodName", func(c Call, f Frame) any { return nil }),
		site("getTypeName", func(c Call, f Frame) any { return nil }),
		site("getFunction", func(c Call, f Frame) any { return goja.Undefined() }),
		site("getThis", func(c Call, f Frame) any { return goja.Undefined() }),
		site("getEvalOrigin", func(c Call, f Frame) any { return goja.Undefined() }),
		site("getPromiseIndex", func(c Call, f Frame) any { return nil }),
		site("isNative", func(c Call, f Frame) any { return f.File == "" }),
		site("isEval", func(c Call, f Frame) any { return f.File == "<eval>" }),
		site("isToplevel", func(c Call, f Frame) any { return f.Function == "" }),
		site("isConstructor", func(c Call, f Frame) any { return false }),
		site("isAsync", func(c Call, f Frame) any { return false }),
		site("isPromiseAll", func(c Call, f Frame) any { return false }),
		site("toString", func(c Call, f Frame) any { return f.String() }),
	},
})

func site(name string, get func(Call, Frame) any) Method[*callSite] {
	return Method[*callSite]{Name: name, Call: func(c Call, s *callSite) goja.Value {
		return c.ToValue(get(c, s.frame))
	}}
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func positionOrNull(f Frame, n int) any {
	if f.File == "" {
		return nil
	}
	return n
}
