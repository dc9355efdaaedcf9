package html

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// Navigator is the state of the navigator object (HTML, 8.10.1).
type Navigator struct {
	js.Base
	languages *goja.Object
}

var navigatorLocal = js.NewLocal(func(rt *js.Runtime) *Navigator {
	return &Navigator{languages: rt.Freeze(rt.NewArray("en-US"))}
})

// NavigatorObject returns the navigator of a realm.
func NavigatorObject(rt *js.Runtime) goja.Value { return rt.Wrap(navigatorLocal.Of(rt)) }

// NavigatorClass is the Navigator interface, with what is known of a server.
var NavigatorClass = js.Define(js.Class[*Navigator]{
	Name: "Navigator",
	Attributes: []js.Attribute[*Navigator]{
		{Name: "hardwareConcurrency", Get: func(c js.Call, n *Navigator) goja.Value { return c.ToValue(runtime.GOMAXPROCS(0)) }},
		{Name: "language", Get: func(c js.Call, n *Navigator) goja.Value { return c.ToValue("en-US") }},
		{Name: "languages", Get: func(c js.Call, n *Navigator) goja.Value { return n.languages }},
		{Name: "platform", Get: func(c js.Call, n *Navigator) goja.Value { return c.ToValue(platform()) }},
		{Name: "userAgent", Get: func(c js.Call, n *Navigator) goja.Value { return c.ToValue(UserAgent()) }},
	},
})

// Class implements [js.Native].
func (*Navigator) Class() js.Definer { return NavigatorClass }

// Inspect names what console shows of it.
func (*Navigator) Inspect() []string {
	return []string{"hardwareConcurrency", "language", "languages", "platform", "userAgent"}
}

// UserAgent is the name and version that requests carry as well.
func UserAgent() string {
	version := "dev"
	if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
		version = info.Main.Version[1:]
	}
	return "runner/" + version
}

func platform() string {
	switch runtime.GOOS {
	case "darwin":
		return "MacIntel"
	case "windows":
		return "Win32"
	}
	return runtime.GOOS
}

var _ js.Native = (*Navigator)(nil)
