package engine

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"runner/engine/endpoint"
	"runner/webapi"
)

// TypeFile is one file of type declarations.
type TypeFile struct{ Name, Text string }

// Types returns the type declarations of everything that an endpoint has, for
// editors and for TypeScript's compiler: a file for each specification, and
// astro.d.ts for what is Astro's.
func Types() []TypeFile {
	files := []TypeFile{{"astro.d.ts", endpoint.Types}}
	names, err := fs.Glob(webapi.Types, "*/*.d.ts")
	modules, errModules := fs.Glob(webapi.Types, "node/*/*.d.ts")
	if err != nil || errModules != nil {
		panic("the patterns are malformed")
	}
	for _, name := range append(names, modules...) {
		text, err := fs.ReadFile(webapi.Types, name)
		if err != nil {
			panic(err) // embedded
		}
		files = append(files, TypeFile{strings.ReplaceAll(path.Dir(name), "/", "-") + ".d.ts", string(text)})
	}
	slices.SortFunc(files, func(a, b TypeFile) int { return cmp.Compare(a.Name, b.Name) })
	return files
}
