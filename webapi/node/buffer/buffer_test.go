package buffer_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"runner/engine/vm/vmtest"
	"runner/webapi/js"
)

// newVM makes a VM with a require for host modules.
func newVM(t testing.TB) *vmtest.VM {
	return vmtest.New(t, func(rt *js.Runtime) {
		require := rt.NativeFunc("require", 1, func(fc goja.FunctionCall) goja.Value {
			return rt.Module("node:" + strings.TrimPrefix(fc.Argument(0).String(), "node:"))
		})
		if err := rt.Set("require", require); err != nil {
			t.Fatal(err)
		}
	})
}

// TestLikeNode evaluates every line of testdata/cases.js and compares with what
// Node answered.
func TestLikeNode(t *testing.T) {
	var recorded struct{ Answers map[string]string }
	data, err := os.ReadFile("testdata/node.json")
	if err == nil {
		err = json.Unmarshal(data, &recorded)
	}
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadFile("testdata/cases.js")
	if err != nil {
		t.Fatal(err)
	}
	show, err := os.ReadFile("testdata/show.js")
	if err != nil {
		t.Fatal(err)
	}
	m := newVM(t)
	for _, line := range strings.Split(string(cases), "\n") {
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		quoted, _ := json.Marshal(line)
		got := m.Eval("return " + string(show) + "(" + string(quoted) + ")")
		if want, ok := recorded.Answers[line]; !ok {
			t.Errorf("%s\n is not recorded: run testdata/record.mjs", line)
		} else if got != want {
			t.Errorf("%s\n got  %s\n want %s", line, got, want)
		}
	}
}

func TestWithPlatform(t *testing.T) {
	m := newVM(t)
	for _, c := range []struct{ name, script, want string }{
		{"response", `return await new Response(Buffer.from("héllo")).text()`, "héllo"},
		{"from a response", `return Buffer.from(await new Response("abc").arrayBuffer()).toString("hex")`, "616263"},
		{"module", `const {Buffer: B, constants} = require("node:buffer"); return [B === Buffer, constants.MAX_LENGTH]`, "[true,9007199254740991]"},
		{"too large", `try { Buffer.alloc(2 ** 40) } catch (e) { return e.name }`, "RangeError"},
		{"foreign this", `try { Buffer.prototype.toString.call({}) } catch (e) { return e.code }`, "ERR_INVALID_ARG_TYPE"},
		{"detached", `const b = Buffer.from("abc"); structuredClone(b.buffer, {transfer: [b.buffer]}); return [b.length, b.toString(), b.toString("hex"), b.indexOf("a")]`, `[0,"","",-1]`},
		{"detached write", `const b = Buffer.from("abc"); structuredClone(b.buffer, {transfer: [b.buffer]}); try { b.writeUInt8(1) } catch (e) { return e.code }`, "ERR_BUFFER_OUT_OF_BOUNDS"},
		{"inspect symbol", `return Buffer.from("a")[Symbol.for("nodejs.util.inspect.custom")]()`, "<Buffer 61>"},
		{"structuredClone", `return structuredClone(Buffer.from("a")).constructor.name`, "Uint8Array"},
		{"global", `const d = Object.getOwnPropertyDescriptor(globalThis, "Buffer"); return [d.enumerable, d.configurable]`, "[false,true]"},
		{"resolveObjectURL", `const {resolveObjectURL, Blob: B} = require("buffer"); return [await resolveObjectURL(URL.createObjectURL(new B(["x"]))).text(), resolveObjectURL("blob:x") === undefined]`, `["x",true]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := m.Eval(c.script); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func BenchmarkBuffer(b *testing.B) {
	for _, c := range []struct{ name, body string }{
		{"from string", `Buffer.from("hello, world")`},
		{"from ArrayBuffer", `Buffer.from(ab)`},
		{"toString", `b.toString()`},
		{"toString base64", `b.toString("base64")`},
		{"readUInt32LE", `b.readUInt32LE(8)`},
		{"writeUInt32LE", `b.writeUInt32LE(7, 8)`},
		{"subarray", `b.subarray(3, 9)`},
		{"concat", `Buffer.concat([b, b])`},
		{"indexOf", `b.indexOf("zz")`},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := newVM(b)
			run := `const ab = new ArrayBuffer(1024), b = Buffer.alloc(1024, "abc"); for (let i = 0; i < 1000; i++) ` + c.body
			for b.Loop() {
				m.Eval(run)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/call")
		})
	}
}
