// Package urlpattern is the URL Pattern standard
// (https://urlpattern.spec.whatwg.org/): the class URLPattern.
//
// A component without a regular expression of the author's is matched in Go;
// one with such a group by the engine's RegExp. The package may use goja, the
// binding kit and webapi/url.
package urlpattern
