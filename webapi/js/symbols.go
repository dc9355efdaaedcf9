package js

import "github.com/dop251/goja"

// Well-known symbols that the engine lacks. They belong to the agent, not to a
// realm (ECMA-262, 6.1.5.1), so one value serves every runtime.
var (
	SymAsyncIterator = goja.NewSymbol("Symbol.asyncIterator")
	SymDispose       = goja.NewSymbol("Symbol.dispose")
	SymAsyncDispose  = goja.NewSymbol("Symbol.asyncDispose")
)

// installSymbols adds the missing well-known symbols to the Symbol constructor.
// Lowered code looks for them as soon as it runs.
func (rt *Runtime) installSymbols() {
	symbol := rt.Get("Symbol").(*goja.Object)
	for _, s := range []struct {
		name  string
		value *goja.Symbol
	}{
		{"asyncIterator", SymAsyncIterator},
		{"dispose", SymDispose},
		{"asyncDispose", SymAsyncDispose},
	} {
		if v := symbol.Get(s.name); v == nil || goja.IsUndefined(v) {
			must(symbol.DefineDataProperty(s.name, s.value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
		}
	}
}

// SymbolFor is Symbol.for: the symbol that a key has in every realm.
func (rt *Runtime) SymbolFor(key string) *goja.Symbol {
	f, _ := goja.AssertFunction(rt.Get("Symbol").(*goja.Object).Get("for"))
	return rt.Call(f, nil, rt.ToValue(key)).(*goja.Symbol)
}
