// Package hrtime is the clock of the High Resolution Time standard
// (https://w3c.github.io/hr-time/): a time origin per realm and a monotonic
// "now" in milliseconds. Events and performance both read it.
//
// The package may use webapi/js and the standard library.
package hrtime

import (
	"time"

	"runner/webapi/js"
)

var origin = js.NewLocal(func(*js.Runtime) time.Time { return time.Now() })

// Start fixes the time origin of a realm, if that has not happened yet.
func Start(rt *js.Runtime) { origin.Of(rt) }

// Origin returns the time origin in milliseconds since the Unix epoch.
func Origin(rt *js.Runtime) float64 {
	return float64(origin.Of(rt).UnixMicro()) / 1e3
}

// Now returns the milliseconds since the time origin, in steps of 5 microseconds
// (High Resolution Time, 9.1, "coarsen time").
func Now(rt *js.Runtime) float64 {
	return float64(time.Since(origin.Of(rt))/(5*time.Microsecond)) * 5 / 1e3
}
