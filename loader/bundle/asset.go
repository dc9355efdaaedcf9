package bundle

import (
	"encoding/base64"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// assetFilter matches imports that ask for something else than a module.
const assetFilter = `\?(?:raw|url|inline)$`

// assets says what each query gives. Astro gives the address of an emitted file
// for ?url from 4096 bytes on; until files are emitted it is a data: URL at any
// size.
var assets = map[string]func(path string, contents []byte) string{
	"?raw":    func(_ string, contents []byte) string { return string(contents) },
	"?url":    dataURL,
	"?inline": dataURL,
}

// resolving marks the look-up of the path without its query.
type resolving struct{}

func resolveAsset(b api.PluginBuild, args api.OnResolveArgs) (api.OnResolveResult, error) {
	at := strings.LastIndexByte(args.Path, '?')
	path, query := args.Path[:at], args.Path[at:]
	found := b.Resolve(path, api.ResolveOptions{
		Importer:   args.Importer,
		Namespace:  args.Namespace,
		ResolveDir: args.ResolveDir,
		Kind:       args.Kind,
		PluginData: resolving{},
	})
	if len(found.Errors) > 0 {
		return api.OnResolveResult{Errors: []api.Message{{Text: notResolved(path)}}}, nil
	}
	return api.OnResolveResult{Path: found.Path, Namespace: found.Namespace, Suffix: query}, nil
}

func loadAsset(path string, load func(string, []byte) string) (api.OnLoadResult, error) {
	contents, err := os.ReadFile(path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	if query := load(path, contents); query != "" || len(contents) == 0 {
		return api.OnLoadResult{Contents: &query, Loader: api.LoaderText}, nil
	}
	return api.OnLoadResult{}, nil
}

// mediaTypes are those of files that are often embedded; the system's table,
// which differs between machines, is asked only about others.
var mediaTypes = map[string]string{
	".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
	".png": "image/png", ".svg": "image/svg+xml", ".tiff": "image/tiff", ".webp": "image/webp",
	".css": "text/css", ".html": "text/html", ".txt": "text/plain", ".md": "text/markdown", ".xml": "text/xml",
	".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
	".pdf": "application/pdf", ".wasm": "application/wasm", ".woff": "font/woff", ".woff2": "font/woff2",
}

func dataURL(path string, contents []byte) string {
	ext := strings.ToLower(filepath.Ext(path))
	media, ok := mediaTypes[ext]
	if !ok {
		if media = mime.TypeByExtension(ext); media == "" {
			media = "application/octet-stream"
		}
	}
	return "data:" + media + ";base64," + base64.StdEncoding.EncodeToString(contents)
}
