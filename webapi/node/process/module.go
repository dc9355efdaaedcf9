package process

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Module is node:process: its default export is process itself, and its named
// exports are the properties of it.
var Module = js.Module{
	Name: "node:process",
	Exports: []string{"abort", "addListener", "arch", "argv", "argv0", "chdir", "config", "cpuUsage", "cwd", "debugPort",
		"emit", "emitWarning", "env", "eventNames", "execArgv", "execPath", "exit", "features", "getActiveResourcesInfo",
		"getBuiltinModule", "getMaxListeners", "getegid", "geteuid", "getgid", "getgroups", "getuid",
		"hasUncaughtExceptionCaptureCallback", "hrtime", "kill", "listenerCount", "listeners", "memoryUsage", "nextTick",
		"off", "on", "once", "pid", "platform", "ppid", "prependListener", "prependOnceListener", "rawListeners",
		"release", "removeAllListeners", "removeListener", "setMaxListeners", "setUncaughtExceptionCaptureCallback",
		"stderr", "stdin", "stdout", "title", "umask", "uptime", "version", "versions"},
	New: func(rt *js.Runtime) *goja.Object { return Object(rt) },
}
