// Package inspect shows JavaScript values as text for people, in the form that
// Node's util.inspect and util.format have made familiar. console prints with
// it, and node:util offers it to scripts.
//
// Nothing here may fail on a value that misbehaves more than Node does: getters
// are not run, proxies are looked through, and only the custom method
// (Symbol.for('nodejs.util.inspect.custom')) and toString of `%s` can throw.
//
// Objects of the platform show what their Go type names: see [Attributes] and
// [js.Pairs].
//
// The package may use goja, webapi/js, the standard library and golang.org/x/text.
package inspect
