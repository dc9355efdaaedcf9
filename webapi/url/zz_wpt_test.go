package url_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"runner/engine/vm"
	"runner/webapi/js"
)

const root = "/work/main/.cache/wpt"

func TestZZWPT(t *testing.T) {
	pat := os.Getenv("WPT")
	if pat == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(root + "/" + pat)
	total, pass := 0, 0
	for _, f := range files {
		src, _ := os.ReadFile(f)
		variants := []string{""}
		if m := regexp.MustCompile(`META: variant=(\S+)`).FindAllStringSubmatch(string(src), -1); m != nil {
			variants = nil
			for _, x := range m {
				variants = append(variants, x[1])
			}
		}
		for _, v := range variants {
			n, p := run(t, f, v, string(src))
			total += n
			pass += p
		}
	}
	fmt.Println("TOTAL", pass, "/", total)
}

func run(t *testing.T, f, variant, src string) (n, p int) {
	m := vm.New(vm.Options{CPUBudget: 200 * time.Second, Log: func(l, s string) { fmt.Println(l, s) }})
	defer m.Close()
	done := make(chan bool, 1)
	evals := func(rt *js.Runtime, name, code string) {
		pr, err := vm.Compile(name, code, nil)
		if err != nil {
			fmt.Println(name, err)
			return
		}
		if _, err := rt.RunProgram(pr); err != nil {
			fmt.Println(name, err)
		}
	}
	m.Do(func() {
		rt := m.Runtime
		rt.Set("__read", func(s string) string {
			if strings.HasPrefix(s, "/") {
				s = root + s
			} else {
				s = filepath.Join(filepath.Dir(f), s)
			}
			b, err := os.ReadFile(s)
			if err != nil {
				panic(rt.ToValue(err.Error()))
			}
			return string(b)
		})
		rt.Set("__result", func(name string, status int, msg string) {
			n++
			if status == 0 {
				p++
			} else {
				fmt.Printf("  FAIL %s%s: %s: %s\n", filepath.Base(f), variant, name, msg)
			}
		})
		rt.Set("__done", func() { done <- true })
		evals(rt, "pre", `var self = globalThis; var GLOBAL = { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false };
var location = {href:"http://x/`+variant+`", search:"`+variant+`", pathname:"/", protocol:"http:"};
if (typeof setTimeout === "undefined") { var setTimeout = (f)=>{Promise.resolve().then(f)}; var clearTimeout=()=>{}; }
if (typeof console === "undefined") { var console = {log(){}, error(){}}; }
var fetch = async (p) => ({ok:true, json: async () => JSON.parse(__read(p)), text: async () => __read(p)});
if (typeof DOMException === "undefined") { var DOMException = class extends Error {} }
var FormData = globalThis.FormData || class FormData { constructor(){ this.x=[] } };
`)
		b, _ := os.ReadFile(root + "/resources/testharness.js")
		all := string(b)+"\n;"
		all += (`add_completion_callback((tests, status) => { for (const t of tests) __result(t.name, t.status, String(t.message)); __done() });`)
		for _, x := range regexp.MustCompile(`META: script=(\S+)`).FindAllStringSubmatch(src, -1) {
			path := x[1]
			if path == "/resources/WebIDLParser.js" {
				path = "/resources/webidl2/lib/webidl2.js"
			}
			full := root + path
			if !strings.HasPrefix(path, "/") {
				full = filepath.Join(filepath.Dir(f), path)
			}
			b, err := os.ReadFile(full)
			if err != nil {
				fmt.Println(err)
			}
			all += string(b)+"\n;"
		}
		evals(rt, filepath.Base(f), all+src)
	})
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		fmt.Println("TIMEOUT", f)
	}
	fmt.Printf("%s%s %d/%d\n", filepath.Base(f), variant, p, n)
	return n, p
}

var _ goja.Value
