package fetch_test

import (
	"testing"

	"runner/engine/vm/vmtest"
)

type scriptCase struct{ name, script, want string }

func runCases(t *testing.T, m *vmtest.VM, cases []scriptCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestResponse(t *testing.T) {
	runCases(t, vmtest.New(t, nil), []scriptCase{
		{"defaults", `const r = new Response(); return [r.type, r.url, r.redirected, r.status, r.ok, r.statusText, [...r.headers].length, r.body, r.bodyUsed]`, `["default","",false,200,true,"",0,null,false]`},
		{"string", `const r = new Response("hé"); return [r.headers.get("content-type"), await r.text(), r.bodyUsed]`, `["text/plain;charset=UTF-8","hé",true]`},
		{"number", `return await new Response(5).text()`, "5"},
		{"null", `const r = new Response(null); return [r.body, await r.text(), r.bodyUsed]`, `[null,"",false]`},
		{"bytes are copied", `const a = new Uint8Array([104, 105]); const r = new Response(a); a[0] = 0; return [await r.text(), r.headers.get("content-type")]`, `["hi",null]`},
		{"view", `return await new Response(new Uint8Array([1, 104, 105, 2]).subarray(1, 3)).text()`, "hi"},
		{"DataView", `return await new Response(new DataView(new Uint8Array([104, 105]).buffer, 1)).text()`, "i"},
		{"object", `return await new Response({toString() { return "obj" }}).text()`, "obj"},
		{"symbol", `new Response(Symbol("x"))`, "TypeError: Cannot convert a Symbol value to a string"},
		{"content type is kept", `return new Response("x", {headers: {"Content-Type": "a/b"}}).headers.get("content-type")`, "a/b"},
		{"json", `return (await new Response('{"a":[1]}').json()).a`, "[1]"},
		{"json of nothing", `await new Response().json()`, "SyntaxError: Unexpected end of JSON input"},
		{"json error", `const r = new Response("{x"); try { await r.json() } catch (e) { return [e.message, r.bodyUsed] }`, `["Expected property name or '}' in JSON at position 1 (line 1 column 2)",true]`},
		{"json with a BOM", `return await new Response("\ufeff[1]").json()`, "[1]"},
		{"text drops a BOM", `return (await new Response("\ufeffa").text()).length`, "1"},
		{"text replaces surrogates", `return await new Response("a\ud800").text()`, "a\ufffd"},
		{"text is decoded by the standard", `return await new Response(new Uint8Array([0xe2, 0x82, 0x41, 0xf0, 0x9f, 0x98, 0xff])).text()`, "\ufffdA\ufffd\ufffd"},
		{"arrayBuffer", `const b = await new Response("abc").arrayBuffer(); return [b instanceof ArrayBuffer, b.byteLength]`, "[true,3]"},
		{"bytes", `const b = await new Response("abc").bytes(); b[0] = 120; return [b instanceof Uint8Array, String.fromCharCode(...b)]`, `[true,"xbc"]`},
		{"bytes does not share", `const r = new Response("abc"), c = r.clone(); (await r.bytes())[0] = 0; return await c.text()`, "abc"},
		{"used twice", `const r = new Response("x"); await r.text(); await r.json()`, "TypeError: Body is unusable: it has already been read"},
		{"clone", `const r = new Response("x", {status: 201, statusText: "s", headers: {a: "1"}}), c = r.clone(); r.headers.set("a", "2"); return [c.status, c.statusText, c.headers.get("a"), await r.text(), await c.text(), c.ok]`, `[201,"s","1","x","x",true]`},
		{"clone used", `const r = new Response("x"); await r.text(); r.clone()`, "TypeError: Body is unusable: it has already been read"},
		{"status", `return [200, 201, 404, 599].map(s => new Response(null, {status: s}).status)`, "[200,201,404,599]"},
		{"status low", `new Response(null, {status: 199})`, "RangeError: The status 199 is outside the range 200 to 599."},
		{"status 0", `new Response(null, {status: 0})`, "RangeError: The status 0 is outside the range 200 to 599."},
		{"status is checked before headers", `new Response(null, {status: 0, headers: {"a b": "1"}})`, "RangeError: The status 0 is outside the range 200 to 599."},
		{"member order", `const log = []; new Response(null, new Proxy({}, {get(_, k) { log.push(k) }})); return log.join()`, "headers,status,statusText"},
		{"status wraps", `return new Response(null, {status: 65536 + 200}).status`, "200"},
		{"null body status", `return [204, 205, 304].map(s => new Response(null, {status: s}).status)`, "[204,205,304]"},
		{"null body status with body", `new Response("", {status: 204})`, "TypeError: Response with the status 204 must have no body"},
		{"statusText", `new Response(null, {statusText: "a\n"})`, "TypeError: Invalid statusText: it holds characters that a status line cannot have."},
		{"statusText latin1", `return new Response(null, {statusText: "\xe9\t"}).statusText === "\xe9\t"`, "true"},
		{"init", `new Response("", 5)`, "TypeError: The init of a Response is not an object"},
		{"init null", `return new Response("", null).status`, "200"},
		{"error", `const r = Response.error(); try { r.headers.set("a", "b") } catch (e) { return [r.type, r.status, r.ok, r.body, e.name] }`, `["error",0,false,null,"TypeError"]`},
		{"redirect", `const r = Response.redirect("http://a.b/c?d#e", 301); try { r.headers.append("a", "b") } catch (e) { return [r.status, r.headers.get("location"), r.type, e.name] }`, `[301,"http://a.b/c?d#e","default","TypeError"]`},
		{"redirect default", `return Response.redirect("http://a.b").status + Response.redirect("http://a.b").headers.get("location")`, "302http://a.b/"},
		{"redirect status", `Response.redirect("http://a.b/", 200)`, "RangeError: Invalid redirect status 200: it must be 301, 302, 303, 307 or 308."},
		{"redirect relative", `Response.redirect("/c")`, "TypeError: Failed to parse URL from /c"},
		{"Response.json", `const r = Response.json({a: 1}, {status: 201}); return [r.headers.get("content-type"), r.status, await r.text()]`, `["application/json",201,"{\"a\":1}"]`},
		{"Response.json type", `return Response.json(1, {headers: {"content-type": "x/y"}}).headers.get("content-type")`, "x/y"},
		{"Response.json undefined", `Response.json(undefined)`, "TypeError: The value is not JSON serializable"},
		{"Response.json throws", `Response.json({get a() { throw new RangeError("mine") }})`, "RangeError: mine"},
		{"Response.json null status", `Response.json({}, {status: 204})`, "TypeError: Response with the status 204 must have no body"},
		{"subclass", `class X extends Response { #p = 1; get p() { return this.#p } } const x = new X("a"); return [x.p, await x.text(), x instanceof Response]`, `[1,"a",true]`},
		{"headers are one object", `const r = new Response(); return r.headers === r.headers`, "true"},
		{"brand rejects", `return await Response.prototype.text.call({}).catch(e => e.name)`, "TypeError"},
		{"shape", `return [Response.length, Response.json.length, Response.prototype.text.length, typeof Response.prototype.formData, String(new Response())]`, `[0,1,0,"function","[object Response]"]`},
	})
}

func TestRequest(t *testing.T) {
	runCases(t, vmtest.New(t, nil), []scriptCase{
		{"defaults", `const r = new Request("http://a.b/c#d"); return [r.method, r.url, r.mode, r.credentials, r.cache, r.redirect, r.referrer, r.referrerPolicy, r.integrity, r.keepalive, r.duplex, r.destination, r.body, r.bodyUsed, r.isReloadNavigation, r.isHistoryNavigation]`,
			`["GET","http://a.b/c#d","cors","same-origin","default","follow","about:client","","",false,"half","",null,false,false,false]`},
		{"relative", `new Request("/a")`, "TypeError: Failed to parse URL from /a"},
		{"credentials in the URL", `new Request("http://u:p@a.b/")`, "TypeError: Request cannot be constructed from a URL that includes credentials: http://u:p@a.b/"},
		{"normalized methods", `return ["get", "PoSt", "patch", "delete", "Foo"].map(m => new Request("http://a.b", {method: m}).method)`, `["GET","POST","patch","DELETE","Foo"]`},
		{"forbidden methods", `return ["connect", "TRACE", "TracK", "a b", ""].map(m => { try { new Request("http://a.b", {method: m}); return "ok" } catch (e) { return e.name } })`, `["TypeError","TypeError","TypeError","TypeError","TypeError"]`},
		{"body", `const r = new Request("http://a.b", {method: "POST", body: "x"}); return [await r.text(), r.headers.get("content-type"), r.bodyUsed]`, `["x","text/plain;charset=UTF-8",true]`},
		{"body with GET", `new Request("http://a.b", {body: "x"})`, "TypeError: Request with a GET or HEAD method cannot have a body."},
		{"enumerations", `return ["mode", "credentials", "cache", "redirect", "referrerPolicy", "duplex", "priority"].map(k => { try { new Request("http://a.b", {[k]: "nope"}); return "ok" } catch (e) { return e.name } })`, `["TypeError","TypeError","TypeError","TypeError","TypeError","TypeError","TypeError"]`},
		{"navigate", `new Request("http://a.b", {mode: "navigate"})`, "TypeError: Request constructor: the mode 'navigate' is not allowed."},
		{"only-if-cached", `new Request("http://a.b", {cache: "only-if-cached"})`, "TypeError: Request constructor: 'only-if-cached' can be set only with the mode 'same-origin'."},
		{"no-cors", `new Request("http://a.b", {mode: "no-cors", method: "PUT"})`, "TypeError: Request constructor: 'PUT' cannot be used with the mode 'no-cors'."},
		{"window", `new Request("http://a.b", {window: 1})`, "TypeError: Request constructor: 'window' option can only be null."},
		{"signal", `new Request("http://a.b", {signal: {}})`, "TypeError: Request constructor: member signal is not of type AbortSignal."},
		{"from a request", `const a = new Request("http://a.b", {method: "POST", body: "x", headers: {q: "1"}, redirect: "manual"}); const b = new Request(a, {headers: {r: "2"}}); return [b.method, b.redirect, b.headers.get("q"), b.headers.get("r"), a.bodyUsed, b.bodyUsed, await b.text()]`, `["POST","manual",null,"2",true,false,"x"]`},
		{"from a used request", `const a = new Request("http://a.b", {method: "POST", body: "x"}); await a.text(); new Request(a)`, "TypeError: Cannot construct a Request with a Request object that has already been used."},
		{"from a used request, new body", `const a = new Request("http://a.b", {method: "POST", body: "x"}); await a.text(); return await new Request(a, {body: "y"}).text()`, "y"},
		{"clone", `const a = new Request("http://a.b", {method: "POST", body: "x", headers: {q: "1"}}), b = a.clone(); return [await a.text(), await b.text(), b.headers.get("q"), b.method, b.url]`, `["x","x","1","POST","http://a.b/"]`},
		{"referrer", `return ["", "about:client", "http://x.y/z"].map(referrer => new Request("http://a.b", {referrer}).referrer)`, `["","about:client","http://x.y/z"]`},
		{"member order", `const log = []; const o = new Proxy({}, {get(_, k) { log.push(k) }}); new Request("http://a.b", o); return log.join()`, "body,cache,credentials,duplex,headers,integrity,keepalive,method,mode,priority,redirect,referrer,referrerPolicy,signal,window"},
	})
}
