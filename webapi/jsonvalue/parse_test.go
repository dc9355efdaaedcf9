package jsonvalue_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
	"runner/webapi/jsonvalue"
)

// install gives scripts parse and stringify as functions.
func install(rt *js.Runtime) {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	must(rt.Set("parse", rt.Func(js.Function{Name: "parse", Call: func(c js.Call) goja.Value {
		return jsonvalue.Parse(c.Runtime, c.String(c.Arg(0)))
	}})))
	must(rt.Set("stringify", rt.Func(js.Function{Name: "stringify", Call: func(c js.Call) goja.Value {
		if s, ok := jsonvalue.Stringify(c.Runtime, c.Arg(0)); ok {
			return c.ToValue(s)
		}
		return goja.Undefined()
	}})))
}

func TestParse(t *testing.T) {
	m := vmtest.New(t, install)
	for _, c := range []struct{ name, script, want string }{
		{"scalars", `return ['1', '"a"', 'true', 'false', 'null', ' 2 ', '1e3', '-1.5E-2'].map(s => parse(s))`, `[1,"a",true,false,null,2,1000,-0.015]`},
		{"minus zero", `return [Object.is(parse("-0"), -0), Object.is(parse("-0.0"), -0), Object.is(parse("-0e1"), -0), Object.is(parse("0"), 0)]`, "[true,true,true,true]"},
		{"big numbers", `return [parse("9007199254740993") === 9007199254740992, parse("1e400") === Infinity, parse("-1e400") === -Infinity, parse("123456789012345678901234567890") === 123456789012345680000000000000, parse("1e-400") === 0]`, "[true,true,true,true,true]"},
		{"integer bounds", `return [parse("999999999999999"), parse("9999999999999999"), parse("-9007199254740991")].join()`, "999999999999999,10000000000000000,-9007199254740991"},
		{"duplicate keys", `return [Object.keys(parse('{"a":1,"b":2,"a":3}')), parse('{"a":1,"b":2,"a":3}').a]`, `[["a","b"],3]`},
		{"integer keys first", `return Object.keys(parse('{"b":1,"2":1,"a":1,"1":1}'))`, `["1","2","b","a"]`},
		{"__proto__", `const o = parse('{"__proto__": {"x": 1}}'); return [Object.getPrototypeOf(o) === Object.prototype, Object.keys(o), o.x, {}.x]`, `[true,["__proto__"],null,null]`},
		{"setters are not called", `Object.defineProperty(Object.prototype, "trap", {set() { throw 1 }, configurable: true}); try { return parse('{"trap": 5}').trap } finally { delete Object.prototype.trap }`, "5"},
		{"prototypes", `const o = parse('{"a":[{}]}'); return [o instanceof Object, o.a instanceof Array, o.a[0].constructor === Object, String(o)]`, `[true,true,true,"[object Object]"]`},
		{"descriptors", `return Object.getOwnPropertyDescriptor(parse('{"a":1}'), "a")`, `{"value":1,"writable":true,"enumerable":true,"configurable":true}`},
		{"arrays", `const a = parse("[1,[],[2,[3]],{}]"); a.push(4); return [a, a.length, Array.isArray(a[2])]`, `[[1,[],[2,[3]],{},4],5,true]`},
		{"escapes", `return parse('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00x"') === '"\\/\b\f\n\r\té😀x'`, "true"},
		{"lone surrogates", `return [parse('"a\\ud800b"') === "a\ud800b", parse('"\\udc00"') === "\udc00", parse('"\\ud800\\ud83d\\ude00"') === "\ud800\u{1F600}", parse('"é\\ud800é"').length]`, "[true,true,true,3]"},
		{"surrogate then other escape", `return parse('"\\ud800\\n\\ud800\\u0041"') === "\ud800\n\ud800A"`, "true"},
		{"lone surrogate key", `return Object.keys(parse('{"\\ud800":1, "b":2}'))[0] === "\ud800"`, "true"},
		{"not ASCII", `return [parse('{"é":"ü😀"}')["é"] === "ü😀", parse('"日本語"').length]`, "[true,3]"},
		{"U+2028", `return parse('"\u2028"').length`, "1"},
		{"empty key", `return parse('{"":1}')[""]`, "1"},
		{"deep", `let v = parse("[".repeat(10000) + "]".repeat(10000)), n = 0; while (v) { v = v[0]; n++ } return n`, "10000"},
		{"too deep", `parse("[".repeat(1000000))`, "RangeError: JSON is nested more than 20000 levels deep"},
		{"long text", `const rows = []; for (let i = 0; i < 5000; i++) rows.push({id: i, name: "n" + i, key: "x"}); return JSON.stringify(parse(JSON.stringify(rows))) === JSON.stringify(rows)`, "true"},
		{"is a SyntaxError", `try { parse("x") } catch (e) { return [e instanceof SyntaxError, e.name, typeof e.stack] }`, `[true,"SyntaxError","string"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// The messages were recorded from V8 (Node 24).
func TestParseErrors(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ text, want string }{
		{"", "Unexpected end of JSON input"},
		{"{a", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"},
		{"[1,]", "Unexpected token ']', \"[1,]\" is not valid JSON"},
		{"abc", "Unexpected token 'a', \"abc\" is not valid JSON"},
		{"{\"a\":1,}", "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"},
		{"{\"a\" 1}", "Expected ':' after property name in JSON at position 5 (line 1 column 6)"},
		{"{\"a\"", "Expected ':' after property name in JSON at position 4 (line 1 column 5)"},
		{"[1 2]", "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)"},
		{"{\"a\":1 \"b\"}", "Expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)"},
		{"1 2", "Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)"},
		{"\"abc", "Unterminated string in JSON at position 4 (line 1 column 5)"},
		{"\"\n\"", "Bad control character in string literal in JSON at position 1 (line 1 column 2)"},
		{"\"\\x\"", "Bad escaped character in JSON at position 2 (line 1 column 3)"},
		{"\"\\u12\"", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"},
		{"\"\\u12", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"},
		{"\"\\", "Unexpected end of JSON input"},
		{"-", "No number after minus sign in JSON at position 1 (line 1 column 2)"},
		{"-a", "No number after minus sign in JSON at position 1 (line 1 column 2)"},
		{"1.", "Unterminated fractional number in JSON at position 2 (line 1 column 3)"},
		{"1.a", "Unterminated fractional number in JSON at position 2 (line 1 column 3)"},
		{"1e", "Exponent part is missing a number in JSON at position 2 (line 1 column 3)"},
		{"1e+", "Exponent part is missing a number in JSON at position 3 (line 1 column 4)"},
		{"01", "Unexpected number in JSON at position 1 (line 1 column 2)"},
		{"00", "Unexpected number in JSON at position 1 (line 1 column 2)"},
		{"tru", "Unexpected end of JSON input"},
		{"trux", "Unexpected token 'x', \"trux\" is not valid JSON"},
		{"nul", "Unexpected end of JSON input"},
		{"[object Object]", "\"[object Object]\" is not valid JSON"},
		{"undefined", "\"undefined\" is not valid JSON"},
		{"NaN", "\"NaN\" is not valid JSON"},
		{"Infinity", "\"Infinity\" is not valid JSON"},
		{"{", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"},
		{"[", "Unexpected end of JSON input"},
		{"{\"a\":", "Unexpected end of JSON input"},
		{"{\"a\":1", "Expected ',' or '}' after property value in JSON at position 6 (line 1 column 7)"},
		{"[1", "Expected ',' or ']' after array element in JSON at position 2 (line 1 column 3)"},
		{"[1,", "Unexpected end of JSON input"},
		{"{\"a\":1,", "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"},
		{"}", "Unexpected token '}', \"}\" is not valid JSON"},
		{"]", "Unexpected token ']', \"]\" is not valid JSON"},
		{",", "Unexpected token ',', \",\" is not valid JSON"},
		{"\"a\" \"b\"", "Unexpected non-whitespace character after JSON at position 4 (line 1 column 5)"},
		{"1 \"b\"", "Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)"},
		{"{\"a\":\"b\" 5}", "Expected ',' or '}' after property value in JSON at position 9 (line 1 column 10)"},
		{"[1 \"a\"]", "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)"},
		{"[,1]", "Unexpected token ',', \"[,1]\" is not valid JSON"},
		{"{\"a\":}", "Unexpected token '}', \"{\"a\":}\" is not valid JSON"},
		{"{1:2}", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"},
		{"{,}", "Expected property name or '}' in JSON at position 1 (line 1 column 2)"},
		{"é", "Unexpected token 'é', \"é\" is not valid JSON"},
		{"\"😀\" 😀", "Unexpected non-whitespace character after JSON at position 5 (line 1 column 6)"},
		{"\n\n  x", "Unexpected token 'x', \"\n\n  x\" is not valid JSON"},
		{"abcdefghijklmnopqrstuvwxyz", "Unexpected token 'a', \"abcdefghij\"... is not valid JSON"},
		{"[\"aaaaaaaaaaaaaa\", x, \"bbbbbbbbbbbbbbbbbb\"]", "Unexpected token 'x', ...\"aaaaaaa\", x, \"bbbbbb\"... is not valid JSON"},
		{"[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", x]", "Unexpected token 'x', ...\"aaaaaaa\", x]\" is not valid JSON"},
		{" 1", "Unexpected token ' ', \" 1\" is not valid JSON"},
		{"\ufeff1", "Unexpected token '\ufeff', \"\ufeff1\" is not valid JSON"},
		{".5", "Unexpected token '.', \".5\" is not valid JSON"},
		{"+1", "Unexpected token '+', \"+1\" is not valid JSON"},
		{"'a'", "Unexpected token ''', \"'a'\" is not valid JSON"},
		{"1e5x", "Unexpected non-whitespace character after JSON at position 3 (line 1 column 4)"},
		{"\"\t\"", "Bad control character in string literal in JSON at position 1 (line 1 column 2)"},
		{"tr\"", "Unexpected string in JSON at position 2 (line 1 column 3)"},
		{"t1", "Unexpected number in JSON at position 1 (line 1 column 2)"},
		{"-\"a\"", "No number after minus sign in JSON at position 1 (line 1 column 2)"},
		{"{\"a\":1,5}", "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"},
		{"{\"a\":1,\"b\"", "Expected ':' after property name in JSON at position 10 (line 1 column 11)"},
		{"[1,,2]", "Unexpected token ',', \"[1,,2]\" is not valid JSON"},
		{"\"\\u00G0\"", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"},
		{"  ", "Unexpected end of JSON input"},
		{"{\"a\":1}}", "Unexpected non-whitespace character after JSON at position 7 (line 1 column 8)"},
		{"[1]]", "Unexpected non-whitespace character after JSON at position 3 (line 1 column 4)"},
		{"1,", "Unexpected non-whitespace character after JSON at position 1 (line 1 column 2)"},
		{"-01", "Unexpected number in JSON at position 2 (line 1 column 3)"},
		{"-.5", "No number after minus sign in JSON at position 1 (line 1 column 2)"},
		{"1.e5", "Unterminated fractional number in JSON at position 2 (line 1 column 3)"},
		{"{\"a\":tru}", "Unexpected token '}', \"{\"a\":tru}\" is not valid JSON"},
		{"[tru, 5]", "Unexpected token ',', \"[tru, 5]\" is not valid JSON"},
		{"\"a\\u", "Bad Unicode escape in JSON at position 4 (line 1 column 5)"},
		{"\"a\\u0", "Bad Unicode escape in JSON at position 5 (line 1 column 6)"},
		{"\"a\u0000b\"", "Bad control character in string literal in JSON at position 2 (line 1 column 3)"},
		{"\r\n x", "Unexpected token 'x', \"\r\n x\" is not valid JSON"},
		{"\r x", "Unexpected token 'x', \"\r x\" is not valid JSON"},
	} {
		got := "ok"
		err := m.Do(func() {
			exception := m.Try(func() { jsonvalue.Parse(m.Runtime, c.text) })
			if exception != nil {
				got = exception.(*goja.Object).Get("message").String()
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%q:\n got  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestStringify(t *testing.T) {
	m := vmtest.New(t, install)
	for _, c := range []struct{ name, script, want string }{
		{"values", `return [{a: [1, null, undefined], b: undefined}, "é\"", 1.5, true, null].map(v => stringify(v)).join(" ")`, `{"a":[1,null,null]} "é\"" 1.5 true null`},
		{"undefined", `return [undefined, () => 1, Symbol("x"), {toJSON() {}}].map(v => stringify(v) === undefined)`, "[true,true,true,true]"},
		{"toJSON", `return stringify({toJSON: () => "x"}) + stringify(new Date(0)) + stringify({a: new Date(0)})`, `"x""1970-01-01T00:00:00.000Z"{"a":"1970-01-01T00:00:00.000Z"}`},
		{"lone surrogate", `return stringify(["\ud800"])`, `["\ud800"]`},
		{"exceptions pass", `stringify({get a() { throw new RangeError("mine") }})`, "RangeError: mine"},
		{"cycle", `const o = {}; o.o = o; try { stringify(o) } catch (e) { return e.name }`, "TypeError"},
		{"BigInt", `try { stringify({a: 1n}) } catch (e) { return e.name }`, "TypeError"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,-0.5e3,"x\u00e9\ud800",null,true]}`, `[`, `"\`, `{"__proto__":1}`, `1e5x`} {
		f.Add(s)
	}
	m := vmtest.New(f, nil)
	parse, _ := goja.AssertFunction(m.Get("JSON").(*goja.Object).Get("parse"))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if strings.Contains(text, `\u`) || strings.ContainsAny(text, "eE") && len(text) > 5 {
			// Where the engine itself is wrong (lone surrogates, overflow), only panics count.
			_ = m.Do(func() { m.Try(func() { jsonvalue.Parse(m.Runtime, text) }) })
			return
		}
		_ = m.Do(func() {
			var got, want string
			gotError := m.Try(func() { got, _ = jsonvalue.Stringify(m.Runtime, jsonvalue.Parse(m.Runtime, text)) })
			wantError := m.Try(func() { want, _ = jsonvalue.Stringify(m.Runtime, m.Call(parse, nil, m.ToValue(text))) })
			if (gotError == nil) != (wantError == nil) || got != want {
				t.Errorf("%q: got %q (%v), the engine has %q (%v)", text, got, gotError, want, wantError)
			}
		})
	})
}

func BenchmarkParse(b *testing.B) {
	m := vmtest.New(b, nil)
	row := `{"id":12345,"name":"A product name","price":19.99,"tags":["a","b","c"],"active":true,"owner":{"id":7,"email":"someone@example.com"}}`
	text := "[" + strings.Repeat(row+",", 999) + row + "]"
	parse, _ := goja.AssertFunction(m.Get("JSON").(*goja.Object).Get("parse"))
	b.Run("native", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			jsonvalue.Parse(m.Runtime, text)
		}
	})
	b.Run("engine", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			m.Call(parse, nil, m.ToValue(text))
		}
	})
	value := jsonvalue.Parse(m.Runtime, text)
	b.Run("stringify", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			jsonvalue.Stringify(m.Runtime, value)
		}
	})
}
