// Package language adds to the engine what it lacks of the language itself:
// ECMA-262 as of 2026, where package webapi and its neighbours add the platform.
//
// The package may use goja, the binding kit webapi/js and, below it, the
// regular expressions of webapi/language/pattern.
package language
