package webapi_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi"
	"runner/webapi/typestest"
)

// inLibrary are globals that runner adds and TypeScript's library es2023 declares
// already.
var inLibrary = []string{"FinalizationRegistry", "Intl", "WeakRef"}

// samples are objects of interfaces that no global has the name of.
var samples = map[string]string{
	"CryptoKeyPair":               `await crypto.subtle.generateKey("Ed25519", false, ["sign"])`,
	"Immediate":                   `setImmediate(() => {})`,
	"ProcessCPUUsage":             `process.cpuUsage()`,
	"ProcessInput":                `process.stdin`,
	"ProcessMemoryUsage":          `process.memoryUsage()`,
	"ProcessOutput":               `process.stdout`,
	"RawJSON":                     `JSON.rawJSON("1")`,
	"TextEncoderEncodeIntoResult": `new TextEncoder().encodeInto("a", new Uint8Array(1))`,
	"Timeout":                     `setTimeout(() => {})`,
	"URLPatternComponentResult":   `new URLPattern().exec("a:b").hash`,
	"URLPatternResult":            `new URLPattern().exec("a:b")`,
}

// ownMembers are those that each object has for itself, so that no prototype
// shows them.
var ownMembers = map[string]string{
	"DOMException": "stack",
	"Event":        "isTrusted", // LegacyUnforgeable
}

// property is what a VM says of a property.
type property struct {
	Kind   string // method, get, getset, value or const
	Length int
}

// shape is what a VM says of a global: its own properties, and for a class
// those of its prototype.
type shape struct {
	Type    string
	Length  int
	Closed  bool // an illegal constructor
	Parent  string
	Static  map[string]property
	Members map[string]property
	All     []string // the names of an object's properties, inherited ones too
}

// describe is the script that makes shapes.
const describe = `
const own = (o, skip) => {
	const out = {};
	for (const k of Reflect.ownKeys(o)) {
		const name = typeof k === "symbol" ? "[" + k.description + "]" : k;
		if (skip.includes(name) || name === "[runner.state]") continue;
		const d = Object.getOwnPropertyDescriptor(o, k);
		out[name] = d.get || d.set ? { Kind: d.set ? "getset" : "get" }
			: typeof d.value === "function" ? { Kind: "method", Length: d.value.length }
			: { Kind: d.writable ? "value" : "const" };
	}
	return out;
};
const onPrototype = ["[Symbol.toStringTag]", "[nodejs.util.inspect.custom]"];
const onConstructor = ["length", "name", "prototype", "[Symbol.species]"];
const shape = v => {
	const s = { Type: typeof v };
	if (typeof v === "function") {
		s.Length = v.length;
		if (v.prototype) {
			try { Reflect.construct(v, []) } catch (e) { s.Closed = e.message === "Illegal constructor" }
			s.Parent = Object.getPrototypeOf(v).name ?? "";
			s.Static = own(v, onConstructor);
			s.Members = own(v.prototype, onPrototype);
		}
	} else if (typeof v === "object" && v !== globalThis) {
		const names = new Set();
		for (let o = v; o && o !== Object.prototype; o = Object.getPrototypeOf(o))
			for (const n in own(o, [...onPrototype, "constructor"])) names.add(n);
		s.All = [...names].sort();
	}
	return s;
};
`

func evaluate(t *testing.T, m *vmtest.VM, script string, to any) {
	t.Helper()
	text := m.Eval(describe + script)
	if err := json.Unmarshal([]byte(text), to); err != nil {
		t.Fatalf("%s: %v: %s", script, err, text)
	}
}

// files returns the declaration files by name.
func files(t *testing.T) map[string]string {
	list := map[string]string{}
	err := fs.WalkDir(webapi.Types, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, err := fs.ReadFile(webapi.Types, name)
			list[name] = string(text)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// declarations returns all that the files declare, but for the language.
func declarations(t *testing.T) (list []typestest.Declaration) {
	for name, text := range files(t) {
		if path.Base(name) != "language.d.ts" {
			list = append(list, typestest.Parse(text)...)
		}
	}
	return list
}

// The globals of a VM are those that are declared.
func TestTypesGlobals(t *testing.T) {
	known := append([]string{}, inLibrary...)
	known = append(known, goja.New().GlobalObject().GetOwnPropertyNames()...)
	var declared, actual []string
	for _, text := range files(t) {
		for _, d := range typestest.Parse(text) {
			if d.Kind == "class" || d.Kind == "function" || d.Kind == "var" {
				declared = append(declared, d.Name)
			}
		}
	}
	slices.Sort(declared)
	declared = slices.Compact(declared) // overloads
	evaluate(t, vmtest.New(t, nil), `return Object.getOwnPropertyNames(globalThis).filter(n => /^[\w$]+$/.test(n)).sort()`, &actual)
	actual = slices.DeleteFunc(actual, func(name string) bool { return slices.Contains(known, name) })
	report(t, "the global object", declared, actual)
}

// report says how two sorted lists of names differ.
func report(t *testing.T, what string, declared, actual []string) {
	t.Helper()
	for _, name := range declared {
		if !slices.Contains(actual, name) {
			t.Errorf("%s has no %s, but it is declared", what, name)
		}
	}
	for _, name := range actual {
		if !slices.Contains(declared, name) {
			t.Errorf("%s has %s, which is not declared", what, name)
		}
	}
}

// A class has the members that it is declared with, of the same kinds, and its
// functions need as many arguments.
func TestTypesClasses(t *testing.T) {
	list := declarations(t)
	m := vmtest.New(t, nil)
	for i := range list {
		d := &list[i]
		switch d.Kind {
		case "class":
			var s shape
			evaluate(t, m, "return shape("+d.Name+")", &s)
			if s.Parent != d.Extends {
				t.Errorf("%s extends %q, declared is %q", d.Name, s.Parent, d.Extends)
			}
			compareMembers(t, d, &s)
		case "function":
			var s shape
			evaluate(t, m, "return shape("+d.Name+")", &s)
			least := d.Required
			for _, overload := range typestest.Find(list, "function", d.Name) {
				least = min(least, overload.Required)
			}
			if s.Length != least {
				t.Errorf("%s needs %d arguments, declared are %d", d.Name, s.Length, least)
			}
		case "var":
			compareObject(t, m, list, d.Type, d.Name)
		case "interface":
			if sample, ok := samples[d.Name]; ok {
				compareObject(t, m, list, d.Name, sample)
			}
		}
	}
	for name := range samples {
		if typestest.Find(list, "interface", name) == nil && name != "RawJSON" {
			t.Errorf("no interface %s is declared", name)
		}
	}
}

func compareMembers(t *testing.T, d *typestest.Declaration, s *shape) {
	t.Helper()
	for _, static := range []bool{false, true} {
		actual, what := s.Members, d.Name
		if static {
			actual, what = s.Static, d.Name+" (static)"
		}
		var names []string
		for name := range actual {
			names = append(names, name)
		}
		declared := d.Names(static)
		if own := ownMembers[d.Name]; own != "" && !static {
			declared = slices.DeleteFunc(declared, func(name string) bool { return name == own })
		}
		report(t, what, declared, names)
		for _, member := range d.Members {
			p, ok := actual[member.Name]
			switch {
			case !ok || member.Static != static:
			case member.Name == "constructor":
				if member.Closed != s.Closed {
					t.Errorf("%s: its constructor is closed: %v, declared: %v", d.Name, s.Closed, member.Closed)
				} else if !member.Closed && member.Required != s.Length {
					t.Errorf("%s: its constructor needs %d arguments, declared are %d", d.Name, s.Length, member.Required)
				}
			case member.Method != (p.Kind == "method"), !member.Method && member.Readonly != (p.Kind == "get" || p.Kind == "const"):
				t.Errorf("%s.%s is a %s, declared is %+v", what, member.Name, p.Kind, member)
			case member.Method && member.Required != p.Length:
				t.Errorf("%s.%s needs %d arguments, declared are %d", what, member.Name, p.Length, member.Required)
			}
		}
	}
}

// compareObject compares an object with an interface: names only. A class, and
// the global object, are compared elsewhere.
func compareObject(t *testing.T, m *vmtest.VM, list []typestest.Declaration, typ, expression string) {
	t.Helper()
	var s shape
	evaluate(t, m, "return shape("+expression+")", &s)
	if constructors := typestest.Find(list, "interface", typ); strings.HasSuffix(typ, "Constructor") {
		// An old class, callable without new: statics in one interface, members in another.
		d := typestest.Declaration{Members: constructors[0].Members}
		static := slices.DeleteFunc(d.Names(false), func(name string) bool { return name == "()" || name == "new" || name == "prototype" })
		report(t, typ, static, keys(s.Static))
		members := members(list, strings.TrimSuffix(typ, "Constructor"))
		delete(s.Members, "constructor")
		report(t, expression, members, keys(s.Members))
		return
	}
	if typestest.Find(list, "class", typ) != nil {
		if got := m.Eval("return " + expression + " instanceof " + typ); got != "true" {
			t.Errorf("%s is no %s: %s", expression, typ, got)
		}
		return
	}
	if typ == "typeof globalThis" {
		if got := m.Eval("return " + expression + " === globalThis"); got != "true" {
			t.Errorf("%s is not the global object: %s", expression, got)
		}
		return
	}
	report(t, expression, members(list, typ), s.All)
}

func keys(properties map[string]property) (names []string) {
	for name := range properties {
		names = append(names, name)
	}
	return names
}

// members returns the names of an interface, with those it inherits from other
// interfaces in the files.
func members(list []typestest.Declaration, name string) (names []string) {
	for _, d := range typestest.Find(list, "interface", name) {
		names = append(names, d.Names(false)...)
		names = append(names, members(list, d.Extends)...)
	}
	return names
}

// The modules export what is declared.
func TestTypesModules(t *testing.T) {
	var all strings.Builder
	for _, text := range files(t) {
		all.WriteString(text)
	}
	declared := 0
	for _, module := range webapi.Modules {
		names := typestest.Module(all.String(), module.Name)
		if names == nil {
			t.Errorf("no module %q is declared", module.Name)
			continue
		}
		declared++
		report(t, module.Name, names, append([]string{"default"}, module.Exports...))
	}
	if n := strings.Count(all.String(), `declare module "node:`); n != declared {
		t.Errorf("%d modules are declared, of which %d exist", n, declared)
	}
}

// What the language's interfaces are declared to have exists. That nothing is
// missing is for TypeScript's compiler to say, which knows its library.
func TestTypesLanguage(t *testing.T) {
	text, err := fs.ReadFile(webapi.Types, "language/language.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	m := vmtest.New(t, nil)
	for _, d := range typestest.Parse(string(text)) {
		for _, member := range d.Members {
			object := d.Name + ".prototype"
			if name, ok := strings.CutSuffix(d.Name, "Constructor"); ok {
				object = name
			} else if d.Name == "JSON" || d.Name == "Math" || d.Name == "Atomics" {
				object = d.Name
			}
			if m.Eval("return typeof "+strings.TrimSuffix(object, ".prototype")) == "undefined" {
				continue // an interface of no global
			}
			key := member.Name
			if strings.HasPrefix(key, "[") {
				key = strings.Trim(key, "[]")
			} else {
				key = `"` + key + `"`
			}
			if got := m.Eval("return " + key + " in " + object); got != "true" {
				t.Errorf("%s has no %s, but it is declared: %s", d.Name, member.Name, got)
			}
		}
	}
}
