package script_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/script"
	"runner/engine/vm/vmtest"
)

// run compiles and runs code and returns its completion value, or the error.
func run(t *testing.T, m *vmtest.VM, code string) string {
	t.Helper()
	program, err := script.Compile("test.js", code, nil)
	if err != nil {
		return err.Error()
	}
	result := ""
	m.Do(func() {
		v, err := m.RunProgram(program)
		if err != nil {
			result = err.Error()
			return
		}
		result = v.String()
	})
	return result
}

func TestPass(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, code, want string }{
		{"arguments in an arrow", `(function(){ return (()=>arguments[0])() })(7)`, "7"},
		{"second argument", `(function(a,b){ return (()=>arguments[1])() })(7,8)`, "8"},
		{"arrow in arrow", `(function(){ return (()=>()=>arguments[0])()() })(7)`, "7"},
		{"async arrow", `(function(){ return typeof (async()=>arguments[0])() })(7)`, "object"},
		{"method", `({m(){ return (()=>arguments[0])() }}).m(4)`, "4"},
		{"generator", `(function*(){ yield (() => arguments[0])() })(9).next().value`, "9"},
		{"typeof arguments", `(function(){ return (() => typeof arguments)() })(1)`, "object"},
		{"after directives", `(function(){ 'use strict'; return (() => [arguments.length, this === undefined])() })(1,2)`, "2,true"},
		{"mapped arguments", `(function(a){ a = 5; return (() => arguments[0])() })(1)`, "5"},
		{"in the default of a parameter", `(function(a=(()=>arguments[1])()){ return a })(undefined,8)`, "8"},
		{"in a pattern of a parameter", `(function({a=(()=>arguments[1])}){ return a() })({},8)`, "8"},
		{"parameter and body", `(function(a=()=>arguments[1]){ return a()+(()=>arguments[1])() })(undefined,8)`, "16"},
		{"var arguments", `(function(){ var arguments = 5; return (() => arguments)() })(1)`, "5"},
		{"let arguments", `(function(){ let arguments = 5; return (() => arguments)() })(1)`, "5"},
		{"let arguments, destructured", `(function(){ let {a: [arguments = 5]} = {a: []}; return (() => arguments)() })(1)`, "5"},
		{"parameter arguments", `(function(arguments){ return (() => arguments)() })(1)`, "1"},
		{"function arguments", `(function(){ function arguments(){}; return typeof (() => arguments)() })(1)`, "function"},

		{"field get", `class A { get = 1 }; new A().get`, "1"},
		{"fields", `class A { get = 1; set = 2; static async = 3; #get = 4; g() { return this.#get } get x() {return 5} }; var a = new A(); [a.get,a.set,A.async,a.g(),a.x].join()`, "1,2,3,4,5"},
		{"field of an arrow function", `class A { get = (a) => { return a + 1 }; async = async () => {} }; [new A().get(1), new A().get.name].join()`, "2,get"},
		{"field without initializer", `class A { get }; Object.keys(new A()).join()`, "get"},
		{"private field set", `class A { #set = 1; static #async = 2; f() { return this.#set + A.#async } }; new A().f()`, "3"},
		{"text of the class", `class A { get = 1 }; A.toString()`, "class A { get = 1 }"},
		{"text of a function around", `(function f() { class A { get = 1 } }).toString()`, "function f() { class A { get = 1 } }"},
		{"text of a method", `({ f() { return class { set = 1 } } }).f.toString()`, "f() { return class { set = 1 } }"},
		{"methods named get and set", `class A { get() {return 1} set() {} async() {} static get(){} }; new A().get()`, "1"},
		{"a variable named get", `var get = 1; var o = {get, set: get}; class A { get = get }; new A().get + o.set`, "2"},

		{"last code point", `"\u{10FFFF}".codePointAt(0) + "|" + "\u{0010ffff}".codePointAt(0)`, "1114111|1114111"},
		{"last code point and the one before", `"\u{10FFFE}\u{10FFFF}".codePointAt(0)`, "1114110"},
		{"last code point in a template", "`\\u{10FFFF}`.codePointAt(0)", "1114111"},
		{"last code point in a tagged template", "String.raw`\\u{10FFFF}`", `\u{10FFFF}`},
		{"last code point in a text", `(function(){ return "\u{10FFFF}" }).toString()`, `function(){ return "\u{10FFFF}" }`},

		{"a < b < c", `[3 > 2 > 1, 1 < 2 < 3, 3 > 2 >= 1, 3 > 2 > 1 > 0].join()`, "false,true,true,false"},
		{"a < (b < c)", `[1 < (2 < 3), 1 < (Math.max(2,3) < 4), 1 < ((2) < 3)].join()`, "false,false,false"},
		{"a < (b) < c", `[1 < (2) < 3, 1 < Math.max(2,3) < 4, 1 < ((2)) < (3), 2 < (1, 3) < 4].join()`, "true,true,true,true"},
		{"in and instanceof", `['a' in {a:1} instanceof Object, 'length' in [] in {true: 1}].join()`, "false,true"},
		{"with other operators", `[1 < 2 == 3 > 2, 1 + 1 < 3 < 2 + 2, !(3 > 2 > 1)].join()`, "true,true,true"},
		{"in an arrow function", `(() => 3 > 2 > 1)()`, "false"},

		{"var of a catch parameter", `(function(){ try { throw 1 } catch(e) { var e = 2; var f = e } return [e, f].join() })()`, ",2"},
		{"var of a catch parameter, no initializer", `(function(){ try { throw 1 } catch(e) { var e, g = 3; return [e, g].join() } })()`, "1,3"},
		{"var in a block in a catch", `(function(){ try { throw 1 } catch(e) { if (1) { var e = 5 } return e } })()`, "5"},
		{"function in a catch", `(function(){ try { throw 1 } catch(e) { return (function(){ var e = 6; return e })() + e } })()`, "7"},

		{"yield* without end", `function* g(){ yield* g() }; try { g().next() } catch (e) { e.name + ": " + e.message }`, "RangeError: Maximum call stack size exceeded"},
		{"yield*", `function* g(){ const r = yield* (function*(){ yield 1; return 2 })(); yield r; yield* "ab" }; [...g()].join()`, "1,2,a,b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, m, "{"+c.code+"\n}"); got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.code, got, c.want)
			}
		})
	}
}

// Positions must be those of the text that was given, whatever was changed.
func TestPositions(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, before := range []string{
		``,
		`class A { get = 1; static #set = 2; async = 3 }; `,
		`var s = "\u{10FFFF}"; `,
		`(function(){ return (() => arguments[0])() })(1); `,
		`var b = 1 < 2 < 3; `,
		`try { throw 1 } catch (e) { var e = 2 }; `,
		`[...(function*(){ yield* [1, 2] })()]; `,
		`/\p{L}(?<a>x)[\uD800-\uDBFF]/u; `,
		`/[\p{L}--a]/vgd; `,
		`try { /(/ } catch {}; `,
		"`\\u{10FFFF}${/x/y}`; ",
	} {
		code := "'use strict';\n" + before + "null.x"
		got := run(t, m, code)
		want := fmt.Sprintf("test.js:2:%d", len(before)+len("null.")+1)
		if !strings.Contains(got, want+"(") {
			t.Errorf("%s\ngot  %s\nwant %s", code, got, want)
		}
	}
}

func TestSourceMap(t *testing.T) {
	m := vmtest.New(t, nil)
	// One line maps to line 1, 41 columns in: "AAAyC" is column 41 at column 0.
	sourceMap := `{"version":3,"sources":["author.ts"],"names":[],"mappings":"AAAyC"}`
	program, err := script.Compile("bundle.js", "null.x", []byte(sourceMap))
	if err != nil {
		t.Fatal(err)
	}
	m.Do(func() {
		_, err := m.RunProgram(program)
		if err == nil || !strings.Contains(err.Error(), "author.ts:1:") {
			t.Error(err)
		}
	})
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ code, want string }{
		{`a b`, "SyntaxError: test.js: Line 1:3 Unexpected identifier"},
		{`var get = = 5`, "SyntaxError: test.js: Line 1:11 Unexpected token ="},
		{`class A { get = = 1 }`, "SyntaxError: test.js: Line 1:17 Unexpected token ="},
		{strings.Repeat("[", 1e6), "SyntaxError: test.js: the code is nested too deeply"},
		{strings.Repeat("!", 1e6) + "1", "SyntaxError: test.js: the code is nested too deeply"},
		{strings.Repeat("a=>", 3e5) + "1", "SyntaxError: test.js: the code is nested too deeply"},
		{strings.Repeat("f(", 3e5), "SyntaxError: test.js: the code is nested too deeply"},
		{strings.Repeat("`${", 3e5), "SyntaxError: test.js: the code is nested too deeply"},
	} {
		_, err := script.Compile("test.js", c.code, nil)
		if err == nil || !strings.HasPrefix(err.Error(), strings.TrimSuffix(c.want, "=")) {
			t.Errorf("%.40s: got %v, want %s", c.code, err, c.want)
		}
	}
}

// Large code that is not deep passes.
func TestLargeCode(t *testing.T) {
	for name, code := range map[string]string{
		"array":        "var a = [" + strings.Repeat("1, ", 2e5) + "]",
		"statements":   strings.Repeat("a.b = c;\n", 1e5),
		"string":       `var s = "` + strings.Repeat("([{=+-", 1e5) + `"`,
		"many objects": "var a = [" + strings.Repeat("{a: [1 + 2 * 3]},", 5e4) + "]",
	} {
		if _, err := script.Compile("test.js", code, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	code := strings.Repeat("function f(a, b) { if (a < b) { return a.x + b.y } const { c, ...d } = a; return [c, d, () => a] }\n", 1000)
	b.Run("pass", func(b *testing.B) {
		b.SetBytes(int64(len(code)))
		for b.Loop() {
			script.Compile("test.js", code, nil)
		}
	})
	b.Run("engine alone", func(b *testing.B) {
		b.SetBytes(int64(len(code)))
		for b.Loop() {
			goja.Compile("test.js", code, false)
		}
	})
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{"class A { get = 1 }", `"\u{10FFFF}"`, "a < (b) < c", "(function(a=()=>arguments){})", "try{}catch(e){var e}", "`${/a/}`", "class A { #async\n= 1 }"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if _, err := script.Compile("fuzz.js", code, nil); err != nil && strings.Contains(err.Error(), "engine/script") {
			t.Error(err)
		}
	})
}
