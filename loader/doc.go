// Package loader turns a project directory into a Site: its configuration,
// environment, routes, and one bundle with a source map, all as plain Go values
// that can be stored and run elsewhere without the sources.
//
// It may touch esbuild and the project's files. It knows no JavaScript engine
// (evaluating astro.config is a function that the caller gives), no HTTP, and
// prints nothing: what is wrong with the project is in Site.Diagnostics, or is
// the returned error when there is nothing to load at all.
package loader
