package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"runner/engine"
	"runner/engine/endpoint"
	"runner/engine/static"
	"runner/engine/vm/vmtest"
	"runner/loader"
	"runner/webapi/typestest"
)

// typescript is the version of TypeScript's compiler that checks the
// declarations.
const typescript = "5.9.3"

// compilerErrors are the errors that the fixtures' sources do have, by file and
// code. Each is a fixture's own: no declaration would be right that took it away.
var compilerErrors = []struct{ file, code, reason string }{
	{"async-generators/src/pages/by-hand.ts", "TS2345", "makes a generator return what its type does not say"},
	{"context-properties/src/pages/context/[id].ts", "TS2339", "asks for members that an endpoint's context does not have"},
	{"context-properties/src/pages/reassign.ts", "TS2540", "assigns to context.locals, which throws"},
	{"docs-server/src/pages/api/[id].json.ts", "TS2538", "the documentation's example: a parameter may be undefined"},
	{"docs-static/src/pages/api/[id].json.ts", "TS2538", "the documentation's example: a parameter may be undefined"},
	{"docs-server/src/pages/methods.json.ts", "TS2304", "the documentation's example imports no APIRoute"},
	{"docs-server/src/pages/test-post.json.ts", "TS2304", "the documentation's example imports no APIRoute"},
	{"", "TS7031", "parameters without types: JavaScript in a file named .ts"},
	{"tsconfig-paths/", "TS2307", "has a tsconfig.json of its own"},
	{"typescript-syntax/src/pages/syntax.ts", "TS2871", "exercises the operator"},
}

// The declarations, and with them the endpoints of the fixtures, satisfy
// TypeScript's compiler in strict mode with nothing but its library esnext.
func TestTypesCompile(t *testing.T) {
	fixtures, err := filepath.Abs("../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	used := make([]bool, len(compilerErrors))
	// The projects of fixtures/errors are broken on purpose.
	for _, line := range compile(t, "", []string{fixtures + "/**/src/pages/**/*.ts", fixtures + "/**/src/pages/.*/**/*.ts"}, []string{fixtures + "/errors"}) {
		m := regexp.MustCompile(`^(.*)\(\d+,\d+\): error (TS\d+)`).FindStringSubmatch(line)
		if m == nil {
			continue // the rest of a message
		}
		_, file, _ := strings.Cut(m[1], "fixtures/")
		i := slices.IndexFunc(compilerErrors, func(e struct{ file, code, reason string }) bool {
			return e.code == m[2] && strings.HasPrefix(file, e.file)
		})
		if i < 0 {
			t.Error(line)
			continue
		}
		used[i] = true
	}
	for i, e := range compilerErrors {
		if !used[i] {
			t.Errorf("%s has no error %s any more (%s)", e.file, e.code, e.reason)
		}
	}
}

// notDeclared are properties of the language's objects that TypeScript does not
// know on purpose, or that its declarations spell in another way.
var notDeclared = []string{
	`Object.prototype["__proto__"]`,                          // Annex B
	`BigInt.prototype["length"]`, `BigInt.prototype["name"]`, // the engine has them, wrongly
}

// The language has nothing that neither TypeScript's library nor the declarations
// know. It is their compiler that says so.
func TestTypesOfTheLanguage(t *testing.T) {
	var names []string
	text := vmtest.New(t, nil).Eval(`
		const names = [];
		const list = (path, o) => {
			for (const k of Reflect.ownKeys(o)) {
				if (typeof k === "symbol") {
					if (k.description.startsWith("Symbol.") && k !== Symbol.toStringTag) names.push(path + "[" + k.description + "]");
				} else if (k !== "constructor" && k !== "prototype") names.push(path + "[" + JSON.stringify(k) + "]");
			}
		};
		for (const name of ["Object", "Function", "Array", "String", "Number", "BigInt", "RegExp", "Date", "Boolean", "Error",
			"AggregateError", "ArrayBuffer", "DataView", "Uint8Array", "Float32Array", "Float64Array", "BigInt64Array", "Symbol", "WeakSet", "WeakMap", "WeakRef",
			"FinalizationRegistry", "Map", "Set", "Promise", "Iterator", "DisposableStack", "AsyncDisposableStack", "SuppressedError"]) {
			const c = globalThis[name];
			if (!c) continue;
			list(name, c);
			list(name + ".prototype", c.prototype);
		}
		for (const name of ["JSON", "Math", "Reflect", "Atomics"]) if (globalThis[name]) list(name, globalThis[name]);
		list("Intl", Intl);
		for (const name of Object.getOwnPropertyNames(Intl)) {
			if (!Intl[name].prototype) continue;
			list("Intl." + name, Intl[name]);
			list("Intl." + name + ".prototype", Intl[name].prototype);
		}
		return names`)
	if err := json.Unmarshal([]byte(text), &names); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	var source bytes.Buffer
	var lines []string
	for _, name := range names {
		if !slices.Contains(notDeclared, name) {
			fmt.Fprintf(&source, "%s;\n", name)
			lines = append(lines, name)
		}
	}
	for _, line := range compile(t, source.String(), nil, nil) {
		var at int
		if _, err := fmt.Sscanf(line[strings.LastIndex(line, "names.ts")+1:], "ames.ts(%d,", &at); err == nil && at <= len(lines) {
			t.Errorf("%s is not declared: %s", lines[at-1], line)
		}
	}
}

// compile type-checks files with the declarations and returns what the compiler
// says. source, if any, is one more file.
func compile(t *testing.T, source string, include, exclude []string) []string {
	t.Helper()
	compiler := installCompiler(t)
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range engine.Types() {
		write(f.Name, f.Text)
	}
	if source != "" {
		write("names.ts", source)
	}
	config, err := json.Marshal(map[string]any{
		"compilerOptions": map[string]any{
			"lib": []string{"esnext"}, "types": []string{}, "target": "es2023", "module": "esnext", "moduleResolution": "bundler",
			"strict": true, "noEmit": true, "resolveJsonModule": true, "allowImportingTsExtensions": true,
		},
		"include": append([]string{dir}, include...),
		"exclude": exclude,
	})
	if err != nil {
		t.Fatal(err)
	}
	write("tsconfig.json", string(config))
	out, err := exec.Command("node", compiler, "--pretty", "false", "-p", dir).Output()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || len(exit.Stderr) > 0) {
		t.Fatalf("the compiler failed: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// installCompiler returns the path of TypeScript's compiler, from the cache that
// git ignores.
func installCompiler(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("TypeScript's compiler needs %s, which is not installed", program)
		}
	}
	cache := os.Getenv("RUNNER_CACHE")
	if cache == "" {
		cache = filepath.Join("..", ".cache")
	}
	dir := filepath.Join(cache, "typescript-"+typescript)
	compiler := filepath.Join(dir, "node_modules", "typescript", "bin", "tsc")
	if _, err := os.Stat(compiler); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("npm", "install", "--no-audit", "--no-fund", "--prefix", dir, "typescript@"+typescript).CombinedOutput(); err != nil {
			t.Skipf("npm cannot install TypeScript %s: %v\n%s", typescript, err, out)
		}
	}
	return compiler
}

// What an endpoint receives has the members that astro.d.ts declares.
func TestTypesOfAstro(t *testing.T) {
	root := t.TempDir()
	page := filepath.Join(root, "src", "pages", "[page].json.ts")
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		t.Fatal(err)
	}
	err := os.WriteFile(page, []byte(`
export const getStaticPaths = o => { options = Object.keys(o); return o.paginate([1]); };
let options = [];
export const GET = c => {
	const names = o => Object.getOwnPropertyNames(Object.getPrototypeOf(o)).filter(n => n !== "constructor");
	c.cookies.set("a", "b");
	return Response.json({
		APIContext: Object.keys(c),
		AstroCookies: names(c.cookies),
		AstroCookie: names(c.cookies.get("a")),
		GetStaticPathsOptions: options,
		Page: Object.keys(c.props.page),
		PageURLs: Object.keys(c.props.page.url),
		ImportMetaEnv: Object.keys(import.meta.env),
	});
};
`), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	o := loader.Options{Command: "build"}
	engine.Prepare(&o)
	site, err := loader.Load(root, o)
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.Open(site, engine.Options{Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if _, err := e.Build(t.Context(), static.Options{}); err != nil {
		t.Fatal(err)
	}
	answer, err := os.ReadFile(filepath.Join(root, "dist", "1.json"))
	if err != nil {
		t.Fatal(err)
	}
	var actual map[string][]string
	if err := json.Unmarshal(answer, &actual); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	text := ""
	for _, f := range engine.Types() {
		if f.Name == "astro.d.ts" {
			text = f.Text
		}
	}
	list := typestest.ParseModule(text, "astro")
	for name, members := range actual {
		d := typestest.Find(list, "interface", name)
		if name == "ImportMetaEnv" {
			continue // others may be there
		}
		slices.Sort(members)
		if declared := d[0].Names(false); !slices.Equal(declared, members) {
			t.Errorf("%s has %v, declared are %v", name, members, declared)
		}
	}
	env := typestest.Find(typestest.Parse(text), "interface", "ImportMetaEnv")[0].Names(false)
	for _, name := range actual["ImportMetaEnv"] {
		if !slices.Contains(env, name) {
			t.Errorf("import.meta.env has %s, which is not declared", name)
		}
	}
	for _, m := range endpoint.AstroModules {
		exports := slices.Sorted(slices.Values(m.Exports))
		if declared := typestest.Module(text, m.Name); !slices.Equal(declared, exports) {
			t.Errorf("%s exports %v, declared are %v", m.Name, exports, declared)
		}
	}
}
