// An assembly file lets this package declare functions without bodies, which
// go:linkname in microtask.go needs.
