package loader

import (
	"os"
	"path/filepath"
)

// Middleware is the module that runs around every endpoint.
type Middleware struct {
	// Component is its file relative to the root, "src/middleware.ts".
	Component string
	// Module is its key in the object that the bundle gives to __routes.
	Module string
}

// middlewareExport is what the module must export.
const middlewareExport = "onRequest"

// middlewareExtensions are tried in the order in which Vite resolves an import
// without one.
var middlewareExtensions = []string{".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx"}

// findMiddleware looks for the file middleware in the source directory, or index
// in a folder of that name (Astro docs, "Middleware"). The pages are below the
// same directory, but none of their keys can be the same.
func findMiddleware(root, srcDir string) *Middleware {
	stem := filepath.Join(srcDir, "middleware")
	for _, stem := range []string{stem, filepath.Join(stem, "index")} {
		for _, extension := range middlewareExtensions {
			if info, err := os.Stat(stem + extension); err == nil && info.Mode().IsRegular() {
				component := relative(root, stem+extension)
				return &Middleware{Component: component, Module: component}
			}
		}
	}
	return nil
}
