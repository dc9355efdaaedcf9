package wpt

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"runner/engine/vm"
)

// The time limits are several times those of browsers: the machine may be busy
// and the engine is slower.
const (
	limit     = 40 * time.Second
	longLimit = 150 * time.Second
	grace     = 2 * time.Second // for results, once the file has been stopped
)

// result is what a run of a page reported.
type result struct {
	Status  int       `json:"status"` // 0 is a sound run
	Message string    `json:"message"`
	Tests   []subtest `json:"tests"`
}

type subtest struct {
	Name    string `json:"name"`
	Status  int    `json:"status"` // 0 is a pass
	Message string `json:"message"`
}

// The statuses of a run. The first three are testharness.js's own.
const (
	runOK = iota
	runError
	runTimeout
	_
	runCrash
)

//go:embed shell.js
var shellScript string

// programs keeps what is compiled for all pages together.
type programs struct {
	suite suite
	mu    sync.Mutex
	done  map[string]*compiled
}

type compiled struct {
	once    sync.Once
	program *goja.Program
	err     error
}

func (p *programs) get(name string) (*goja.Program, error) {
	p.mu.Lock()
	c := p.done[name]
	if c == nil {
		c = new(compiled)
		p.done[name] = c
	}
	p.mu.Unlock()
	c.once.Do(func() {
		text, err := p.suite.read(name)
		if err != nil {
			c.err = err
			return
		}
		c.program, c.err = compile(name, string(text))
	})
	return c.program, c.err
}

// compile prepares a classic script. What the engine cannot read, such as async
// generators, goes through the bundler as the code of an endpoint would, but
// stays a script, so that its declarations stay global.
func compile(name, text string) (*goja.Program, error) {
	program, err := vm.Compile(name, text, nil)
	if err == nil {
		return program, nil
	}
	lowered := api.Transform(text, api.TransformOptions{
		Loader: api.LoaderJS, Target: api.ESNext, Charset: api.CharsetUTF8, Sourcefile: name,
		Supported: map[string]bool{"async-generator": false, "for-await": false, "using": false},
	})
	if len(lowered.Errors) > 0 {
		return nil, fmt.Errorf("%s: %s", name, lowered.Errors[0].Text)
	}
	return vm.Compile(name, string(lowered.Code), nil)
}

// shell is one page in its VM.
type shell struct {
	page     page
	programs *programs
	vm       *vm.VM
	report   chan string

	mu      sync.Mutex
	problem error // an uncaught exception of a script, or a Go panic
}

// run runs a page in a fresh VM.
func run(p page, programs *programs) result {
	s := &shell{page: p, programs: programs, report: make(chan string, 1)}
	budget := limit
	if p.Long {
		budget = longLimit
	}
	s.vm = vm.New(vm.Options{CPUBudget: budget, Log: s.log})
	defer s.vm.Close()
	s.vm.Do(s.start)
	return s.wait(budget)
}

// log listens for Go panics; they count as crashes.
func (s *shell) log(level, message string) {
	if level == "error" && strings.HasPrefix(message, "panic: ") {
		first, _, _ := strings.Cut(message, "\n")
		s.fail(errors.New(first))
	}
}

func (s *shell) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem == nil {
		s.problem = err
	}
}

// start runs all scripts of the page in one go: testharness.js counts tests
// when the stack is empty, so no microtask may run in between. It is called
// on the loop.
func (s *shell) start() {
	global := s.vm.GlobalObject()
	check(global.DefineDataProperty("__wpt", s.host(), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	check(global.DefineDataProperty("__start", s.vm.ToValue(func(goja.FunctionCall) goja.Value {
		check(global.Delete("__start"))
		s.scripts()
		return goja.Undefined()
	}), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	if _, err := s.vm.RunString("__start()"); err != nil {
		s.vm.Fatal(err)
		s.fail(err)
	}
}

func (s *shell) scripts() {
	if _, err := s.vm.RunString(shellScript); err != nil {
		s.fail(err)
		return
	}
	for _, name := range append([]string{"resources/testharness.js"}, append(s.page.Scripts, s.page.Path)...) {
		program, err := s.programs.get(name)
		if err == nil {
			_, err = s.vm.RunProgram(program)
		}
		if err != nil { // as in a browser, the next script runs all the same
			s.fail(err)
		}
		if name == "resources/testharness.js" {
			if _, err := s.vm.RunString("__wpt.listen()"); err != nil {
				s.fail(err)
				return
			}
		}
	}
}

// host makes the object that shell.js works with.
func (s *shell) host() *goja.Object {
	o := s.vm.NewObject()
	origin := "http://web-platform.test:8000"
	if strings.Contains(s.page.Path, ".https.") {
		origin = "https://web-platform.test:8443"
	}
	check(o.Set("origin", origin))
	check(o.Set("path", "/"+strings.TrimSuffix(s.page.Path, ".js")+".html"))
	check(o.Set("search", s.page.Search))
	check(o.Set("title", s.page.Title))
	read := func(value func([]byte) goja.Value) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			b, err := s.programs.suite.read(path.Clean(call.Argument(0).String()))
			if err != nil {
				return goja.Null()
			}
			return value(b)
		}
	}
	check(o.Set("text", read(func(b []byte) goja.Value { return s.vm.ToValue(string(b)) })))
	check(o.Set("bytes", read(func(b []byte) goja.Value { return s.vm.ToValue(s.vm.NewArrayBuffer(b)) })))
	check(o.Set("has", func(call goja.FunctionCall) goja.Value {
		_, err := s.programs.suite.read(path.Clean(call.Argument(0).String()))
		return s.vm.ToValue(err == nil)
	}))
	check(o.Set("report", func(call goja.FunctionCall) goja.Value {
		select {
		case s.report <- call.Argument(0).String():
		default:
		}
		return goja.Undefined()
	}))
	return o
}

// wait returns the results. A page that is idle without having reported can
// only be waiting for something that never comes, so it is stopped early.
func (s *shell) wait(limit time.Duration) result {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	idle := make(chan struct{})
	go func() {
		defer close(idle)
		for s.vm.Wait(ctx) == nil { // idle: but an unreferenced timer may be running
			select {
			case <-time.After(grace):
			case <-ctx.Done():
				return
			}
			if quiet, done := context.WithTimeout(ctx, time.Millisecond); s.vm.Wait(quiet) == nil {
				done()
				return
			} else {
				done()
			}
		}
	}()
	select {
	case text := <-s.report:
		return s.parse(text)
	case <-s.vm.Retired():
		return s.crashed()
	case <-idle:
	}
	go s.vm.Do(func() {
		if _, err := s.vm.RunString("timeout()"); err != nil {
			s.fail(err)
			s.vm.Fatal(err)
		}
	})
	select {
	case text := <-s.report:
		r := s.parse(text)
		if r.Status == runOK {
			r.Status, r.Message = runTimeout, "the tests did not come to an end"
		}
		return r
	case <-s.vm.Retired():
		return s.crashed()
	case <-time.After(limit + grace): // a synchronous stretch: its budget ends it
		s.fail(errors.New("no results in time"))
		return s.crashed()
	}
}

func (s *shell) crashed() result {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem == nil {
		s.problem = s.vm.Cause()
	}
	return result{Status: runCrash, Message: fmt.Sprint(s.problem)}
}

func (s *shell) parse(text string) result {
	var r result
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return result{Status: runCrash, Message: err.Error()}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem != nil && r.Status == runOK {
		r.Status, r.Message = runError, s.problem.Error()
	}
	r.keepSelected(s.page)
	return r
}

// keepSelected drops the subtests that are not part of the selection and makes
// the names unique, for they can repeat in a file.
func (r *result) keepSelected(p page) {
	not := regexp.MustCompile(p.Without)
	seen := map[string]int{}
	kept := r.Tests[:0]
	for _, t := range r.Tests {
		if p.Without != "" && not.MatchString(t.Name) {
			continue
		}
		seen[t.Name]++
		if n := seen[t.Name]; n > 1 {
			t.Name = fmt.Sprintf("%s (%d)", t.Name, n)
		}
		kept = append(kept, t)
	}
	r.Tests = kept
}

// check is for what cannot fail.
func check(err error) {
	if err != nil {
		panic(err)
	}
}
