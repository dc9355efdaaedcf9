// Package performance is the Performance interface of a server: High Resolution
// Time (https://w3c.github.io/hr-time/), the Performance Timeline
// (https://w3c.github.io/performance-timeline/) and User Timing
// (https://w3c.github.io/user-timing/). There are marks and measures; entries
// that describe a page do not exist here.
//
// Marks and measures stay until a script clears them, as everywhere.
//
// The package may use goja, webapi/js, webapi/hrtime, webapi/dom and webapi/html.
package performance
