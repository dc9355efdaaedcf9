// Package endpoint is the Astro side: it runs the modules under src/pages the
// way Astro does. An [App] is one site's code in one VM; it loads endpoint
// modules when they are first needed, finds the function for a request's
// method, builds the context object, and hands back a Response or a diagnostic.
//
// Serving and building go through the same [App.Dispatch]: there is one way to
// run an endpoint.
//
// The package may use engine/vm, webapi and the loader's plain values. It knows
// nothing of sockets, files or terminals.
package endpoint
