package bundle

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Namespaces of modules that are no files.
const (
	ownNamespace  = "runner"   // the entry, and each file's import.meta
	hostNamespace = "host"     // modules of the host, as ES modules
	hostCommonJS  = "host-cjs" // the same, for require()
	standInSpace  = "stand-in" // packages of a configuration file
	fileNamespace = "file"
)

// Specifiers in ownNamespace.
const (
	entrySpecifier = "runner:entry"
	metaSpecifier  = "runner:meta:" // and the file's path relative to the root
	onlySpecifier  = "runner:only:" // and the index of an entry with an Export
)

// plugin gives esbuild the modules that are no files, and looks at each file
// before esbuild does. esbuild calls it from many goroutines, but only between
// begin and the end of a build, during which the fields are not changed.
type plugin struct {
	options Options
	entries []Entry
	broken  map[string]int // absolute path to index of its diagnostic
}

func newPlugin(o Options) *plugin { return &plugin{options: o} }

// begin forgets the last build: a file that was broken may be mended.
func (p *plugin) begin(entries []Entry) {
	p.entries = entries
	p.broken = make(map[string]int)
}

// breakFiles adds files to replace and reports whether one was new.
func (p *plugin) breakFiles(files map[string]int) bool {
	fresh := false
	for file, n := range files {
		if _, known := p.broken[file]; !known {
			p.broken[file] = n
			fresh = true
		}
	}
	return fresh
}

func (p *plugin) api() api.Plugin {
	return api.Plugin{Name: "runner", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^runner:`}, resolveOwn)
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: ownNamespace}, p.loadOwn)
		b.OnResolve(api.OnResolveOptions{Filter: `.*`, Namespace: ownNamespace}, p.resolveEntry)
		if filter := specifierFilter(p.options.Modules); filter != "" {
			b.OnResolve(api.OnResolveOptions{Filter: filter}, resolveHost)
		}
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: hostNamespace}, p.loadHost)
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: hostCommonJS}, loadHostCommonJS)
		if p.options.StandIns != NoStandIns {
			p.standIns(b)
		}
		b.OnResolve(api.OnResolveOptions{Filter: `^astro(:.*)?$`}, resolveAstro)
		b.OnResolve(api.OnResolveOptions{Filter: assetFilter}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return resolveAsset(b, args)
		})
		b.OnResolve(api.OnResolveOptions{Filter: jsonFilter}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return resolveJSON(b, args)
		})
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: fileNamespace}, p.loadFile)
	}}
}

func resolveOwn(args api.OnResolveArgs) (api.OnResolveResult, error) {
	r := api.OnResolveResult{Path: strings.TrimPrefix(args.Path, "runner:"), Namespace: ownNamespace}
	if strings.HasPrefix(args.Path, metaSpecifier) {
		r.SideEffects = api.SideEffectsFalse
	}
	return r, nil
}

// resolveEntry finds an endpoint that esbuild could not find or read, so that
// it too can be replaced. The others are resolved by esbuild, which then knows
// their tsconfig.json and package.json. A star is special to esbuild, even in
// a file name.
func (p *plugin) resolveEntry(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if _, ok := p.broken[args.Path]; ok || strings.Contains(args.Path, "*") {
		return api.OnResolveResult{Path: args.Path, Namespace: fileNamespace}, nil
	}
	return api.OnResolveResult{}, nil
}

func (p *plugin) loadOwn(args api.OnLoadArgs) (api.OnLoadResult, error) {
	if file, ok := strings.CutPrefix(args.Path, "meta:"); ok {
		return script(metaModule(filepath.Join(p.options.Root, filepath.FromSlash(file)))), nil
	}
	if index, ok := strings.CutPrefix(args.Path, "only:"); ok {
		return api.OnLoadResult{Contents: pointer(p.onlyModule(index)), ResolveDir: p.options.Root, Loader: api.LoaderJS}, nil
	}
	return api.OnLoadResult{Contents: pointer(p.entryModule()), ResolveDir: p.options.Root, Loader: api.LoaderJS}, nil
}

// entryModule hands over the endpoints, each on the line of its index plus
// one, which is how an error in importing it is traced back.
func (p *plugin) entryModule() string {
	var b strings.Builder
	b.WriteString("__routes({\n")
	for i, e := range p.entries {
		specifier := e.File
		if e.Export != "" {
			specifier = onlySpecifier + itoa(i)
		}
		b.WriteString(quote(e.Key) + ": () => import(" + quote(specifier) + "),\n")
	}
	b.WriteString("})\n")
	return b.String()
}

// onlyModule passes on the one export of an entry, so that the bundler misses it
// when it is not there. It stands on the line that the entry has in the entry
// module, for the same reason.
func (p *plugin) onlyModule(index string) string {
	i, _ := strconv.Atoi(index) // written by entryModule
	e := p.entries[i]
	return strings.Repeat("\n", i+1) + "export { " + e.Export + " } from " + quote(e.File) + ";\n"
}

// loadFile replaces broken files, reads assets, and gives files of the author
// their import.meta. Every other file is left to esbuild.
func (p *plugin) loadFile(args api.OnLoadArgs) (api.OnLoadResult, error) {
	if n, ok := p.broken[args.Path]; ok {
		return script(brokenModule(n)), nil
	}
	if args.Suffix == jsonSuffix {
		return loadJSON(args.Path)
	}
	if args.Suffix != "" {
		if load, ok := assets[args.Suffix]; ok {
			return loadAsset(args.Path, load)
		}
	}
	loader, ok := scripts[filepath.Ext(args.Path)]
	if !ok || inPackage(args.Path) {
		return api.OnLoadResult{}, nil
	}
	text, err := os.ReadFile(args.Path)
	if err != nil || !bytes.Contains(text, []byte("import.meta")) {
		return api.OnLoadResult{}, nil
	}
	// An import is hoisted wherever it stands. At the end it moves no line or
	// column, and a hashbang stays first.
	contents := string(text) + "\nimport { meta as __meta } from " + quote(metaSpecifier+relative(p.options.Root, args.Path)) + ";"
	return api.OnLoadResult{Contents: &contents, ResolveDir: filepath.Dir(args.Path), Loader: loader}, nil
}

// scripts are the files that can hold import.meta.
var scripts = map[string]api.Loader{
	".js": api.LoaderJS, ".mjs": api.LoaderJS, ".jsx": api.LoaderJSX,
	".ts": api.LoaderTS, ".mts": api.LoaderTS, ".tsx": api.LoaderTSX,
}

func inPackage(path string) bool {
	return strings.Contains(filepath.ToSlash(path), "/node_modules/")
}

// brokenModule throws the diagnostic that replaces a file. It is a CommonJS
// module, so that every name imported from it is accepted: the importers then
// fail with this error and not with one of their own.
func brokenModule(n int) string {
	return "throw __virtual(\"runner:broken\")(" + itoa(n) + ");\nmodule.exports = {};"
}

func metaModule(file string) string {
	return "export const meta = { url: " + quote(fileURL(file)) +
		", dirname: " + quote(filepath.Dir(file)) + ", filename: " + quote(file) + ", env: __env };"
}

// specifierFilter matches exactly the given specifiers.
func specifierFilter(modules map[string][]string) string {
	if len(modules) == 0 {
		return ""
	}
	names := make([]string, 0, len(modules))
	for name := range modules {
		names = append(names, regexp.QuoteMeta(name))
	}
	sort.Strings(names)
	return "^(?:" + strings.Join(names, "|") + ")$"
}

func script(text string) api.OnLoadResult {
	return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}
}

func pointer(s string) *string { return &s }

// quote writes a JavaScript string literal.
func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}
