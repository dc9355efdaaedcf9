package bundle

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// StandIns says which packages of a configuration file are replaced.
type StandIns uint8

// What is replaced beside Astro's own packages, which always are.
const (
	NoStandIns      StandIns = iota // nothing: this is no configuration file
	MissingPackages                 // packages that cannot be found
	AllPackages                     // all packages
)

// standIns replaces the packages that a configuration file imports: adapters,
// integrations and bundler plugins are written for another host, and only their
// names and options matter here.
func (p *plugin) standIns(b api.PluginBuild) {
	b.OnResolve(api.OnResolveOptions{Filter: `^[^./#]`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if _, again := args.PluginData.(resolving); again || args.Kind == api.ResolveEntryPoint {
			return api.OnResolveResult{}, nil
		}
		standIn := api.OnResolveResult{Path: args.Path, Namespace: standInSpace}
		if args.Namespace == standInSpace || strings.HasPrefix(args.Path, "node:") || isAbsolute(args.Path) {
			return api.OnResolveResult{}, nil
		}
		if p.options.StandIns == AllPackages || isTool(args.Path) {
			return standIn, nil
		}
		found := b.Resolve(args.Path, api.ResolveOptions{
			Importer: args.Importer, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving{},
		})
		if len(found.Errors) > 0 {
			return standIn, nil
		}
		return api.OnResolveResult{Path: found.Path, Namespace: found.Namespace}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: standInSpace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		if args.Path == "astro/config" {
			return script(astroConfigModule), nil
		}
		return script(strings.ReplaceAll(standInModule, "NAME", quote(args.Path))), nil
	})
}

func isTool(specifier string) bool {
	return specifier == "astro" || specifier == "vite" ||
		strings.HasPrefix(specifier, "astro/") || strings.HasPrefix(specifier, "astro:") ||
		strings.HasPrefix(specifier, "@astrojs/")
}

// isAbsolute: the entry names its module by absolute path, on Windows with a
// drive letter.
func isAbsolute(path string) bool {
	return strings.HasPrefix(path, "/") || len(path) > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
}

// standInModule is any package: every name of it is a function that returns the
// package's name and the first argument, so that `adapter: node({ mode })`
// leaves its name and options in the configuration.
const standInModule = `
const standIn = new Proxy(function (options) { return { name: NAME, options }; }, {
  get(target, key) {
    if (key === "__esModule" || key === "then" || typeof key === "symbol") return undefined;
    if (key === "name") return NAME;
    if (key in target) return target[key];
    return key === "default" ? standIn : function (options) { return { name: NAME + "." + String(key), options }; };
  },
});
module.exports = standIn;
`

// astroConfigModule is what a configuration file uses of astro/config.
const astroConfigModule = `
export const defineConfig = (config) => config;
const field = (type) => (options) => ({ ...options, type });
export const envField = { string: field("string"), number: field("number"), boolean: field("boolean"), enum: field("enum") };
export const mergeConfig = (base, more) => {
  const out = { ...base };
  for (const [key, value] of Object.entries(more ?? {})) {
    const old = out[key];
    if (value == null) continue;
    if (Array.isArray(old) || Array.isArray(value)) out[key] = [].concat(old ?? [], value);
    else if (old && typeof old === "object" && typeof value === "object") out[key] = mergeConfig(old, value);
    else out[key] = value;
  }
  return out;
};
const named = (name) => (options) => ({ name, options });
export const getViteConfig = named("getViteConfig");
export const validateConfig = (config) => config;
export const passthroughImageService = () => ({ entrypoint: "astro/assets/services/noop", config: {} });
export const sharpImageService = (config = {}) => ({ entrypoint: "astro/assets/services/sharp", config });
const family = (kind) => new Proxy({}, { get: (_, key) => named(kind + "." + String(key)) });
export const fontProviders = family("fontProviders");
export const sessionDrivers = family("sessionDrivers");
export const logHandlers = family("logHandlers");
export const memoryCache = named("memoryCache");
export const svgoOptimizer = named("svgoOptimizer");
`
