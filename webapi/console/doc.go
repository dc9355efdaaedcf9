// Package console is the Console standard (https://console.spec.whatwg.org),
// with the output of Node: what is logged goes to [js.Host.Log] as one message,
// indented by the open groups.
//
// The levels: debug is "debug", warn is "warn", error and a failed assert are
// "error", everything else is "info".
//
// The package may use goja, webapi/js and webapi/inspect.
package console
