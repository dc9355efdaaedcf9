// Package server stands between net/http and the endpoints: it makes a Request
// of what comes over the wire, gives it to a worker, and writes the Response
// that comes back, as Astro's Node adapter would.
//
// The package may use engine/endpoint, engine/vm, the loader's plain values and
// net/http. It opens no sockets except through [Server.Serve], and prints
// nothing: all it has to say goes to a slog.Logger.
package server
