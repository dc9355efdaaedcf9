package bundle

import "strings"

// The bundler's helper for async generators, which the engine lacks, makes a
// plain object for each. The real ones inherit from one that says what they are
// (ECMA-262, 27.6.1); so the helper is given such an object to inherit from.
// Nothing on its lines has a place in the source map.
const (
	generatorHelper = "var __asyncGenerator = ("
	plainObject     = "it = {};"
	taggedObject    = `it = Object.create(__asyncGenerator.prototype ??= Object.create(Object.prototype, { [Symbol.toStringTag]: { value: "AsyncGenerator", configurable: true } }));`
)

// tagAsyncGenerators mends the helper, if the code has it.
func tagAsyncGenerators(code string) string {
	start := strings.Index(code, generatorHelper)
	if start < 0 {
		return code
	}
	at := strings.Index(code[start:], plainObject)
	if at < 0 {
		return code
	}
	at += start
	return code[:at] + taggedObject + code[at+len(plainObject):]
}
