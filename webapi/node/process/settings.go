package process

import (
	"os"
	"strings"
	"time"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Settings are what the embedder decides for one runtime.
type Settings struct {
	Environ []string // "NAME=value"; nil for none
	Argv    []string // what follows the executable in process.argv
	Title   string
	Dir     string // process.cwd(); "" takes the working directory
}

// Configure sets the settings of a runtime. It is called before any script runs.
func Configure(rt *js.Runtime, s Settings) {
	st := local.Of(rt)
	st.argv, st.dir = s.Argv, s.Dir
	if s.Title != "" {
		st.title = s.Title
	}
	for _, pair := range s.Environ {
		if name, value, ok := strings.Cut(pair, "="); ok && name != "" {
			st.env.set(name, value)
		}
	}
}

// state is the process object of one realm.
type state struct {
	rt     *js.Runtime
	start  time.Time
	object *goja.Object // nil until it is asked for
	env    environment
	argv   []string
	title  string
	dir    string
	events emitter
	ticks  []func() // waiting nextTick callbacks
}

var local = js.NewLocal(func(rt *js.Runtime) *state {
	return &state{rt: rt, start: time.Now(), title: "runner", env: environment{rt: rt, values: map[string]string{}}}
})

// cwd is process.cwd().
func (s *state) cwd() string {
	if s.dir != "" {
		return s.dir
	}
	dir, err := os.Getwd()
	if err != nil {
		return "/"
	}
	return dir
}

// Emit calls the listeners of an event of process, such as
// "unhandledRejection" or "uncaughtException", and reports whether there were
// any. It runs on the loop; what a listener throws goes to the caller.
func Emit(rt *js.Runtime, event string, args ...goja.Value) bool {
	s := local.Of(rt)
	return s.object != nil && s.events.emit(rt, s.object, rt.ToValue(event), args)
}
