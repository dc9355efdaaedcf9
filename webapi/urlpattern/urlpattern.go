package urlpattern

import (
	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/url"
)

// URLPattern is the state of a JavaScript URLPattern object.
type URLPattern struct {
	js.Base
	pattern *Pattern
}

// URLPatternClass is the URLPattern interface (URL Pattern, 1.1).
var URLPatternClass = js.Define(js.Class[*URLPattern]{
	Name:       "URLPattern",
	Construct:  construct,
	Attributes: attributes(),
	Methods: []js.Method[*URLPattern]{
		{Name: "exec", Call: exec},
		{Name: "test", Call: test},
	},
})

// Class implements [js.Native].
func (*URLPattern) Class() js.Definer { return URLPatternClass }

// Inspect names what console.log shows.
func (*URLPattern) Inspect() []string {
	return []string{"protocol", "username", "password", "hostname", "port", "pathname", "search", "hash", "hasRegExpGroups"}
}

func attributes() []js.Attribute[*URLPattern] {
	list := make([]js.Attribute[*URLPattern], 0, len(componentNames)+1)
	for _, c := range componentNames {
		list = append(list, js.Attribute[*URLPattern]{Name: c.name, Get: func(call js.Call, p *URLPattern) goja.Value {
			return call.ToValue(p.pattern.components[c.state].pattern)
		}})
	}
	return append(list, js.Attribute[*URLPattern]{Name: "hasRegExpGroups", Get: func(call js.Call, p *URLPattern) goja.Value {
		return call.ToValue(p.pattern.hasRegexpGroups())
	}})
}

// construct resolves the overloads (input, baseURL, options) and (input,
// options): a second argument that is an object or nothing is the options.
func construct(c js.Call) *URLPattern {
	second := c.Arg(1)
	_, object := second.(*goja.Object)
	var baseURL *string
	optionsArgument := second
	if len(c.Args) > 2 || !object && !goja.IsUndefined(second) && !goja.IsNull(second) {
		s := c.String(second)
		baseURL, optionsArgument = &s, c.Arg(2)
	}
	text, init := convertInput(c, c.Arg(0))
	ignoreCase := false
	if v, ok := js.Member(c.Dictionary(optionsArgument, "URLPatternOptions"), "ignoreCase"); ok {
		ignoreCase = v.ToBoolean()
	}
	var pattern *Pattern
	var err error
	switch {
	case init == nil:
		pattern, err = createFromString(text, baseURL, ignoreCase, compileIn(c.Runtime))
	case baseURL != nil:
		c.ThrowTypeError("Failed to construct 'URLPattern': a base URL beside an init object; put it into the object as baseURL.")
	default:
		pattern, err = create(init, ignoreCase, compileIn(c.Runtime))
	}
	if err != nil {
		c.ThrowTypeError("Failed to construct 'URLPattern': %v.", err)
	}
	return &URLPattern{pattern: pattern}
}

// convertInput converts a URLPatternInput: a string, or a dictionary, whose
// members are read in the order of their names (WebIDL, 3.2.17).
func convertInput(c js.Call, v goja.Value) (string, *patternInit) {
	o, object := v.(*goja.Object)
	if !object && !goja.IsUndefined(v) && !goja.IsNull(v) {
		return c.String(v), nil
	}
	init := &patternInit{}
	if s, ok := js.Member(o, "baseURL"); ok {
		text := c.String(s)
		init.baseURL = &text
	}
	for _, m := range byName {
		if s, ok := js.Member(o, m.name); ok {
			init.set(m.state, c.String(s))
		}
	}
	return "", init
}

// byName are the components in the order of their names.
var byName = []struct {
	name  string
	state state
}{
	{"hash", stateHash}, {"hostname", stateHostname}, {"password", statePassword}, {"pathname", statePathname},
	{"port", statePort}, {"protocol", stateProtocol}, {"search", stateSearch}, {"username", stateUsername},
}

// match is "perform a match" up to the result (URL Pattern, 1.3). inputs is
// made only if the pattern matches and wantInputs is set.
func match(c js.Call, p *URLPattern, wantInputs bool) (v values, groups [stateDone][]*string, inputs []any, ok bool) {
	text, init := convertInput(c, c.Arg(0))
	var base *string
	if c.Has(1) {
		s := c.String(c.Arg(1))
		base = &s
	}
	if init != nil {
		if base != nil {
			c.ThrowTypeError("A base URL beside an init object; put it into the object as baseURL.")
		}
		processed, err := init.process(false)
		if err != nil {
			return v, groups, nil, false
		}
		v = processed.value
	} else {
		baseText := ""
		if base != nil {
			baseText = *base
		}
		u, err := url.ParseWithBase(text, baseText, base != nil)
		if err != nil {
			return v, groups, nil, false
		}
		v = valuesOf(u)
	}
	if groups, ok = p.pattern.match(&v); !ok || !wantInputs {
		return v, groups, nil, ok
	}
	if init != nil {
		return v, groups, []any{initObject(c, init)}, true
	}
	inputs = []any{text}
	if base != nil {
		inputs = append(inputs, *base)
	}
	return v, groups, inputs, true
}

func test(c js.Call, p *URLPattern) goja.Value {
	_, _, _, ok := match(c, p, false)
	return c.ToValue(ok)
}

func exec(c js.Call, p *URLPattern) goja.Value {
	v, groups, inputs, ok := match(c, p, true)
	if !ok {
		return goja.Null()
	}
	result := c.NewObject()
	for _, m := range byName {
		set(c, result, m.name, componentResult(c, p.pattern.components[m.state], v[m.state], groups[m.state]))
		if m.state == stateHostname {
			set(c, result, "inputs", c.NewArray(inputs...)) // its place in the order of names
		}
	}
	return result
}

// componentResult is "create a component match result".
func componentResult(c js.Call, component *component, input string, groups []*string) *goja.Object {
	object := c.NewObject()
	for i, name := range component.names {
		var value any = goja.Undefined()
		if i < len(groups) && groups[i] != nil {
			value = *groups[i]
		}
		set(c, object, name, value)
	}
	result := c.NewObject()
	set(c, result, "groups", object)
	set(c, result, "input", input)
	return result
}

// initObject is the dictionary converted back.
func initObject(c js.Call, init *patternInit) *goja.Object {
	o := c.NewObject()
	if init.baseURL != nil {
		set(c, o, "baseURL", *init.baseURL)
	}
	for _, m := range byName {
		if init.has(m.state) {
			set(c, o, m.name, init.value[m.state])
		}
	}
	return o
}

// set defines a property, whatever a script has done to Object.prototype.
func set(c js.Call, o *goja.Object, name string, value any) {
	if err := o.DefineDataProperty(name, c.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

var _ js.Native = (*URLPattern)(nil)
