// Package script turns JavaScript text into a program for the engine: parse,
// one pass over the syntax tree, compile. The pass is where bugs of the
// engine's parser and compiler are mended, since nothing else comes between
// every script and the machine that runs it:
//
//   - arrow functions that use the arguments of the function around them
//     (arguments.go);
//   - class fields named get, set or async (fields.go);
//   - the escape \u{10FFFF} (escapes.go);
//   - a < b < c and its kin, which the parser groups from the right
//     (relational.go);
//   - var with the name of a catch parameter (catch.go);
//   - nesting deep enough to overflow Go's stack, which would end the process
//     (depth.go, delegate.go).
//
// Where the text itself has to change before it can be parsed, the replacement
// has the same length and is undone in the tree: a position in the program is
// always a position in the text that was given, so source maps stay right.
//
// The package may use webapi/language and goja. It knows nothing of loops and
// requests.
package script
