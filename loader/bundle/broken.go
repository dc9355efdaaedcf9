package bundle

import (
	"path/filepath"
	"sort"

	"runner/loader/diagnostic"
)

// brokenEntries finds the entries whose own file, or one that it imports with
// an import statement, is replaced. A broken require() or import() is left to
// the code that calls it, which may catch.
func (b *Bundler) brokenEntries(r *Result, t *translator) []*diagnostic.Diagnostic {
	out := make([]*diagnostic.Diagnostic, len(b.plugin.entries))
	if len(b.plugin.broken) == 0 {
		return out
	}
	cause := spread(r.Inputs, b.brokenInputs(t))
	for i, e := range b.plugin.entries {
		n, ok := cause[t.relative(e.File)]
		if real, err := filepath.EvalSymlinks(e.File); err == nil && !ok {
			n, ok = cause[t.relative(real)]
		}
		if ok {
			out[i] = t.diagnostics[n]
		}
	}
	return out
}

// brokenInputs is the replaced files by their key in the graph.
func (b *Bundler) brokenInputs(t *translator) map[string]int {
	out := make(map[string]int, len(b.plugin.broken))
	for file, n := range b.plugin.broken {
		out[t.relative(file)] = n
	}
	return out
}

// spread carries each cause from a module to all that import it.
func spread(inputs map[string]Input, cause map[string]int) map[string]int {
	importers := make(map[string][]string)
	for path, input := range inputs {
		for _, i := range input.Imports {
			if i.Kind == "import-statement" {
				importers[i.Path] = append(importers[i.Path], path)
			}
		}
	}
	queue := make([]string, 0, len(cause))
	for path := range cause {
		queue = append(queue, path)
	}
	// The first diagnostic reaches first, whatever the order of the maps.
	sort.Slice(queue, func(i, j int) bool { return cause[queue[i]] < cause[queue[j]] })
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		for _, importer := range importers[path] {
			if _, seen := cause[importer]; !seen {
				cause[importer] = cause[path]
				queue = append(queue, importer)
			}
		}
	}
	return cause
}
