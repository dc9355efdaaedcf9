package language

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Need is a set of things that a script may use. What the engine lacks is added
// to a runtime when the first script comes that mentions one of the names, so
// that starting costs nothing for the rest: engine/script collects what a script
// needs while it walks it, and makes the script call the function NeedName
// before anything else.
type Need uint32

// The things, each with the file that adds it.
const (
	NeedRegExp      Need = 1 << iota // regexp_install.go
	NeedIterator                     // iterator.go
	NeedObject                       // object.go
	NeedString                       // string.go
	NeedCollections                  // collections.go
	NeedPromise                      // promise.go
	NeedArray                        // array.go
	NeedNumbers                      // math.go
	NeedDate                         // date.go
	NeedWeak                         // weak.go
	NeedDisposal                     // disposal.go
	NeedBuffer                       // arraybuffer.go
	NeedJSON                         // json.go
	NeedFunction                     // function.go
	NeedDelegate                     // delegate.go
	NeedLength                       // arraybuffer.go
	NeedCode                         // function.go
	needEnd
)

// NeedAll is for scripts whose code is not known: they use eval.
const NeedAll = needEnd - 1

// NeedName is the global function that adds what is needed. No script can write
// the name.
const NeedName = "%Need"

// needs says what a name asks for, be it an identifier, a property or a string.
var needs = map[string]Need{
	"RegExp": NeedRegExp, "match": NeedRegExp, "matchAll": NeedRegExp | NeedIterator, "search": NeedRegExp,

	"Iterator": NeedIterator, "iterator": NeedIterator, "values": NeedIterator, "entries": NeedIterator,
	"keys": NeedIterator, "toArray": NeedIterator, "flatMap": NeedIterator,

	"groupBy": NeedObject | NeedCollections, "__defineGetter__": NeedObject, "__defineSetter__": NeedObject,
	"__lookupGetter__": NeedObject, "__lookupSetter__": NeedObject,

	"isWellFormed": NeedString, "toWellFormed": NeedString, "repeat": NeedString, "padStart": NeedString, "padEnd": NeedString,
	"anchor": NeedString, "big": NeedString, "blink": NeedString, "bold": NeedString, "fixed": NeedString,
	"fontcolor": NeedString, "fontsize": NeedString, "italics": NeedString, "link": NeedString, "small": NeedString,
	"strike": NeedString, "sub": NeedString, "sup": NeedString,

	"getOrInsert": NeedCollections, "getOrInsertComputed": NeedCollections,

	"withResolvers": NeedPromise, "try": NeedPromise,

	"fromAsync": NeedArray,

	"f16round": NeedNumbers, "sumPrecise": NeedNumbers, "getFloat16": NeedNumbers, "setFloat16": NeedNumbers,

	"toGMTString": NeedDate, "getYear": NeedDate, "setYear": NeedDate,

	"WeakRef": NeedWeak, "FinalizationRegistry": NeedWeak,

	"DisposableStack": NeedDisposal, "AsyncDisposableStack": NeedDisposal, "SuppressedError": NeedDisposal,

	"ArrayBuffer": NeedBuffer, "maxByteLength": NeedBuffer, "resizable": NeedBuffer, "resize": NeedBuffer,
	"transfer": NeedBuffer, "transferToFixedLength": NeedBuffer, "detached": NeedBuffer,

	"JSON": NeedJSON,

	"Function": NeedFunction, "constructor": NeedFunction,
	"eval": NeedAll,
}

// NeedOf returns what a name asks for.
func NeedOf(name string) Need { return needs[name] }

// installers has a function for each bit of a Need, in order.
var installers = []func(*js.Runtime){
	func(rt *js.Runtime) { regExpLocal.Of(rt) },
	installIterator,
	installObject,
	installString,
	installCollections,
	installPromise,
	installArray,
	installNumbers,
	installDate,
	installWeak,
	installDisposal,
	installBuffer,
	installJSON,
	installFunction,
	func(rt *js.Runtime) { hidden(rt.GlobalObject(), DelegateName, delegate(rt)) },
	func(rt *js.Runtime) { hidden(rt.GlobalObject(), LengthName, checkLength(rt)) },
	func(rt *js.Runtime) { hidden(rt.GlobalObject(), CodeName, checkCode(rt)) },
}

// need makes the function NeedName.
func need(rt *js.Runtime) *goja.Object {
	var done Need
	return rt.ToValue(func(c goja.FunctionCall) goja.Value {
		missing := Need(c.Argument(0).ToInteger()) &^ done
		done |= missing
		for i, install := range installers {
			if missing&(1<<i) != 0 {
				install(rt)
			}
		}
		return goja.Undefined()
	}).(*goja.Object)
}

// All adds everything at once, for code that does not come through the compiler
// of engine/script.
func All(rt *js.Runtime) {
	f, _ := goja.AssertFunction(rt.GlobalObject().Get(NeedName))
	rt.Call(f, nil, rt.ToValue(int64(NeedAll)))
}
