// Package bundle makes one script of a whole site with esbuild: every endpoint
// behind a lazy import, every module once, only what goja cannot run lowered,
// and a broken file replaced by a module that throws its diagnostic, so that it
// breaks nothing but itself.
//
// It may touch esbuild, the files that the endpoints import, and the
// diagnostic package. It never runs what it bundles.
package bundle

// Parameters are the names of the function that Bundle.Code is, in order. The
// caller of that function gives:
//
//	__routes   function(object of module key to () => Promise<namespace>); called once, synchronously or after top-level await
//	__env      the object that import.meta.env is
//	__url      import.meta.url of packages (their own files get their own URL where the source is the author's)
//	__virtual  function(specifier): the object of a host module; __virtual("runner:broken") is function(n): the error to throw for Diagnostics[n]
//	require    function(specifier) for what the bundler could not resolve; should throw an error with code MODULE_NOT_FOUND
//	module, exports  stand-ins that CommonJS code may probe
var Parameters = []string{"__routes", "__env", "__url", "__virtual", "require", "module", "exports"}

// Bundle is a site's code.
type Bundle struct {
	Code       string           // one function expression: "(async function(__routes, …){ … \n})"
	SourceMap  []byte           // version 3; sources relative to the root, with their content
	Inputs     map[string]Input // every module, keyed by its path relative to the root (or namespace:name)
	Parameters []string         // the function's parameters, equal to bundle.Parameters
}

// Input is one module of the bundle.
type Input struct {
	Bytes   int
	Imports []Import `json:",omitempty"`
}

// Import is one edge of the module graph.
type Import struct {
	Path string // a key of Bundle.Inputs
	Kind string // esbuild's name: "import-statement", "dynamic-import", "require-call", …
}
