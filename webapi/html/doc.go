// Package html is what the HTML standard (https://html.spec.whatwg.org) gives to
// every global scope: timers, microtasks, structured cloning, base64, error
// reporting, navigator, and message channels.
//
// Where Node and the standard part, scripts written for servers decide: timers
// return Timeout objects that can be unreferenced, take at least a millisecond
// and are not slowed down when nested, and callbacks get the Timeout as `this`.
// A timer's code can not be a string.
//
// The package may use goja, webapi/js and webapi/dom.
package html
