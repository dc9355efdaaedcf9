package language

import (
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// FunctionCompiler compiles the expression of a function: prefix is "function",
// "async function" and so on. It is engine/script's, which is above this package.
type FunctionCompiler func(prefix, parameters, body string) (*goja.Program, error)

var compilerLocal = js.NewLocal(func(*js.Runtime) *FunctionCompiler { return new(FunctionCompiler) })

// UseCompiler says how the code of `new Function` is to be compiled.
func UseCompiler(rt *js.Runtime, c FunctionCompiler) { *compilerLocal.Of(rt) = c }

// functionKinds are the constructors that make functions of text (20.2.1.1).
var functionKinds = []struct{ name, prefix, example string }{
	{"Function", "function", "(function(){})"},
	{"GeneratorFunction", "function*", "(function*(){})"},
	{"AsyncFunction", "async function", "(async function(){})"},
}

// installFunction replaces the constructors that make functions of text, so that
// what they compile is mended and checked like every other script.
func installFunction(rt *js.Runtime) {
	compile := *compilerLocal.Of(rt)
	if compile == nil {
		return
	}
	for _, k := range functionKinds {
		example, err := rt.RunString(k.example)
		must(err)
		prototype := example.(*goja.Object).Prototype()
		constructor := rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
			f := functionOf(rt, compile, k.prefix, call.Arguments)
			if call.NewTarget != nil {
				if p := call.This.Prototype(); p != nil && p != prototype {
					must(f.SetPrototype(p))
				}
			}
			return f
		}).(*goja.Object)
		describeConstructor(rt, constructor, k.name, 1, prototype)
		if k.name == "Function" {
			value(prototype, "constructor", constructor)
			value(rt.GlobalObject(), "Function", constructor)
			continue
		}
		must(constructor.SetPrototype(rt.GlobalObject().Get("Function").(*goja.Object)))
		must(prototype.DefineDataProperty("constructor", constructor, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
}

// functionOf is CreateDynamicFunction (20.2.1.1.1).
func functionOf(rt *js.Runtime, compile FunctionCompiler, prefix string, args []goja.Value) *goja.Object {
	parameters := make([]string, 0, len(args))
	body := ""
	for i, a := range args {
		text := rt.String(a)
		if i == len(args)-1 {
			body = text
		} else {
			parameters = append(parameters, text)
		}
	}
	if TooDeep(body) {
		rt.ThrowRangeError("Maximum call stack size exceeded")
	}
	program, err := compile(prefix, strings.Join(parameters, ","), body)
	if err != nil {
		rt.Throw(rt.Error("SyntaxError", strings.TrimPrefix(err.Error(), "SyntaxError: ")))
	}
	v, err := rt.RunProgram(program)
	if err != nil {
		rt.Rethrow(err)
	}
	return v.(*goja.Object)
}

// CodeName is the global function that engine/script puts around the argument of
// a direct eval, whose code the engine compiles by itself.
const CodeName = "%Code"

// checkCode returns its argument, unless that is text that nests so deeply that
// compiling it would end the process.
func checkCode(rt *js.Runtime) goja.Value {
	return rt.ToValue(func(c goja.FunctionCall) goja.Value {
		if s, ok := c.Argument(0).(goja.String); ok && TooDeep(s.String()) {
			rt.ThrowRangeError("Maximum call stack size exceeded")
		}
		return c.Argument(0)
	})
}
