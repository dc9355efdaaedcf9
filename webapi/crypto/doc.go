// Package crypto is the Web Cryptography API
// (https://w3c.github.io/webcrypto/): the object crypto and its SubtleCrypto,
// on the packages of Go's standard library.
//
// There is one file for each algorithm; registry.go lists which operations each
// of them supports. What is expensive runs off the loop.
//
// The package may use goja, the binding kit webapi/js and the standard library.
package crypto
