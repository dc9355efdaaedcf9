package endpoint

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// sequence joins handlers to one: the next of each calls the one after it (Astro
// docs, "sequence()").
func (a *App) sequence(c js.Call) goja.Value {
	var handlers []goja.Value
	for _, v := range c.Args {
		if v.ToBoolean() {
			handlers = append(handlers, v)
		}
	}
	return a.Func(js.Function{Name: "sequence", Call: func(c js.Call) goja.Value {
		s := &chain{app: a, handlers: handlers, context: c.Arg(0), end: c.Arg(1)}
		if len(handlers) == 0 {
			return s.invoke(s.end)
		}
		return s.call(0)
	}})
}

// chain is one run of a sequence.
type chain struct {
	app      *App
	handlers []goja.Value
	context  goja.Value
	end      goja.Value // the next of the last handler
}

// call calls a handler. What it returns is passed on as it is.
func (s *chain) call(i int) goja.Value {
	return s.invoke(s.handlers[i], s.context, s.app.Func(js.Function{Name: "next", Async: true, Call: func(c js.Call) goja.Value {
		if i == len(s.handlers)-1 {
			return s.invoke(s.end, c.Arg(0))
		}
		if c.Arg(0).ToBoolean() {
			s.rewrite(c)
		}
		return s.call(i + 1)
	}}))
}

func (s *chain) invoke(v goja.Value, args ...goja.Value) goja.Value {
	function, ok := goja.AssertFunction(v)
	if !ok {
		s.app.ThrowTypeError("handle is not a function")
	}
	return s.app.Call(function, goja.Undefined(), args...)
}

// rewrite changes the context for the handlers that follow, and what is called
// at the end of the chain.
func (s *chain) rewrite(c js.Call) {
	var ctx *context
	if object, ok := s.context.(*goja.Object); ok {
		ctx, _ = object.Export().(*context)
	}
	if ctx == nil {
		c.ThrowTypeError("next(): only with the context that the middleware was given can a request be rewritten")
	}
	location, request := ctx.rewriteTarget(c, ctx.request())
	to, _ := s.app.destination(ctx.x, location)
	ctx.retarget(to, location, request)
}
