package fetch_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

func TestHeaders(t *testing.T) {
	m := vmtest.New(t, nil)
	for _, c := range []struct{ name, script, want string }{
		{"record", `return [...new Headers({b: "2", A: " 1\t"})].join(";")`, "a,1;b,2"},
		{"sequence", `return [...new Headers([["x", "1"], ["X", "2"]])].join(";")`, "x,1, 2"},
		{"copy", `return new Headers(new Headers({a: "1"})).get("A")`, "1"},
		{"get absent", `return new Headers().get("a")`, "null"},
		{"set keeps the place", `const h = new Headers([["a","1"],["b","2"],["a","3"]]); h.set("a", "x"); return [...h].join(";")`, "a,x;b,2"},
		{"set-cookie apart", `const h = new Headers([["set-cookie","a=1"],["set-cookie","b=2"]]); return [h.getSetCookie(), [...h.keys()], h.get("set-cookie")]`, `[["a=1","b=2"],["set-cookie","set-cookie"],"a=1, b=2"]`},
		{"delete while iterating", `const h = new Headers({a:"1",b:"2",c:"3"}); let s = ""; for (const [k] of h) { s += k; h.delete("b") } return s`, "ac"},
		{"latin1", `return new Headers({a: "\xe9"}).get("a") === "\xe9"`, "true"},
		{"above latin1", `new Headers({a: "\u0100"})`, "TypeError: Cannot convert argument to a ByteString because the character at index 0 has a value of 256 which is greater than 255."},
		{"bad name", `new Headers({"a b": "1"})`, `TypeError: "a b" is not a valid HTTP header name.`},
		{"injection", `new Headers({a: "1\r\nb: 2"})`, `TypeError: The value of the header "a" contains a NUL, CR or LF.`},
		{"missing argument", `new Headers().append("a")`, "TypeError: Failed to execute 'append' on 'Headers': 2 arguments required, but only 1 present."},
		{"symbol key", `new Headers({[Symbol("x")]: "1"})`, "TypeError: Cannot convert a Symbol value to a string"},
		{"brand", `Headers.prototype.get.call({}, "a")`, "TypeError: Illegal invocation: Headers.get was called on a value that is not a Headers"},
		{"brand is not inherited", `Object.create(new Headers()).get("a")`, "TypeError: Illegal invocation: Headers.get was called on a value that is not a Headers"},
		{"without new", `Headers()`, "TypeError: Class constructor Headers cannot be invoked without 'new'"},
		{"without new, borrowed", `Headers.call({})`, "TypeError: Class constructor Headers cannot be invoked without 'new'"},
		{"subclass", `class X extends Headers { #p = 7; get p() { return this.#p } } const x = new X({a:"1"}); return [x.p, x.get("a"), x instanceof Headers, x instanceof X]`, `[7,"1",true,true]`},
		{"Reflect.construct", `return Reflect.construct(Headers, [{a:"1"}]).get("a")`, "1"},
		{"shape", `const d = Object.getOwnPropertyDescriptor(Headers.prototype, "append"); return [Headers.name, Headers.length, String(new Headers()), d.enumerable, d.value.name, d.value.length, typeof Headers.prototype.append, Headers.prototype[Symbol.iterator] === Headers.prototype.entries]`, `["Headers",0,"[object Headers]",true,"append",2,"function",true]`},
		{"spread copies nothing", `return Object.keys({...new Headers({a:"1"})}).length`, "0"},
		{"iterator", `const i = new Headers({a:"1"}).keys(); return [i[Symbol.toStringTag], i.next(), i.next(), i[Symbol.iterator]() === i]`, `["Headers Iterator",{"value":"a","done":false},{"done":true},true]`},
		{"forEach", `const out = []; new Headers({a:"1"}).forEach(function(v, k, h) { out.push(v, k, h instanceof Headers, this.x) }, {x: 9}); return out`, `["1","a",true,9]`},
		{"can be replaced", `const old = Headers; globalThis.Headers = 5; const seen = Headers; globalThis.Headers = old; return seen`, "5"},
		{"attributes of the global", `const d = Object.getOwnPropertyDescriptor(globalThis, "Headers"); return [d.writable, d.enumerable, d.configurable]`, "[true,false,true]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
