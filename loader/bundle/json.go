package bundle

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// jsonFilter matches imports of JSON files, jsonSuffix marks those that are
// imported rather than required.
const (
	jsonFilter = `\.json$`
	jsonSuffix = "?module"
)

// resolveJSON marks a JSON file that an author's module imports: its namespace
// has the keys that are identifiers and no others, as in Astro. A file that is
// required, or imported by a package, is esbuild's affair.
func resolveJSON(b api.PluginBuild, args api.OnResolveArgs) (api.OnResolveResult, error) {
	imported := args.Kind == api.ResolveJSImportStatement || args.Kind == api.ResolveJSDynamicImport
	if _, inner := args.PluginData.(resolving); inner || !imported || inPackage(args.Importer) || len(args.With) > 0 {
		return api.OnResolveResult{}, nil
	}
	found := b.Resolve(args.Path, api.ResolveOptions{
		Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir,
		Kind: args.Kind, PluginData: resolving{},
	})
	if len(found.Errors) > 0 || found.Namespace != fileNamespace || inPackage(found.Path) || !hasOddKey(found.Path) {
		return api.OnResolveResult{}, nil // esbuild's own answer, or error, is right
	}
	return api.OnResolveResult{Path: found.Path, Suffix: jsonSuffix}, nil
}

var identifier = regexp.MustCompile(`^[\p{L}_$][\p{L}\p{N}_$]*$`)

// hasOddKey reports a valid JSON object with a key that is no identifier.
func hasOddKey(path string) bool {
	keys, ok := jsonKeys(path)
	return ok && slices.ContainsFunc(keys, func(k string) bool { return !identifier.MatchString(k) })
}

func jsonKeys(path string) (keys []string, ok bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) != nil {
		return nil, false
	}
	for k := range object {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys, true
}

// loadJSON makes the module of a marked file.
func loadJSON(path string) (api.OnLoadResult, error) {
	keys, _ := jsonKeys(path)
	text, err := os.ReadFile(path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	var b strings.Builder
	b.WriteString("const json = JSON.parse(" + quote(string(text)) + ");\nexport default json;\n")
	for _, k := range keys {
		// A string as the export's name allows reserved words.
		if identifier.MatchString(k) && k != "default" {
			local := "$" + k
			b.WriteString("const " + local + " = json[" + quote(k) + "];\nexport { " + local + " as " + quote(k) + " };\n")
		}
	}
	contents := b.String()
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
}
