// Package js is the binding kit: everything a Web API written in Go needs to
// look, from JavaScript, like one that a browser ships.
//
// A specification package describes its interfaces as values of [Class] and
// its free functions as values of [Function]; the kit turns them into
// constructors, prototypes and functions with the names, lengths, property
// attributes, brand checks and conversions that WebIDL asks for. A Go value
// becomes a JavaScript object with [Runtime.Wrap] and is found again with
// [State]. Nothing here uses reflection, and nothing is built before a script
// touches it.
//
// The package may use goja and the standard library, nothing else of runner.
// JavaScript exceptions are thrown and caught through this package only
// (errors.go), so that they never mix with Go errors.
package js
