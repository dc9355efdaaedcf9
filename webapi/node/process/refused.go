package process

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// refusals are the methods that would end or change the server for everybody,
// with what to do instead.
var refusals = []struct{ name, instead string }{
	{"exit", "an endpoint must not end the server; return a Response, or throw"},
	{"reallyExit", "an endpoint must not end the server; return a Response, or throw"},
	{"abort", "an endpoint must not end the server; return a Response, or throw"},
	{"kill", "an endpoint must not signal processes"},
	{"chdir", "the working directory is the whole server's; resolve paths against process.cwd() instead"},
	{"setUncaughtExceptionCaptureCallback", `use process.on("uncaughtException", …) instead`},
}

func defineRefusals(rt *js.Runtime, o *goja.Object) {
	for _, r := range refusals {
		method(rt, o, r.name, 1, func(c js.Call) goja.Value {
			nodeerr.Throw(rt, "Error", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "process.%s() is refused: %s", r.name, r.instead)
			return nil
		})
	}
}

// umask is process.umask(): it can be read, not set.
func umask(c js.Call) goja.Value {
	if c.Has(0) {
		nodeerr.Throw(c.Runtime, "Error", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM",
			"process.umask(mask) is refused: the mask is the whole server's; give a mode to the function that makes the file")
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if _, rest, ok := strings.Cut(string(status), "\nUmask:"); ok {
			line, _, _ := strings.Cut(rest, "\n")
			if mask, err := strconv.ParseInt(strings.TrimSpace(line), 8, 32); err == nil {
				return c.ToValue(mask)
			}
		}
	}
	return c.ToValue(0o22)
}

// defineIDs adds what systems with users have.
func defineIDs(rt *js.Runtime, o *goja.Object) {
	if runtime.GOOS == "windows" {
		return
	}
	for name, get := range map[string]func() int{
		"getuid": os.Getuid, "geteuid": os.Geteuid, "getgid": os.Getgid, "getegid": os.Getegid,
	} {
		method(rt, o, name, 0, func(c js.Call) goja.Value { return c.ToValue(get()) })
	}
	method(rt, o, "getgroups", 0, func(c js.Call) goja.Value {
		groups, err := os.Getgroups()
		if err != nil {
			rt.Throw(rt.Error("Error", fmt.Sprintf("getgroups: %v", err)))
		}
		list := make([]any, len(groups))
		for i, g := range groups {
			list[i] = g
		}
		return c.NewArray(list...)
	})
}
