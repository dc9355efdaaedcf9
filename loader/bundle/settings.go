package bundle

import (
	"encoding/json"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// lowered is the syntax that goja does not have. Nothing else is lowered:
// native syntax is faster.
var lowered = map[string]bool{
	"async-generator": false,
	"for-await":       false,
	"decorators":      false,
	"using":           false,
	"dynamic-import":  false,
	"import-meta":     false,
}

// loaders are the file types beyond those that esbuild knows by itself.
// A style sheet has no meaning on a server, and native add-ons cannot be run.
var loaders = map[string]api.Loader{
	".css":  api.LoaderEmpty,
	".node": api.LoaderEmpty,
	".wasm": api.LoaderBinary,
}

// extensions are tried for an import without one, in Vite's order.
var extensions = []string{".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"}

// outName is the file that the bundle would be if it were written: sources in
// its map are relative to this file's directory, the root.
const outName = "endpoints.js"

func settings(o Options, p *plugin) api.BuildOptions {
	nodeEnv, _ := json.Marshal(o.NodeEnv)
	// Everything stands on the first line, so that the source map needs no
	// correction. import.meta of a package, whose files are not looked at, has
	// the URL that the caller gives. Modules are strict code, and what Astro
	// builds is one strict chunk too, so the whole bundle is.
	head := "(async function(" + strings.Join(Parameters, ", ") + "){\"use strict\";var __meta={url:__url,env:__env};"
	sourcemap := api.SourceMapExternal
	if o.InlineMap {
		sourcemap = api.SourceMapInline
	}
	return api.BuildOptions{
		EntryPoints:       []string{entrySpecifier},
		Outfile:           filepath.Join(o.Root, outName),
		AbsWorkingDir:     o.Root,
		Write:             false,
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ESNext,
		Supported:         lowered,
		Platform:          api.PlatformNeutral,
		Conditions:        []string{"worker", "module"},
		MainFields:        []string{"module", "main"},
		Charset:           api.CharsetUTF8,
		ResolveExtensions: extensions,
		LegalComments:     api.LegalCommentsNone,
		Banner:            map[string]string{"js": head},
		Footer:            map[string]string{"js": "})"},
		Sourcemap:         sourcemap,
		Metafile:          true,
		Loader:            loaders,
		Plugins:           []api.Plugin{p.api()},
		LogLevel:          api.LogLevelSilent,
		AbsPaths:          api.LogAbsPath,
		Define: map[string]string{
			"process.env.NODE_ENV": string(nodeEnv),
			"import.meta.env":      "__env",
			"import.meta":          "__meta",
		},
	}
}
