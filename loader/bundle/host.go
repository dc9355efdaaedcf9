package bundle

import (
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func resolveHost(args api.OnResolveArgs) (api.OnResolveResult, error) {
	namespace := hostNamespace
	if args.Kind == api.ResolveJSRequireCall || args.Kind == api.ResolveJSRequireResolve {
		namespace = hostCommonJS
	}
	return api.OnResolveResult{Path: args.Path, Namespace: namespace, SideEffects: api.SideEffectsFalse}, nil
}

// loadHost writes a host module as an ES module, because a name imported from
// one is a plain variable, where one imported from CommonJS is a property read
// through a getter at each use. Names that nobody imports are removed: that is
// what the PURE marks are for.
func (p *plugin) loadHost(args api.OnLoadArgs) (api.OnLoadResult, error) {
	names := p.options.Modules[args.Path]
	if names == nil {
		return loadHostCommonJS(args)
	}
	var b strings.Builder
	b.WriteString("const host = /* @__PURE__ */ __virtual(" + quote(args.Path) + ");\n")
	for i, name := range names {
		if name == "default" {
			continue
		}
		local := "e" + itoa(i)
		b.WriteString("const " + local + " = /* @__PURE__ */ (() => host[" + quote(name) + "])();\n")
		b.WriteString("export { " + local + " as " + quote(name) + " };\n")
	}
	switch {
	case slices.Contains(names, "default"):
		b.WriteString("export default /* @__PURE__ */ (() => host.default)();\n")
	case !strings.HasPrefix(args.Path, "astro:"): // Astro's own have none
		b.WriteString("export default host;\n")
	}
	return script(b.String()), nil
}

func loadHostCommonJS(args api.OnLoadArgs) (api.OnLoadResult, error) {
	return script("module.exports = __virtual(" + quote(args.Path) + ");"), nil
}

// resolveAstro keeps Astro's own modules from being searched in node_modules:
// what an installed Astro has there is for another host.
func resolveAstro(args api.OnResolveArgs) (api.OnResolveResult, error) {
	switch args.Kind {
	case api.ResolveJSImportStatement, api.ResolveJSDynamicImport, api.ResolveJSRequireCall:
		return api.OnResolveResult{Errors: []api.Message{{Text: notResolved(args.Path)}}}, nil
	}
	return api.OnResolveResult{}, nil
}

// notResolved is esbuild's sentence for the same thing, so that one place
// translates both.
func notResolved(specifier string) string { return "Could not resolve " + strconv.Quote(specifier) }

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func itoa(n int) string { return strconv.Itoa(n) }
