// Package config reads astro.config.* into plain Go values: it finds the file,
// bundles it with esbuild, has it evaluated by a function that the caller
// gives (this room must not know a JavaScript engine), applies Astro's
// defaults, and reports what is wrong in Astro's words.
//
// It may touch esbuild, the file system below the project root, and the
// diagnostic, route and bundle packages.
package config

import (
	"encoding/json"

	"runner/loader/route"
)

// Config is the part of the configuration that is typed today; Raw holds the
// rest. Directories are kept as written: loader resolves them against the root.
type Config struct {
	File string // relative to the root; "" when the project has none

	Site          string // "" when not configured
	Base          string // leading slash; trailing one as trailingSlash says
	TrailingSlash route.TrailingSlash
	Output        string // "static" or "server"

	SrcDir    string
	PublicDir string
	OutDir    string
	CacheDir  string

	Build  Build
	Server Server

	// Adapter is the adapter's name and first argument, nil when there is none.
	Adapter *Adapter

	PrerenderConflictBehavior string // "error", "warn" or "ignore"

	Redirects json.RawMessage `json:",omitempty"` // object of source to target, as configured
	Security  json.RawMessage `json:",omitempty"`
	Raw       json.RawMessage `json:",omitempty"` // the whole default export without its functions
}

// Build is the configuration's `build` object.
type Build struct {
	Format      string // "directory", "file" or "preserve"
	Client      string // relative to OutDir
	Server      string // relative to OutDir
	Assets      string
	ServerEntry string
	Redirects   bool
	Concurrency int
}

// Server is the configuration's `server` object.
type Server struct {
	Host         string // "" for localhost, "0.0.0.0" for `true`, else the name given
	Port         int
	Headers      map[string][]string
	AllowedHosts []string // ["*"] for `true`
}

// Adapter names the configured adapter. Its code is never run.
type Adapter struct {
	Name    string
	Options json.RawMessage `json:",omitempty"`
}

// Default is the configuration of a project without a configuration file.
func Default() Config {
	return Config{
		Base:                      "/",
		TrailingSlash:             route.Ignore,
		Output:                    "static",
		SrcDir:                    "./src",
		PublicDir:                 "./public",
		OutDir:                    "./dist",
		CacheDir:                  "./node_modules/.astro",
		PrerenderConflictBehavior: "warn",
		Build: Build{
			Format:      "directory",
			Client:      "./client/",
			Server:      "./server/",
			Assets:      "_astro",
			ServerEntry: "entry.mjs",
			Redirects:   true,
			Concurrency: 1,
		},
		Server: Server{Port: 4321},
	}
}
