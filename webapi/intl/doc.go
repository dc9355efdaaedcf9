// Package intl is ECMA-402: the Intl object, and the methods of the language's
// own objects that depend on a locale.
//
// One file per constructor says what scripts see. What they compute is in the
// packages below, which know nothing of JavaScript: cldr (data and language
// tags), number, plural, date and text. Nothing is built or decoded before a
// script first touches Intl or calls a locale-sensitive method.
//
// The data and the choices that ECMA-402 leaves open follow ICU as Node has it;
// testdata holds a table of Node's answers.
package intl
