package endpoint

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/dop251/goja"

	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
)

// StaticPath is one path that a prerendered endpoint generates.
type StaticPath struct {
	Path   string // decoded, without the base
	Params []route.Value
	Props  *goja.Object
}

// StaticPaths finds the paths of a prerendered endpoint: its own for a static
// route, else what getStaticPaths says (Astro docs, "getStaticPaths()"). done
// is called once, on the loop.
func (a *App) StaticPaths(e *loader.Endpoint, done func([]StaticPath, *diagnostic.Diagnostic)) {
	a.module(e.Module, func(m *Module) {
		if m.Exception != nil {
			done(nil, a.diagnose(diagnostic.EndpointLoadFailed, m.Exception))
			return
		}
		if e.IsStatic() {
			path, err := e.Path(nil)
			if err != nil { // cannot be: a static route has no parameters
				done(nil, diagnostic.New(diagnostic.InternalError, err.Error()))
				return
			}
			done([]StaticPath{{Path: path}}, nil)
			return
		}
		a.callGetStaticPaths(e, m, done)
	})
}

func (a *App) callGetStaticPaths(e *loader.Endpoint, m *Module, done func([]StaticPath, *diagnostic.Diagnostic)) {
	at := func(d *diagnostic.Diagnostic) *diagnostic.Diagnostic {
		return d.At(a.exportLocation(e.Component, "getStaticPaths"))
	}
	function, ok := goja.AssertFunction(m.Namespace.Get("getStaticPaths"))
	if !ok {
		done(nil, at(diagnostic.New(diagnostic.GetStaticPathsRequired, e.Pattern)))
		return
	}
	argument := a.NewObject()
	_ = argument.Set("routePattern", e.Pattern)
	_ = argument.Set("paginate", a.paginate(e))
	result, err := function(m.Namespace, argument)
	a.settle(result, err, func(v, exception goja.Value) {
		if exception != nil {
			done(nil, a.diagnose(diagnostic.EndpointThrew, exception))
			return
		}
		var paths []StaticPath
		var problem *diagnostic.Diagnostic
		if exception := a.Try(func() { paths, problem = a.staticPaths(e, v) }); exception != nil {
			done(nil, a.diagnose(diagnostic.EndpointThrew, exception))
			return
		}
		if problem != nil {
			done(nil, at(problem))
			return
		}
		done(paths, nil)
	})
}

// staticPaths checks what getStaticPaths returned and makes paths of it.
func (a *App) staticPaths(e *loader.Endpoint, v goja.Value) ([]StaticPath, *diagnostic.Diagnostic) {
	list, ok := v.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		return nil, diagnostic.New(diagnostic.InvalidGetStaticPathsReturn, describe(v))
	}
	table := route.NewTable([]route.Route{e.Route}, route.TableOptions{TrailingSlash: route.Ignore})
	paths := make([]StaticPath, 0, list.Get("length").ToInteger())
	var problem *diagnostic.Diagnostic
	a.ForOf(list, func(entry goja.Value) bool {
		var path StaticPath
		if path, problem = a.staticPath(e, table, entry); problem != nil {
			return false
		}
		paths = append(paths, path)
		return true
	})
	return paths, problem
}

func (a *App) staticPath(e *loader.Endpoint, table *route.Table, entry goja.Value) (StaticPath, *diagnostic.Diagnostic) {
	o, ok := entry.(*goja.Object)
	switch {
	case entry == nil || goja.IsNull(entry) || goja.IsUndefined(entry):
		return StaticPath{}, diagnostic.New(diagnostic.InvalidGetStaticPathsEntry, describe(entry))
	case !ok:
		return StaticPath{}, diagnostic.New(diagnostic.GetStaticPathsExpectedParams)
	case o.ClassName() == "Array":
		return StaticPath{}, diagnostic.New(diagnostic.InvalidGetStaticPathsEntry, "an array")
	}
	given := o.Get("params")
	if given == nil || goja.IsUndefined(given) || goja.IsNull(given) {
		return StaticPath{}, diagnostic.New(diagnostic.GetStaticPathsExpectedParams)
	}
	params, ok := given.(*goja.Object)
	if !ok {
		return StaticPath{}, diagnostic.New(diagnostic.InvalidGetStaticPathParam, describe(given))
	}
	if len(params.Keys()) == 0 {
		return StaticPath{}, diagnostic.New(diagnostic.GetStaticPathsExpectedParams)
	}
	values, problem := a.paramValues(e, params)
	if problem != nil {
		return StaticPath{}, problem
	}
	path, err := e.Path(values)
	if err != nil {
		return StaticPath{}, diagnostic.New(diagnostic.MissingParameter, strings.TrimPrefix(err.Error(), "Missing parameter: "))
	}
	if collides(e, values) {
		return StaticPath{}, diagnostic.New(diagnostic.PrerenderDynamicEndpointPathCollide, e.Pattern)
	}
	match, ok := table.Match(path)
	if !ok {
		// A value with a slash for a parameter that takes none.
		return StaticPath{}, diagnostic.New(diagnostic.MissingParameter, slashed(e, values)).
			WithHint("The value contains a slash. Only a rest parameter, [...name], takes several segments.")
	}
	props, _ := o.Get("props").(*goja.Object)
	if props != nil {
		props = a.shallowCopy(props)
	}
	return StaticPath{Path: path, Params: match.Params, Props: props}, nil
}

// paramValues checks the type of each value that the route needs; what else is
// in params is ignored.
func (a *App) paramValues(e *loader.Endpoint, params *goja.Object) (map[string]string, *diagnostic.Diagnostic) {
	values := make(map[string]string, len(e.Params))
	for _, name := range params.Keys() {
		v := params.Get(name)
		switch {
		case goja.IsUndefined(v):
		case goja.IsString(v):
			values[name] = nfc(v.String())
		default:
			return nil, diagnostic.New(diagnostic.GetStaticPathsInvalidRouteParam, name, describe(v), fmt.Sprint(v))
		}
	}
	return values, nil
}

// collides reports an endpoint whose last segment is an empty rest parameter:
// its file would have the name of its folder.
func collides(e *loader.Endpoint, values map[string]string) bool {
	if len(e.Segments) == 0 {
		return false
	}
	last := e.Segments[len(e.Segments)-1]
	return len(last) == 1 && last[0].Kind == route.Rest && strings.Trim(values[last[0].Text], "/") == ""
}

// slashed names the parameter whose value does not fit its segment.
func slashed(e *loader.Endpoint, values map[string]string) string {
	for _, name := range e.Params {
		if strings.Contains(strings.Trim(values[name], "/"), "/") {
			return name
		}
	}
	return strings.Join(e.Params, ", ")
}

func (a *App) shallowCopy(o *goja.Object) *goja.Object {
	c := a.NewObject()
	for _, name := range o.Keys() {
		_ = c.Set(name, o.Get(name))
	}
	return c
}

// Found reports whether a status is one that a build writes a body for, which
// is any but a redirect.
func Found(status int) bool {
	return status < http.StatusMultipleChoices || status >= http.StatusBadRequest
}
