// Package pattern is the regular expressions of ECMA-262 (22.2), all of them:
// a parser, a compiler and a backtracking matcher that works on the engine's
// own strings, which are ASCII or UTF-16, without converting them.
//
// The JavaScript engine maps patterns to two Go packages instead, and what
// neither of them knows fails or silently matches something else: Unicode
// properties, surrogates in classes, set operations, modifiers. Nor do they
// tell where groups matched (the flag d), and one of them copies the whole
// subject for each match.
//
// A match that backtracks for too long ends with [ErrTooLong] instead of
// keeping the process busy.
//
// The package knows nothing of the JavaScript engine; package language binds it.
package pattern
